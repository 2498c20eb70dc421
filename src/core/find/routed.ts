import type { LessonId } from '../pack.ts';
import type { GroupId, LearnerId, Moment } from '../state.ts';

/** A question that the router answered, kept for an hour so that "not this one" can be said of it, then forgotten. */
export interface RoutedQuestion {
  readonly id: string;
  readonly learner: LearnerId;
  readonly question: string;
  /** Lessons that were shown, the first one first. */
  readonly shown: readonly LessonId[];
  readonly at: Moment;
}

/** What the router got wrong, as a learner corrected it; null is "none of them". Who it was is not kept. */
export interface RoutingCorrection {
  readonly question: string;
  readonly shown: readonly LessonId[];
  readonly corrected: LessonId | null;
  readonly at: Moment;
  /** The press that made it: it counts once. */
  readonly press?: string | undefined;
  /** The group whose next questions it helps with; none where a group is one person. */
  readonly group?: GroupId | undefined;
}

/** A question of this group whose lesson somebody has named. */
export interface TaughtQuestion {
  readonly words: string;
  readonly label: LessonId;
}

/** What is to be remembered of questions and where they belong. */
export type FindChange =
  | { readonly kind: 'routed'; readonly routed: RoutedQuestion }
  /** With all that it has taught so far. */
  | { readonly kind: 'routed-forgotten'; readonly routed: string }
  /** Keeps the correction in place of the question. */
  | { readonly kind: 'routing-corrected'; readonly routed?: string; readonly correction: RoutingCorrection };
