import type { Moment } from '../state.ts';

/** Until when a learner studies, and how much each day. */
export interface Plan {
  /** The local date of the exam, YYYY-MM-DD. */
  readonly examDay: string;
  /** Of study, each day. */
  readonly minutes: number;
  readonly setAt: Moment;
}

/** In minutes a day: below the least there is hardly time for one question, above the most it is no daily habit any more. */
export const minutesBetween = [5, 240] as const;

/** Where nobody says how many. */
export const usualMinutes = 20;

/** How far ahead an exam may be, in days: what is remembered after more than a year, nobody can say. */
export const longestPlan = 366;

/** The last days before the exam, in which everything shaky is gone over once more without moving when it comes back. */
export const cramDays = 2;
