import type { Action } from '../action.ts';
import { longestQuiz } from '../commands.ts';
import type { Course } from '../course.ts';
import { only, type Outcome } from '../outcome.ts';
import { lessonById, questionById } from '../pack-index.ts';
import type { LessonId, Question } from '../pack.ts';
import { chooseQuestions, isComplete, isRight, standing } from './rules.ts';
import type { Reply } from '../reply.ts';
import { noSuchLesson } from '../lessons/replies.ts';
import { badCount, editedSince, feedbackReply, noQuestions, notYourQuiz, questionReply, quizGone, resultReply } from './replies.ts';
import type { From } from '../request.ts';
import type { Attempt, Change, QuizSession, State } from '../state.ts';
import { plain, type Text } from '../text.ts';

const usualCount = 5;

type Quiz = NonNullable<State['quiz']>;

/** Without wishes an open quiz goes on; otherwise a new one begins, and the open one, if any, ends. */
export function startQuiz(wish: { lesson: string; count: string }, state: State, course: Course, from: From): Outcome {
  if (wish.lesson === '' && wish.count === '' && state.quiz) return only(carryOn(state.quiz, course));
  const lesson = lessonOf(wish.lesson, course);
  if (typeof lesson === 'object' && lesson !== null) return only(lesson.reply);
  const { count, problem } = countOf(wish.count);
  const unanswered = state.quiz?.attempts.length === 0 && state.quiz.session.lesson === lesson ? state.quiz : undefined;
  // A press that arrives twice starts one quiz: the one that has no answers yet.
  if (unanswered?.session.questions.length === count) return only(carryOn(unanswered, course));
  return begin(lesson, count, problem, state, course, from);
}

function begin(lesson: LessonId | null, count: number, problem: Text | undefined, state: State, course: Course, from: From): Outcome {
  const questions = chooseQuestions(course.pack, lesson, count, state.history ?? new Map(), from.fresh);
  const [first] = questions;
  if (first === undefined) return only(nothingToAsk(lesson, course));
  const session: QuizSession = {
    id: from.fresh,
    learner: from.learner,
    lesson,
    questions: questions.map(({ id }) => id),
    startedAt: from.now,
    stoppedAt: null,
  };
  const ended: Change[] = state.quiz ? [{ kind: 'quiz-stopped', session: state.quiz.session.id, at: from.now }] : [];
  return { reply: questionReply(course.pack, session, [], first, '', problem), changes: [...ended, { kind: 'quiz-started', session }] };
}

function nothingToAsk(id: LessonId | null, { pack }: Course): Reply {
  const lesson = lessonById(pack, id ?? '');
  return lesson ? noQuestions(lesson) : quizGone();
}

function carryOn({ session, attempts }: Quiz, course: Course): Reply {
  const { next } = standing(course.pack, session, attempts);
  if (next === undefined) return resultReply(course.pack, session, attempts);
  const lead = attempts.length > 0 ? plain('Carrying on where you stopped. For another one, name a lesson or a number.') : undefined;
  return questionReply(course.pack, session, attempts, next, '', lead);
}

function lessonOf(typed: string, { pack, finder }: Course): LessonId | null | { reply: Reply } {
  if (typed === '') return null;
  const found = finder.lesson(typed);
  return found.kind === 'found' ? found.lesson.id : { reply: noSuchLesson(pack, found.lessons) };
}

function countOf(typed: string): { count: number; problem?: Text } {
  if (typed === '') return { count: usualCount };
  const count = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  return count >= 1 && count <= longestQuiz ? { count } : { count: usualCount, problem: badCount(typed, longestQuiz) };
}

/** Reads the session that a button belongs to, and refuses kindly when it is gone or somebody else's. */
function ownQuiz(state: State, from: From): Quiz | { refusal: Reply } {
  if (state.quiz === undefined) return { refusal: quizGone() };
  return state.quiz.session.learner === from.learner ? state.quiz : { refusal: notYourQuiz() };
}

/** The first complete answer to a question counts; every later press shows it again. */
export function answerQuestion(action: Action & { kind: 'answer' }, state: State, course: Course, from: From): Outcome {
  const quiz = ownQuiz(state, from);
  if ('refusal' in quiz) return only(quiz.refusal);
  const { session, attempts } = quiz;
  const question = session.questions.includes(action.item) ? questionById(course.pack, action.item) : undefined;
  const earlier = attempts.find((attempt) => attempt.item === action.item);
  if (question === undefined) return nextQuestion(state, course, from);
  if (earlier) return only(feedbackReply(course.pack, session, attempts, question, earlier.picks, true));
  if (session.stoppedAt !== null) return only(resultReply(course.pack, session, attempts));
  if (question.version !== action.version) return only(questionReply(course.pack, session, attempts, question, '', editedSince()));
  if (!isComplete(question, action.picks)) return only(questionReply(course.pack, session, attempts, question, action.picks));
  return count(attemptOf(session, question, action.picks, from), quiz, question, course);
}

function attemptOf(session: QuizSession, question: Question, picks: string, from: From): Attempt {
  const right = isRight(question, picks);
  return { learner: from.learner, occasion: session.id, item: question.id, lesson: question.lesson, picks, right, at: from.now };
}

function count(attempt: Attempt, { session, attempts }: Quiz, question: Question, { pack }: Course): Outcome {
  const now = [...attempts, attempt];
  return { reply: feedbackReply(pack, session, now, question, attempt.picks, false), changes: [{ kind: 'attempted', attempt }] };
}

/** The first question without an answer, or the result. Pressed twice, it shows the same. */
export function nextQuestion(state: State, course: Course, from: From): Outcome {
  const quiz = ownQuiz(state, from);
  if ('refusal' in quiz) return only(quiz.refusal);
  const { session, attempts } = quiz;
  const { next } = standing(course.pack, session, attempts);
  if (next && session.stoppedAt === null) return only(questionReply(course.pack, session, attempts, next));
  return { reply: resultReply(course.pack, session, attempts), changes: stopped(session, from) };
}

export function stopQuiz(state: State, course: Course, from: From): Outcome {
  const quiz = ownQuiz(state, from);
  if ('refusal' in quiz) return only(quiz.refusal);
  return { reply: resultReply(course.pack, quiz.session, quiz.attempts), changes: stopped(quiz.session, from) };
}

function stopped(session: QuizSession, from: From): Change[] {
  return session.stoppedAt === null ? [{ kind: 'quiz-stopped', session: session.id, at: from.now }] : [];
}
