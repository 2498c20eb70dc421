import { knowledgeOf } from '../account/rules.ts';
import { type Context, type Outcome, replyOnly } from '../outcome.ts';
import type { Reply } from '../reply.ts';
import type { From } from '../request.ts';
import type { State } from '../state.ts';
import { type Quiz, stopped, quizViewOf } from './begin.ts';
import { pauseReply } from './pause-replies.ts';
import { notYourQuiz, questionReply, quizGone, waitForMock } from './replies.ts';
import { resultReply } from './result-replies.ts';
import { standing, waiting } from './rules.ts';
import { isNaturalEnd } from './time-spent.ts';

export type OwnQuiz = { readonly kind: 'own'; readonly quiz: Quiz } | { readonly kind: 'refused'; readonly reply: Reply };

/** The quiz that a button belongs to, kindly refused when it is gone or somebody else's. */
export function ownQuiz(quiz: Quiz | undefined, { learner }: From): OwnQuiz {
  if (quiz === undefined) return { kind: 'refused', reply: quizGone() };
  return quiz.session.learner === learner ? { kind: 'own', quiz } : { kind: 'refused', reply: notYourQuiz() };
}

/** The first question without an answer, or the result. Pressed twice, it shows the same. After ten minutes a pause is offered, once. */
export function nextQuestion(context: Context, offersPause = false): Outcome {
  const { state, from } = context;
  const own = ownQuiz(state.quiz, from);
  if (own.kind === 'refused') return replyOnly(own.reply);
  const view = quizViewOf(own.quiz, context);
  const { next } = standing(view);
  if (next === undefined && waiting(view) > 0 && own.quiz.session.stoppedAt === null) return replyOnly(waitForMock(waiting(view)));
  if (next === undefined || own.quiz.session.stoppedAt !== null)
    return { reply: resultReply(view, knowledgeOf(context)), changes: stopped(own.quiz, from) };
  const isPause = offersPause && isNaturalEnd(view.session, view.attempts);
  return replyOnly(isPause ? pauseReply(view, knowledgeOf(context)) : questionReply(view, next));
}

/** Whether the learner may be asked how sure they were. */
export function asksIn({ preferences }: State): boolean {
  return preferences?.asksConfidence ?? true;
}
