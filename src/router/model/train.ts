import type { Slices } from '../slices.ts';
import { intAt } from './arrays.ts';
import { type CsrMatrix, rowCount } from './csr.ts';

/** Texts as rows of features, with the classes and the weight of each. */
export interface TrainingSet {
  readonly features: CsrMatrix;
  readonly featureCount: number;
  readonly classesOf: readonly (readonly number[])[];
  readonly weightOf: Float32Array;
  readonly classes: number;
}

/** What was learned: the log-odds of class `c` are its bias and, for each feature `f` of a text, `weights[f * classes + c]` times its value. */
export interface Parameters {
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

/** Few epochs on purpose: more fit the texts better and questions no better. The learning rate falls linearly by `decay`. */
const hyperparameters = { epochs: 2, learningRate: 1.2, biasRate: 0.02, bias: -2, decay: 0.9 };

/** So many texts are worked through in a few milliseconds. */
const sliceSize = 500;

/**
 * Logistic regression for each class by itself, so that a text may have several: "binary relevance" of G. Tsoumakas and I. Katakis, "Multi-label
 * classification: an overview", 2007. By stochastic gradient descent, a text at a time, always in the same shuffled order. A feature's rate falls with
 * the gradients that it has seen, so that rare ones learn from their few texts as well: J. Duchi and others, "Adaptive subgradient methods for online
 * learning and stochastic optimization", 2011, with one rate for all classes of a feature.
 */
export function* train(set: TrainingSet): Slices<Parameters> {
  const { features, featureCount, weightOf, classes } = set;
  const texts = rowCount(features);
  const training: Training = {
    weights: new Float32Array(featureCount * classes),
    bias: new Float64Array(classes).fill(hyperparameters.bias),
    squares: new Float32Array(featureCount).fill(smallestSquare),
    residuals: new Float64Array(classes),
    meanWeight: weightOf.reduce((sum, weight) => sum + weight, 0) / texts,
  };
  const order = shuffled(texts);
  const steps = hyperparameters.epochs * texts;
  for (let from = 0; from < steps; from += sliceSize) {
    const rate = hyperparameters.learningRate * (1 - (hyperparameters.decay * from) / steps);
    for (let step = from; step < Math.min(steps, from + sliceSize); step += 1) trainOn(set, intAt(order, step % texts), training, rate);
    yield;
  }
  return { weights: training.weights, bias: training.bias };
}

/** What is being learned. `squares` sums up the squared gradients of each feature; `residuals` is room for those of one text. */
interface Training extends Parameters {
  readonly squares: Float32Array;
  readonly residuals: Float64Array;
  readonly meanWeight: number;
}

/** So that the first step of a feature is no leap. */
const smallestSquare = 1e-3;

/** A text whose residuals are smaller than this has nothing more to teach: leaving it out saves a third of the time. */
const wellUnderstood = 0.1;

/**
 * One step down the gradient of one text. Functions of their own, each small: as one, or inside a generator, they take four times as long. They read
 * their arrays themselves: what runs a million times and is imported is slow wherever modules are not Node's own, as in tests.
 */
function trainOn({ features, classesOf, weightOf, classes }: TrainingSet, text: number, training: Training, rate: number): void {
  const { weights, bias, residuals } = training;
  residuals.set(bias);
  addLogits(features, text, weights, residuals);
  for (let c = 0; c < classes; c += 1) residuals[c] = sigmoid(residuals[c] ?? 0);
  for (const c of classesOf[text] ?? []) residuals[c] = (residuals[c] ?? 0) - 1;
  const scale = (weightOf[text] ?? 0) / training.meanWeight;
  let square = 0;
  for (let c = 0; c < classes; c += 1) {
    const residual = (residuals[c] ?? 0) * scale;
    residuals[c] = residual;
    square += residual * residual;
    bias[c] = (bias[c] ?? 0) - rate * hyperparameters.biasRate * residual;
  }
  if (square > wellUnderstood) descend(features, text, training, square, rate);
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Four classes at a time, so that their sums need no array; each adds up the same in the same order. */
function addLogits({ indptr, indices, data }: CsrMatrix, text: number, weights: Float32Array, logits: Float64Array): void {
  const classes = logits.length;
  const [start, end] = [indptr[text] ?? 0, indptr[text + 1] ?? 0];
  let c = 0;
  for (; c + 3 < classes; c += 4) {
    let one = logits[c] ?? 0;
    let two = logits[c + 1] ?? 0;
    let three = logits[c + 2] ?? 0;
    let four = logits[c + 3] ?? 0;
    for (let at = start; at < end; at += 1) {
      const value = data[at] ?? 0;
      const first = (indices[at] ?? 0) * classes + c;
      one += value * (weights[first] ?? 0);
      two += value * (weights[first + 1] ?? 0);
      three += value * (weights[first + 2] ?? 0);
      four += value * (weights[first + 3] ?? 0);
    }
    logits[c] = one;
    logits[c + 1] = two;
    logits[c + 2] = three;
    logits[c + 3] = four;
  }
  for (; c < classes; c += 1) {
    let sum = logits[c] ?? 0;
    for (let at = start; at < end; at += 1) sum += (data[at] ?? 0) * (weights[(indices[at] ?? 0) * classes + c] ?? 0);
    logits[c] = sum;
  }
}

/** `square` is the squared length of the residuals. */
function descend(
  { indptr, indices, data }: CsrMatrix,
  text: number,
  { weights, squares, residuals }: Training,
  square: number,
  rate: number,
): void {
  const classes = residuals.length;
  const end = indptr[text + 1] ?? 0;
  for (let at = indptr[text] ?? 0; at < end; at += 1) {
    const value = data[at] ?? 0;
    const feature = indices[at] ?? 0;
    squares[feature] = (squares[feature] ?? 0) + value * value * square;
    const step = (rate * value) / Math.sqrt(squares[feature] ?? 0);
    const first = feature * classes;
    for (let c = 0; c < classes; c += 1) weights[first + c] = (weights[first + c] ?? 0) - step * (residuals[c] ?? 0);
  }
}

/** The numbers from 0 to `count`, in an order that is always the same: R. Durstenfeld, "Algorithm 235: random permutation", 1964. */
function shuffled(count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, at) => at);
  let random = 1;
  for (let last = count - 1; last > 0; last -= 1) {
    random = nextRandom(random);
    const other = Math.floor((random / 2 ** 32) * (last + 1));
    const moved = intAt(order, last);
    order[last] = intAt(order, other);
    order[other] = moved;
  }
  return order;
}

/** Linear congruential generator: W. H. Press and others, "Numerical recipes in C", 1992, section 7.1. */
function nextRandom(random: number): number {
  return (Math.imul(random, 1664525) + 1013904223) >>> 0;
}
