import type { Moment } from '../state.ts';

/** Until when a learner studies, and how much each day. */
export interface Plan {
  /** The local date of the exam, YYYY-MM-DD. */
  readonly examDay: string;
  /** Of study, each day. */
  readonly minutes: number;
  /** When it was last changed. */
  readonly setAt: Moment;
  /** Since when it is for this day, where its minutes were changed since. */
  readonly begunAt?: Moment;
}

/** Since when it is for its day: how long a plan is does not hang on its minutes. */
export function begunAt({ begunAt: begun, setAt }: Pick<Plan, 'begunAt' | 'setAt'>): Moment {
  return begun ?? setAt;
}

/** In minutes a day: below the least there is hardly time for one question, above the most it is no daily habit any more. */
export const minutesBetween = [5, 240] as const;

/** Where nobody says how many. */
export const usualMinutes = 20;

/** How far ahead an exam may be, in days: what is remembered after more than a year, nobody can say. */
export const longestPlan = 366;

/** The last days before the exam, in which everything shaky is gone over once more without moving when it comes back. */
export const cramDays = 2;
