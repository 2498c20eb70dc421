import cron from 'node-cron';
import type { Adapter } from './adapters/platform.ts';
import type { Clock } from './bot.ts';
import type { Drills } from './drills.ts';
import type { Log } from './log.ts';
import type { Store } from './storage/store.ts';

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
}

export interface ScheduleParts {
  readonly adapters: () => readonly Adapter[];
  readonly drills: Drills;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

export function createSchedule({ adapters, drills, store, clock, log }: ScheduleParts): Schedule {
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Map<Adapter, Promise<void>>();
  const task = cron.createTask('* * * * *', () => tick(), { timezone: 'UTC', logger: quietLogger(log) });

  /** One platform's trouble is its own: each has its own turn, and a slow one is not started twice. */
  async function tick(): Promise<void> {
    await Promise.all([...adapters().map(turn), expire()]);
  }

  async function expire(): Promise<void> {
    await store
      .expireRoutedQuestions(clock() - routedLasts)
      .catch((error) => log.error({ err: error }, 'Old questions could not be forgotten.'));
  }

  function turn(adapter: Adapter): Promise<void> {
    const earlier = running.get(adapter);
    if (earlier) return earlier;
    const work = drills
      .lookAfter(adapter)
      .catch((error) => log.error({ err: error, platform: adapter.name }, 'The drills of a platform could not be looked after.'))
      .finally(() => running.delete(adapter));
    running.set(adapter, work);
    return work;
  }

  async function redraw(drill: string): Promise<void> {
    waiting.delete(drill);
    for (const adapter of adapters()) await drills.redraw(adapter, drill);
  }

  function redrawSoon(drill: string): void {
    if (waiting.has(drill)) return;
    const failed = (error: unknown) => log.warn({ err: error, drill }, 'A count could not be redrawn.');
    const soon = setTimeout(() => void redraw(drill).catch(failed), redrawEvery);
    soon.unref();
    waiting.set(drill, soon);
  }

  return {
    start: () => void task.start(),
    stop: async () => {
      await task.destroy();
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.all(running.values());
    },
    tick,
    voteCounted: redrawSoon,
  };
}

/** node-cron's own words, in our log: a missed minute is caught up by the next one, so none of them is an error. */
function quietLogger(log: Log) {
  const say = (message: string | Error) =>
    log.debug({ err: message instanceof Error ? message : undefined }, `node-cron: ${String(message)}`);
  return { info: say, warn: say, error: say, debug: say };
}
