import { multiply, multiplyBack, type Rows } from './csr.ts';

/** What there is to learn from: texts as rows of terms, terms as rows of features, and the class and weight of each text. */
export interface Lessons {
  readonly texts: Rows;
  readonly features: Rows;
  readonly featureCount: number;
  readonly classOf: Int32Array;
  readonly weightOf: Float32Array;
  readonly classes: number;
}

/** What one class has learned: how strongly each term, and each feature, speaks for it. */
export interface ClassWeights {
  readonly terms: Float32Array;
  readonly features: Float32Array;
  bias: number;
}

/** Few steps on purpose: more fit the pack better and questions no better, and start-up pays for each. */
export const learning = { steps: 6, pace: 0.5, slowing: 0.9, restraint: 5e-5 };

/**
 * Multinomial logistic regression with an L2 penalty, learned by Adam on all texts at once. Going from texts to features by
 * way of terms makes a step some five times cheaper, since each word occurs in many texts.
 */
export function learn({ texts, features, featureCount, classOf, weightOf, classes }: Lessons): ClassWeights[] {
  const total = weightOf.reduce((sum, weight) => sum + weight, 0);
  const slopes = { terms: new Float32Array(features.starts.length - 1), features: new Float32Array(featureCount) };
  const learners = Array.from({ length: classes }, () => {
    const weights = { terms: new Float32Array(slopes.terms.length), features: new Float32Array(featureCount), bias: 0 };
    return { weights, faults: new Float32Array(classOf.length), move: makeAdam(weights.features, slopes.features) };
  });
  for (let step = 0; step < learning.steps; step += 1) {
    for (const { weights, faults } of learners) multiply(texts, weights.terms, faults);
    toFaults(learners, classOf, weightOf, total);
    for (const { weights, faults, move } of learners) {
      multiplyBack(texts, faults, slopes.terms);
      multiplyBack(features, slopes.terms, slopes.features);
      move(step);
      weights.bias -= faults.reduce((sum, fault) => sum + fault, 0);
      multiply(features, weights.features, weights.terms);
    }
  }
  return learners.map(({ weights }) => weights);
}

interface Learner {
  readonly weights: ClassWeights;
  /** Of each text: first its score in this class, then what is wrong with it. */
  readonly faults: Float32Array;
}

/** From the scores of each text to what is wrong with them: the share it gives each class, less what it should give. */
function toFaults(learners: readonly Learner[], classOf: Int32Array, weightOf: Float32Array, total: number): void {
  const shares = new Float64Array(learners.length);
  for (let text = 0; text < classOf.length; text += 1) {
    for (let c = 0; c < shares.length; c += 1) shares[c] = learners[c]!.faults[text]! + learners[c]!.weights.bias;
    toShares(shares);
    shares[classOf[text]!]! -= 1;
    for (let c = 0; c < shares.length; c += 1) learners[c]!.faults[text] = (shares[c]! * weightOf[text]!) / total;
  }
}

/**
 * One step of Adam: D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1, with shorter
 * memories than usual, since the slope is exact and the steps are few.
 */
function makeAdam(weights: Float32Array, slope: Float32Array): (step: number) => void {
  const [memory, memoryOfSize, floor] = [0.8, 0.95, 1e-4];
  const mean = new Float32Array(weights.length);
  const size = new Float32Array(weights.length);
  return (step) => {
    const { pace, slowing, steps, restraint } = learning;
    const rate = (pace * (1 - (slowing * step) / steps)) / (1 - memory ** (step + 1));
    const unbiased = 1 / (1 - memoryOfSize ** (step + 1));
    for (let i = 0; i < weights.length; i += 1) {
      const pull = slope[i]! + restraint * weights[i]!;
      const m = memory * mean[i]! + (1 - memory) * pull;
      const s = memoryOfSize * size[i]! + (1 - memoryOfSize) * pull * pull;
      mean[i] = m;
      size[i] = s;
      weights[i]! -= (rate * m) / (Math.sqrt(s * unbiased) + floor);
    }
  };
}

/** Softmax, in place: from scores to shares that sum to one. */
export function toShares(scores: Float64Array): void {
  let most = -Infinity;
  for (let c = 0; c < scores.length; c += 1) most = Math.max(most, scores[c]!);
  let sum = 0;
  for (let c = 0; c < scores.length; c += 1) {
    scores[c] = Math.exp(scores[c]! - most);
    sum += scores[c]!;
  }
  for (let c = 0; c < scores.length; c += 1) scores[c]! /= sum;
}
