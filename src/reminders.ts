import PQueue from 'p-queue';
import type { Adapter } from './adapters/platform.ts';
import type { Clock } from './bot.ts';
import type { Course } from './core/course.ts';
import { latestNeeded } from './core/plan/today.ts';
import { putOff, remindNow } from './core/remind/handle.ts';
import type { Reply } from './core/reply.ts';
import type { LearnerId } from './core/state.ts';
import { endOfDay, startOfDay, timeZoneHere } from './core/time.ts';
import type { Log } from './log.ts';
import type { Store } from './storage/store.ts';
import { makeTurns } from './support/turns.ts';

/** Sends reminders whose hour has come: taken first, then sent, so that one comes once or not at all. */
export interface ReminderSender {
  /** Does all that is due by now on one platform; whoever calls while that still runs waits for nothing. */
  lookAfter(adapter: Adapter): Promise<void>;
}

export interface ReminderParts {
  readonly course: () => Course;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** So many are read at once, and so many are on their way at once: platforms let few direct messages through a second. */
const batch = 100;
const sideBySide = 4;

type Due = Awaited<ReturnType<Store['reminders']['due']>>[number];

export function makeReminders(parts: ReminderParts): ReminderSender {
  const busy = new Set<string>();
  return {
    async lookAfter(adapter) {
      if (!adapter.isReady() || busy.has(adapter.name)) return;
      busy.add(adapter.name);
      try {
        await sendAll(parts, adapter);
      } finally {
        busy.delete(adapter.name);
      }
    },
  };
}

/** Batch after batch: what was taken is not due any more. A platform that goes away meanwhile loses no reminder that was not yet taken. */
async function sendAll(parts: ReminderParts, adapter: Adapter): Promise<void> {
  const { store, clock } = parts;
  const queue = new PQueue({ concurrency: sideBySide });
  const giveWay = makeTurns();
  const all = async (found: readonly Due[]): Promise<boolean> => {
    const taken = await Promise.all(
      found.map((due) =>
        queue.add(async () => {
          await giveWay();
          return adapter.isReady() && (await guarded(parts, adapter, due));
        }),
      ),
    );
    return taken.includes(true);
  };
  await all(await store.reminders.astray(adapter.name, clock(), batch));
  while (await all(await store.reminders.due(adapter.name, clock(), batch)));
}

/** One person's trouble is no other's. False when it may be due still: it is then looked at in the next minute, not now. */
async function guarded(parts: ReminderParts, adapter: Adapter, due: Due): Promise<boolean> {
  try {
    const message = await takeOne(parts, due);
    if (message.blocks.length > 0) await send(parts, adapter, due.learner, message);
    return true;
  } catch (error) {
    parts.log.warn(
      { err: error, platform: adapter.name },
      'A reminder could not be sent. If it was taken already, it is not sent again today.',
    );
    return false;
  }
}

async function takeOne({ store, clock, course, log }: ReminderParts, { learner, zone }: Due): Promise<Reply> {
  const now = clock();
  const here = timeZoneHere(zone) ?? 'UTC';
  const dueWork = { before: endOfDay(now, here), since: startOfDay(now, here) };
  const needs = { reminder: true, plan: true, dueWork, plannedWork: latestNeeded } as const;
  const outcome = await store.decide(learner, needs, (state) => {
    try {
      return remindNow(state, course().pack, now);
    } catch (error) {
      log.warn({ err: error }, 'A reminder could not be reckoned. It is put off by a day.');
      return putOff(state, now);
    }
  });
  return outcome.reply;
}

/** Who takes nothing in private is not tried day after day; they hear of it when they ask. */
async function send({ store, clock, log }: ReminderParts, adapter: Adapter, learner: LearnerId, message: Reply): Promise<void> {
  if ((await adapter.tell(learner, message)) === 'told') return;
  log.info({ platform: adapter.name }, 'A reminder reached nobody, so it was turned off.');
  await store.save([{ kind: 'reminder-off', learner, unreachableAt: clock() }]);
}
