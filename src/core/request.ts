import type { Action } from './action.ts';
import type { GroupId, LearnerId, Moment } from './state.ts';

/** What a person asks for. Texts are tidied, not trusted: whether they mean anything is for `handle` to say. */
export type Request =
  | { readonly kind: 'route'; readonly question: string }
  | { readonly kind: 'lesson'; readonly lesson: string }
  | { readonly kind: 'quiz'; readonly lesson: string; readonly count: string }
  | { readonly kind: 'search'; readonly words: string }
  | { readonly kind: 'drill' }
  | { readonly kind: 'drill-setup'; readonly wish: DrillWish }
  | { readonly kind: 'drill-off' }
  | { readonly kind: 'drill-status' }
  | { readonly kind: 'home' }
  | { readonly kind: 'my-data' }
  | { readonly kind: 'help'; readonly about: string }
  | { readonly kind: 'unknown'; readonly typed: string }
  | { readonly kind: 'press'; readonly action: Action }
  /** A press whose id this program did not make, or made in a version that is gone. */
  | { readonly kind: 'foreign-press' };

/** The settings of a drill as someone typed them; what is empty keeps its value, `other` is what nothing understood. */
export interface DrillWish {
  readonly time: string;
  readonly zone: string;
  readonly days: string;
  readonly grace: string;
  readonly reveal: string;
  readonly channel: string;
  readonly other: string;
}

/** Who asks, where and when. The adapter vouches for all of it. */
export interface From {
  readonly learner: LearnerId;
  readonly group: GroupId;
  /** The platform's own id of the channel, which a drill is posted to. */
  readonly channel: string;
  /** Whether this person may manage the channel, as the platform says right now. */
  readonly mayManage: boolean;
  /** The person's time zone where the platform tells it. */
  readonly zone?: string;
  readonly now: Moment;
  /** A fresh random id, for what this request creates and for the order in which things are shown. */
  readonly fresh: string;
}
