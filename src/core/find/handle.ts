import type { ActionOf } from '../action.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import { lessonById } from '../pack-index.ts';
import type { Route } from '../../router/route.ts';
import type { Course } from '../course.ts';
import type { From, RequestOf } from '../request.ts';
import type { RoutedQuestion, RoutingCorrection } from './routed.ts';
import type { Needs, State } from '../state.ts';
import { narrowed } from './names.ts';
import { withoutSecrets } from './secrets.ts';
import { correctionKept, nothingKept, nothingLeft, routedGone, whichLesson } from './correction-replies.ts';
import { iWroteThat, noWords } from './message-replies.ts';
import { askSomething, lessonsShown, routeReply } from './replies.ts';
import { searchReply, searchSomething } from './search-replies.ts';

/** As many hits as can be read on a phone; who wants others says more. */
const mostFound = 8;

/** What this group has taught. */
function ofGroup(_: unknown, { group }: From): Needs {
  return { taught: group };
}

export const findRequests = {
  unreadable: {
    handle: ({ because }, { course: { pack } }) => replyOnly(because === 'own' ? iWroteThat(pack) : noWords(pack)),
  } satisfies Handler<RequestOf<'unreadable'>>,
  route: { needs: ofGroup, handle: ({ question }, context) => route(question, context) } satisfies Handler<RequestOf<'route'>>,
  search: { handle: ({ words }, context) => search(words, context) } satisfies Handler<RequestOf<'search'>>,
};

const ofRouted = ({ routed }: { readonly routed: string }) => ({ routed });

export const findActions = {
  route: { needs: ({ routed }, { group }) => ({ routed, taught: group }), handle: routeAgain } satisfies Handler<ActionOf<'route'>>,
  'not-this': { needs: ofRouted, handle: askWhich } satisfies Handler<ActionOf<'not-this'>>,
  'choose-lesson': { needs: (action) => ({ routed: action.routed, correction: choiceOf(action) }), handle: chooseLesson } satisfies Handler<
    ActionOf<'choose-lesson'>
  >,
  'correct-route': {
    needs: ({ routed }, { randomId }) => ({ routed, correction: randomId }),
    handle: correctRoute,
  } satisfies Handler<ActionOf<'correct-route'>>,
  'keep-nothing': { needs: ofRouted, handle: keepNothing } satisfies Handler<ActionOf<'keep-nothing'>>,
};

/** Also of what was typed without a command in front. */
export function route(typed: string, { course, state, from }: Context): Outcome {
  const question = withoutSecrets(typed);
  if (question === '') return replyOnly(askSomething(course.pack));
  const found = leads(question, course, state);
  const shown = found.kind === 'none' ? [] : lessonsShown(found);
  const routed = { id: from.randomId, learner: from.learner, question, shown, at: from.now };
  return {
    reply: routeReply(course, { question, route: found, routed: from.randomId }),
    changes: [],
    deferred: [{ kind: 'routed', routed }],
  };
}

/** Where it leads, with what this group has taught. Somebody may say in which chapter. */
function leads(question: string, { pack, router }: Course, { taught }: State): Route {
  const { chapter, question: asked } = narrowed(question, pack);
  return router.route(asked, { ...(chapter && { among: chapter.lessons.map(({ id }) => id) }), ...(taught && { taught }) });
}

/** The answer once more, for those who have looked at its lesson. */
function routeAgain({ routed }: ActionOf<'route'>, { state, course, from }: Context): Outcome {
  if (state.routed?.learner !== from.learner) return replyOnly(routedGone());
  const { question } = state.routed;
  return replyOnly(routeReply(course, { question, route: leads(question, course, state), routed }));
}

/** The answer to the question back: what that lesson says, and one question more whose way is known. However often it is pressed, it teaches once. */
function chooseLesson(action: ActionOf<'choose-lesson'>, { state, course, from }: Context): Outcome {
  const { routed: id, lesson } = action;
  const { routed } = state;
  if (routed?.learner !== from.learner || lessonById(course.pack, lesson) === undefined) return replyOnly(routedGone());
  const found = course.router.route(routed.question, { among: [lesson] });
  const reply = routeReply(course, { question: routed.question, route: only(found, lesson), routed: id });
  const correction = { ...correctionOf(routed, lesson, from), press: choiceOf(action) };
  return { reply, changes: state.correction ? [] : [{ kind: 'routing-corrected', correction }] };
}

/** What stands in the books in place of a press: the same choice for the same question, pressed however often. */
function choiceOf({ routed, lesson }: ActionOf<'choose-lesson'>): string {
  return `${routed}.${lesson}`;
}

/** Somebody has said that it is this lesson: nobody is asked again. */
function only(found: Route, label: string): Route {
  const passage = found.kind === 'none' ? undefined : found.passage;
  return { kind: 'one', first: { label, confidence: 1 }, evidence: [], ...(passage !== undefined && { passage }) };
}

function correctionOf({ question, shown }: RoutedQuestion, corrected: string | null, from: From): RoutingCorrection {
  const { now, randomId, group, isPrivate } = from;
  return { question, shown, corrected, at: now, press: randomId, ...(!isPrivate && { group }) };
}

function search(words: string, { course: { pack, finder } }: Context): Outcome {
  return replyOnly(words === '' ? searchSomething(pack) : searchReply(pack, words, finder.search(words, mostFound)));
}

function askWhich({ routed }: ActionOf<'not-this'>, { state, course: { pack }, from }: Context): Outcome {
  return replyOnly(state.routed?.learner === from.learner ? whichLesson(pack, state.routed.shown, routed) : routedGone());
}

/** The button may stand where others can press it, and stay there when the question has long been forgotten, or given away for good. */
function keepNothing({ routed: id }: ActionOf<'keep-nothing'>, { state: { routed }, from }: Context): Outcome {
  if (routed === undefined) return replyOnly(nothingLeft());
  if (routed.learner !== from.learner) return replyOnly(routedGone());
  return { reply: nothingKept(), changes: [{ kind: 'routed-forgotten', routed: id }] };
}

/** A press that is delivered again is answered as the first time. */
function correctRoute(action: ActionOf<'correct-route'>, { state, course: { pack }, from }: Context): Outcome {
  const { routed } = state;
  const lesson = action.lesson === null ? undefined : lessonById(pack, action.lesson);
  if (state.correction) return replyOnly(correctionKept(lesson));
  if (routed?.learner !== from.learner) return replyOnly(routedGone());
  const correction = correctionOf(routed, lesson?.id ?? null, from);
  return { reply: correctionKept(lesson), changes: [{ kind: 'routing-corrected', routed: routed.id, correction }] };
}
