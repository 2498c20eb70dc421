import { toShares, type ClassWeights } from './model/train.ts';
import type { Model } from './model/model.ts';
import { isHolding } from './text/stem.ts';
import { listen, recognise, stemNumber, type Known, type Voice } from './vectorise.ts';
import { readWords } from './text/tokenize.ts';

/** What the router makes of a question. */
export interface Reading {
  readonly voices: readonly Voice[];
  /** What each class gets, all together one. */
  readonly shares: Float64Array;
  /** How much of what was asked the pack has never heard of, from 0 to 1. */
  readonly strange: number;
}

/**
 * How much the neighbours are trusted compared with the words (1 would be as much); the vote that counts as no neighbour at
 * all; how strange a corrected word is (it may have been another word).
 */
export const trust = { neighbours: 0.6, doubt: 0.001, corrected: 0.5 };

export function read(model: Model, question: string): Reading {
  const known = recognise(model, readWords(question));
  const voices = listen(model, known, question);
  const shares = sharesOf(voices, model.weights);
  if (voices.length > 0) agree(shares, askNeighbours(model, known));
  return { voices, shares, strange: strangeness(model, known) };
}

function strangeness({ terms }: Model, known: readonly Known[]): number {
  let [strange, all] = [0, 0];
  for (const { word, form, term } of known) {
    const weight = isHolding(form) ? 0 : term === undefined ? terms.rarest : terms.weights[term]!;
    all += weight;
    strange += weight * (term === undefined ? 1 : form === word.form ? 0 : trust.corrected);
  }
  return all === 0 ? 1 : strange / all;
}

/** The shares of the classes by what all these voices say together, as loud in a long question as in a short one. */
export function sharesOf(voices: readonly Voice[], weights: readonly ClassWeights[]): Float64Array {
  const shares = new Float64Array(weights.length);
  let loudness = 0;
  for (const { telling, scores } of voices) {
    loudness += telling * telling;
    for (let c = 0; c < shares.length; c += 1) shares[c]! += scores[c]!;
  }
  return settle(shares, loudness, weights);
}

/** From the sum of what voices say, and of the squares of how loud they are, to shares; in place. */
export function settle(sums: Float64Array, loudness: number, weights: readonly ClassWeights[]): Float64Array {
  const scale = loudness > 0 ? 1 / Math.sqrt(loudness) : 0;
  for (let c = 0; c < sums.length; c += 1) sums[c] = weights[c]!.bias + sums[c]! * scale;
  toShares(sums);
  return sums;
}

function askNeighbours({ terms, neighbours }: Model, known: readonly Known[]): Float64Array {
  const stems = new Set<number>();
  const strangers = new Set<string>();
  for (const entry of known) {
    const stem = stemNumber(terms, entry);
    if (stem === undefined) strangers.add(entry.form);
    else stems.add(stem);
  }
  return neighbours.vote(stems, strangers.size);
}

/** The product of both opinions, made to sum to one. */
function agree(shares: Float64Array, votes: Float64Array): void {
  for (let c = 0; c < shares.length; c += 1) shares[c] = Math.log(shares[c]!) + trust.neighbours * Math.log(votes[c]! + trust.doubt);
  toShares(shares);
}
