import type { LessonId } from '../core/pack.ts';

/** Words of the question that spoke for a lesson, as the learner wrote them, the strongest first. */
export interface Evidence {
  readonly lesson: LessonId;
  readonly words: readonly string[];
}

/** How sure the router is of a lesson: the share of such answers that turn out right, from 0 to 1. */
export interface Ranked {
  readonly lesson: LessonId;
  readonly confidence: number;
}

/** Where a question leads. */
export type Route =
  | { readonly kind: 'none'; readonly nearest: readonly LessonId[] }
  | { readonly kind: 'one'; readonly first: Ranked; readonly runnerUp?: Ranked; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'several'; readonly first: Ranked; readonly others: readonly Ranked[]; readonly evidence: readonly Evidence[] };

export interface Router {
  route(question: string): Route;
}
