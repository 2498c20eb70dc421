import cron, { type ScheduledTask } from 'node-cron';
import type { Adapter } from './adapters/platform.ts';
import type { BoardPoster } from './boards.ts';
import type { Clock } from './bot.ts';
import type { Drills } from './drills.ts';
import type { Group } from './core/state.ts';
import type { Log } from './log.ts';
import type { Mocks } from './mocks.ts';
import type { ReminderSender } from './reminders.ts';
import type { Store } from './storage/store.ts';
import { makeTasks, type Tasks } from './support/tasks.ts';

/** Counts are redrawn at most this often a drill; a platform allows about one edit a second in a channel. */
const redrawEvery = 1_500;

/** How long a routed question can still be corrected. */
const routedLasts = 3_600_000;

/** Wakes every minute and walks what is due. */
export interface Schedule {
  start(): void;
  stop(): Promise<void>;
  /** Does all that is due by now, on every platform side by side. The clock only wakes this; the ledger decides. */
  tick(): Promise<void>;
  /** A drill got another answer: its message will soon say so. */
  voteCounted(drill: string): void;
  /** A drill was set or moved: its channel hears of it. */
  drillSet(group: Group): void;
}

export interface ScheduleParts {
  readonly adapters: () => readonly Adapter[];
  readonly drills: Drills;
  readonly mocks: Mocks;
  readonly reminders: ReminderSender;
  readonly boards: BoardPoster;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** A busy process comes late to a minute, by less than another one: what is due is due all the same. */
const missedExecutionTolerance = 59_999;

export function createSchedule({ adapters, drills, mocks, reminders, boards, store, clock, log }: ScheduleParts): Schedule {
  const running = makeTasks();
  const redraws = makeRedraws({ adapters, drills, log }, running);
  const minutes = { timezone: 'UTC', missedExecutionTolerance, logger: quietLogger(log) };
  let task: ScheduledTask | undefined;

  /** One platform's trouble is its own: each has its own round. A group that a slow round still works at is left alone by the next one. */
  async function tick(): Promise<void> {
    const each = adapters().flatMap((adapter) => [
      round(adapter),
      aside('The mock exams', adapter, mocks.lookAfter(adapter)),
      aside('The reminders', adapter, reminders.lookAfter(adapter)),
      aside('The boards', adapter, boards.lookAfter(adapter)),
    ]);
    await Promise.all([...each, expire(), beat()].map((work) => running.run(work)));
  }

  /** A platform that cannot be reached is down for its people as well. */
  async function beat(): Promise<void> {
    const served = adapters().filter(({ isOwn, isReady }) => isOwn !== true && isReady());
    await Promise.all(served.map(({ name }) => store.beat(name, clock()))).catch((error) =>
      log.error({ err: error }, 'That the bot runs could not be written down.'),
    );
  }

  async function expire(): Promise<void> {
    await store
      .expireRoutedQuestions(clock() - routedLasts)
      .catch((error) => log.error({ err: error }, 'Old questions could not be forgotten.'));
  }

  async function round(adapter: Adapter): Promise<void> {
    await drills
      .lookAfter(adapter)
      .catch((error) => log.error({ err: error, platform: adapter.name }, 'The drills of a platform could not be looked after.'));
  }

  async function aside(what: string, { name: platform }: Adapter, work: Promise<void>): Promise<void> {
    await work.catch((error) => log.error({ err: error, platform }, `${what} of a platform could not be looked after.`));
  }

  return {
    start() {
      task ??= cron.createTask('* * * * *', () => tick(), minutes);
      void task.start();
    },
    stop: async () => {
      await task?.destroy();
      redraws.stop();
      await running.idle();
    },
    tick,
    voteCounted: redraws.soon,
    drillSet: (group) => void running.run(Promise.all(adapters().map((adapter) => drills.announce(adapter, group)))),
  };
}

/** Messages of drills whose counts changed are drawn again a moment later, once for all that voted meanwhile. */
function makeRedraws({ adapters, drills, log }: Pick<ScheduleParts, 'adapters' | 'drills' | 'log'>, running: Tasks) {
  const waiting = new Map<string, NodeJS.Timeout>();

  async function redraw(drill: string): Promise<void> {
    waiting.delete(drill);
    for (const adapter of adapters()) if (!(await drills.redraw(adapter, drill))) soon(drill);
  }

  function soon(drill: string): void {
    if (waiting.has(drill)) return;
    const failed = (error: unknown) => log.warn({ err: error, drill }, 'A count could not be redrawn.');
    const timer = setTimeout(() => void running.run(redraw(drill).catch(failed)), redrawEvery);
    timer.unref();
    waiting.set(drill, timer);
  }

  function stop(): void {
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
  }

  return { soon, stop };
}

/** node-cron's own words, in our log: a minute that it drops is caught up by the next one, so none of them is an error. */
function quietLogger(log: Log) {
  const say = (message: string | Error) =>
    log.debug({ err: message instanceof Error ? message : undefined }, `node-cron: ${String(message)}`);
  return { info: say, warn: say, error: say, debug: say };
}
