import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { slackAdapter } from '../../../src/adapters/slack/adapter.ts';
import type { SlackConfig } from '../../../src/adapters/slack/config.ts';
import { makeManifest } from '../../../src/adapters/slack/manifest.ts';
import { type Adapter, Misconfigured } from '../../../src/adapters/platform.ts';
import { type Bot, createBot } from '../../../src/bot.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { drillPost } from '../../../src/core/drill/replies.ts';
import { cuesOf } from '../../../src/core/pack-index.ts';
import type { Drill, Group } from '../../../src/core/state.ts';
import type { Log } from '../../../src/log.ts';
import type { Schedule } from '../../../src/schedule.ts';
import { deadline } from '../../fixtures/deadline.ts';
import { freePort } from '../../fixtures/port.ts';
import { makeSchedule } from '../../fixtures/schedule.ts';
import { storageInMemory } from '../../fixtures/storage.ts';
import type { Ledger, Store } from '../../../src/storage/store.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { type SlackStandIn, type SlackOptions, startSlack } from '../../standins/slack/index.ts';

/** A line of the log: what was said, with what. */
export interface Line {
  readonly level: string;
  readonly says: string;
  readonly with: Record<string, unknown>;
}

export interface Setting {
  readonly slack: SlackStandIn;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly bot: Bot;
  readonly adapter: Adapter;
  readonly schedule: Schedule;
  readonly lines: Line[];
  /** Why an adapter has said that it is over. */
  readonly over: string[];
  /** What the bot's clock says; tests move it. */
  readonly time: { now: number };
  readonly slackConfig: SlackConfig;
  /** Another adapter of the same bot, as after a restart or on another machine. */
  another(config?: Partial<SlackConfig>): Adapter;
  stop(): Promise<void>;
}

/** The time that Slack asks the bot to wait: it passes at once, or when the test says so. */
export interface Waits {
  /** What was waited for, in milliseconds. */
  readonly asked: number[];
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** The clock of those waits. */
  readonly steady: () => number;
  readonly pass: () => void;
}

export function makeWaits(): Waits {
  const asked: number[] = [];
  let ahead = 0;
  let pass = () => {};
  const mayPass = new Promise<void>((resolve) => (pass = resolve));
  const wait = async (milliseconds: number, signal: AbortSignal) => {
    asked.push(milliseconds);
    await Promise.race([mayPass, signal.aborted || once(signal, 'abort')]);
    ahead += milliseconds;
  };
  return { asked, wait, steady: () => performance.now() + ahead, pass };
}

export type Mode = 'Socket Mode' | 'HTTP mode';

/** Ten in the morning in Berlin, on a Tuesday. */
export const tuesday = Date.parse('2026-11-24T09:00:00Z');

/** Its router learns once for all tests. */
const course = makeCourse(tinyPack);

/** How a time in small letters begins, which Slack shows in the reader's time zone. */
const ourTimes = '<!date^';

/** A whole bot on a fresh database, in a fresh workspace. It is not started yet. */
export async function slackSetting({
  mode = 'Socket Mode',
  around = (bot) => bot,
  waits,
  ...options
}: SlackOptions & { mode?: Mode; around?: (bot: Bot) => Bot; waits?: Waits } = {}): Promise<Setting> {
  const { bot: scopes } = makeManifest({ about: '' }).oauth_config.scopes;
  const steady = waits && { steady: waits.steady };
  // A busy machine may take longer than Slack's three seconds for an ack; that it comes first is a test of its own.
  const slack = await startSlack({ scopes, allowed: [ourTimes], ackTimeoutMs: deadline, ...steady, ...options });
  const { store, ledger } = await storageInMemory(tinyPack.id);
  const lines: Line[] = [];
  const over: string[] = [];
  const log = recordingLog(lines);
  const time = { now: tuesday };
  const parts = { course: () => course, store, ledger, clock: () => time.now, log };
  let schedule: Schedule | undefined;
  const bot = around(createBot({ ...parts, signingKey: await store.signingKey(), voteCounted: (drill) => schedule?.voteCounted(drill) }));
  const port = mode === 'HTTP mode' ? await freePort() : undefined;
  const { botToken, appToken, signingSecret, apiUrl } = slack;
  const slackConfig = { botToken, apiUrl, host: '127.0.0.1', ...(port === undefined ? { appToken } : { signingSecret, port }) };
  if (port !== undefined) slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const another = (config: Partial<SlackConfig> = {}) =>
    slackAdapter({ bot, log, over: ({ message }) => void over.push(message), wait: waits?.wait, config: { ...slackConfig, ...config } });
  const adapter = another();
  schedule = makeSchedule({ ...parts, adapters: () => [adapter] });
  const stop = async () => {
    slack.faults.accept();
    await schedule?.stop();
    await adapter.stop();
    await slack.stop();
    await store.close();
  };
  return { slack, store, ledger, bot, adapter, schedule, lines, over, time, slackConfig, another, stop };
}

function recordingLog(lines: Line[]): Log {
  const at = (level: string) => (given: unknown, says?: string) => {
    lines.push(typeof given === 'string' ? { level, says: given, with: {} } : { level, says: says ?? '', with: given as Line['with'] });
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), fatal: at('fatal') } as Log;
}

/** A text that is read aloud and shown in notifications, whose first line is this title. */
export function titled(title: string): unknown {
  return expect.stringMatching(new RegExp(`^${title.replace(/[.?]/g, '\\$&')}(\n|$)`));
}

/** A group that wants its drill daily at nine in Berlin. */
export const studyGroup: Group = {
  id: 'slack:C0STUDY',
  channel: 'C0STUDY',
  time: '09:00',
  zone: 'Europe/Berlin',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  grace: 180,
  reveal: null,
  setBy: 'slack:U0ADMIN',
  setAt: 0,
  active: true,
};

/** A drill as the schedule hands it to the adapter. */
export function drillToPost(id = 'drill-01', revealAt?: number) {
  const [cue] = cuesOf(tinyPack);
  if (cue === undefined) throw new Error('the tiny pack has lost its cues');
  const drill: Drill = {
    id,
    group: studyGroup.id,
    day: '2026-11-24',
    cue: cue.id,
    status: 'claimed',
    dueAt: tuesday,
    claimedAt: tuesday,
    late: false,
    message: null,
    shown: 0,
    revealAt,
  };
  return { channel: 'C0STUDY', drill: id, reply: drillPost(tinyPack, drill, cue, 0) };
}

/** Something is held until the gate is opened. */
export function gate(): { until: Promise<void>; open: () => void } {
  let open = () => {};
  const until = new Promise<void>((resolve) => (open = resolve));
  return { until, open };
}

/** What keeps an adapter from starting, in its words. */
export function misfortune(start: Promise<void>): Promise<unknown> {
  return start.then(
    () => 'none',
    (error: unknown) => (error instanceof Misconfigured ? error.message : error),
  );
}

/** No test of the file leaves a rejection that nobody hears: it would end the bot. */
export function hearAllRejections(): void {
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  beforeAll(() => void process.on('unhandledRejection', hear));
  afterAll(() => void process.off('unhandledRejection', hear));
  afterEach(async () => {
    await new Promise(setImmediate);
    expect(unheard.splice(0)).toEqual([]);
  });
}
