import { evidenceFor } from './evidence.ts';
import { doubleAt } from './model/arrays.ts';
import type { Model } from './model/model.ts';
import type { Prediction } from './predict.ts';
import type { Label, Ranked, Route } from './route.ts';
import { otherTopics } from './two-topics.ts';

/**
 * Tuned on 48 voices, a quarter of them left out of learning at a time, together with the voices of `voices-development`; checked on voices that neither
 * has: see `npm run eval:routing`.
 */
const thresholds = {
  /** Belongs to none from these log-odds against an average label on, so that a pack of more labels is no less sure. */
  none: 1.6,
  /** One label is told when it is at least this sure; otherwise it is asked, */
  sure: 0.7,
  /** among the likeliest that together are at least this sure, three at most. */
  covered: 0.83,
};

const mostAsked = 3;
const mostNear = 4;

/** From this share of unknown words on, a question is in another language, or about something else altogether. */
const foreignFrom = 0.4;

/** Makes confidences honest: temperature scaling, C. Guo and others, "On calibration of modern neural networks", 2017, section 4.2. */
const inverseTemperature = 1.5;

/** A single letter asks nothing, whatever it may stand for. */
const hasTwoCharacters = /[\p{L}\p{N}]\S*?[\p{L}\p{N}]/u;

/** `named` is the label that the question names outright, if any: that is always respected. */
export function decide(model: Model, prediction: Prediction, question: string, named: Label | undefined): Route {
  const ranked = rank(model, prediction, named);
  const [first, ...rest] = ranked;
  if (first === undefined || (named === undefined && (!hasTwoCharacters.test(question) || belongsToNone(prediction)))) {
    const isForeign = prediction.oovRate >= foreignFrom && prediction.stems.size > 0;
    return { kind: 'none', nearest: ranked.slice(0, mostNear).map(({ label }) => label), ...(isForeign && { isForeign }) };
  }
  const told = (others: readonly Ranked[]) => ({
    first,
    evidence: [first, ...others].map(({ label }) => evidenceFor(model, prediction, question, label)),
  });
  const [second] = rest;
  const about = named === undefined ? otherTopics(model, prediction, question).map((topic) => model.labels[topic]) : [];
  const shared = rest.filter(({ label }) => about.includes(label));
  if (shared.length > 0) return { kind: 'several', ...told(shared), others: shared };
  if (first.confidence >= thresholds.sure) return { kind: 'one', ...told([]), ...(second && { runnerUp: second }) };
  const others = rest.slice(0, covering(ranked) - 1);
  return { kind: 'unsure', ...told(others), others };
}

/** The labels, likeliest first, one that was named before all others; equals stay in their order. */
function rank({ labels }: Model, { probabilities }: Prediction, named: Label | undefined): Ranked[] {
  const confidences = calibrated(probabilities);
  return labels
    .map((label, at) => ({ label, confidence: doubleAt(confidences, at) }))
    .sort((one, other) => Number(other.label === named) - Number(one.label === named) || other.confidence - one.confidence)
    .map((entry) => (named === undefined ? entry : { ...entry, confidence: Number(entry.label === named) }));
}

/** From probabilities to how often such an answer is right: what was learned in few epochs is too modest. */
function calibrated(probabilities: Float64Array): Float64Array {
  const sharp = probabilities.subarray(0, -1).map((probability) => probability ** inverseTemperature);
  const sum = sharp.reduce((total, probability) => total + probability, 0);
  return sharp.map((probability) => (sum === 0 ? 0 : probability / sum));
}

function belongsToNone(prediction: Prediction): boolean {
  // Nothing that is known: its words say nothing, and what all questions have in common is no reason.
  return prediction.stems.size === 0 || noneLogOdds(prediction) > thresholds.none;
}

/** The log-odds that a question belongs to none of the labels rather than to an average one. */
function noneLogOdds({ probabilities }: Prediction): number {
  const none = doubleAt(probabilities, probabilities.length - 1);
  const average = (1 - none) / (probabilities.length - 1);
  return Math.log(none / average);
}

/** How many of the likeliest are needed so that the right one is among them. */
function covering(ranked: readonly Ranked[]): number {
  let [count, sum] = [0, 0];
  while (count < mostAsked && (count < 2 || sum < thresholds.covered)) {
    sum += ranked[count]?.confidence ?? 0;
    count += 1;
  }
  return count;
}
