import { type Kept, keptParts } from '../core/account/kept.ts';
import type { Item, Pack } from '../core/pack.ts';
import { lessonsOf } from '../core/pack-index.ts';
import type { From } from '../core/request.ts';
import type { Attempt, Group, QuizSession, State } from '../core/state.ts';

/** What screens are drawn of: somebody who asks, and much in the store. */

export const from: From = { learner: 'a:learner', group: 'a:group', channel: 'channel', mayManage: true, now: 0, randomId: 'random-id' };

export const group: Group = {
  id: from.group,
  channel: 'channel',
  time: '09:00',
  zone: 'America/Argentina/ComodRivadavia',
  weekdays: [1, 2, 4, 5, 7],
  grace: 720,
  reveal: '17:00',
  setBy: from.learner,
  setAt: 0,
  active: true,
};

export const kept: Kept = Object.fromEntries(keptParts.map(({ name }) => [name, 99_999]));

/** A quiz in which the first question of each lesson that leads into a trap was answered so. */
export function missedQuiz(pack: Pack): NonNullable<State['quiz']> {
  const missed = lessonsOf(pack).flatMap(({ questions }) => {
    const [found] = questions.flatMap((question) => question.options.filter(({ trap }) => trap).map(({ id }) => ({ question, id })));
    return found ? [found] : [];
  });
  const questions = missed.map(({ question }) => question.id);
  const session: QuizSession = { id: 'quiz--id', learner: from.learner, lesson: null, questions, startedAt: 0, stoppedAt: null };
  return { session, attempts: missed.map(({ question, id }) => attempt(question, session.id, id)) };
}

export function attempt(item: Item, askedIn: string, picks: string): Attempt {
  return { learner: from.learner, askedIn, item: item.id, lesson: item.lesson, picks, correct: false, at: 0 };
}
