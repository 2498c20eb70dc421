import type { ActionOf } from '../action.ts';
import type { Course } from '../course.ts';
import { type Context, type Entry, type Outcome, replyOnly } from '../outcome.ts';
import type { Item, ItemId, LessonId } from '../pack.ts';
import { lessonById, itemById } from '../pack-index.ts';
import type { Reply } from '../reply.ts';
import type { From, RequestOf } from '../request.ts';
import type { Attempt, Change, Needs, QuizSession, State } from '../state.ts';
import { plain, type Text } from '../text.ts';
import { editedSince, feedbackReply, noQuestions, notYourQuiz, openQuizReply, questionReply, quizGone, welcome } from './replies.ts';
import { resultReply } from './result-replies.ts';
import { memoryOf } from '../account/rules.ts';
import { chooseQuestions } from './choose.ts';
import { isComplete, isCorrect, standing } from './rules.ts';
import { readWish, type Wish, type WishInput } from './wishes.ts';

type Quiz = NonNullable<State['quiz']>;

export const quizRequests = {
  quiz: {
    needs: toStart,
    handle: (wished, context) => startQuiz(wished, context),
  } satisfies Entry<RequestOf<'quiz'>>,
  'open-quiz': {
    needs: () => ({ quiz: 'open' }),
    handle: (_, { state, course }) => replyOnly(openQuizReply(state.quiz && { pack: course.pack, ...state.quiz })),
  } satisfies Entry<RequestOf<'open-quiz'>>,
};

export const quizActions = {
  quiz: {
    needs: toStart,
    handle: ({ lesson, count }, context) => startQuiz({ lesson: lesson ?? '', count: String(count) }, context),
  } satisfies Entry<ActionOf<'quiz'>>,
  answer: { needs: ofSession, handle: answerQuestion } satisfies Entry<ActionOf<'answer'>>,
  pick: { needs: ofSession, handle: pickOption } satisfies Entry<ActionOf<'pick'>>,
  explain: { needs: ofSession, handle: ({ item }, context) => explain(item, context) } satisfies Entry<ActionOf<'explain'>>,
  next: { needs: ofSession, handle: (_, context) => nextQuestion(context) } satisfies Entry<ActionOf<'next'>>,
  stop: { needs: ofSession, handle: (_, context) => stopQuiz(context) } satisfies Entry<ActionOf<'stop'>>,
  resume: { needs: besideOpen, handle: (_, context) => resumeQuiz(context) } satisfies Entry<ActionOf<'resume'>>,
  retry: { needs: besideOpen, handle: (_, context) => retryMissed(context) } satisfies Entry<ActionOf<'retry'>>,
};

/** A quiz has the id of the press that started it, by which the same press is known when it is delivered again. */
function toStart(_: unknown, { randomId }: From): Needs {
  return { quiz: 'open', cards: true, preferences: true, started: randomId };
}

function ofSession({ session }: { readonly session: string }) {
  return { quiz: { session } };
}

/** A quiz that is named by a button, and the open one, which ends when that one goes on. */
function besideOpen({ session }: { readonly session: string }, { randomId }: From): Needs {
  return { quiz: 'open', earlier: session, started: randomId };
}

/** Without wishes an open quiz goes on; otherwise a new one begins, and the open one, if any, ends. */
function startQuiz(wished: WishInput, context: Context): Outcome {
  const { state, course, from } = context;
  if (state.started?.session.learner === from.learner) return replyOnly(startedBefore(state.started, context));
  if (`${wished.lesson}${wished.count}${wished.difficulty ?? ''}` === '' && state.quiz) return carryOn(state.quiz, context);
  const read = readWish(wished, course, state.cards ?? new Map());
  if (read.kind === 'ask') return replyOnly(read.reply);
  const { lesson, count, isPlain } = read.wish;
  const unanswered = state.quiz?.attempts.length === 0 && state.quiz.session.lesson === lesson && isPlain ? state.quiz : undefined;
  // A press that arrives twice starts one quiz: the one that has no answers yet.
  if (unanswered?.session.questions.length === count) return carryOn(unanswered, context);
  return begin(read.wish, context);
}

function begin({ lesson, count, fits, lead }: Wish, context: Context): Outcome {
  const { state, course, from } = context;
  const questions = chooseQuestions(course.pack, { lesson, count, fits }, memoryOf(context), from.randomId);
  return (
    beginWith(questions, lesson, context, lead ?? (state.cards?.size === 0 ? welcome() : undefined)) ??
    replyOnly(nothingToAsk(lesson, course))
  );
}

/** Whatever quiz is open ends, and says so. */
function beginWith(questions: readonly Item[], lesson: LessonId | null, context: Context, lead?: Text): Outcome | undefined {
  const { state, course, from } = context;
  const [first] = questions;
  if (first === undefined) return undefined;
  const session: QuizSession = {
    id: from.randomId,
    learner: from.learner,
    lesson,
    questions: questions.map(({ id }) => id),
    startedAt: from.now,
    stoppedAt: null,
  };
  const ended = state.quiz && { pack: course.pack, ...state.quiz };
  const reply = questionReply({ pack: course.pack, session, attempts: [] }, first, { lead, ended });
  return { reply, changes: [...stopped(state.quiz, from), { kind: 'quiz-started', session }] };
}

function nothingToAsk(id: LessonId | null, { pack }: Course): Reply {
  const lesson = lessonById(pack, id ?? '');
  return lesson ? noQuestions(lesson) : quizGone();
}

/** One whose last answer is given ends here: its result was not asked for yet. */
function carryOn(quiz: Quiz, { course, from }: Context): Outcome {
  const view = { pack: course.pack, ...quiz };
  const { next } = standing(view);
  if (next === undefined) return { reply: resultReply(view), changes: stopped(quiz, from) };
  const lead = quiz.attempts.length > 0 ? plain('Carrying on where you left off. For another quiz, name a lesson or a number.') : undefined;
  return replyOnly(questionReply(view, next, { lead }));
}

/** The same press once more: the quiz that it started goes on, or its result is shown. */
function startedBefore(quiz: Quiz, { course: { pack }, state }: Context): Reply {
  const view = { pack, ...quiz };
  const { next } = standing(view);
  const lead = state.cards?.size === 0 ? welcome() : undefined;
  return next && quiz.session.stoppedAt === null ? questionReply(view, next, { lead }) : resultReply(view);
}

type OwnQuiz = { readonly kind: 'own'; readonly quiz: Quiz } | { readonly kind: 'refused'; readonly reply: Reply };

/** The quiz that a button belongs to, kindly refused when it is gone or somebody else's. */
function ownQuiz(quiz: Quiz | undefined, { learner }: From): OwnQuiz {
  if (quiz === undefined) return { kind: 'refused', reply: quizGone() };
  return quiz.session.learner === learner ? { kind: 'own', quiz } : { kind: 'refused', reply: notYourQuiz() };
}

/** Of a "choose two": shows what is picked so far, and counts nothing. */
function pickOption(action: ActionOf<'pick'>, context: Context): Outcome {
  return onQuestion(action, context, (question, quiz) => {
    return replyOnly(questionReply({ pack: context.course.pack, ...quiz }, question, { picks: action.picks }));
  });
}

/** The first complete answer to a question counts; every later press shows it again. */
function answerQuestion(action: ActionOf<'answer'>, context: Context): Outcome {
  return onQuestion(action, context, (question, quiz) => {
    const view = { pack: context.course.pack, ...quiz };
    if (!isComplete(question, action.picks)) return replyOnly(questionReply(view, question, { picks: action.picks }));
    return count(attemptOf(quiz.session, question, action.picks, context.from), quiz, question, context.course);
  });
}

/** What a press on a question comes to when the question is still open to this learner; otherwise why it is not. */
function onQuestion(action: ActionOf<'answer' | 'pick'>, context: Context, then: (question: Item, quiz: Quiz) => Outcome): Outcome {
  const { state, course, from } = context;
  const own = ownQuiz(state.quiz, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const { session, attempts } = own.quiz;
  const view = { pack: course.pack, session, attempts };
  const question = session.questions.includes(action.item) ? itemById(course.pack, action.item) : undefined;
  const earlier = attempts.find((attempt) => attempt.item === action.item);
  if (question === undefined) return nextQuestion(context);
  if (earlier) return replyOnly(feedbackReply(view, question, earlier.picks, { again: earlier.press !== from.randomId }));
  if (session.stoppedAt !== null) return replyOnly(resultReply(view));
  if (question.version !== action.version) return replyOnly(questionReply(view, question, { lead: editedSince() }));
  return then(question, own.quiz);
}

function attemptOf(session: QuizSession, question: Item, picks: string, from: From): Attempt {
  const correct = isCorrect(question, picks);
  const { id: item, lesson } = question;
  return { learner: from.learner, askedIn: session.id, item, lesson, picks, correct, at: from.now, press: from.randomId };
}

function count(attempt: Attempt, { session, attempts }: Quiz, question: Item, { pack }: Course): Outcome {
  const view = { pack, session, attempts: [...attempts, attempt] };
  return { reply: feedbackReply(view, question, attempt.picks), changes: [{ kind: 'attempted', attempt }] };
}

/** Every option of a question that was answered, and the question once more. */
function explain(item: ItemId, context: Context): Outcome {
  const own = ownQuiz(context.state.quiz, context.from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const view = { pack: context.course.pack, ...own.quiz };
  const question = itemById(view.pack, item);
  const answer = view.attempts.find((attempt) => attempt.item === item);
  if (question === undefined || answer === undefined) return nextQuestion(context);
  return replyOnly(feedbackReply(view, question, answer.picks, { everything: true }));
}

/** The first question without an answer, or the result. Pressed twice, it shows the same. */
function nextQuestion({ state, course, from }: Context): Outcome {
  const own = ownQuiz(state.quiz, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const view = { pack: course.pack, ...own.quiz };
  const { next } = standing(view);
  if (next && own.quiz.session.stoppedAt === null) return replyOnly(questionReply(view, next));
  return { reply: resultReply(view), changes: stopped(own.quiz, from) };
}

function stopQuiz({ state, course, from }: Context): Outcome {
  const own = ownQuiz(state.quiz, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  return { reply: resultReply({ pack: course.pack, ...own.quiz }), changes: stopped(own.quiz, from) };
}

/** A quiz that was stopped, or that another one has ended, is open again. */
function resumeQuiz({ state, course, from }: Context): Outcome {
  const own = ownQuiz(state.earlier, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const { session, attempts } = own.quiz;
  const view = { pack: course.pack, session: { ...session, stoppedAt: null }, attempts };
  const { next } = standing(view);
  if (next === undefined) return replyOnly(resultReply(view));
  if (session.stoppedAt === null) return replyOnly(questionReply(view, next));
  const ended = state.quiz && state.quiz.attempts.length > 0 ? { pack: course.pack, ...state.quiz } : undefined;
  const changes: Change[] = [...stopped(state.quiz, from), { kind: 'quiz-resumed', session: session.id }];
  return { reply: questionReply(view, next, { ended }), changes };
}

/** A new quiz of what was missed in another one. Pressed twice, it is one. */
function retryMissed(context: Context): Outcome {
  const { state, course, from } = context;
  if (state.started?.session.learner === from.learner) return replyOnly(startedBefore(state.started, context));
  const own = ownQuiz(state.earlier, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const { session, attempts } = own.quiz;
  const missed = attempts.filter(({ correct }) => !correct).flatMap(({ item }) => itemById(course.pack, item) ?? []);
  const isSame = state.quiz?.attempts.length === 0 && missed.every(({ id }, at) => state.quiz?.session.questions[at] === id);
  if (state.quiz && isSame && missed.length === state.quiz.session.questions.length) return carryOn(state.quiz, context);
  return beginWith(missed, session.lesson, context) ?? replyOnly(quizGone());
}

function stopped(quiz: Quiz | undefined, { now }: From): Change[] {
  return quiz && quiz.session.stoppedAt === null ? [{ kind: 'quiz-stopped', session: quiz.session.id, at: now }] : [];
}
