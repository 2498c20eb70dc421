import type { Slices } from '../slices.ts';
import { addDouble, addFloat, doubleAt, floatAt, intAt } from './arrays.ts';
import { type CsrMatrix, rowCount } from './csr.ts';
import { softmax } from './softmax.ts';

/** Texts as rows of features, with the class and the weight of each. */
export interface TrainingSet {
  readonly features: CsrMatrix;
  readonly featureCount: number;
  readonly classOf: Int32Array;
  readonly weightOf: Float32Array;
  readonly classes: number;
}

/** What was learned: the logit of class `c` is its bias and, for each feature `f` of a text, `weights[f * classes + c]` times its value. */
export interface Parameters {
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

/** Few epochs on purpose: more fit the texts better and questions no better. */
const hyperparameters = { epochs: 6, learningRate: 0.7, decay: 0.9, l2: 2e-5 };

/** So many texts, or features, are worked through in a few milliseconds. */
const sliceSize = 2_000;

/** Multinomial logistic regression with an L2 penalty, trained by Adam on all texts at once. */
export function* train(set: TrainingSet): Slices<Parameters> {
  const { features, featureCount, weightOf, classes } = set;
  const parameters = emptyParameters(featureCount, classes);
  const total = weightOf.reduce((sum, weight) => sum + weight, 0);
  const step = makeAdam(parameters.weights);
  for (let epoch = 0; epoch < hyperparameters.epochs; epoch += 1) {
    const gradient = emptyParameters(featureCount, classes);
    for (let from = 0; from < rowCount(features); from += sliceSize) {
      addGradient(set, from, Math.min(rowCount(features), from + sliceSize), parameters, gradient, 1 / total);
      yield;
    }
    for (let from = 0; from < featureCount; from += sliceSize) {
      step(gradient.weights, epoch, from * classes, Math.min(featureCount, from + sliceSize) * classes);
      yield;
    }
    for (let c = 0; c < classes; c += 1) addDouble(parameters.bias, c, -doubleAt(gradient.bias, c));
  }
  return parameters;
}

function emptyParameters(features: number, classes: number): Parameters {
  return { weights: new Float32Array(features * classes), bias: new Float64Array(classes) };
}

/** Adds the gradient of the texts from `from` to `to`. Functions of their own, each small: as one, or inside a generator, they take four times as long. */
function addGradient(set: TrainingSet, from: number, to: number, parameters: Parameters, gradient: Parameters, scale: number): void {
  const { features, classOf, weightOf, classes } = set;
  const logits = new Float64Array(classes);
  for (let text = from; text < to; text += 1) {
    logits.set(parameters.bias);
    addLogits(features, text, parameters.weights, logits);
    softmax(logits);
    // What the text is given of each class, less what it should be given: from here on the residuals.
    addDouble(logits, intAt(classOf, text), -1);
    const share = floatAt(weightOf, text) * scale;
    for (let c = 0; c < classes; c += 1) logits[c] = doubleAt(logits, c) * share;
    addResiduals(features, text, logits, gradient.weights);
    for (let c = 0; c < classes; c += 1) addDouble(gradient.bias, c, doubleAt(logits, c));
  }
}

function addLogits({ indptr, indices, data }: CsrMatrix, text: number, weights: Float32Array, logits: Float64Array): void {
  const classes = logits.length;
  const end = intAt(indptr, text + 1);
  for (let at = intAt(indptr, text); at < end; at += 1) {
    const value = floatAt(data, at);
    const first = intAt(indices, at) * classes;
    for (let c = 0; c < classes; c += 1) addDouble(logits, c, value * floatAt(weights, first + c));
  }
}

function addResiduals({ indptr, indices, data }: CsrMatrix, text: number, residuals: Float64Array, gradient: Float32Array): void {
  const classes = residuals.length;
  const end = intAt(indptr, text + 1);
  for (let at = intAt(indptr, text); at < end; at += 1) {
    const value = floatAt(data, at);
    const first = intAt(indices, at) * classes;
    for (let c = 0; c < classes; c += 1) addFloat(gradient, first + c, value * doubleAt(residuals, c));
  }
}

/** Changes the weights from `from` to `to` as the gradient says. */
type Step = (gradient: Float32Array, epoch: number, from: number, to: number) => void;

/**
 * Adam: D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1; with smaller betas than usual, since the gradient is
 * exact and the steps are few, and a learning rate that falls linearly.
 */
function makeAdam(weights: Float32Array): Step {
  const [beta1, beta2, epsilon] = [0.8, 0.95, 3e-5];
  const { learningRate, decay, epochs, l2 } = hyperparameters;
  const first = new Float32Array(weights.length);
  const second = new Float32Array(weights.length);
  return (gradient, epoch, from, to) => {
    const rate = (learningRate * (1 - (decay * epoch) / epochs)) / (1 - beta1 ** (epoch + 1));
    const biasCorrection = 1 / (1 - beta2 ** (epoch + 1));
    for (let i = from; i < to; i += 1) {
      const g = floatAt(gradient, i) + l2 * floatAt(weights, i);
      const m = beta1 * floatAt(first, i) + (1 - beta1) * g;
      const v = beta2 * floatAt(second, i) + (1 - beta2) * g * g;
      first[i] = m;
      second[i] = v;
      addFloat(weights, i, (-rate * m) / (Math.sqrt(v * biasCorrection) + epsilon));
    }
  };
}
