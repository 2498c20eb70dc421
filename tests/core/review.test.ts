import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/core/action.ts';
import type { Cards } from '../../src/core/card.ts';
import { makeCourse } from '../../src/core/course.ts';
import { handle, needsOf } from '../../src/core/handle.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { choicesIn } from '../../src/core/reply.ts';
import { readReview } from '../../src/core/review/wishes.ts';
import type { State } from '../../src/core/state.ts';
import { cardsOf } from '../fixtures/cards.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone, tuesday } from '../fixtures/people.ts';
import { wordsIn } from '../fixtures/words.ts';

const course = makeCourse(tinyPack);
const day = 86_400_000;
const ask = (what: string, state: State = {}, from = someone()): Outcome => handle({ kind: 'review', what }, { state, course, from });
const press = (action: Action, state: State = {}): Outcome => handle({ kind: 'press', action }, { state, course, from: someone() });
const asked = ({ changes }: Outcome) => changes.flatMap((change) => (change.kind === 'quiz-started' ? change.session.questions : []));
const heading = ({ reply }: Outcome) => reply.blocks.find((block) => block.kind === 'heading')?.text;

/** Two that were missed, one of them though they were sure; one that is due; and one that is not. */
const cards: Cards = cardsOf({
  '1.1-q01': { correct: false, at: tuesday - 2 * day, confidence: 'sure' },
  '1.1-q02': { correct: false, at: tuesday - day, confidence: 'guess' },
  '1.1-c01': { correct: true, at: tuesday - 20 * day },
  '1.2-q01': { correct: true, at: tuesday - day },
  '9.9-q01': { correct: false, at: tuesday - 30 * day },
});

describe('review', () => {
  it.each([
    ['', ['1.1-q01', '1.1-q02', '1.1-c01'], 'Due today: 3'],
    ['due', ['1.1-q01', '1.1-q02', '1.1-c01'], 'Due today: 3'],
    ['missed', ['1.1-q01', '1.1-q02'], 'Missed the last time: 2'],
    ['sure-wrong', ['1.1-q01'], 'Wrong and sure: 1'],
    ['lesson 1.2', ['1.2-q01'], 'What you have answered of 1.2: 1'],
    ['trap tempting way', [], 'Which trap'],
  ])('"%s" asks what is meant by it, the likeliest to be forgotten first', (what, items, said) => {
    const outcome = ask(what, { cards });
    expect(wordsIn(outcome.reply)).toContain(said);
    expect(asked(outcome).toSorted()).toEqual(items.toSorted());
    expect(outcome.changes.every((change) => change.kind !== 'quiz-started' || change.session.purpose === 'review')).toBe(true);
  });

  it('begins with what is nearest to being forgotten', () => {
    expect(asked(ask('', { cards }))[0]).toBe('1.1-q01');
    expect(asked(ask('lesson 1.1', { cards })).at(-1)).toBe('1.1-q02');
  });

  it('asks about a trap what tempts with it, known or new', () => {
    expect(asked(press({ kind: 'review-trap', lesson: '1.1', trap: 'tempting' }, { cards }))).toEqual(['1.1-q01', '1.1-c01', '1.1-c02']);
  });

  it('asks twenty at most, and says how many there are', () => {
    const many = cardsOf(
      Object.fromEntries(Array.from({ length: 30 }, (_, nth) => [`1.1-q${nth}`, { correct: false, at: tuesday - 9 * day }])),
    );
    expect(asked(ask('', { cards: many })).length).toBeLessThanOrEqual(20);
  });

  it.each<[string, Cards, string, string]>([
    ['', new Map(), 'Nothing to review yet', 'Start a quiz'],
    ['missed', new Map(), 'Nothing to review yet', 'Start a quiz'],
    ['', cardsOf({ '1.2-q01': { correct: true, at: tuesday - day } }), 'Nothing is due today', 'Something new'],
    ['missed', cardsOf({ '1.2-q01': { correct: true, at: tuesday } }), 'Nothing is missed', 'Something new'],
    ['sure-wrong', cardsOf({ '1.2-q01': { correct: false, at: tuesday } }), 'Nothing wrong and sure', 'What I missed'],
    ['1.2', cardsOf({ '1.1-q01': { correct: true, at: tuesday } }), 'Nothing of this lesson yet', 'Quiz me on 1.2'],
    ['trap unheard-of nonsense', new Map(), 'No such trap', 'What is due'],
    ['wrong but cheap', new Map(), 'What would you like to review?', 'Wrong and sure'],
    ['<!channel> *x*', new Map(), 'What would you like to review?', 'What is due'],
  ])('"%s" has a next step when there is nothing', (what, known, title, next) => {
    const outcome = ask(what, { cards: known });
    expect(heading(outcome)).toBe(title);
    expect(choicesIn(outcome.reply).map(({ label }) => label)).toContain(next);
    expect(outcome.changes).toEqual([]);
  });

  it('says on which day the next ones come, in the learner’s own zone', () => {
    const known = cardsOf({ '1.2-q01': { correct: true, at: tuesday } });
    const said = (zone: string) => wordsIn(ask('', { cards: known, preferences: { zone, asksConfidence: true } }).reply);
    expect(said('Pacific/Kiritimati')).toMatch(/Next: one question on \w+, \d+ November 2026 \(Pacific\/Kiritimati\)\./);
  });

  it('counts a day as the learner’s own, from UTC+14 to UTC-11', () => {
    const known = cardsOf({ '1.2-q01': { correct: true, at: tuesday - 2 * day - 5 * 3_600_000 } });
    const isDue = (zone: string, now: number) =>
      asked(ask('', { cards: known, preferences: { zone, asksConfidence: true } }, someone({ now }))).length > 0;
    const due = known.get('1.2-q01')?.due ?? 0;
    expect([isDue('Pacific/Kiritimati', due - 15 * 3_600_000), isDue('Pacific/Pago_Pago', due - 30 * 3_600_000)]).toEqual([
      expect.any(Boolean),
      false,
    ]);
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) expect(isDue(zone, due)).toBe(true);
  });

  it('starts one review when the same press is delivered twice', () => {
    const first = ask('', { cards });
    const [change] = first.changes.flatMap((one) => (one.kind === 'quiz-started' ? [one] : []));
    if (change === undefined) throw new Error('No review was started.');
    const again = ask('', { cards, started: { session: change.session, attempts: [] } });
    expect(again.changes).toEqual([]);
    expect(heading(again)).toBe('Question 1 of 3');
  });

  it('is not taken for a quiz of as many questions that nobody has answered yet', () => {
    const [started] = ask('', { cards }).changes.flatMap((change) => (change.kind === 'quiz-started' ? [change.session] : []));
    if (started === undefined) throw new Error('No review was started.');
    const open: State = { cards, quiz: { session: started, attempts: [] } };
    const quiz = handle({ kind: 'quiz', lesson: '', count: '3' }, { state: open, course, from: someone({ randomId: 'another1' }) });
    expect(quiz.changes.map(({ kind }) => kind)).toEqual(['quiz-stopped', 'quiz-started']);
  });

  it.each([
    ['', 'due'],
    ['what is due today', 'due'],
    ['everything', 'due'],
    ['what I got wrong', 'missed'],
    ['my mistakes', 'missed'],
    ['wrong and sure', 'sure-wrong'],
    ['sure-wrong', 'sure-wrong'],
    ['sure wrong please', 'sure-wrong'],
    ['confident but wrong', 'sure-wrong'],
  ] as const)('understands "%s"', (typed, kind) => {
    expect(readReview(typed, course)).toEqual({ kind: 'wish', wish: { kind } });
  });

  it.each(['1.2', 'lesson 1.2', '1,2', 'inference fit', 'infrence fit'])('finds the lesson of "%s"', (typed) => {
    expect(readReview(typed, course)).toEqual({ kind: 'wish', wish: { kind: 'lesson', lesson: '1.2' } });
  });

  it.each(['1.9', 'chapter 1', '1.1 and 1.2'])('asks back which lesson "%s" is', (typed) => {
    expect(readReview(typed, course).kind).toBe('which-lesson');
  });
});

describe('review traps', () => {
  const missed = [
    { item: '1.1-q01', picks: 'c' },
    { item: '1.1-c01', picks: 'b' },
    { item: '9.9-q01', picks: 'a' },
  ];
  const practice = { quarters: [], outages: [], missed };

  it.each([
    'traps',
    'my traps',
    'trap',
    'all traps',
    'the traps I fell for',
    'what traps do I fall for',
    'traps missed',
    'traps of 1.1',
    'which traps did I fall into most',
  ])('"%s" lists those the learner fell for, each with its review', (what) => {
    const { reply, changes } = ask(what, { cards, practice });
    expect(heading({ reply, changes })).toMatch(/^Traps you fell for/);
    expect(wordsIn(reply)).toContain('1.1: The tempting way is fine.');
    expect(choicesIn(reply)[0]?.action).toEqual({ kind: 'review-trap', lesson: '1.1', trap: 'tempting' });
    expect(changes).toEqual([]);
  });

  it.each(['traps', 'traps of 1.2'])('"%s" says so when there is none, and how to name one', (what) => {
    const { reply } = ask(what, { cards, practice: { ...practice, missed: [] } });
    expect(wordsIn(reply)).toContain('/mlpro review trap leakage');
    expect(choicesIn(reply).map(({ label }) => label)).toContain('What I missed');
  });

  it('looks their answers up only where it asks for traps', () => {
    const needs = (what: string) => needsOf({ kind: 'review', what }, someone()).practice;
    expect([needs('traps'), needs('the trap'), needs('missed'), needs('')]).toEqual([true, true, undefined, undefined]);
  });

  it('names the lessons of a chapter, which nobody reviews at once', () => {
    expect(wordsIn(ask('chapter 1', { cards }).reply)).toContain('Which lesson of chapter 1?');
  });
});

describe('nothing missed', () => {
  it('speaks of the answers that count: those of a cram leave the cards as they are', () => {
    const words = wordsIn(ask('missed', { cards: cardsOf({ '1.2-q01': { correct: true, at: tuesday } }) }).reply);
    expect(words).toContain('practice in a cram left aside');
  });
});

describe('what is due next', () => {
  const due = (hours: readonly number[]): Cards =>
    new Map(
      [
        ...cardsOf({
          '1.1-q01': { correct: true, at: tuesday },
          '1.1-q02': { correct: true, at: tuesday },
          '1.2-q01': { correct: true, at: tuesday },
        }),
      ].map(([item, card], nth) => [item, { ...card, due: Date.UTC(2026, 10, 26) + (hours[nth] ?? 1000) * 3_600_000 }]),
    );

  it.each([
    ['UTC', [20, 21, 25], '2 questions on Thursday, 26 November 2026'],
    ['UTC', [20, 24, 25], 'one question on Thursday, 26 November 2026'],
    ['Asia/Tokyo', [20, 24, 25], '3 questions on Friday, 27 November 2026'],
    ['America/New_York', [20, 24, 29], '2 questions on Thursday, 26 November 2026'],
  ])('in %s is counted until that day is over (%#)', (zone, hours, words) => {
    expect(wordsIn(ask('', { cards: due(hours) }, someone({ zone })).reply)).toContain(`Next: ${words}`);
  });
});
