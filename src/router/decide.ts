import { evidenceFor } from './evidence.ts';
import { doubleAt } from './model/arrays.ts';
import type { Model } from './model/model.ts';
import { type Prediction, predict } from './predict.ts';
import type { Label, Ranked, Route } from './route.ts';
import { bestSplit, type Split, splitBetween } from './split.ts';

/** Tuned on the development questions, checked on voices that no development question has: see `npm run eval:routing`. */
const thresholds = {
  /** Belongs to none from these log-odds against an average label on, so that a pack of more labels is no less sure, */
  none: 1.1,
  /** to which a question adds this much when all of it is out of the vocabulary. */
  oov: 1,
  /** One label is told when it is at least this sure; otherwise it is asked, */
  sure: 0.6,
  /** among the likeliest that together are at least this sure, three at most. */
  covered: 0.83,
  /** Two labels are told when both together are this sure, */
  both: 0.72,
  /** and the second is at least this likely compared with the first, */
  second: 0.2,
  /** or when two halves of the question have at least this probability in two classes, each half predicted by itself, */
  split: 0.34,
  /** which is worth a try when they have at least this probability by their terms alone. */
  splitWorthTrying: 0.2,
};

const mostAsked = 3;
const mostNear = 4;

/** From this share of unknown words on, a question is in another language, or about something else altogether. */
const foreignFrom = 0.4;

/** Makes confidences honest: temperature scaling, C. Guo and others, "On calibration of modern neural networks", 2017, section 4.2. */
const inverseTemperature = 2.6;

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
  const shared = named === undefined ? sharedWith(first, rest, splitOf(model, prediction, question), model) : [];
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

/** The log-odds that a question belongs to none of the labels rather than to an average one; what is out of the vocabulary speaks for it. */
function noneLogOdds({ probabilities, oovRate }: Prediction): number {
  const none = doubleAt(probabilities, probabilities.length - 1);
  const average = (1 - none) / (probabilities.length - 1);
  return Math.log(none / average) + thresholds.oov * oovRate;
}

/** Labels to tell beside the first: those that half of the question is about, and the second when it is nearly as likely. */
function sharedWith(first: Ranked, rest: readonly Ranked[], split: Split | undefined, { labels }: Model): Ranked[] {
  const about = split === undefined ? [] : [labels[split.first], labels[split.second]];
  return rest.filter((entry, at) => about.includes(entry.label) || (at === 0 && isClose(first, entry)));
}

function isClose(first: Ranked, second: Ranked): boolean {
  return second.confidence >= thresholds.second * first.confidence && first.confidence + second.confidence >= thresholds.both;
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

/** The two topics of a question that has two, found by its terms and then by predicting each half as a question of its own. */
function splitOf(model: Model, { terms }: Prediction, question: string): Split | undefined {
  const rough = bestSplit(terms, model.parameters);
  if (rough === undefined || rough.probability < thresholds.splitWorthTrying) return undefined;
  const halves = [question.slice(0, rough.offset), question.slice(rough.offset)].map((half) => predict(model, half).probabilities);
  const [left, right] = halves;
  const split = left && right ? splitBetween(left, right, rough.offset) : undefined;
  return split !== undefined && split.probability >= thresholds.split ? split : undefined;
}
