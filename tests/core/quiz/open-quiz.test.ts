import { expect, it } from 'vitest';
import { openQuizReply } from '../../../src/core/quiz/replies.ts';
import type { Attempt, QuizSession } from '../../../src/core/state.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const session: QuizSession = {
  id: 's1',
  learner: 'console:ana',
  lesson: '1.1',
  questions: ['1.1-q01', '1.1-q02'],
  startedAt: tuesday,
  stoppedAt: null,
};
const attempt: Attempt = { learner: session.learner, askedIn: session.id, item: '', lesson: '1.1', picks: 'a', correct: true, at: tuesday };
const answered = (item: string): Attempt => ({ ...attempt, item });

it.each<[string, Partial<QuizSession>, string[], string]>([
  ['that was just started', {}, [], 'Welcome back. Your quiz on 1.1 is at 0 of 2: type quiz to go on.'],
  ['that was half done', {}, ['1.1-q01'], 'Welcome back. Your quiz on 1.1 is at 1 of 2: type quiz to go on.'],
  ['on all lessons', { lesson: null }, ['1.1-q02'], 'Welcome back. Your quiz is at 1 of 2: type quiz to go on.'],
  ['with nothing left to answer', {}, ['1.1-q01', '1.1-q02'], ''],
])('somebody who comes back to a quiz %s is told where it stands', (_which, changed, items, said) => {
  const reply = openQuizReply({ pack: tinyPack, session: { ...session, ...changed }, attempts: items.map(answered) });
  expect(wordsIn(reply).trim()).toBe(said);
});

it('somebody without a quiz is told nothing', () => {
  expect(openQuizReply(undefined).blocks).toEqual([]);
});
