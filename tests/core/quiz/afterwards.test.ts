import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/action.ts';
import type { Confidence } from '../../../src/core/card.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { handle, needsOf } from '../../../src/core/handle.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { choicesIn } from '../../../src/core/reply.ts';
import type { Attempt, Drill, QuizSession, State } from '../../../src/core/state.ts';
import { cardsOf } from '../../fixtures/cards.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const course = makeCourse(tinyPack);
const minute = 60_000;
const session: QuizSession = {
  id: 'session1',
  learner: 'console:ana',
  lesson: null,
  questions: ['1.1-q01', '1.2-q01'],
  startedAt: tuesday,
  stoppedAt: null,
};
const attempt: Attempt = {
  learner: session.learner,
  askedIn: session.id,
  item: '1.1-q01',
  lesson: '1.1',
  picks: 'b',
  correct: true,
  at: tuesday,
};
const wrong: Attempt = { ...attempt, picks: 'c', correct: false };
const press = (action: Action, state: State, from = someone()): Outcome => handle({ kind: 'press', action }, { state, course, from });
const open = (...attempts: Attempt[]): State => ({ quiz: { session, attempts } });
const labels = ({ reply }: Outcome) => choicesIn(reply).map(({ label }) => label);
const heading = ({ reply }: Outcome) => reply.blocks.find((block) => block.kind === 'heading')?.text;

describe('how sure one was', () => {
  const confide = (confidence: Confidence | 'never'): Action => ({ kind: 'confide', session: session.id, item: '1.1-q01', confidence });

  it.each([
    [attempt, 'sure', 'Noted: right and sure. It comes back later', '✓ Sure'],
    [attempt, 'think-so', 'Noted.', '✓ Think so'],
    [attempt, 'guess', 'Noted: right, but a guess. It comes back sooner', '✓ Guess'],
    [wrong, 'sure', 'Noted: wrong and sure.', '✓ Sure'],
    [wrong, 'guess', 'Noted. It comes back soon.', '✓ Guess'],
  ] as const)('of an answer (%o) is kept when it is tapped: %s', (answered, confidence, said, label) => {
    const outcome = press(confide(confidence), open(answered));
    expect(outcome.changes).toEqual([{ kind: 'confided', attempt: answered, confidence }]);
    expect(wordsIn(outcome.reply)).toContain(said);
    expect(labels(outcome)).toContain(label);
    expect(labels(outcome)).toContain('Next question');
  });

  it('can be changed, and counts once when it is tapped twice', () => {
    const told = open({ ...attempt, confidence: 'sure' });
    expect(press(confide('sure'), told).changes).toEqual([]);
    expect(press(confide('guess'), told).changes).toMatchObject([{ kind: 'confided', confidence: 'guess' }]);
  });

  it('is not asked of those who do not want to be asked, until they want to', () => {
    const never = press(confide('never'), open(attempt));
    expect(never.changes).toEqual([
      { kind: 'preferences-set', learner: 'console:ana', preferences: { zone: null, asksConfidence: false } },
    ]);
    expect(wordsIn(never.reply)).toContain('You won’t be asked how sure you were any more.');
    const quiet: State = { ...open(attempt), preferences: { zone: 'Asia/Tokyo', asksConfidence: false } };
    expect(labels(press({ kind: 'explain', session: session.id, item: '1.1-q01' }, quiet))).not.toContain('Sure');
    expect(press({ kind: 'ask-confidence' }, quiet).changes).toMatchObject([{ preferences: { zone: 'Asia/Tokyo', asksConfidence: true } }]);
  });

  it.each<[string, State, string]>([
    ['nobody has answered', open(), 'Question 1 of 2'],
    [
      'is somebody else’s',
      { quiz: { session: { ...session, learner: 'console:ben' }, attempts: [wrong] } },
      'That quiz is somebody else’s',
    ],
    ['is not in the books', {}, 'That quiz is over'],
  ])('is nothing to say of a question that %s', (_what, state, title) => {
    const outcome = press(confide('sure'), state);
    expect([heading(outcome), outcome.changes]).toEqual([title, []]);
  });

  it('can be said of a drill, in which one has answered', () => {
    const drill: Drill = {
      id: 'drill001',
      group: 'console:here',
      day: '2026-11-24',
      cue: '1.1-c01',
      status: 'posted',
      dueAt: tuesday,
      claimedAt: tuesday,
      late: false,
      message: '1',
      shown: 0,
    };
    const own: Attempt = { ...attempt, askedIn: 'drill001', item: '1.1-c01', picks: 'a' };
    const say = (confidence: Confidence | 'never', vote?: Attempt) =>
      press({ kind: 'confide-vote', drill: 'drill001', confidence }, { drill: { drill, tally: { a: 1 }, ...(vote && { own: vote }) } });
    expect(say('guess', own).changes).toEqual([{ kind: 'confided', attempt: own, confidence: 'guess' }]);
    expect(say('guess', { ...own, confidence: 'guess' }).changes).toEqual([]);
    expect(say('never', own).changes).toMatchObject([{ kind: 'preferences-set', preferences: { asksConfidence: false } }]);
    expect([say('sure').changes, heading(say('sure'))]).toEqual([[], 'That drill is over']);
  });
});

describe('another like this', () => {
  const similar: Action = { kind: 'similar', session: session.id, item: '1.1-q01' };

  it('adds a question of the same lesson to the quiz, as the next one', () => {
    const outcome = press(similar, open(attempt));
    expect(outcome.changes).toEqual([{ kind: 'quiz-changed', session, questions: ['1.1-q01', '1.1-q02', '1.2-q01'] }]);
    expect(heading(outcome)).toBe('Question 2 of 3');
    expect(wordsIn(outcome.reply)).toContain('The stem of 1.1-q02');
  });

  it('is added once, however often it is pressed', () => {
    const added = { ...session, questions: ['1.1-q01', '1.1-q02', '1.2-q01'] };
    const outcome = press(similar, { quiz: { session: added, attempts: [attempt] } });
    expect([heading(outcome), outcome.changes]).toEqual(['Question 2 of 3', []]);
  });

  it('goes on when there is none left, and shows the result of a quiz that is over', () => {
    const all = { ...session, questions: ['1.1-q02', '1.1-q01', '1.2-q01'] };
    expect(heading(press(similar, { quiz: { session: all, attempts: [attempt] } }))).toBe('Question 2 of 3');
    const over = { ...session, stoppedAt: tuesday };
    expect(press(similar, { quiz: { session: over, attempts: [attempt] } }).changes).toEqual([]);
  });
});

describe('after ten minutes', () => {
  const many = { ...session, questions: ['1.1-q01', '1.1-q02', '1.2-q01'] };
  /** Answers so many minutes after the start. */
  const answered = (...minutes: number[]): State => ({
    quiz: {
      session: many,
      attempts: minutes.map((at, nth) => ({ ...attempt, item: many.questions[nth] ?? '', at: tuesday + at * minute })),
    },
    cards: cardsOf({ '1.1-q01': { correct: true, at: tuesday }, '1.1-q02': { correct: false, at: tuesday } }),
  });
  const next: Action = { kind: 'next', session: session.id };

  it.each<[string, State, string]>([
    ['an answer a minute is no reason to pause', answered(1, 2), 'Question 3 of 3'],
    ['a night between two answers is no practice', answered(1, 600), 'Question 3 of 3'],
  ])('%s', (_what, state, title) => {
    expect(heading(press(next, state))).toBe(title);
  });

  it('a pause is offered, with what was won; whoever goes on is not asked again', () => {
    const questions = Array.from({ length: 8 }, (_, nth) => `1.1-q0${nth}`);
    const known = ['1.1-q01', '1.1-q02', '1.2-q01'];
    const attempts = questions.slice(0, 6).map((item, nth) => ({ ...attempt, item, at: tuesday + (nth + 1) * 1.7 * minute }));
    const quiz = { session: { ...many, questions: [...questions.slice(0, 6), ...known] }, attempts };
    const cards = cardsOf({ '1.1-q01': { correct: true, at: tuesday }, '1.1-q02': { correct: false, at: tuesday } });
    const pause = press(next, { quiz, cards });
    expect(heading(pause)).toBe('Ten minutes: a good place to stop');
    expect(wordsIn(pause.reply)).toContain('6 answered, 6 right. They come back: 1 tomorrow, 1 within a week.');
    expect(pause.changes).toEqual([]);
    expect(heading(press({ kind: 'go-on', session: session.id }, { quiz, cards }))).toMatch(/^Question 7 of/);
    const later = { ...quiz, attempts: [...attempts, { ...attempt, item: '1.2-q01', at: tuesday + 12 * minute }] };
    expect(heading(press(next, { quiz: later, cards }))).not.toBe('Ten minutes: a good place to stop');
  });

  it('loads the cards of the quiz alone', () => {
    expect(needsOf({ kind: 'press', action: next }, someone())).toEqual({
      quiz: { session: session.id },
      quizCards: true,
      preferences: true,
      mock: 'running',
    });
  });
});
