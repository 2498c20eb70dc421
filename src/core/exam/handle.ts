import { zoneOf } from '../account/rules.ts';
import type { ActionOf } from '../action.ts';
import type { Course } from '../course.ts';
import { examLabel } from '../find/examples.ts';
import { route } from '../find/handle.ts';
import { examReply } from '../lessons/guide.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import type { Question } from '../pack.ts';
import { stopped } from '../quiz/begin.ts';
import { shuffle } from '../random.ts';
import type { From, RequestOf } from '../request.ts';
import type { Moment, Needs, State } from '../state.ts';
import { plain, type Text } from '../text.ts';
import { answer, flag } from './answer.ts';
import { dayBelongsToPlan, mockOffer, noMockExam, noneRunning, noPartExam, noResult, whichExam } from './begin-replies.ts';
import { examLength, formCount, millisecondsOf, nextForm, questionsOf, wasTaken, wholeExam } from './forms.ts';
import type { Mock, MockExam } from './mock.ts';
import { mockGone, mockQuestion, mockReview } from './question-replies.ts';
import { mockExplanation, mockResult, objectivesReply } from './result-replies.ts';
import { examBefore, isOver, type MockView, submitted, whereToGoOn } from './rules.ts';
import { readMockWish } from './wishes.ts';

const running = { mock: 'running', mocks: true, preferences: true } as const satisfies Needs;
const toAsk = (_: unknown, { group }: From): Needs => ({ ...running, taught: group });
const toStart = (): Needs => ({ ...running, quiz: 'open' });
const ofExam = ({ exam }: { readonly exam: string }): Needs => ({ mock: { exam }, mocks: true });

export const examRequests = {
  'mock-exam': { needs: toAsk, handle: ({ wish }, context) => askForMock(wish, context) } satisfies Handler<RequestOf<'mock-exam'>>,
};

export const examActions = {
  mock: { needs: () => running, handle: (_, context) => offer({}, context) } satisfies Handler<ActionOf<'mock'>>,
  'mock-start': { needs: toStart, handle: startMock } satisfies Handler<ActionOf<'mock-start'>>,
  'mock-question': {
    needs: ofExam,
    handle: ({ at }, context) => whileRunning(context, (view) => replyOnly(mockQuestion(view, at))),
  } satisfies Handler<ActionOf<'mock-question'>>,
  'mock-pick': {
    needs: ofExam,
    handle: (action, context) => whileRunning(context, (view) => answer(action, view, context.from), notCounted),
  } satisfies Handler<ActionOf<'mock-pick'>>,
  'mock-flag': {
    needs: ofExam,
    handle: (action, context) => whileRunning(context, (view) => flag(action, view), notCounted),
  } satisfies Handler<ActionOf<'mock-flag'>>,
  'mock-review': {
    needs: ofExam,
    handle: (_, context) => whileRunning(context, (view) => replyOnly(mockReview(view))),
  } satisfies Handler<ActionOf<'mock-review'>>,
  'mock-submit': {
    needs: ofExam,
    handle: (_, context) => whileRunning(context, (view) => submit(view, context.state, { at: context.from.now })),
  } satisfies Handler<ActionOf<'mock-submit'>>,
  'mock-result': { needs: ofExam, handle: (_, context) => afterwards(context, ({ exam }) => showResult(exam, context)) } satisfies Handler<
    ActionOf<'mock-result'>
  >,
  'mock-objectives': {
    needs: ofExam,
    handle: ({ chapter }, context) => afterwards(context, ({ exam }) => replyOnly(objectivesReply(context.course.pack, exam, chapter))),
  } satisfies Handler<ActionOf<'mock-objectives'>>,
  'mock-explain': {
    needs: ofExam,
    handle: ({ at, only }, context) => afterwards(context, (mock) => replyOnly(mockExplanation(context.course.pack, mock, at, only))),
  } satisfies Handler<ActionOf<'mock-explain'>>,
};

/** `/mlpro exam`, with whatever was typed after it. */
function askForMock(typed: string, context: Context): Outcome {
  const wish = readMockWish(typed, context.course);
  switch (wish.kind) {
    case 'begin':
      return offer(wish, context);
    case 'question':
      return inRunning(context, (view) => replyOnly(mockQuestion(view, wish.at)));
    case 'review':
      return inRunning(context, (view) => replyOnly(mockReview(view)));
    case 'result':
      return lastResult(context);
    case 'stop':
      return inRunning(context, (view) => replyOnly(mockReview(view, noPause)));
    case 'go-on':
      return context.state.mock ? goOn(context) : replyOnly(noneRunning());
    case 'part':
      return replyOnly(noPartExam(typed));
    case 'day':
      return replyOnly(dayBelongsToPlan(typed));
    case 'facts':
      return facts(typed, context);
    case 'not-understood':
      return replyOnly(whichExam(typed));
  }
}

const noPause = plain('A mock exam cannot be paused: its time runs on. Submit it here, or go on.');

/** The one fact that was asked for where it is clear which; or all of them. */
function facts(typed: string, context: Context): Outcome {
  if (context.state.mock && /\b(long|time|left|remain\w*)\b/i.test(typed)) return goOn(context);
  const question = `exam ${typed}`;
  const found = context.course.router.route(question);
  return found.kind === 'one' && found.first.label === examLabel ? route(question, context) : replyOnly(examReply(context.course.pack));
}

interface Wanted {
  readonly questions?: number | undefined;
  readonly form?: number | undefined;
  readonly said?: string | undefined;
}

/** The one that runs, or else what could begin. Nobody has two at a time. */
function offer({ questions, form, said }: Wanted, context: Context): Outcome {
  const { state, course } = context;
  if (state.mock) return goOn(context);
  const whole = wholeExam(course.pack).questions;
  if (whole === 0) return replyOnly(noMockExam());
  const wanted = { questions: questions ?? whole, form: form ?? nextForm(course.pack, state.mocks ?? []), said };
  return replyOnly(mockOffer(course.pack, { ...wanted, last: lastTaken(state) }));
}

function lastTaken({ mocks = [] }: State): MockExam | undefined {
  return mocks.filter((exam) => exam.submittedAt !== null && wasTaken(exam)).sort((one, other) => other.startedAt - one.startedAt)[0];
}

function goOn(context: Context): Outcome {
  return whileRunning(context, (view) => {
    const at = whereToGoOn(view);
    const lead = plain('Your mock exam is running.');
    return replyOnly(at === undefined ? mockReview(view, lead) : mockQuestion(view, at, lead));
  });
}

function inRunning(context: Context, then: (view: MockView) => Outcome): Outcome {
  return context.state.mock ? whileRunning(context, then) : replyOnly(noneRunning());
}

function lastResult(context: Context): Outcome {
  if (context.state.mock && isOver(context.state.mock.exam, context.from.now)) return goOn(context);
  const last = lastTaken(context.state);
  return last ? showResult(last, context) : replyOnly(noResult());
}

/** Begins one. Its id is that of the press, so that the same press delivered again shows the same exam. */
function startMock({ questions, form }: ActionOf<'mock-start'>, context: Context): Outcome {
  const { state, course, from } = context;
  if (state.mock) return goOn(context);
  const already = state.mocks?.find(({ id }) => id === from.randomId);
  if (already) return showResult(already, context);
  const whole = wholeExam(course.pack).questions;
  const count = Math.min(whole, Math.max(1, questions));
  const items = questionsOf(course.pack, Math.min(Math.max(1, form), formCount(course.pack)), count);
  if (items.length === 0) return replyOnly(noMockExam());
  const exam = examOf(items, Math.min(Math.max(1, form), formCount(course.pack)), context);
  const view = { pack: course.pack, mock: { exam, answers: [] }, now: from.now };
  const ended = state.quiz ? ' The quiz that was open is set aside.' : '';
  const lead = plain(`Your time runs. Choose an answer and the next question comes; “Back” and “Overview” lead to any of them.${ended}`);
  return { reply: mockQuestion(view, 1, lead), changes: [...stopped(state.quiz, from), { kind: 'mock-started', exam }] };
}

function examOf(items: readonly Question[], form: number, context: Context): MockExam {
  const { course, from } = context;
  const { randomId: id, learner, now: startedAt } = from;
  const questions = shuffle(items, id).map((item) => item.id);
  const endsAt = startedAt + millisecondsOf(examLength(course.pack, items.length));
  return { id, learner, form, questions, startedAt, endsAt, zone: zoneOf(context), submittedAt: null, marks: [] };
}

const notCounted = plain('This mock exam is over, so that press was not counted.');

/** What a press comes to while the exam runs. After its end, what is there is submitted; after that, presses show the result, and `late` is said first. */
function whileRunning(context: Context, then: (view: MockView) => Outcome, late?: Text): Outcome {
  const { state, course, from } = context;
  const { mock } = state;
  if (mock?.exam.learner !== from.learner) return replyOnly(mockGone());
  if (mock.exam.submittedAt !== null) return showResult(mock.exam, context, late);
  const view = { pack: course.pack, mock, now: from.now };
  return isOver(mock.exam, from.now) ? timeUp(view, state) : then(view);
}

/** What a press comes to when the exam is over; until then, where it stands. */
function afterwards(context: Context, then: (mock: Mock) => Outcome): Outcome {
  const { mock } = context.state;
  if (mock && mock.exam.learner === context.from.learner && mock.exam.submittedAt !== null) return then(mock);
  return whileRunning(context, (view) => replyOnly(mockReview(view)));
}

interface Submission {
  readonly at: Moment;
  readonly lead?: Text;
  /** False when nobody looks, so that the learner has to be told. */
  readonly isTold?: boolean;
}

/** All answers become attempts at once, and the cards learn from them. */
function submit(view: MockView, state: State, { at, lead, isTold = true }: Submission): Outcome {
  const { exam, attempts } = submitted(view, at);
  return {
    reply: mockResult(view.pack, exam, { before: examBefore(state.mocks ?? [], exam), lead }),
    changes: [{ kind: 'mock-submitted', exam, isTold }, ...attempts.map((attempt) => ({ kind: 'attempted', attempt }) as const)],
  };
}

const timeIsUp = plain('The time is up, and what you had answered was submitted.');

/** Whoever looks first submits what is there. */
function timeUp(view: MockView, state: State, isTold = true): Outcome {
  return submit(view, state, { at: view.mock.exam.endsAt, lead: timeIsUp, isTold });
}

/** The same while nobody looks, with what the learner is to be told; a reply without blocks when there is nothing to tell. */
export function endedUnseen(state: State, { pack }: Course, now: Moment): Outcome {
  const { mock } = state;
  if (mock === undefined || !isOver(mock.exam, now)) return replyOnly({ summary: '', blocks: [] });
  if (mock.exam.submittedAt === null) return timeUp({ pack, mock, now }, state, false);
  return replyOnly(mockResult(pack, mock.exam, { before: examBefore(state.mocks ?? [], mock.exam), lead: timeIsUp }));
}

function showResult(exam: MockExam, { state, course }: Context, lead?: Text): Outcome {
  return replyOnly(mockResult(course.pack, exam, { before: examBefore(state.mocks ?? [], exam), lead }));
}
