import { heldBack } from '../exam/rules.ts';
import { type Context, type Outcome, replyOnly } from '../outcome.ts';
import type { Item, LessonId } from '../pack.ts';
import type { Reply } from '../reply.ts';
import type { From } from '../request.ts';
import type { Change, Needs, QuizSession, State } from '../state.ts';
import type { Text } from '../text.ts';
import { placementLead } from './placement-replies.ts';
import { allInMock, questionReply, waitForMock, welcome } from './replies.ts';
import { resultReply } from './result-replies.ts';
import { type QuizView, standing, waiting } from './rules.ts';

export type Quiz = NonNullable<State['quiz']>;

/** A quiz as it stands for its learner now: a mock exam that runs keeps its questions to itself. */
export function quizViewOf(quiz: Quiz, { state, course, from }: Context): QuizView {
  return { pack: course.pack, ...quiz, held: heldBack(state, from.now) };
}

export interface Beginning {
  readonly items: readonly Item[];
  /** How many of them are asked at most. */
  readonly most?: number;
  /** The one lesson it is on, or null. */
  readonly lesson: LessonId | null;
  readonly purpose?: QuizSession['purpose'];
  /** What has to be said before the first question, where it matters of how many that may be asked now. */
  readonly lead?: Text | ((count: number) => Text) | undefined;
}

/** A quiz has the id of the press that started it, by which the same press is known when it is delivered again. */
export function toStart(_: unknown, { randomId }: From): Needs {
  return { quiz: 'open', cards: true, preferences: true, started: randomId, mock: 'running' };
}

/** The quiz that this very press has started when it was delivered before; undefined when it is delivered for the first time. */
export function startedAlready(context: Context): Reply | undefined {
  const { started } = context.state;
  return started?.session.learner === context.from.learner ? startedBefore(started, context) : undefined;
}

/** Whatever quiz is open ends, and says so. A mock exam that runs keeps its questions to itself, before anything is counted. Undefined where nothing was wanted. */
export function beginQuiz({ items: wanted, most, lesson, purpose, lead: said }: Beginning, context: Context): Outcome | undefined {
  const { state, course, from } = context;
  const held = heldBack(state, from.now);
  const free = wanted.filter(({ id }) => !held.has(id));
  const items = free.slice(0, most);
  const [first] = items;
  if (first === undefined) return wanted.length > 0 ? replyOnly(allInMock(wanted.length)) : undefined;
  const lead = typeof said === 'function' ? said(free.length) : said;
  const session: QuizSession = {
    id: from.randomId,
    learner: from.learner,
    lesson,
    ...(purpose && { purpose }),
    questions: items.map(({ id }) => id),
    startedAt: from.now,
    stoppedAt: null,
  };
  const ended = state.quiz && quizViewOf(state.quiz, context);
  const reply = questionReply({ pack: course.pack, session, attempts: [] }, first, { lead, ended });
  return { reply, changes: [...stopped(state.quiz, from), { kind: 'quiz-started', session }] };
}

/** The same press once more: the quiz that it started goes on, or its result is shown. */
function startedBefore(quiz: Quiz, context: Context): Reply {
  const view = quizViewOf(quiz, context);
  const { next } = standing(view);
  if (next === undefined && waiting(view) > 0 && quiz.session.stoppedAt === null) return waitForMock(waiting(view));
  const isFirst = context.state.cards?.size === 0;
  const lead = isFirst ? (quiz.session.purpose === 'placement' ? placementLead(quiz.session.questions.length) : welcome()) : undefined;
  return next && quiz.session.stoppedAt === null ? questionReply(view, next, { lead }) : resultReply(view);
}

export function stopped(quiz: Quiz | undefined, { now }: From): Change[] {
  return quiz && quiz.session.stoppedAt === null ? [{ kind: 'quiz-stopped', session: quiz.session.id, at: now }] : [];
}
