import { addDouble, doubleAt, floatAt } from './model/arrays.ts';
import type { Model } from './model/model.ts';
import type { Parameters } from './model/train.ts';
import { isStopWord } from './text/stop-words.ts';
import { tokenize } from './text/tokenize.ts';
import { type KnownToken, recognise, vectorise, type WeightedTerm } from './vectorise.ts';

export interface Prediction {
  /** Those that were read, in small letters. */
  readonly words: readonly string[];
  readonly terms: readonly WeightedTerm[];
  /** Those of the question that the vocabulary has, without stop words. */
  readonly stems: ReadonlySet<number>;
  /** Of each class by itself that it is meant; of the last one, that none is. */
  readonly logOdds: Float64Array;
  /** How much of what was asked is out of the vocabulary, by idf, from 0 to 1. */
  readonly oovRate: number;
}

/** How much of a corrected token counts as out of the vocabulary: it may have been another word. */
const correctionPenalty = 0.5;

export function predict(model: Model, question: string): Prediction {
  const tokens = tokenize(question);
  const known = recognise(model, tokens);
  const terms = vectorise(model, known);
  return {
    words: tokens.filter(({ isCompound }) => !isCompound).map(({ form }) => form),
    terms,
    stems: stemsOf(known),
    logOdds: logOddsOf(terms, model.parameters),
    oovRate: oovRate(model, known),
  };
}

export function stemsOf(known: readonly KnownToken[]): Set<number> {
  return new Set(known.flatMap(({ form, stem }) => (stem === undefined || isStopWord(form) ? [] : [stem])));
}

function oovRate({ vocabulary }: Model, known: readonly KnownToken[]): number {
  let [unknown, all] = [0, 0];
  for (const { token, form, stem } of known) {
    const weight = isStopWord(form) ? 0 : stem === undefined ? vocabulary.maxIdf : floatAt(vocabulary.idf, stem);
    all += weight;
    unknown += weight * (stem === undefined ? 1 : form === token.form ? 0 : correctionPenalty);
  }
  return all === 0 ? 1 : unknown / all;
}

/** What the model makes of these terms, as a text of length one. */
function logOddsOf(terms: readonly WeightedTerm[], { bias }: Parameters): Float64Array {
  const sums = new Float64Array(bias.length);
  let squaredNorm = 0;
  for (const { weight, logits } of terms) {
    squaredNorm += weight * weight;
    for (let c = 0; c < sums.length; c += 1) addDouble(sums, c, doubleAt(logits, c));
  }
  const scale = squaredNorm > 0 ? 1 / Math.sqrt(squaredNorm) : 0;
  return sums.map((sum, c) => doubleAt(bias, c) + sum * scale);
}
