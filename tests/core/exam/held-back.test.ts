import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/action.ts';
import { parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import type { MockExam } from '../../../src/core/exam/mock.ts';
import { handle, needsOf } from '../../../src/core/handle.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
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

function press(action: Action, state: State): Outcome {
  const running = { mock: { exam, answers: [] }, ...state };
  return handle({ kind: 'press', action }, { state: running, course: tiny, from: someone() });
}

/** One of three questions, two of which are in the exam, and how some were answered. */
function quiz(answered: Readonly<Record<string, boolean>>, stoppedAt: number | null = null): NonNullable<State['quiz']> {
  const session = {
    id: 'before01',
    learner: 'console:ana',
    lesson: null,
    questions: ['1.1-q02', ...exam.questions],
    startedAt: 0,
    stoppedAt,
  };
  const attempts = Object.entries(answered).map(([item, correct]) => ({
    learner: session.learner,
    askedIn: session.id,
    item,
    lesson: item.slice(0, 3),
    picks: 'a',
    correct,
    at: tuesday - 1000,
  }));
  return { session, attempts };
}

describe('a quiz of which only questions of a running mock exam are left', () => {
  const left = quiz({ '1.1-q02': false });
  const version = tinyPack.chapters[0]?.lessons[0]?.questions.find(({ id }) => id === '1.1-q02')?.version ?? '';
  const again: Action = { kind: 'answer', session: 'before01', item: '1.1-q02', picks: 'a', version };

  it.each<[string, Action, State, string]>([
    ['is not at its end after an answer', again, { quiz: left }, '1 of 1 answered; 2 wait for the end of your mock exam.'],
    ['goes on, and shows no result, after an answer', again, { quiz: left }, 'Go on'],
    ['waits when it is gone on with', { kind: 'next', session: 'before01' }, { quiz: left }, 'The rest waits for your mock exam'],
    ['has been stopped before its end', { kind: 'stop', session: 'before01' }, { quiz: left }, 'You stopped at 1 of 3.'],
    ['waits when it was started by the same press', { kind: 'quiz', lesson: null, count: 5 }, { started: left }, 'The rest waits'],
  ])('%s', (_, action, state, words) => {
    expect(wordsIn(press(action, state).reply)).toContain(words);
  });

  it.each<[string, Action, State]>([
    ['after an answer', again, { quiz: left }],
    ['beside the quiz that ends it', { kind: 'retry', session: 'before01' }, { quiz: left, earlier: left }],
  ])('offers no result %s', (_, action, state) => {
    const { reply } = press(action, state);
    expect(wordsIn(reply)).not.toMatch(/is finished|See (?:the|its) result/);
  });

  it('ends with a word on what is left of it', () => {
    const earlier = quiz({ '1.1-q02': false }, tuesday);
    const words = wordsIn(press({ kind: 'retry', session: 'before01' }, { quiz: left, earlier }).reply);
    expect(words).toContain('Your quiz ended at 1 of 3. What is left of it is in your mock exam');
    expect(words).toContain('Go on with that one');
  });
});

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
    ['quiz 1.2 missed', some, waits, []],
    ['quiz 1.2 easy', some, waits, []],
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

  it('a quiz of what was missed in another one is not said to be over', () => {
    const { reply, changes } = press({ kind: 'retry', session: 'before01' }, { earlier: quiz({ '1.1-q01': false, '1.1-q02': true }) });
    expect(wordsIn(reply)).toContain(waits);
    expect(changes).toEqual([]);
  });

  it('a newcomer who sits one gets a quiz that does not promise one question from each lesson', () => {
    expect(ask('quiz', { cards: new Map() }, shipped).words).not.toContain('one from each lesson');
  });

  it.each(['review', 'quiz', 'plan', 'plan start'])('"%s" is told of the exam', (line) => {
    expect(needsOf(parseCommand(line), someone()).mock).toBe('running');
  });
});
