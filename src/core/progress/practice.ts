import type { ItemId } from '../pack.ts';
import type { Moment } from '../state.ts';

/** When a learner practised and what they missed, counted up: how much there is of it hardly grows with how much they answer. */
export interface Practice {
  /** Quarters of an hour in which something was answered, in order. The days of all time zones begin with one. */
  readonly quarters: readonly { readonly at: Moment; readonly answers: number }[];
  /** When nobody could practise, because the bot did not run or was not connected. */
  readonly outages: readonly Outage[];
  /** The last wrong answers, and what was chosen. */
  readonly missed: readonly { readonly item: ItemId; readonly picks: string }[];
}

export interface Outage {
  readonly from: Moment;
  readonly to: Moment;
}

export const quarter = 15 * 60_000;

/** As many wrong answers as say something of today. */
export const missedLately = 50;

/** Whoever starts anew is back within this; only what takes longer is an outage. */
export const longestRestart = 5 * 60_000;
