import cron from 'node-cron';
import { type Adapter, Refused } from './adapters/platform.ts';
import { type Clock, freshId } from './bot.ts';
import type { Course } from './core/course.ts';
import { dueDrill, isRevealDue, nextCue } from './core/drill/rules.ts';
import { answeredIn } from './core/drill/handle.ts';
import { cueById } from './core/pack-index.ts';
import type { Cue } from './core/pack.ts';
import { drillPost, drillTrouble, revealPost } from './core/drill/replies.ts';
import type { Drill, Group, Tally } from './core/state.ts';
import type { Log } from './log.ts';
import type { Store } from './storage/store.ts';

/** How long a claim may stay unconfirmed before somebody else looks after it: longer than any post takes. */
const claimLasts = 60_000;

/** Counts are redrawn at most this often a drill; a platform allows about one edit a second in a channel. */
const redrawEvery = 1_500;

/** How long a question that was asked can still be corrected. */
const askedLasts = 3_600_000;

export interface Schedule {
  start(): void;
  stop(): Promise<void>;
  /** Does all that is due by now, on every platform side by side. The clock only wakes this; the ledger decides. */
  tick(): Promise<void>;
  /** A drill got another answer: its message will soon say so. */
  counted(drill: string): void;
}

export interface ScheduleParts {
  readonly adapters: () => readonly Adapter[];
  readonly course: () => Course;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

type Open = Awaited<ReturnType<Store['openDrills']>>[number];

export function createSchedule({ adapters, course, store, clock, log }: ScheduleParts): Schedule {
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Map<Adapter, Promise<void>>();
  const task = cron.createTask('* * * * *', () => tick(), { timezone: 'UTC', logger: quietLogger(log) });

  /** One platform's trouble is its own: each has its own turn, and a slow one is not started twice. */
  async function tick(): Promise<void> {
    await Promise.all([
      ...adapters().map(turn),
      store.forgetAsked(clock() - askedLasts).catch((error) => log.error({ err: error }, 'Old questions could not be forgotten.')),
    ]);
  }

  function turn(adapter: Adapter): Promise<void> {
    const earlier = running.get(adapter);
    if (earlier) return earlier;
    const work = lookAfter(adapter)
      .catch((error) => log.error({ err: error, platform: adapter.name }, 'The drills of a platform could not be looked after.'))
      .finally(() => running.delete(adapter));
    running.set(adapter, work);
    return work;
  }

  async function lookAfter(adapter: Adapter): Promise<void> {
    if (!adapter.isReady()) return;
    for (const open of await store.openDrills(adapter.name)) await guarded(open.group, () => bringUpToDate(adapter, open));
    for (const group of await store.activeGroups(adapter.name)) await guarded(group, () => postIfDue(adapter, group));
  }

  /** One group's trouble does not keep the next group waiting. */
  async function guarded(group: Group, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error, group: group.id }, 'A drill could not be looked after; the next minute tries again.');
    }
  }

  async function bringUpToDate(adapter: Adapter, open: Open): Promise<void> {
    const { drill, group } = open;
    const now = clock();
    if (drill.status === 'claimed') return finishClaim(adapter, open);
    if (drill.status === 'posted' && isRevealDue(group, drill, now)) {
      await store.reveal(drill.id);
      return redraw(adapter, { ...open, drill: { ...drill, status: 'revealed' } });
    }
    await redraw(adapter, open);
  }

  /** Somebody claimed this drill and did not confirm it: they may have posted it or not. */
  async function finishClaim(adapter: Adapter, { drill, group }: Open): Promise<void> {
    const now = clock();
    if (now - drill.claimedAt < claimLasts) return;
    if (now - drill.dueAt > group.grace * 60_000 + claimLasts) return store.fail(drill.id);
    if (await store.takeOver(drill, now)) await publish(adapter, group, drill, true);
  }

  async function postIfDue(adapter: Adapter, group: Group): Promise<void> {
    const now = clock();
    const due = dueDrill(group, now);
    if (due === undefined || (await store.drillOn(group.id, due.day))) return;
    const cue = nextCue(course().pack, await store.usedCues(group.id), group.id);
    if (cue === undefined) return;
    const drill: Drill = {
      ...due,
      id: freshId(),
      group: group.id,
      cue: cue.id,
      status: 'claimed',
      claimedAt: now,
      message: null,
      drawn: 0,
    };
    if (await store.claim(drill)) await publish(adapter, group, drill, false);
  }

  async function publish(adapter: Adapter, group: Group, drill: Drill, mayExist: boolean): Promise<void> {
    const cue = cueById(course().pack, drill.cue);
    if (cue === undefined) return store.fail(drill.id);
    try {
      const message = await adapter.post({
        channel: group.channel,
        drill: drill.id,
        mayExist,
        reply: drillPost(course().pack, drill, cue, 0),
      });
      await store.confirm(drill.id, message);
      await store.wellAgain(group.id);
      log.info({ group: group.id, drill: drill.id, day: drill.day, late: drill.late }, 'A drill was posted.');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await store.fail(drill.id);
      await complain(adapter, group, error);
    }
  }

  /** The schedule stays; the one who made it hears of the trouble, once. */
  async function complain(adapter: Adapter, group: Group, refusal: Refused): Promise<void> {
    log.warn({ err: refusal, group: group.id }, 'A channel does not take its drill.');
    if (!(await store.mayTell(group.id, clock()))) return;
    await adapter.tell(group.setBy, drillTrouble(group, refusal.message));
  }

  async function redraw(adapter: Adapter, { drill, group, tally }: Open): Promise<void> {
    const answered = answeredIn(tally);
    const shows = drill.status === 'revealed' ? 'reveal' : answered;
    const cue = cueById(course().pack, drill.cue);
    if (drill.message === null || drill.drawn === shows) return;
    if (cue === undefined) return store.drawn(drill.id, shows);
    try {
      await adapter.post({ channel: group.channel, drill: drill.id, replaces: drill.message, reply: drawing(drill, cue, tally) });
    } catch (error) {
      // A message that is gone cannot be redrawn; its drill is over all the same.
      if (!(error instanceof Refused)) throw error;
    }
    await store.drawn(drill.id, shows);
  }

  function drawing(drill: Drill, cue: Cue, tally: Tally) {
    const { pack } = course();
    return drill.status === 'revealed' ? revealPost(pack, drill, cue, tally) : drillPost(pack, drill, cue, answeredIn(tally));
  }

  async function redrawCounted(id: string): Promise<void> {
    waiting.delete(id);
    for (const adapter of adapters()) {
      const open = (await store.openDrills(adapter.name)).find(({ drill }) => drill.id === id);
      if (open && open.drill.status === 'posted') await guarded(open.group, () => redraw(adapter, open));
    }
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
    counted: (drill) => {
      if (waiting.has(drill)) return;
      const soon = setTimeout(
        () => void redrawCounted(drill).catch((error) => log.warn({ err: error, drill }, 'A count could not be redrawn.')),
        redrawEvery,
      );
      soon.unref();
      waiting.set(drill, soon);
    },
  };
}

/** node-cron's own words, in our log: a missed minute is caught up by the next one, so none of them is an error. */
function quietLogger(log: Log) {
  const say = (message: string | Error) =>
    log.debug({ err: message instanceof Error ? message : undefined }, `node-cron: ${String(message)}`);
  return { info: say, warn: say, error: say, debug: say };
}
