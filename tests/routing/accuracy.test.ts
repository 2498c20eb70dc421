import { describe, expect, it } from 'vitest';
import { lessonsOf } from '../../src/core/pack-index.ts';
import { lessonRouter } from '../../src/core/find/route.ts';
import { evaluateOn, readQuestions, shippedPack } from './questions.ts';

const pack = await shippedPack();
const development = await readQuestions('development');

describe('the router on the development questions', () => {
  const { top1, top2, ambiguousBoth, falseReject, byStyle } = evaluateOn(lessonRouter(pack), development);

  it('finds the right lesson first, and nearly always among the first two', () => {
    expect(top1).toBeGreaterThan(0.92);
    expect(top2).toBeGreaterThan(0.96);
  });

  it('shows both lessons of a question that names two topics', () => {
    expect(ambiguousBoth).toBeGreaterThan(0.75);
  });

  it('says none to what is outside, and hardly ever to what is inside', () => {
    expect(byStyle['far']?.oosRejected).toBeGreaterThan(0.9);
    // Thirteen questions: each is 8 %.
    expect(byStyle['near']?.oosRejected).toBeGreaterThan(0.7);
    expect(falseReject).toBeLessThan(0.04);
  });
});

describe('the evaluation questions', () => {
  const flat = (text: string) => text.toLowerCase().replace(/\W+/g, ' ').trim();

  // Names of things are left out: a terse question may be nothing but one.
  const sentences = [
    ...lessonsOf(pack).flatMap(({ routing }) => [
      ...routing.phrasings,
      ...routing.paraphrases,
      ...routing.elsewhere.map((entry) => entry.question),
    ]),
    ...pack.outside.flatMap(({ phrasings }) => phrasings),
  ];

  it.each(['development', 'test'] as const)('of the %s half are nowhere among the sentences that the router learns from', async (half) => {
    const learned = new Set(sentences.map(flat));
    const copied = (await readQuestions(half)).filter(({ q }) => learned.has(flat(q)));
    expect(copied.length).toBe(0);
  });

  it('are in one half only', async () => {
    const seen = new Set(development.map(({ q }) => flat(q)));
    expect((await readQuestions('test')).filter(({ q }) => seen.has(flat(q))).length).toBe(0);
  });
});
