import type { PlatformEnvironment } from '../platform.ts';

/** What the Discord adapter has to be told. */
export interface DiscordConfig {
  readonly token: string;
  /** Where Discord's API is, without the version; for tests. */
  readonly apiUrl?: string | undefined;
  /** After how many milliseconds a call that hangs is given up. */
  readonly requestTimeout?: number | undefined;
  /** After how many milliseconds without an answer people are told that one will come. */
  readonly answerBy?: number | undefined;
}

/** Undefined when Discord is not wanted. */
export function readDiscordConfig({ get, report, describe, url }: PlatformEnvironment): DiscordConfig | undefined {
  const token = get('DISCORD_TOKEN');
  const apiUrl = url('DISCORD_API_URL');
  if (!token) return undefined;
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token))
    report(
      'DISCORD_TOKEN',
      describe(token),
      'three parts with dots between',
      'https://discord.com/developers/applications, your application, Bot, Reset Token.',
    );
  return { token, apiUrl };
}
