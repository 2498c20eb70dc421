import type { ActionOf } from '../action.ts';
import { type Context, type Entry, type Outcome, replyOnly } from '../outcome.ts';
import { lessonById } from '../pack-index.ts';
import type { RequestOf } from '../request.ts';
import type { RoutingCorrection } from '../state.ts';
import { correctionKept, nothingKept, routedGone, whichLesson } from './correction-replies.ts';
import { askSomething, lessonsShown, routeReply } from './replies.ts';
import { searchReply, searchSomething } from './search-replies.ts';

const mostFound = 8;

export const findRequests = {
  route: { handle: ({ question }, context) => route(question, context) } satisfies Entry<RequestOf<'route'>>,
  search: { handle: ({ words }, context) => search(words, context) } satisfies Entry<RequestOf<'search'>>,
};

const ofRouted = ({ routed }: { readonly routed: string }) => ({ routed });

export const findActions = {
  route: { needs: ofRouted, handle: routeAgain } satisfies Entry<ActionOf<'route'>>,
  'not-this': { needs: ofRouted, handle: askWhich } satisfies Entry<ActionOf<'not-this'>>,
  'correct-route': {
    needs: ({ routed }, { randomId }) => ({ routed, correction: randomId }),
    handle: correctRoute,
  } satisfies Entry<ActionOf<'correct-route'>>,
  'keep-nothing': {
    needs: ofRouted,
    handle: ({ routed }) => ({ reply: nothingKept(), changes: [{ kind: 'routed-forgotten', routed }] }),
  } satisfies Entry<ActionOf<'keep-nothing'>>,
};

/** Also of what was typed without a command in front. */
export function route(question: string, { course: { pack, router }, from }: Context): Outcome {
  if (question === '') return replyOnly(askSomething(pack));
  const found = router.route(question);
  const shown = found.kind === 'none' ? [] : lessonsShown(found);
  const routed = { id: from.randomId, learner: from.learner, question, shown, at: from.now };
  return { reply: routeReply(pack, question, found, from.randomId), changes: [], deferred: [{ kind: 'routed', routed }] };
}

/** The answer once more, for those who have looked at its lesson. */
function routeAgain({ routed }: ActionOf<'route'>, { state, course: { pack, router }, from }: Context): Outcome {
  if (state.routed?.learner !== from.learner) return replyOnly(routedGone());
  const { question } = state.routed;
  return replyOnly(routeReply(pack, question, router.route(question), routed));
}

function search(words: string, { course: { pack, finder } }: Context): Outcome {
  return replyOnly(words === '' ? searchSomething(pack) : searchReply(pack, words, finder.search(words, mostFound)));
}

function askWhich({ routed }: ActionOf<'not-this'>, { state, course: { pack }, from }: Context): Outcome {
  return replyOnly(state.routed?.learner === from.learner ? whichLesson(pack, state.routed.shown, routed) : routedGone());
}

/** A press that is delivered again is answered as the first time. */
function correctRoute(action: ActionOf<'correct-route'>, { state, course: { pack }, from }: Context): Outcome {
  const { routed } = state;
  const lesson = action.lesson === null ? undefined : lessonById(pack, action.lesson);
  if (state.correction) return replyOnly(correctionKept(lesson));
  if (routed?.learner !== from.learner) return replyOnly(routedGone());
  const corrected = { question: routed.question, shown: routed.shown, corrected: lesson?.id ?? null };
  const correction: RoutingCorrection = { ...corrected, at: from.now, press: from.randomId };
  return { reply: correctionKept(lesson), changes: [{ kind: 'routing-corrected', routed: routed.id, correction }] };
}
