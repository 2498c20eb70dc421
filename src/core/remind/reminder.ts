import type { ItemId } from '../pack.ts';
import type { LearnerId, Moment, Weekday } from '../state.ts';

/** Hours in which nothing is sent: times of day, HH:MM. From the evening to the morning they go over midnight. */
export interface Quiet {
  readonly from: string;
  /** Not quiet any more. */
  readonly to: string;
}

/** What a learner has chosen: to hear in private, at their hour, that something is due. */
export interface Reminder {
  readonly learner: LearnerId;
  /** Time of day, HH:MM. */
  readonly time: string;
  /** IANA name. */
  readonly zone: string;
  readonly weekdays: readonly Weekday[];
  readonly quiet: Quiet | null;
  readonly active: boolean;
  /** When it is looked next whether there is something to remind of; null when it is off. */
  readonly nextAt: Moment | null;
  /** When the last one was sent: there is one a day, whatever is set meanwhile. */
  readonly lastAt: Moment | null;
  /** Since when it is off because they could not be written to. */
  readonly unreachableAt: Moment | null;
  readonly setAt: Moment;
}

/** What a reminder would remind of. */
export interface DueWork {
  readonly items: readonly ItemId[];
  /** Whether anything was answered today, or a mock exam runs. */
  readonly hasAnswered: boolean;
}

/** A reminder taken from where it stood: only one can take it. */
export interface TakenReminder {
  readonly learner: LearnerId;
  readonly before: Moment;
  readonly nextAt: Moment | null;
  readonly lastAt: Moment | null;
}

/** What is to be remembered of reminders. */
export type ReminderChange =
  /** When the last one was sent is the store's own to know. */
  | { readonly kind: 'reminder-set'; readonly reminder: Reminder }
  /** Off, until its learner wants it again; with a moment, because they could not be told then. */
  | { readonly kind: 'reminder-off'; readonly learner: LearnerId; readonly unreachableAt?: Moment }
  /** Claimed by whoever is about to send it, or to leave it out. */
  | { readonly kind: 'reminder-taken'; readonly taken: TakenReminder };
