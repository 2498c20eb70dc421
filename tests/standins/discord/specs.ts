import { readFileSync } from 'node:fs';

/** Reads one of the specification files that lie beside the tests. */
function readSpec(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../specs/discord/${name}`, import.meta.url), 'utf8'));
}

type Limits = {
  interaction: {
    initialResponse_ms: number;
    token_ms: number;
    followupsWhenOnlyUserInstalled: number;
    allowedCallbackTypes: {
      applicationCommand: number[];
      messageComponent: number[];
      autocomplete: number[];
      modalSubmit: number[];
    };
  };
  message: { content: number; embedTotalAcrossMessage: number; nonce: number; legacyActionRows: number };
  components: { buttonsPerRow: number; selectsPerRow: number };
  componentsV2: { flag: number; totalComponents: number; totalText: { max: number }; forbidden: string[] };
  modal: { components: { max: number } };
  autocomplete: { choiceStringValue: number };
  commands: {
    chatInputGlobal: number;
    userGlobal: number;
    messageGlobal: number;
    name: { regex: string; flags: string };
    totalCharacters: number;
  };
  rate: { globalPerSecond: number };
  gateway: {
    payloadBytes: number;
    unrecoverableCloseCodes: number[];
    closeCodesThatEndSession: number[];
    privilegedIntents: string[];
  };
};

type Enums = {
  RESTJSONErrorCodes: Record<string, number>;
  GatewayIntentBits: Record<string, number>;
  PermissionFlagsBits: Record<string, string>;
  Locale: Record<string, string>;
};

export const limits = readSpec('limits.json') as Limits;
export const enums = readSpec('enums.json') as Enums;
export const openapi = readSpec('openapi.json') as { components: { schemas: Record<string, object> } };
