import type { LessonId } from '../core/pack.ts';
import type { Ranked, Route } from './route.ts';
import { evidenceFor } from './evidence.ts';
import type { Model } from './model/model.ts';
import { read, type Reading } from './predict.ts';
import { apart, twoTopics, type TwoTopics } from './split.ts';

/** Tuned on the development questions, checked on the test questions: see `npm run eval:routing`. */
export const rules = {
  /** Outside the guide from this on, in {@link outsideOdds}. */
  outside: 0.1,
  /** What it adds to these odds that the pack has never heard a word of the question. */
  strange: 3,
  /** Two lessons are shown when the second is at least this likely compared with the first, */
  unsure: 0.2,
  /** or when two parts of the question have at least this share in two lessons, each part read by itself, */
  parts: 0.6,
  /** which is worth a try when they have at least this share by their words alone. */
  partsWorthReading: 0.4,
  /** The inverse temperature that makes confidences honest. */
  sharpness: 1.4,
};

/** A single letter asks nothing, whatever it may stand for. */
const asks = /[\p{L}\p{N}]\S*?[\p{L}\p{N}]/u;

export function decide(model: Model, reading: Reading, question: string): Route {
  const named = model.names.lessonIn(question);
  const ranked = rank(model, reading, named);
  const [first, second] = ranked;
  if (first === undefined || (named === undefined && (!asks.test(question) || isOutside(reading)))) {
    return { kind: 'none', nearest: ranked.slice(0, 3).map(({ lesson }) => lesson) };
  }
  const others = named === undefined ? othersOf(model, reading, question, ranked) : [];
  const evidence = [first, ...others].map(({ lesson }) => evidenceFor(model, reading, question, lesson));
  if (others.length > 0) return { kind: 'several', first, others, evidence };
  return { kind: 'one', first, ...(second && { runnerUp: second }), evidence };
}

/** The lessons, likeliest first, one asked for by name before all others; equals stay in the order of the guide. */
function rank({ lessons }: Model, { shares }: Reading, named: LessonId | undefined): Ranked[] {
  const confidences = confidencesOf(shares);
  return lessons
    .map((lesson, at) => ({ lesson, confidence: confidences[at]!, named: lesson === named }))
    .sort((one, other) => Number(other.named) - Number(one.named) || other.confidence - one.confidence)
    .map((entry) => ({ lesson: entry.lesson, confidence: named === undefined ? entry.confidence : Number(entry.named) }));
}

/**
 * From shares to how often such an answer is right. What was learned from few examples is too modest; one number puts it
 * right (C. Guo and others, "On calibration of modern neural networks", 2017, section 4.2: temperature scaling).
 */
function confidencesOf(shares: Float64Array): Float64Array {
  const sharp = shares.subarray(0, -1).map((share) => share ** rules.sharpness);
  const sum = sharp.reduce((total, share) => total + share, 0);
  return sharp.map((share) => (sum === 0 ? 0 : share / sum));
}

function isOutside(reading: Reading): boolean {
  return reading.voices.length === 0 || outsideOdds(reading) > rules.outside;
}

/** The logarithm of the odds that a question is outside the guide; what the pack has never heard of speaks for it. */
export function outsideOdds({ shares, strange }: Reading): number {
  const outside = shares.at(-1)!;
  return Math.log(outside / (1 - outside)) + rules.strange * strange;
}

/** Lessons to show beside the first: those that a part of the question is about, and the second when it is nearly as likely. */
function othersOf(model: Model, reading: Reading, question: string, [first, second, ...rest]: readonly Ranked[]): Ranked[] {
  if (first === undefined || second === undefined) return [];
  const parts = partsOf(model, reading, question);
  const about = parts === undefined ? [] : [model.lessons[parts.first], model.lessons[parts.second]];
  const close = second.confidence >= rules.unsure * first.confidence;
  return [second, ...rest].filter((entry) => about.includes(entry.lesson) || (entry === second && close));
}

/** The two topics of a question that has two, found by its words and then by reading each part as a question of its own. */
function partsOf(model: Model, { voices }: Reading, question: string): TwoTopics | undefined {
  const rough = twoTopics(voices, model.weights);
  if (rough === undefined || rough.share < rules.partsWorthReading) return undefined;
  const [left, right] = [question.slice(0, rough.cut), question.slice(rough.cut)];
  const parts = apart(read(model, left).shares, read(model, right).shares, rough.cut);
  return parts !== undefined && parts.share >= rules.parts ? parts : undefined;
}
