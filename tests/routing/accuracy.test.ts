import { describe, expect, it } from 'vitest';
import { answering } from '../../src/core/routing-words.ts';
import { lessonsOf } from '../../src/core/pack-index.ts';
import { shipped, shippedPack as pack } from '../fixtures/shipped.ts';
import { evaluateOn, questionSets, readQuestions } from './questions.ts';

const [development, voices] = [await readQuestions('development'), await readQuestions('voices-development')];
const { router } = shipped;
const [unseen, late] = [await readQuestions('voices-unseen'), await readQuestions('voices-late')];

describe('the router on the development questions', () => {
  const { top1, top2, ambiguousBoth, falseReject, byStyle } = evaluateOn(router, development);

  it('finds the right lesson first, and nearly always among the first two', () => {
    // Their labels are from before there was a lesson on serving: to most people today, a few of them belong to that one.
    expect(top1).toBeGreaterThan(0.91);
    expect(top2).toBeGreaterThan(0.96);
  });

  it('shows both lessons of a question that names two topics', () => {
    expect(ambiguousBoth).toBeGreaterThan(0.7);
  });

  it('says none to what is outside, and hardly ever to what is inside', () => {
    expect(byStyle['far']?.oosRejected).toBeGreaterThan(0.9);
    // Thirteen questions: each is 8 %.
    expect(byStyle['near']?.oosRejected).toBeGreaterThan(0.7);
    expect(falseReject).toBeLessThan(0.04);
  });
});

describe('the router on voices that were there when it was tuned', () => {
  const { top1, shown, deadEnd, falseReject, ece } = evaluateOn(router, voices);

  it('has the right lesson on the screen for nearly all, and turns hardly anybody away', () => {
    expect(top1).toBeGreaterThan(0.86);
    expect(shown).toBeGreaterThan(0.94);
    expect(deadEnd).toBeLessThan(0.04);
    expect(falseReject).toBeLessThan(0.03);
  });

  it('is as sure as it is right', () => {
    expect(ece).toBeLessThan(0.08);
  });
});

describe.each([
  ['unseen', unseen],
  ['late', late],
])('the router on voices that nothing was tuned on: %s', (_, questions) => {
  const { top1, top2, shown, deadEnd, falseReject, ambiguousBoth, oosRejected, ece } = evaluateOn(router, questions);

  it('has the right lesson on the screen for nearly all, and turns hardly anybody away', () => {
    expect(top1).toBeGreaterThan(0.91);
    expect(top2).toBeGreaterThan(0.93);
    expect(shown).toBeGreaterThan(0.94);
    expect(deadEnd).toBeLessThan(0.03);
    expect(falseReject).toBeLessThan(0.05);
  });

  it('shows both lessons of most questions that need two', () => {
    expect(ambiguousBoth).toBeGreaterThan(0.7);
  });

  it('turns away what is outside', () => {
    expect(oosRejected).toBeGreaterThan(0.9);
  });

  it('is as sure as it is right', () => {
    expect(ece).toBeLessThan(0.06);
  });
});

describe('the evaluation questions', () => {
  const flat = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();

  // Names of things are left out: a terse question may be nothing but one.
  const sentences = [
    ...lessonsOf(pack).flatMap(({ routing }) => [
      ...routing.phrasings,
      ...routing.paraphrases,
      ...routing.asked,
      ...answering.flatMap((part) => Object.values(routing.answeredBy[part]).flat()),
      ...routing.shared.map((entry) => entry.question),
      ...routing.elsewhere.map((entry) => entry.question),
    ]),
    ...pack.outside.flatMap(({ phrasings }) => phrasings),
  ];
  const learned = new Set(sentences.map(flat));

  it.each(questionSets)('of the set %s are nowhere among the sentences that the router learns from', async (set) => {
    const copied = (await readQuestions(set)).filter(({ q }) => learned.has(flat(q)));
    expect(copied.length).toBe(0);
  });

  it('are in one set only', async () => {
    const all = (await Promise.all(questionSets.map(readQuestions))).flat().map(({ q }) => flat(q));
    expect(all.filter((question, at) => all.indexOf(question) !== at)).toEqual([]);
  });

  it('of one voice are in one set only', async () => {
    const heard = new Set(voices.map(({ style }) => style));
    const others = [...(await readQuestions('voices-test')), ...unseen, ...late];
    expect(others.filter(({ style }) => heard.has(style))).toEqual([]);
    expect(heard.size).toBeGreaterThanOrEqual(12);
  });
});
