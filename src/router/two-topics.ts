import { doubleAt } from './model/arrays.ts';
import type { Model } from './model/model.ts';
import { type Prediction, predict } from './predict.ts';
import { bestSplit, type Split, splitBetween } from './split.ts';

/**
 * Logistic regression that tells questions with two topics from those with one: fitted on 284 and 4,224 such questions of 48 voices. Fitted on three
 * quarters of the voices and measured on the fourth, with whether halves and whole agree as one more feature, it found 64 % of the double questions
 * where it took 5 % of the single ones for double; the probability of the halves alone found 54 %. That feature was then left out, as it weighed little,
 * and half of its coefficient is in the bias.
 */
const coefficients = { bias: -1.5, closeness: 0.24, halves: 0.42, rough: 1.1, length: -0.3, conjunction: 1.88 };

/** Tuned together with the thresholds of `decide.ts`: lower finds more of two topics, and shows more to those who have one. */
const leastLogOdds = -2.4;

const conjunction = /\b(?:and|both|plus|as well|also|then|together|versus|vs)\b/i;

/** The classes of a question that has two topics, apart from the likeliest; none when it has one. */
export function otherTopics(model: Model, prediction: Prediction, question: string): readonly number[] {
  const [first, second] = likeliestTwo(prediction.probabilities);
  const rough = bestSplit(prediction.terms, model.parameters);
  const logOddsWith = (halves: number) =>
    coefficients.bias +
    coefficients.closeness * Math.log(doubleAt(prediction.probabilities, second) / doubleAt(prediction.probabilities, first)) +
    coefficients.halves * logit(halves) +
    coefficients.rough * logit(rough?.probability ?? 0) +
    coefficients.length * Math.log(question.split(/\s+/).length) +
    (conjunction.test(question) ? coefficients.conjunction : 0);
  // Predicting the halves takes longest, and is left out where it cannot change anything.
  if (logOddsWith(1) <= leastLogOdds) return [];
  const halves = rough && splitAt(model, question, rough.offset);
  if (logOddsWith(halves?.probability ?? 0) <= leastLogOdds) return [];
  return halves ? [halves.first, halves.second].filter((topic) => topic !== first) : [second];
}

/** Each half predicted by itself, as a question of its own. */
function splitAt(model: Model, question: string, offset: number): Split | undefined {
  const left = predict(model, question.slice(0, offset)).probabilities;
  const right = predict(model, question.slice(offset)).probabilities;
  return splitBetween(left, right, offset);
}

/** Bounded, since a half of a few words is often too sure. */
function logit(probability: number): number {
  const bounded = Math.min(0.98, Math.max(0.02, probability));
  return Math.log(bounded / (1 - bounded));
}

/** The last class, "none of them", is no topic. */
function likeliestTwo(probabilities: Float64Array): readonly [number, number] {
  let [first, second] = [0, -1];
  for (let c = 1; c + 1 < probabilities.length; c += 1) {
    if (doubleAt(probabilities, c) > doubleAt(probabilities, first)) [first, second] = [c, first];
    else if (second < 0 || doubleAt(probabilities, c) > doubleAt(probabilities, second)) second = c;
  }
  return [first, second];
}
