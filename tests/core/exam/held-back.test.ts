import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import type { MockExam } from '../../../src/core/exam/mock.ts';
import { handle, needsOf } from '../../../src/core/handle.ts';
import type { State } from '../../../src/core/state.ts';
import { cardsOf } from '../../fixtures/cards.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { shipped } from '../../fixtures/shipped.ts';
import { wordsIn } from '../../fixtures/words.ts';

const day = 86_400_000;
const tiny = makeCourse(tinyPack);
const exam: MockExam = {
  id: 'exam0001',
  learner: 'console:ana',
  zone: 'UTC',
  form: 1,
  questions: ['1.1-q01', '1.2-q01'],
  startedAt: tuesday - 60_000,
  endsAt: tuesday + 60_000,
  submittedAt: null,
  marks: [],
};
const missed = (...items: readonly string[]) =>
  cardsOf(Object.fromEntries(items.map((item) => [item, { correct: false, at: tuesday - 9 * day }])));
const plan = { examDay: '2026-11-27', minutes: 5, setAt: tuesday - 30 * day };
const cramPlan = { ...plan, examDay: '2026-11-26' };

/** What is answered while the exam runs: the words, and the items of the quiz that begins. */
function ask(line: string, state: State, course = tiny) {
  const { reply, changes } = handle(parseCommand(line), { state: { mock: { exam, answers: [] }, ...state }, course, from: someone() });
  return { words: wordsIn(reply), items: changes.flatMap((change) => (change.kind === 'quiz-started' ? change.session.questions : [])) };
}

describe('what a running mock exam holds back is left out before anything is counted or said', () => {
  const some = { cards: missed('1.1-q01', '1.1-q02', '1.2-q01') };
  const all = { cards: missed('1.1-q01', '1.2-q01') };
  const waits = 'Your mock exam has these questions';
  const planWaits = 'is in the mock exam that is running';

  it.each<[string, State, string, readonly string[]]>([
    ['review', some, 'Due today: 1.', ['1.1-q02']],
    ['review missed', some, 'Missed the last time: 1.', ['1.1-q02']],
    ['review 1.1', some, 'What you have answered of 1.1: 1.', ['1.1-q02']],
    ['review', all, waits, []],
    ['review missed', all, waits, []],
    ['review 1.2', all, waits, []],
    ['quiz missed', some, 'There is only 1 of the missed questions', ['1.1-q02']],
    ['quiz missed', all, waits, []],
    ['quiz 1.2', all, waits, []],
    ['plan start', { ...some, plan: cramPlan }, 'Today’s set: 4 questions', ['1.1-q02', '1.1-c01', '1.1-c02', '1.2-c01']],
    [
      'plan start',
      { plan, cards: missed('1.1-q01', '1.2-q01', '1.1-q02', '1.1-c01', '1.1-c02', '1.2-c01'), latestAttempts: [] },
      'Today’s set: 4 questions',
      ['1.1-q02', '1.1-c01', '1.1-c02', '1.2-c01'],
    ],
  ])('"%s" (%#)', (line, state, words, items) => {
    const outcome = ask(line, state);
    expect(outcome.words).toContain(words);
    expect(outcome.items.toSorted()).toEqual(items.toSorted());
  });

  it.each(['plan', 'plan start'])('"%s" says that the rest of the day waits for it', (line) => {
    const done = cardsOf(
      Object.fromEntries(['1.1-q02', '1.1-c01', '1.1-c02', '1.2-c01'].map((item) => [item, { correct: true, at: tuesday - 1000 }])),
    );
    const outcome = ask(line, { plan, cards: new Map([...done, ...all.cards]), latestAttempts: [] });
    expect(outcome.words).toContain(planWaits);
    expect(outcome.words).not.toContain('Nothing to do today');
    expect(outcome.items).toEqual([]);
  });

  it('a newcomer who sits one gets a quiz that does not promise one question from each lesson', () => {
    expect(ask('quiz', { cards: new Map() }, shipped).words).not.toContain('one from each lesson');
  });

  it.each(['review', 'quiz', 'plan', 'plan start'])('"%s" is told of the exam', (line) => {
    expect(needsOf(parseCommand(line), someone()).mock).toBe('running');
  });
});
