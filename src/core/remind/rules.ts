import type { Moment } from '../state.ts';
import { dayAt, momentOf, timeAt, weekdayOf } from '../time.ts';
import type { DueWork, Quiet, Reminder, TakenReminder } from './reminder.ts';

const day = 86_400_000;

/** What comes later than this comes at somebody else's hour: it is left out. */
export const latest = 3_600_000;

/** Further ahead than any reminder can be. Such a one was reckoned by a clock that was wrong. */
export const tooFarAhead = 9 * day;

/** The first hour after `after` at which it may be sent; undefined without days. A day that has had one gets no other, wherever its learner has travelled. */
export function nextReminder(reminder: Pick<Reminder, 'time' | 'zone' | 'weekdays' | 'lastAt'>, after: Moment): Moment | undefined {
  const { time, zone, weekdays, lastAt } = reminder;
  // What was sent in the future was sent by a clock that was wrong.
  const had = lastAt !== null && lastAt < after + 2 * day ? dayAt(lastAt, zone) : '';
  for (let ahead = 0; ahead <= 10; ahead += 1) {
    const local = dayAt(after, zone, ahead);
    const at = momentOf(local, time, zone);
    if (at > after && local > had && weekdays.includes(weekdayOf(local))) return at;
  }
  return undefined;
}

/** Whether a time of day is in quiet hours. */
export function isQuietAt({ from, to }: Quiet, time: string): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** What there is to do for a reminder that is looked at now. */
export type ReminderStep =
  | { readonly kind: 'wait' }
  /** Nothing is sent, and it is looked again at its next hour. */
  | { readonly kind: 'skip'; readonly taken: TakenReminder }
  | { readonly kind: 'send'; readonly taken: TakenReminder };

/** `hasWork` is whether there is anything to remind of. */
export function reminderStep(
  reminder: Reminder | undefined,
  { hasAnswered, hasWork }: Pick<DueWork, 'hasAnswered'> & { readonly hasWork: boolean },
  now: Moment,
): ReminderStep {
  if (reminder === undefined || !reminder.active || reminder.nextAt === null) return { kind: 'wait' };
  const { nextAt, quiet, zone } = reminder;
  if (nextAt > now && nextAt <= now + tooFarAhead) return { kind: 'wait' };
  const isInTime = nextAt <= now && now - nextAt <= latest;
  const isQuiet = quiet !== null && isQuietAt(quiet, timeAt(now, zone));
  if (!isInTime || isQuiet || hasAnswered || !hasWork) return { kind: 'skip', taken: take(reminder, nextAt, now) };
  return { kind: 'send', taken: take({ ...reminder, lastAt: now }, nextAt, now) };
}

function take(reminder: Reminder, before: Moment, now: Moment): TakenReminder {
  const { learner, lastAt } = reminder;
  return { learner, before, nextAt: nextReminder(reminder, now) ?? null, lastAt };
}

/** Taken without looking at its hour; undefined where none is waited for. */
export function aDayLater({ learner, nextAt, lastAt }: Reminder, now: Moment): TakenReminder | undefined {
  return nextAt === null ? undefined : { learner, before: nextAt, nextAt: now + day, lastAt };
}
