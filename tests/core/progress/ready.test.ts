import { describe, expect, it } from 'vitest';
import { type Answer, guessOf } from '../../../src/core/progress/evidence.ts';
import { readinessOf } from '../../../src/core/progress/estimate.ts';
import { fit } from '../../../src/core/progress/fit.ts';
import { masteryOf, overall, weakest } from '../../../src/core/progress/mastery.ts';
import { readyReply } from '../../../src/core/progress/ready-replies.ts';
import { lessonsOf } from '../../../src/core/pack-index.ts';
import { choicesIn } from '../../../src/core/reply.ts';
import { cardsOf } from '../../fixtures/cards.ts';
import { tryInterval } from '../../fixtures/learners.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { tuesday } from '../../fixtures/people.ts';
import { shippedPack } from '../../fixtures/shipped.ts';
import { wordsIn } from '../../fixtures/words.ts';

const questions = lessonsOf(shippedPack).flatMap((lesson) => lesson.questions);
const every = (nth: number, correct: (at: number) => boolean): Answer[] =>
  questions.filter((_, at) => at % nth === 0).map(({ id, lesson }, at) => ({ item: id, lesson, at: tuesday, correct: correct(at) }));
const ready = (answers: readonly Answer[], now = tuesday + 60_000) =>
  readinessOf(shippedPack, {
    answers,
    now,
    cards: cardsOf(Object.fromEntries(answers.map(({ item, correct, at }) => [item, { correct, at }]))),
  });

describe('the estimate', () => {
  it.each([
    ['no answer', []],
    ['one answer', every(700, () => true)],
    ['answers to one chapter only', every(1, () => true).filter(({ lesson }) => lesson.startsWith('1.'))],
    ['answers to what is gone', every(1, () => true).map((answer) => ({ ...answer, item: `gone-${answer.item}` }))],
  ])('is not made of %s: it says what is missing, and no number of the result', (_, answers) => {
    const readiness = ready(answers);
    expect(readiness.kind).toBe('too-little');
    const words = wordsIn(readyReply(shippedPack, readiness));
    expect(words).toContain('Not enough evidence yet');
    expect(words).not.toContain('%');
  });

  it('is an interval around its middle, within what is possible, higher for those who know more', () => {
    const middles = [() => false, (at: number) => at % 4 === 0, (at: number) => at % 2 === 0, (at: number) => at % 4 > 0, () => true].map(
      (correct) => {
        const readiness = ready(every(6, correct));
        if (readiness.kind !== 'estimate') throw new Error('There is enough evidence.');
        const { low, middle, high } = readiness;
        expect([0 < low, low < middle, middle < high, high < 1]).toEqual([true, true, true, true]);
        return middle;
      },
    );
    expect(middles).toEqual(middles.toSorted((one, other) => one - other));
  });

  it('is narrower the more was answered, falls with forgetting, and bears a clock that goes backwards', () => {
    const [few, many] = [ready(every(15, (at) => at % 3 > 0)), ready(every(2, (at) => at % 3 > 0))];
    const later = ready(
      every(2, (at) => at % 3 > 0),
      tuesday + 90 * 86_400_000,
    );
    const before = ready(
      every(2, (at) => at % 3 > 0),
      tuesday - 90 * 86_400_000,
    );
    if (few.kind !== 'estimate' || many.kind !== 'estimate' || later.kind !== 'estimate' || before.kind !== 'estimate')
      throw new Error('There is enough evidence.');
    expect(many.high - many.low).toBeLessThan(few.high - few.low);
    expect(later.middle).toBeLessThan(many.middle);
    expect(before.middle).toBeCloseTo(many.middle, 1);
  });

  it('names the lesson whose study raises it most: one of a heavy chapter that is not known', () => {
    const answers = every(2, () => true).map((answer) => (answer.lesson === '2.3' ? { ...answer, correct: false } : answer));
    const readiness = ready(answers);
    expect(readiness).toMatchObject({ kind: 'estimate', best: { lesson: '2.3' } });
    const reply = readyReply(shippedPack, readiness);
    expect(choicesIn(reply)[0]?.action).toEqual({ kind: 'quiz', lesson: '2.3', count: 5 });
    expect(wordsIn(reply)).toMatch(/probably \d+ % to \d+ %/);
    expect(wordsIn(reply)).toContain('says nothing about passing. Passing score of the exam: not published.');
  });

  it('knows what guessing is worth', () => {
    const [one, two] = lessonsOf(tinyPack).flatMap((lesson) => lesson.questions);
    if (one === undefined || two === undefined) throw new Error('The tiny pack has both.');
    expect([guessOf(one), guessOf(two)]).toEqual([1 / 4, 1 / 10]);
  });

  it('is the prior without evidence, and what was seen with much of it', () => {
    const prior = [{ mean: 0.5, spread: 0.3 }];
    expect(fit([], prior)).toEqual({ values: [0.5], covariance: [[expect.closeTo(0.09)]] });
    const rows = Array.from({ length: 4_000 }, (_, at) => ({ unknowns: [0], offset: 0, guess: 0, correct: at % 4 === 0 }));
    expect(fit(rows, prior).values[0]).toBeCloseTo(Math.log(1 / 3), 1);
  });
});

describe('the interval of nine in ten', () => {
  it.each([0, 0.15, 0.3])('holds in 88 to 92 % of simulated learners whose memory differs by %f from what is assumed', (perturbed) => {
    const { held, bias, estimated } = tryInterval(shippedPack, { learners: 200, perturbed, seed: 'test' });
    expect(estimated).toBeGreaterThan(150);
    expect(held).toBeGreaterThanOrEqual(0.88);
    expect(held).toBeLessThanOrEqual(0.92);
    expect(Math.abs(bias)).toBeLessThan(0.02);
  });
});

describe('the estimate of another exam', () => {
  const answers = every(4, (at) => at % 3 > 0);
  const known = { answers, now: tuesday + 60_000, cards: cardsOf(Object.fromEntries(answers.map((one) => [one.item, one]))) };
  const weighing = (weights: readonly number[]) => shippedPack.chapters.map((chapter, at) => ({ ...chapter, weight: weights[at] ?? 0 }));

  it.each([
    ['its number of questions', { ...shippedPack, mock: { questions: 45, minutes: 90 } }, 'an exam of 45 such questions', 'not published'],
    ['the usual one where it says none', { ...shippedPack, mock: undefined }, 'an exam of 60 such questions', 'not published'],
    [
      'its own score',
      { ...shippedPack, exam: [{ name: 'Pass mark', value: '700 of 1000' }] },
      'Pass mark of the exam: 700 of 1000.',
      '700',
    ],
    ['no score where it names none', { ...shippedPack, exam: [] }, 'says nothing about passing.', ''],
  ] as const)('says %s', (_, pack, words, score) => {
    const said = wordsIn(readyReply(pack, readinessOf(pack, known)));
    expect(said).toContain(words);
    expect(said).toContain(score);
    expect(said.includes('published')).toBe(score === 'not published');
  });

  it.each([[[0, 0, 0]], [[0, 60, 40]], [[100, 0, 0]]])('has numbers whatever its chapters weigh: %j', (weights) => {
    const pack = { ...shippedPack, chapters: weighing(weights) };
    const readiness = readinessOf(pack, known);
    expect(readiness.kind).toBe('estimate');
    expect(wordsIn(readyReply(pack, readiness))).not.toContain('NaN');
    const mastery = masteryOf(pack, known.cards, known.now);
    expect(overall(pack, mastery)).toBeGreaterThan(0);
    expect(overall(pack, mastery)).toBeLessThan(1);
    expect(weakest(pack, mastery)).toBeDefined();
  });

  it('is more certain where more questions are asked', () => {
    const widths = [30, 59, 200].map((questions) => {
      const readiness = readinessOf({ ...shippedPack, mock: { questions, minutes: 120 } }, known);
      return readiness.kind === 'estimate' ? readiness.high - readiness.low : 0;
    });
    expect(widths).toEqual([...widths].sort((one, other) => other - one));
    expect(new Set(widths).size).toBe(3);
  });
});
