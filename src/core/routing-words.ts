import type { LessonId } from './pack.ts';

// What people say when they look for something: the router learns from it. Nobody reads it.

/** A sentence that looks like this lesson; `lesson` is where it belongs, or null when nowhere in the guide. */
export interface Elsewhere {
  readonly question: string;
  readonly lesson: LessonId | null;
}

/** A question whose full answer needs another lesson, `with`, as well. */
export interface Shared {
  readonly question: string;
  readonly with: LessonId;
}

/** The parts of a lesson whose entries have ids, and may be the answer to what people ask. */
export const answering = ['concepts', 'pairs', 'traps', 'cues'] as const;

/** Questions by the part of the lesson, and the id of the entry in it, that answers them. */
export type AnsweredBy = Readonly<Record<(typeof answering)[number], Readonly<Record<string, readonly string[]>>>>;

/** The words and sentences by which learners ask for a lesson; the router learns from them. */
export interface RoutingWords {
  readonly terms: readonly string[];
  readonly abbreviations: Readonly<Record<string, string>>;
  readonly phrasings: readonly string[];
  readonly paraphrases: readonly string[];
  readonly asked: readonly string[];
  readonly answeredBy: AnsweredBy;
  readonly shared: readonly Shared[];
  readonly elsewhere: readonly Elsewhere[];
}

/** Something people ask that the pack does not cover, so that the router can say so. */
export interface OutsideTopic {
  readonly topic: string;
  /** The facts about the exam answer these. */
  readonly answeredBy?: 'exam' | undefined;
  readonly phrasings: readonly string[];
}
