import { knowledgeOf } from '../account/rules.ts';
import type { ActionOf } from '../action.ts';
import type { Course } from '../course.ts';
import { openMockReply } from '../exam/question-replies.ts';
import { heldBack } from '../exam/rules.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import type { Item, LessonId, Question } from '../pack.ts';
import { itemById, lessonById, lessonsOf } from '../pack-index.ts';
import type { Reply } from '../reply.ts';
import type { From, RequestOf } from '../request.ts';
import type { Attempt, Change, Needs, QuizSession } from '../state.ts';
import { plain } from '../text.ts';
import { addSimilar, askAgain, confide, explain } from './afterwards.ts';
import { beginQuiz, type Quiz, startedAlready, stopped, toStart, quizViewOf } from './begin.ts';
import { choosePlacement, chooseQuestions } from './choose.ts';
import { asksIn, nextQuestion, ownQuiz } from './own.ts';
import { placementLead } from './placement-replies.ts';
import { feedbackReply } from './feedback-replies.ts';
import { editedSince, inMock, noQuestions, openQuizReply, questionReply, quizGone, waitForMock, welcome } from './replies.ts';
import { resultReply } from './result-replies.ts';
import { isComplete, isCorrect, standing, waiting } from './rules.ts';
import { readQuiz, usualCount, type QuizWish, type QuizInput } from './wishes.ts';

export const quizRequests = {
  quiz: {
    needs: toStart,
    handle: (typed, context) => startQuiz(typed, context),
  } satisfies Handler<RequestOf<'quiz'>>,
  'open-quiz': {
    needs: () => ({ quiz: 'open', mock: 'running' }),
    handle: (_, { state: { quiz, mock }, course: { pack }, from: { now } }) =>
      replyOnly(mock ? openMockReply({ pack, mock, now }) : openQuizReply(quiz && { pack, ...quiz })),
  } satisfies Handler<RequestOf<'open-quiz'>>,
};

export const quizActions = {
  quiz: {
    needs: toStart,
    // The usual count of a button is nobody's wish.
    handle: ({ lesson, count }, context) => startQuiz({ lesson: lesson ?? '', count: String(count) }, context, count === usualCount),
  } satisfies Handler<ActionOf<'quiz'>>,
  answer: { needs: ofSessionAndPerson, handle: answerQuestion } satisfies Handler<ActionOf<'answer'>>,
  pick: { needs: ofSession, handle: pickOption } satisfies Handler<ActionOf<'pick'>>,
  explain: { needs: ofSessionAndPerson, handle: ({ item }, context) => explain(item, context) } satisfies Handler<ActionOf<'explain'>>,
  confide: { needs: ofSessionAndPerson, handle: confide } satisfies Handler<ActionOf<'confide'>>,
  'ask-confidence': { needs: () => ({ preferences: true }), handle: (_, context) => askAgain(context) } satisfies Handler<
    ActionOf<'ask-confidence'>
  >,
  similar: { needs: ofSession, handle: ({ item }, context) => addSimilar(item, context) } satisfies Handler<ActionOf<'similar'>>,
  next: { needs: ofSessionAndCards, handle: (_, context) => nextQuestion(context, true) } satisfies Handler<ActionOf<'next'>>,
  'go-on': { needs: ofSessionAndCards, handle: (_, context) => nextQuestion(context) } satisfies Handler<ActionOf<'go-on'>>,
  stop: { needs: ofSessionAndCards, handle: (_, context) => stopQuiz(context) } satisfies Handler<ActionOf<'stop'>>,
  resume: { needs: besideOpen, handle: (_, context) => resumeQuiz(context) } satisfies Handler<ActionOf<'resume'>>,
  retry: { needs: besideOpen, handle: (_, context) => retryMissed(context) } satisfies Handler<ActionOf<'retry'>>,
};

function ofSession({ session }: { readonly session: string }) {
  return { quiz: { session }, mock: 'running' } as const;
}

function ofSessionAndPerson({ session }: { readonly session: string }): Needs {
  return { quiz: { session }, preferences: true, mock: 'running' };
}

function ofSessionAndCards({ session }: { readonly session: string }): Needs {
  return { quiz: { session }, quizCards: true, preferences: true, mock: 'running' };
}

/** A quiz that is named by a button, and the open one, which ends when that one goes on. */
function besideOpen({ session }: { readonly session: string }, { randomId }: From): Needs {
  return { quiz: 'open', earlier: session, started: randomId, mock: 'running' };
}

/** Without wishes an open quiz goes on; otherwise a new one begins, and the open one, if any, ends. */
function startQuiz(typed: QuizInput, context: Context, isUsual = false): Outcome {
  const { state, course } = context;
  const already = startedAlready(context);
  if (already) return replyOnly(already);
  if (`${typed.lesson}${typed.count}${typed.difficulty ?? ''}` === '' && state.quiz) return carryOn(state.quiz, context);
  const read = readQuiz(typed, course, { cards: state.cards ?? new Map(), held: heldBack(state, context.from.now) });
  if (read.kind === 'ask') return replyOnly(read.reply);
  const { lesson, count, isCounted, isPlain } = read.wish;
  if (isNewcomer(context) && lesson === null && isPlain && (isUsual || !isCounted)) return beginPlacement(context);
  if (state.quiz && isPlain && isSameQuiz(state.quiz, lesson, count)) return carryOn(state.quiz, context);
  return begin(read.wish, context);
}

/** A press that arrives twice starts one quiz: the one that has no answers yet. A review or a set of as many questions is another one. */
function isSameQuiz({ session, attempts }: Quiz, lesson: LessonId | null, count: number): boolean {
  return attempts.length === 0 && session.purpose === undefined && session.lesson === lesson && session.questions.length === count;
}

/** Somebody who has never answered anything, and a guide that is worth a look around. */
function isNewcomer({ state, course: { pack }, from }: Context): boolean {
  // Beside a mock exam, which keeps its questions to itself, there may not be one of each lesson.
  const isFree = state.quiz === undefined && heldBack(state, from.now).size === 0;
  return state.cards?.size === 0 && isFree && lessonsOf(pack).filter(({ questions }) => questions.length > 0).length > 2;
}

function beginPlacement(context: Context): Outcome {
  const items = choosePlacement(context.course.pack, context.from.randomId);
  const lead = placementLead(items.length);
  return beginQuiz({ items, lesson: null, purpose: 'placement', lead }, context) ?? replyOnly(quizGone());
}

function begin({ lesson, count, fits, lead }: QuizWish, context: Context): Outcome {
  const { state, course, from } = context;
  const held = heldBack(state, from.now);
  const isFree = (question: Question) => fits(question) && !held.has(question.id);
  const choose = (those: QuizWish['fits']) =>
    chooseQuestions(course.pack, { lesson, count, fits: those }, knowledgeOf(context), from.randomId);
  const free = choose(isFree);
  return (
    beginQuiz(
      { items: free.length > 0 ? free : choose(fits), lesson, lead: lead ?? (state.cards?.size === 0 ? welcome() : undefined) },
      context,
    ) ?? replyOnly(nothingToAsk(lesson, course))
  );
}

function nothingToAsk(id: LessonId | null, { pack }: Course): Reply {
  const lesson = lessonById(pack, id ?? '');
  return lesson ? noQuestions(lesson) : quizGone();
}

/** One whose last answer is given ends here: its result was not asked for yet. */
function carryOn(quiz: Quiz, context: Context): Outcome {
  const view = quizViewOf(quiz, context);
  const { next } = standing(view);
  if (next === undefined && waiting(view) > 0) return replyOnly(waitForMock(waiting(view)));
  if (next === undefined) return { reply: resultReply(view), changes: stopped(quiz, context.from) };
  const lead = quiz.attempts.length > 0 ? plain('Carrying on where you left off. For another quiz, name a lesson or a number.') : undefined;
  return replyOnly(questionReply(view, next, { lead }));
}

/** Of a "choose two": shows what is picked so far, and counts nothing. */
function pickOption(action: ActionOf<'pick'>, context: Context): Outcome {
  return onQuestion(action, context, (question, quiz) => {
    return replyOnly(questionReply(quizViewOf(quiz, context), question, { picks: action.picks }));
  });
}

/** The first complete answer to a question counts; every later press shows it again. */
function answerQuestion(action: ActionOf<'answer'>, context: Context): Outcome {
  return onQuestion(action, context, (question, quiz) => {
    const view = quizViewOf(quiz, context);
    if (!isComplete(question, action.picks)) return replyOnly(questionReply(view, question, { picks: action.picks }));
    return count(attemptOf(quiz.session, question, action.picks, context.from), quiz, question, context);
  });
}

/** What a press on a question comes to when the question is still open to this learner; otherwise why it is not. */
function onQuestion(action: ActionOf<'answer' | 'pick'>, context: Context, then: (question: Item, quiz: Quiz) => Outcome): Outcome {
  const { state, course, from } = context;
  const own = ownQuiz(state.quiz, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const { session, attempts } = own.quiz;
  const view = quizViewOf(own.quiz, context);
  const question = session.questions.includes(action.item) ? itemById(course.pack, action.item) : undefined;
  const earlier = attempts.find((attempt) => attempt.item === action.item);
  if (question === undefined) return nextQuestion(context);
  if (view.held?.has(question.id)) return replyOnly(inMock(session.id));
  if (earlier)
    return replyOnly(feedbackReply(view, question, earlier.picks, { again: earlier.press !== from.randomId, asks: asksIn(state) }));
  if (session.stoppedAt !== null) return replyOnly(resultReply(view));
  if (question.version !== action.version) return replyOnly(questionReply(view, question, { lead: editedSince() }));
  return then(question, own.quiz);
}

function attemptOf(session: QuizSession, question: Item, picks: string, from: From): Attempt {
  const correct = isCorrect(question, picks);
  const { id: item, lesson, version } = question;
  const cram = session.purpose === 'cram' && ({ isCram: true } as const);
  return {
    learner: from.learner,
    askedIn: session.id,
    item,
    lesson,
    picks,
    correct,
    at: from.now,
    press: from.randomId,
    version,
    ...cram,
  };
}

function count(attempt: Attempt, { session, attempts }: Quiz, question: Item, context: Context): Outcome {
  const view = quizViewOf({ session, attempts: [...attempts, attempt] }, context);
  return {
    reply: feedbackReply(view, question, attempt.picks, { asks: asksIn(context.state) }),
    changes: [{ kind: 'attempted', attempt }],
  };
}

function stopQuiz(context: Context): Outcome {
  const { state, from } = context;
  const own = ownQuiz(state.quiz, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  return { reply: resultReply(quizViewOf(own.quiz, context), knowledgeOf(context)), changes: stopped(own.quiz, from) };
}

/** A quiz that was stopped, or that another one has ended, is open again. */
function resumeQuiz(context: Context): Outcome {
  const { state, from } = context;
  const own = ownQuiz(state.earlier, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const { session, attempts } = own.quiz;
  const view = quizViewOf({ session: { ...session, stoppedAt: null }, attempts }, context);
  const { next } = standing(view);
  if (next === undefined && waiting(view) > 0) return replyOnly(waitForMock(waiting(view)));
  if (next === undefined) return replyOnly(resultReply(view));
  if (session.stoppedAt === null) return replyOnly(questionReply(view, next));
  const ended = state.quiz && state.quiz.attempts.length > 0 ? quizViewOf(state.quiz, context) : undefined;
  const changes: Change[] = [...stopped(state.quiz, from), { kind: 'quiz-resumed', session: session.id }];
  return { reply: questionReply(view, next, { ended }), changes };
}

/** A new quiz of what was missed in another one. Pressed twice, it is one. */
function retryMissed(context: Context): Outcome {
  const { state, course, from } = context;
  const already = startedAlready(context);
  if (already) return replyOnly(already);
  const own = ownQuiz(state.earlier, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const { session, attempts } = own.quiz;
  const missed = attempts.filter(({ correct }) => !correct).flatMap(({ item }) => itemById(course.pack, item) ?? []);
  const isSame = state.quiz?.attempts.length === 0 && missed.every(({ id }, at) => state.quiz?.session.questions[at] === id);
  if (state.quiz && isSame && missed.length === state.quiz.session.questions.length) return carryOn(state.quiz, context);
  // A cram stays a cram.
  const purpose = session.purpose === 'cram' ? session.purpose : undefined;
  return beginQuiz({ items: missed, lesson: session.lesson, purpose }, context) ?? replyOnly(quizGone());
}
