import { piecesOf, shareOfEach } from './features.ts';
import { toShares, type ClassWeights } from './learn.ts';
import type { Model } from './model.ts';
import { isHolding, stemOf } from './stems.ts';
import { damped, pairKey } from './terms.ts';
import { readWords, type Word } from './words.ts';

/** A word or pair of the question that speaks, at its place in the question. */
export interface Voice {
  readonly words: readonly Word[];
  /** How loud it is. */
  readonly telling: number;
  /** How strongly it speaks for each class. */
  readonly scores: Float64Array;
  /** Whether a new part of the question may begin here: after a full stop, a comma, an "and". */
  readonly opens: boolean;
}

/** What the router makes of a question. */
export interface Reading {
  readonly voices: readonly Voice[];
  /** What each class gets, all together one. */
  readonly shares: Float64Array;
  /** How much of what was asked the pack has never heard of, from 0 to 1. */
  readonly strange: number;
}

/** A word of the question as the pack knows it; `term` is undefined for one it does not know. */
interface Known {
  readonly word: Word;
  readonly form: string;
  readonly term: number | undefined;
}

/**
 * How much the neighbours are trusted compared with the words (1 would be as much); the vote that counts as no neighbour at
 * all; how strange a corrected word is (it may have been another word); how loud a word never seen is.
 */
export const trust = { neighbours: 0.6, doubt: 0.001, corrected: 0.5, unseen: 0.8 };

export function read(model: Model, question: string): Reading {
  const known = recognise(model, readWords(question));
  const voices = listen(model, known, question);
  const shares = sharesOf(voices, model.weights);
  if (voices.length > 0) agree(shares, askNeighbours(model, known));
  return { voices, shares, strange: strangeness(model, known) };
}

/** Corrections take the most time of all; a question has a few words to correct, a log would have hundreds. */
const mostCorrections = 12;

function recognise({ terms, speller }: Model, words: readonly Word[]): Known[] {
  const known: Known[] = [];
  let corrections = 0;
  for (const word of words) {
    const term = terms.words.get(word.form);
    const meant = term === undefined && corrections < mostCorrections ? speller.correct(word.form) : [];
    if (term === undefined) corrections += 1;
    if (meant.length === 0) known.push({ word, form: word.form, term });
    for (const form of meant) known.push({ word, form, term: terms.words.get(form) });
  }
  return known;
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

/** Who speaks, in the order of the question; what is said twice counts for less than double. */
function listen(model: Model, known: readonly Known[], question: string): Voice[] {
  const heard: (Omit<Voice, 'telling' | 'scores'> & { readonly key: number | string })[] = [];
  const times = new Map<number | string, number>();
  let before: Known | undefined;
  let opens = false;
  const hear = (key: number | string, words: readonly Word[]) => {
    heard.push({ key, words, opens });
    times.set(key, (times.get(key) ?? 0) + 1);
    opens = false;
  };
  for (const entry of known) {
    const { word, form, term } = entry;
    opens ||= before !== undefined && partBegins(question, before.word, word);
    if (!isHolding(form)) hear(term ?? form, [word]);
    if (word.whole) continue;
    const pair = before && pairOf(model, before, entry);
    if (before !== undefined && pair !== undefined) hear(pair, [before.word, word]);
    before = entry;
  }
  return heard.map(({ key, words, opens: first }) => {
    const count = times.get(key) ?? 1;
    const { telling, scores } = voiceOf(model, key, damped(count) / count);
    return { words, opens: first, telling, scores };
  });
}

const mark = /[.,;:?!()/\n]/;
const joiners = new Set(['and', 'or', 'then', 'vs', 'versus', 'but', 'while', 'plus', 'after', 'so', 'with', 'from']);

function partBegins(question: string, before: Word, word: Word): boolean {
  return joiners.has(word.form) || (word.start > before.end && mark.test(question.slice(before.end, word.start)));
}

function pairOf({ terms }: Model, left: Known, right: Known): number | undefined {
  const [one, other] = [stemNumber(terms, left), stemNumber(terms, right)];
  return one === undefined || other === undefined ? undefined : terms.pairs.get(pairKey(one, other));
}

function stemNumber({ stems, stemIds }: Model['terms'], { form, term }: Known): number | undefined {
  return term === undefined ? stemIds.get(stemOf(form)) : stems[term];
}

/** What a known term learned to say; a word never seen speaks through its stem and its pieces. */
function voiceOf({ terms, features, weights }: Model, key: number | string, share: number): Pick<Voice, 'telling' | 'scores'> {
  const scores = new Float64Array(weights.length);
  const telling = share * (typeof key === 'number' ? terms.weights[key]! : trust.unseen * terms.rarest);
  if (typeof key === 'number') addTo(scores, telling, (c) => weights[c]!.terms[key]!);
  else {
    const stem = terms.stemIds.get(stemOf(key));
    if (stem !== undefined) addTo(scores, telling, (c) => weights[c]!.features[stem]!);
    const pieces = piecesOf(key);
    const each = telling * shareOfEach(pieces);
    for (const piece of pieces) {
      const feature = features.pieces.get(piece);
      if (feature !== undefined) addTo(scores, each, (c) => weights[c]!.features[feature]!);
    }
  }
  return { telling, scores };
}

function addTo(scores: Float64Array, times: number, weightIn: (c: number) => number): void {
  for (let c = 0; c < scores.length; c += 1) scores[c]! += times * weightIn(c);
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
