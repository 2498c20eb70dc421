import type { Slices } from '../slices.ts';
import { addDouble, addFloat, doubleAt, floatAt, intAt } from './arrays.ts';
import { type CsrMatrix, matVec, transposedMatVec } from './csr.ts';
import { softmax } from './softmax.ts';

/** Texts as rows of features, with the class and the weight of each. */
export interface TrainingSet {
  readonly features: CsrMatrix;
  readonly featureCount: number;
  readonly classOf: Int32Array;
  readonly weightOf: Float32Array;
  readonly classes: number;
}

/** What was learned of one class. */
export interface ClassParameters {
  /** Of each feature. */
  readonly weights: Float32Array;
  bias: number;
}

/** Few epochs on purpose: more fit the texts better and questions no better, and every start pays for each. */
const hyperparameters = { epochs: 8, learningRate: 0.5, decay: 0.9, l2: 5e-5 };

interface ClassTraining {
  readonly parameters: ClassParameters;
  readonly logits: Float32Array;
  readonly residuals: Float32Array;
  readonly step: (gradient: Float32Array, epoch: number) => void;
}

/** Multinomial logistic regression with an L2 penalty, trained by Adam on all texts at once, an epoch a slice. */
export function* train({ features, featureCount, classOf, weightOf, classes }: TrainingSet): Slices<ClassParameters[]> {
  const gradient = new Float32Array(featureCount);
  const trainings = Array.from({ length: classes }, () => startTraining(featureCount, classOf.length));
  for (let epoch = 0; epoch < hyperparameters.epochs; epoch += 1) {
    for (const { parameters, logits } of trainings) matVec(features, parameters.weights, logits);
    computeResiduals(trainings, classOf, weightOf);
    for (const { parameters, residuals, step } of trainings) {
      transposedMatVec(features, residuals, gradient);
      step(gradient, epoch);
      parameters.bias -= residuals.reduce((sum, residual) => sum + residual, 0);
    }
    yield;
  }
  return trainings.map(({ parameters }) => parameters);
}

function startTraining(featureCount: number, texts: number): ClassTraining {
  const parameters = { weights: new Float32Array(featureCount), bias: 0 };
  return { parameters, logits: new Float32Array(texts), residuals: new Float32Array(texts), step: makeAdam(parameters.weights) };
}

/** What each text is given of each class, less what it should be given, by the weight of the text. */
function computeResiduals(trainings: readonly ClassTraining[], classOf: Int32Array, weightOf: Float32Array): void {
  const total = weightOf.reduce((sum, weight) => sum + weight, 0);
  const probabilities = new Float64Array(trainings.length);
  for (let text = 0; text < classOf.length; text += 1) {
    trainings.forEach(({ parameters, logits }, c) => void (probabilities[c] = floatAt(logits, text) + parameters.bias));
    softmax(probabilities);
    addDouble(probabilities, intAt(classOf, text), -1);
    const share = floatAt(weightOf, text) / total;
    trainings.forEach(({ residuals }, c) => void (residuals[text] = doubleAt(probabilities, c) * share));
  }
}

/**
 * One step of Adam on one class: D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1; with smaller betas than
 * usual, since the gradient is exact and the steps are few, and a learning rate that falls linearly.
 */
function makeAdam(weights: Float32Array): (gradient: Float32Array, epoch: number) => void {
  const [beta1, beta2, epsilon] = [0.8, 0.95, 1e-4];
  const { learningRate, decay, epochs, l2 } = hyperparameters;
  const first = new Float32Array(weights.length);
  const second = new Float32Array(weights.length);
  return (gradient, epoch) => {
    const rate = (learningRate * (1 - (decay * epoch) / epochs)) / (1 - beta1 ** (epoch + 1));
    const biasCorrection = 1 / (1 - beta2 ** (epoch + 1));
    for (let i = 0; i < weights.length; i += 1) {
      const g = floatAt(gradient, i) + l2 * floatAt(weights, i);
      const m = beta1 * floatAt(first, i) + (1 - beta1) * g;
      const v = beta2 * floatAt(second, i) + (1 - beta2) * g * g;
      first[i] = m;
      second[i] = v;
      addFloat(weights, i, (-rate * m) / (Math.sqrt(v * biasCorrection) + epsilon));
    }
  };
}
