import { makeRouter } from '../../router/router.ts';
import type { Router } from '../../router/route.ts';
import type { Pack } from '../pack.ts';
import { lessonsOf } from '../pack-index.ts';
import { examplesOf } from './examples.ts';
import { numberedLesson, phrasesOf } from './names.ts';

/** Learns the way to each lesson from what the pack says of it. */
export function lessonRouter(pack: Pack): Router {
  return makeRouter({
    labels: lessonsOf(pack).map(({ id }) => id),
    examples: examplesOf(pack),
    phrases: phrasesOf(pack),
    named: (question) => numberedLesson(pack, question),
  });
}
