import { knowledgeOf, zoneOf } from '../account/rules.ts';
import type { ActionOf } from '../action.ts';
import { whichPlace } from '../find/place-replies.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import { lessonById } from '../pack-index.ts';
import type { LessonId } from '../pack.ts';
import { trapsFallenFor } from '../progress/mastery.ts';
import { beginQuiz, startedAlready, toStart } from '../quiz/begin.ts';
import type { RequestOf } from '../request.ts';
import { nothingToReview, ownTraps, reviewLead, whichReview, whichTrap } from './replies.ts';
import { itemsOf, longestReview, nextDue, type ReviewWish } from './rules.ts';
import { asksForTraps, readReview } from './wishes.ts';

export const reviewRequests = {
  review: {
    needs: (asked, from) => ({ ...toStart(asked, from), ...(asksForTraps(asked.what) && { practice: true }) }),
    handle: ({ what }, context) => readAndReview(what, context),
  } satisfies Handler<RequestOf<'review'>>,
};

export const reviewActions = {
  review: { needs: toStart, handle: ({ what }, context) => review({ kind: what }, context) } satisfies Handler<ActionOf<'review'>>,
  'review-lesson': {
    needs: toStart,
    handle: ({ lesson }, context) => review({ kind: 'lesson', lesson }, context),
  } satisfies Handler<ActionOf<'review-lesson'>>,
  'review-trap': {
    needs: toStart,
    handle: ({ lesson, trap }, context) => review({ kind: 'trap', lesson, trap }, context),
  } satisfies Handler<ActionOf<'review-trap'>>,
};

function readAndReview(typed: string, context: Context): Outcome {
  const { pack } = context.course;
  const read = readReview(typed, context.course);
  switch (read.kind) {
    case 'wish':
      return review(read.wish, context);
    case 'own-traps':
      return showOwnTraps(read.lesson, context);
    case 'which-trap':
      return replyOnly(whichTrap(read.traps));
    case 'which-lesson':
      return replyOnly(whichPlace(pack, read.place, typed, ({ id }) => ({ kind: 'review-lesson', lesson: id })));
    case 'not-understood':
      return replyOnly(whichReview(typed));
  }
}

/** The traps of the last wrong answers, those chosen most first. */
function showOwnTraps(lesson: LessonId | null, { state, course: { pack } }: Context): Outcome {
  const all = trapsFallenFor(pack, state.practice?.missed ?? []);
  const fallen = lesson === null ? all : all.filter((one) => one.lesson.id === lesson);
  return replyOnly(ownTraps(fallen, lesson === null ? undefined : lessonById(pack, lesson)));
}

/** A quiz of what comes back. A press that arrives twice starts one. */
function review(wish: ReviewWish, context: Context): Outcome {
  const already = startedAlready(context);
  if (already) return replyOnly(already);
  const { pack } = context.course;
  const knowledge = knowledgeOf(context);
  const items = itemsOf(wish, pack, knowledge);
  const lesson = wish.kind === 'lesson' ? wish.lesson : null;
  const lead = (count: number) => reviewLead(wish, count, pack);
  const zone = zoneOf(context);
  const said = { next: nextDue(pack, knowledge, zone), zone, isNew: knowledge.cards.size === 0 };
  return (
    beginQuiz({ items, most: longestReview, lesson, purpose: 'review', lead }, context) ?? replyOnly(nothingToReview(wish, pack, said))
  );
}
