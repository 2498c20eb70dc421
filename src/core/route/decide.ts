import type { Ranked, Route } from '../route.ts';
import { evidenceFor } from './evidence.ts';
import type { Model } from './model.ts';
import type { Reading } from './reading.ts';
import { twoTopics } from './topics.ts';

/** Tuned on the development questions, checked on the test questions: see `npm run eval:routing`. */
export const rules = {
  /** Outside the guide from this on, in {@link outsideOdds}. */
  outside: -0.1,
  /** What it adds to these odds that the pack has never heard a word of the question. */
  strange: 3,
  /** Two lessons are shown when the second is at least this likely compared with the first, */
  unsure: 0.3,
  /** or when two parts of the question have at least this share in two lessons. */
  parts: 0.6,
};

export function decide(model: Model, reading: Reading, question: string): Route {
  const named = model.names.lessonIn(question);
  const ranked = rank(model, reading, named);
  const [first, second] = ranked;
  if (first === undefined || (named === undefined && isOutside(reading))) {
    return { kind: 'none', nearest: ranked.slice(0, 3).map(({ lesson }) => lesson) };
  }
  const others = named === undefined ? othersOf(model, reading, ranked) : [];
  const evidence = [first, ...others].map(({ lesson }) => evidenceFor(model, reading, question, lesson));
  if (others.length > 0) return { kind: 'several', first, others, evidence };
  return { kind: 'one', first, ...(second && { runnerUp: second }), evidence };
}

/** The lessons, likeliest first, one asked for by name before all others; equals stay in the order of the guide. */
function rank({ lessons }: Model, { shares }: Reading, named: string | undefined): Ranked[] {
  const confidence = (lesson: string, share: number) => (named === undefined ? share : lesson === named ? 1 : 0);
  return lessons
    .map((lesson, at) => ({ lesson, share: shares[at]!, confidence: confidence(lesson, shares[at]!) }))
    .sort((one, other) => other.confidence - one.confidence || other.share - one.share)
    .map(({ lesson, confidence }) => ({ lesson, confidence }));
}

function isOutside(reading: Reading): boolean {
  return reading.voices.length === 0 || outsideOdds(reading) > rules.outside;
}

/** The logarithm of the odds that a question is outside the guide; what the pack has never heard of speaks for it. */
export function outsideOdds({ shares, strange }: Reading): number {
  const outside = shares.at(-1)!;
  return Math.log(outside / (1 - outside)) + rules.strange * strange;
}

/** Lessons to show beside the first: those that a part of the question is about, or the second when it is nearly as likely. */
function othersOf({ lessons, weights }: Model, { voices }: Reading, ranked: readonly Ranked[]): Ranked[] {
  const [first, second] = ranked;
  const parts = twoTopics(voices, weights);
  if (parts !== undefined && parts.share >= rules.parts) {
    const about = [lessons[parts.first], lessons[parts.second]];
    return ranked.filter(({ lesson }) => about.includes(lesson) && lesson !== first?.lesson);
  }
  return first && second && second.confidence >= rules.unsure * first.confidence ? [second] : [];
}
