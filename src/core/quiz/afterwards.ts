import type { ActionOf } from '../action.ts';
import { type Context, type Outcome, replyOnly } from '../outcome.ts';
import type { ItemId } from '../pack.ts';
import { itemById, lessonById } from '../pack-index.ts';
import type { Change } from '../state.ts';
import { askedAgain } from './confidence-replies.ts';
import { heldBack } from '../exam/rules.ts';
import { similarTo } from './grounds.ts';
import { quizViewOf } from './begin.ts';
import { asksIn, nextQuestion, ownQuiz } from './own.ts';
import { feedbackReply } from './feedback-replies.ts';
import { inMock, questionReply } from './replies.ts';

// What can be done with an answer that was given.

/** Every option of a question that was answered, and the question once more. */
export function explain(item: ItemId, context: Context): Outcome {
  const own = ownQuiz(context.state.quiz, context.from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const view = quizViewOf(own.quiz, context);
  if (view.held?.has(item)) return replyOnly(inMock(view.session.id));
  const question = itemById(view.pack, item);
  const answer = view.attempts.find((attempt) => attempt.item === item);
  if (question === undefined || answer === undefined) return nextQuestion(context);
  return replyOnly(feedbackReply(view, question, answer.picks, { everything: true, asks: asksIn(context.state) }));
}

/** How sure one was of an answer that was given; or that one does not want to be asked. Said twice, it is as if it was said once. */
export function confide({ item, confidence }: ActionOf<'confide'>, context: Context): Outcome {
  const { state, course, from } = context;
  const own = ownQuiz(state.quiz, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const question = itemById(course.pack, item);
  const attempt = own.quiz.attempts.find((one) => one.item === item);
  if (question === undefined || attempt === undefined) return nextQuestion(context);
  const view = quizViewOf(own.quiz, context);
  if (confidence === 'never')
    return { reply: feedbackReply(view, question, attempt.picks, { asks: 'never' }), changes: [setAsking(context, false)] };
  const attempts = view.attempts.map((one) => (one === attempt ? { ...attempt, confidence } : one));
  const reply = feedbackReply({ ...view, attempts }, question, attempt.picks, { asks: true });
  return { reply, changes: attempt.confidence === confidence ? [] : [{ kind: 'confided', attempt, confidence }] };
}

export function setAsking({ state, from }: Context, asksConfidence: boolean): Change {
  return { kind: 'preferences-set', learner: from.learner, preferences: { zone: null, ...state.preferences, asksConfidence } };
}

export function askAgain(context: Context): Outcome {
  return { reply: askedAgain(), changes: [setAsking(context, true)] };
}

/** The next question is one like the one that was answered. Pressed twice, it is one. */
export function addSimilar(item: ItemId, context: Context): Outcome {
  const { state, course, from } = context;
  const own = ownQuiz(state.quiz, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const { session, attempts } = own.quiz;
  const question = itemById(course.pack, item);
  const lesson = question && lessonById(course.pack, question.lesson);
  if (question === undefined || lesson === undefined || session.stoppedAt !== null) return nextQuestion(context);
  const similar = similarTo(lesson, question);
  const following = session.questions[session.questions.indexOf(item) + 1];
  const held = heldBack(state, from.now);
  const added = similar.find(({ id }) => id === following && !held.has(id) && attempts.every((attempt) => attempt.item !== id));
  if (added) return replyOnly(questionReply(quizViewOf(own.quiz, context), added));
  const [fresh] = similar.filter(({ id }) => !session.questions.includes(id) && !held.has(id));
  if (fresh === undefined) return nextQuestion(context);
  const questions = session.questions.flatMap((id) => (id === item ? [id, fresh.id] : [id]));
  const reply = questionReply(quizViewOf({ session: { ...session, questions }, attempts }, context), fresh);
  return { reply, changes: [{ kind: 'quiz-changed', session, questions }] };
}
