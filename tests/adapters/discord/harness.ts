import type { Adapter } from '../../../src/adapters/platform.ts';
import { discordAdapter } from '../../../src/adapters/discord/adapter.ts';
import type { DiscordConfig } from '../../../src/adapters/discord/config.ts';
import { type Bot, createBot } from '../../../src/bot.ts';
import { type Course, makeCourse } from '../../../src/core/course.ts';
import type { Log } from '../../../src/log.ts';
import type { Schedule } from '../../../src/schedule.ts';
import { deadline } from '../../fixtures/deadline.ts';
import { makeSchedule } from '../../fixtures/schedule.ts';
import { storageInMemory } from '../../fixtures/storage.ts';
import type { Ledger, Store } from '../../../src/storage/store.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { type DiscordOptions, type DiscordStandIn, startDiscord } from '../../standins/discord/index.ts';

export const course: Course = makeCourse(tinyPack);

/** Everything that was logged, one JSON line each, so that a test can look for what must not be there. */
export interface Lines extends Log {
  readonly lines: string[];
}

export function makeLines(): Lines {
  const lines: string[] = [];
  const note = (level: string) => (first: unknown, second?: unknown) => void lines.push(JSON.stringify([level, first, second]));
  return { lines, debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error'), fatal: note('fatal') };
}

export interface Stage {
  readonly discord: DiscordStandIn;
  readonly bot: Bot;
  readonly adapter: Adapter;
  readonly schedule: Schedule;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly log: Lines;
  /** The reasons for which an adapter said that it is over. */
  readonly over: readonly string[];
  /** Moves the clock of the bot and of Discord forward. */
  readonly wait: (ms: number) => void;
  readonly now: () => number;
  /** Another bot process on the same store. */
  readonly another: (config?: Partial<DiscordConfig>) => Adapter;
  readonly close: () => Promise<void>;
}

export interface StageOptions {
  readonly discord?: DiscordOptions;
  /** What is undefined here is as it is in earnest. */
  readonly config?: Partial<DiscordConfig>;
  /** Stands between the adapter and the bot. */
  readonly around?: (bot: Bot) => Bot;
  readonly start?: boolean;
  /** By how many milliseconds the clock of the bot's machine is ahead of Discord's. */
  readonly ahead?: number;
}

/** The real adapter on the real library, the real bot and store, and a Discord of our own. Nobody is in a hurry, so that a slow machine changes nothing. */
export async function setStage({
  around = (bot) => bot,
  start = true,
  ahead: hostAhead = 0,
  ...options
}: StageOptions = {}): Promise<Stage> {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const discord = await startDiscord({ now, responseMs: deadline, ...options.discord });
  const { store, ledger } = await storageInMemory(tinyPack.id);
  const log = makeLines();
  const clock = () => now() + hostAhead;
  const parts = { course: () => course, store, ledger, clock, log };
  const bot = around(createBot({ ...parts, signingKey: await store.signingKey(), voteCounted: () => undefined }));
  const config = { token: discord.token, apiUrl: discord.api, requestTimeout: deadline, answerBy: deadline, ...options.config };
  const over: string[] = [];
  const another = (changed: Partial<DiscordConfig> = {}) =>
    discordAdapter({
      bot,
      config: { ...config, ...changed },
      log,
      course: () => course,
      clock,
      over: ({ message }) => void over.push(message),
    });
  const adapter = another();
  const schedule = makeSchedule({ ...parts, adapters: () => [adapter] });
  if (start) await adapter.start();
  if (start) await discord.waitFor(adapter.isReady);
  const wait = (ms: number) => void (ahead += ms);
  const close = async () => {
    await adapter.stop();
    await discord.close();
    await store.close();
  };
  return { discord, bot, adapter, schedule, store, ledger, log, over, now, wait, another, close };
}
