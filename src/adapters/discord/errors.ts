import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes, HTTPError, RESTJSONErrorCodes as Code } from 'discord.js';
import { Misconfigured, Refused } from '../platform.ts';
import {
  blockedByAutoMod,
  channelClosed,
  channelGone,
  channelUnfit,
  hungUp,
  intentsRefused,
  messageGone,
  threadClosed,
  tokenRefused,
  tooManyServers,
} from './sentences.ts';

const refusals: Readonly<Record<number | string, string>> = {
  [Code.UnknownChannel]: channelGone,
  [Code.UnknownGuild]: channelGone,
  [Code.UnknownMessage]: messageGone,
  [Code.MissingAccess]: channelClosed,
  [Code.MissingPermissions]: channelClosed,
  [Code.CannotSendMessagesInNonTextChannel]: channelUnfit,
  [Code.CannotExecuteActionOnThisChannelType]: channelUnfit,
  [Code.InvalidActionOnArchivedThread]: threadClosed,
  [Code.MessageWasBlockedByAutomaticModeration]: blockedByAutoMod,
};

const goneForGood: readonly (number | string)[] = [Code.UnknownChannel, Code.UnknownGuild];

/** The error as the rest of the program knows it, where trying again is of no use. What Discord understood and will not do is final, whatever its code. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof DiscordAPIError) || !isFinal(error)) return error;
  const reason = refusals[error.code] ?? `Discord does not let me do that in the channel of the daily drill: ${sayError(error)}.`;
  return new Refused(reason, {
    cause: error,
    isGone: goneForGood.includes(error.code),
    isMessageGone: error.code === Code.UnknownMessage,
  });
}

/** A wait that is asked for and a token that is refused are not the channel's fault. */
function isFinal({ status, code }: DiscordAPIError): boolean {
  return code in refusals || (status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429);
}

function sayError({ message, code }: DiscordAPIError): string {
  return `${message.split('\n')[0]?.slice(0, 100)} (${code})`;
}

/** Why a login will never work, if so. `closed` is the code with which the gateway hung up. */
export function asMisconfigured(error: unknown, closed?: number): Misconfigured | undefined {
  const badToken = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  const code = badToken ? GatewayCloseCodes.AuthenticationFailed : closed;
  return code === undefined ? undefined : endedForGood(code, error);
}

/** Why the gateway hung up, where the library does not connect again: https://docs.discord.com/developers/topics/opcodes-and-status-codes */
export function endedForGood(code: number, cause?: unknown): Misconfigured {
  return new Misconfigured(endings[code] ?? hungUp(code), { cause });
}

const endings: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: tokenRefused,
  [GatewayCloseCodes.InvalidIntents]: intentsRefused,
  [GatewayCloseCodes.DisallowedIntents]: intentsRefused,
  [GatewayCloseCodes.ShardingRequired]: tooManyServers,
};

export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}

/** The interaction is over: too old, or answered by an earlier delivery or another process. */
export function isOver(error: unknown): boolean {
  return hasCode(error, Code.UnknownInteraction, Code.InteractionHasAlreadyBeenAcknowledged, Code.UnknownWebhook, Code.InvalidWebhookToken);
}

/** Discord stumbled, or the connection broke: a second try may work at once. What hung is not tried again. */
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof HTTPError || /^(UND_ERR_|ECONN|EPIPE)/.test(code);
}

/**
 * Tries a call once more when it failed in passing. Only for calls that may safely happen twice. The first try may have been carried out: when Discord
 * says so at the second, `carriedOut` is called, and all is well.
 */
export async function retryOnce<T>(call: () => Promise<T>, carriedOut?: () => void): Promise<T | undefined> {
  try {
    return await call();
  } catch (first) {
    if (!isPassing(first)) throw first;
  }
  try {
    return await call();
  } catch (second) {
    if (carriedOut === undefined || !hasCode(second, Code.InteractionHasAlreadyBeenAcknowledged)) throw second;
    carriedOut();
    return undefined;
  }
}

/** Why something did not work, in a word or two: the code of the system where there is one, at any depth. */
export function sayCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return cause instanceof Error ? sayCause(cause) : typeof code === 'string' ? code : (error.message.split('\n')[0] ?? '');
}

/** What may be logged of an error. Its address is left out, because that of an interaction holds a token. */
export function safeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const { code, status } = error as { code?: unknown; status?: unknown };
  return { name, message, code, status, stack };
}
