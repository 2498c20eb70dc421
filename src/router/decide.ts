import { evidenceFor } from './evidence.ts';
import { doubleAt } from './model/arrays.ts';
import type { Model } from './model/model.ts';
import type { Prediction } from './predict.ts';
import type { Label, Ranked, Route } from './route.ts';
import { hasTwoTopics } from './two-topics.ts';

/** Tuned on 570 voices, a quarter of them left out of learning at a time; checked on voices that it has not: see `npm run eval:routing`. */
const thresholds = {
  /** Belongs to none when the log-odds of that, less a part of those of the likeliest label, are more than this. */
  none: 0.3,
  likeliest: 0.7,
  /** A second label is told only when the words of the question add so much to its log-odds. */
  spokenFor: 1.5,
  /** One label is told when it is at least this sure; otherwise it is asked, */
  sure: 0.6,
  /** among the likeliest that together are at least this sure, three at most. */
  covered: 0.75,
};

/** Of labels: more to choose from is no answer. */
const mostAsked = 3;
const mostNear = 4;

/** From this share of unknown words on, a question is in another language, or about something else altogether. */
const foreignFrom = 0.4;

/** Makes confidences honest: temperature scaling, C. Guo and others, "On calibration of modern neural networks", 2017, section 4.2. */
const inverseTemperature = 1.7;

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
  if (
    named === undefined &&
    second &&
    isSpokenFor(second.label, model, prediction) &&
    hasTwoTopics(prediction.words, likeliest(prediction))
  )
    return { kind: 'several', ...told([second]), others: [second] };
  if (first.confidence >= thresholds.sure) return { kind: 'one', ...told([]), ...(second && { runnerUp: second }) };
  const others = rest.slice(0, covering(ranked) - 1);
  return { kind: 'unsure', ...told(others), others };
}

/** The labels, likeliest first, one that was named before all others; equals stay in their order. */
function rank({ labels }: Model, { logOdds }: Prediction, named: Label | undefined): Ranked[] {
  const confidences = confidencesOf(logOdds.subarray(0, -1));
  return labels
    .map((label, at) => ({ label, confidence: doubleAt(confidences, at) }))
    .sort((one, other) => Number(other.label === named) - Number(one.label === named) || other.confidence - one.confidence)
    .map((entry) => (named === undefined ? entry : { ...entry, confidence: Number(entry.label === named) }));
}

/** All together one; the largest is taken off first, so that no exponential overflows. */
function confidencesOf(logOdds: Float64Array): Float64Array {
  const most = Math.max(...logOdds);
  const shares = logOdds.map((value) => (value === Number.NEGATIVE_INFINITY ? 0 : Math.exp(inverseTemperature * (value - most))));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/** Whether the words of the question speak for a label by themselves: with few texts to learn from, the odds of all labels are much alike. */
function isSpokenFor(label: Label, { labels, parameters }: Model, { logOdds }: Prediction): boolean {
  const at = labels.indexOf(label);
  return doubleAt(logOdds, at) - doubleAt(parameters.bias, at) > thresholds.spokenFor;
}

/** The log-odds of all labels, the likeliest first. */
function likeliest({ logOdds }: Prediction): readonly number[] {
  return [...logOdds.subarray(0, -1)].sort((one, other) => other - one);
}

function belongsToNone(prediction: Prediction): boolean {
  // Nothing that is known: its words say nothing, and what all questions have in common is no reason.
  return prediction.stems.size === 0 || noneLogOdds(prediction) > thresholds.none;
}

function noneLogOdds(prediction: Prediction): number {
  const [most = 0] = likeliest(prediction);
  return doubleAt(prediction.logOdds, prediction.logOdds.length - 1) - thresholds.likeliest * most;
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
