import type { Weights } from '../../router/model/model.ts';
import { learnRouter, makeRouter } from '../../router/router.ts';
import type { Router } from '../../router/route.ts';
import { finish, type Slices } from '../../router/slices.ts';
import type { Pack } from '../pack.ts';
import { lessonsOf } from '../pack-index.ts';
import { examLabel, examplesOf } from './examples.ts';
import { askedOfExam, numberedLesson, phrasesOf } from './names.ts';
import { type LessonPassage, passagesOf } from './passages.ts';

/** Learns the way to each lesson from what the pack says of it, at once. */
export function lessonRouter(pack: Pack): Router {
  const passages = passagesOf(pack);
  return routerOf(pack, finish(learnLessons(pack, passages)), passages);
}

/** The same in slices, for a bot that has learners to answer meanwhile. */
export function learnLessons(pack: Pack, passages: readonly LessonPassage[]): Slices<Weights> {
  const labels = [...lessonsOf(pack).map(({ id }) => id), examLabel];
  return learnRouter({ labels, examples: examplesOf(pack), passages });
}

/** The router of a pack that was learned from, now or at an earlier start. */
export function routerOf(pack: Pack, weights: Weights, passages: readonly LessonPassage[]): Router {
  const isOfExam = askedOfExam(pack);
  const named = (question: string) => numberedLesson(pack, question) ?? (isOfExam(question) ? examLabel : undefined);
  return makeRouter(weights, passages, { phrases: phrasesOf(pack), named });
}
