import type { Rows } from './vocabulary.ts';

/** What is learned: for each term and each class how strongly the one speaks for the other, and the same of each feature. */
export interface Weights {
  readonly classes: number;
  readonly terms: Float32Array;
  readonly features: Float32Array;
  readonly bias: Float32Array;
}

export const learning = { steps: 10, pace: 0.3, restraint: 5e-5 };
const [memory, spreadMemory, floor] = [0.8, 0.95, 1e-4];

/**
 * Multinomial logistic regression over texts given as rows of terms, each term a row of features, by full-batch Adam
 * (D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015) with an L2 penalty. Going through terms
 * rather than straight to features makes a step some five times cheaper, since each word occurs in many texts.
 */
export function learn(texts: Rows, classOf: Int32Array, weightOf: Float32Array, features: Rows, featureCount: number, classes: number): Weights {
  const termCount = features.starts.length - 1;
  const weights = new Float32Array(featureCount * classes);
  const slope = new Float32Array(weights.length);
  const trend = new Float32Array(weights.length);
  const spread = new Float32Array(weights.length);
  const terms = new Float32Array(termCount * classes);
  const termSlope = new Float32Array(terms.length);
  const bias = new Float32Array(classes);
  const { steps, pace, restraint } = learning;
  const total = weightOf.reduce((sum, weight) => sum + weight, 0);
  for (let step = 0; step < steps; step += 1) {
    multiply(features, weights, terms, classes);
    termSlope.fill(0);
    const biasSlope = slopeOf(texts, classOf, weightOf, total, terms, termSlope, bias, classes);
    slope.fill(0);
    multiplyBack(features, termSlope, slope, classes);
    const rate = pace * (1 - (0.9 * step) / steps);
    const [fade, spreadFade] = [1 - memory ** (step + 1), 1 - spreadMemory ** (step + 1)];
    for (let i = 0; i < weights.length; i += 1) {
      const g = slope[i]! + restraint * weights[i]!;
      const t = (trend[i] = memory * trend[i]! + (1 - memory) * g);
      const s = (spread[i] = spreadMemory * spread[i]! + (1 - spreadMemory) * g * g);
      weights[i]! -= ((rate / fade) * t) / (Math.sqrt(s / spreadFade) + floor);
    }
    for (let c = 0; c < classes; c += 1) bias[c]! -= biasSlope[c]!;
  }
  multiply(features, weights, terms, classes);
  return { classes, terms, features: weights, bias };
}

/** `into[row] = Σ value · from[id]` for each row. */
function multiply({ starts, ids, values }: Rows, from: Float32Array, into: Float32Array, classes: number): void {
  const sums = new Float64Array(classes);
  for (let row = 0; row + 1 < starts.length; row += 1) {
    sums.fill(0);
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) {
      const base = ids[at]! * classes;
      const value = values[at]!;
      for (let c = 0; c < classes; c += 1) sums[c]! += value * from[base + c]!;
    }
    into.set(sums, row * classes);
  }
}

/** `into[id] += value · from[row]` for each row. */
function multiplyBack({ starts, ids, values }: Rows, from: Float32Array, into: Float32Array, classes: number): void {
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const base = row * classes;
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) {
      const target = ids[at]! * classes;
      const value = values[at]!;
      for (let c = 0; c < classes; c += 1) into[target + c]! += value * from[base + c]!;
    }
  }
}

function slopeOf(
  { starts, ids, values }: Rows,
  classOf: Int32Array,
  weightOf: Float32Array,
  total: number,
  terms: Float32Array,
  into: Float32Array,
  bias: Float32Array,
  classes: number,
): Float64Array {
  const biasSlope = new Float64Array(classes);
  const scores = new Float64Array(classes);
  for (let row = 0; row + 1 < starts.length; row += 1) {
    scores.set(bias);
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) {
      const base = ids[at]! * classes;
      const value = values[at]!;
      for (let c = 0; c < classes; c += 1) scores[c]! += value * terms[base + c]!;
    }
    toShares(scores);
    scores[classOf[row]!]! -= 1;
    const weight = weightOf[row]! / total;
    for (let c = 0; c < classes; c += 1) {
      scores[c]! *= weight;
      biasSlope[c]! += scores[c]!;
    }
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) {
      const base = ids[at]! * classes;
      const value = values[at]!;
      for (let c = 0; c < classes; c += 1) into[base + c]! += value * scores[c]!;
    }
  }
  return biasSlope;
}

/** Softmax, in place. */
export function toShares(scores: Float64Array): void {
  let most = -Infinity;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c += 1) sum += scores[c] = Math.exp(scores[c]! - most);
  for (let c = 0; c < scores.length; c += 1) scores[c]! /= sum;
}
