import type { Slices } from '../slices.ts';
import { intAt } from './arrays.ts';
import { hash, makeIntMap } from './int-map.ts';
import { compound, content, type ReadTexts } from './read-texts.ts';

/** Pairs that occur less often are chance: without them questions are understood as well, and learning takes half the time. */
export const leastFrequency = { bigram: 4, skipGram: 6 };

/** A skip-gram has at most so many stems from its first to its second. */
const skipGramWindow = 4;

/** One number for a pair of stems. Two pairs share one only in vocabularies of more than 32,768 stems, and then do little harm. */
export function bigramKey(left: number, right: number): number {
  return (left * 32768 + right) | 0;
}

/** One number for a pair of stems in either order. */
export function skipGramKey(one: number, other: number): number {
  return bigramKey(Math.min(one, other), Math.max(one, other));
}

/** Words with each of the last few before it that `add` was given; of a stem and itself nothing is made. */
export function skipGrams<Word>(
  stemOf: (word: Word) => number,
  found: (key: number, before: Word, word: Word) => void,
): (word: Word) => void {
  const window: Word[] = [];
  return (word) => {
    for (const before of window) if (stemOf(before) !== stemOf(word)) found(skipGramKey(stemOf(before), stemOf(word)), before, word);
    window.push(word);
    if (window.length > skipGramWindow) window.shift();
  };
}

/** So many texts have their pairs counted in a few milliseconds. */
const textsInASlice = 3_000;

/** Hands over the keys of all pairs in a text. */
export type EachPair = (read: ReadTexts, text: number, found: (key: number) => void) => void;

export function eachBigram({ indptr, tokens }: ReadTexts, text: number, found: (key: number) => void): void {
  let before = -1;
  for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) {
    const token = intAt(tokens, at);
    if ((token & compound) !== 0) continue;
    if (before >= 0) found(bigramKey(before, token >> 2));
    before = token >> 2;
  }
}

/** The same pairs as {@link skipGrams} finds in the words of a question. */
export function eachSkipGram({ indptr, tokens }: ReadTexts, text: number, found: (key: number) => void): void {
  const window = new Int32Array(skipGramWindow);
  let words = 0;
  for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) {
    const token = intAt(tokens, at);
    if ((token & (compound | content)) !== content) continue;
    const stem = token >> 2;
    for (let near = Math.max(0, words - skipGramWindow); near < words; near += 1) {
      const before = intAt(window, near % skipGramWindow);
      if (before !== stem) found(skipGramKey(before, stem));
    }
    window[words % skipGramWindow] = stem;
    words += 1;
  }
}

/** Pairs and their numbers. */
export interface FrequentPairs {
  readonly numbers: ReadonlyMap<number, number>;
  /** The number of a pair, -1 for one that is not frequent. */
  readonly find: (key: number) => number;
}

/** The pairs of all texts that occur this often, numbered from `first` on. */
export function* frequentPairs(read: ReadTexts, eachPair: EachPair, least: number, first: number): Slices<FrequentPairs> {
  const texts = read.indptr.length - 1;
  // A rough count first, since an exact one of hundreds of thousands of pairs that occur once would take most of the time.
  const buckets = new Uint8Array(1 << bucketBits);
  const countRoughly = (key: number) => {
    const bucket = hash(key, bucketBits);
    if ((buckets[bucket] ?? 0) < least) buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  };
  for (let text = 0; text < texts; text += 1) {
    eachPair(read, text, countRoughly);
    if (text % textsInASlice === 0) yield;
  }
  const full = buckets.reduce((count, times) => count + (times === least ? 1 : 0), 0);
  yield;
  const isLikely = (key: number) => buckets[hash(key, bucketBits)] === least;
  const frequencies = makeIntMap(Math.ceil(Math.log2(4 * full + 16)));
  const count = (key: number) => {
    if (isLikely(key)) frequencies.set(key, frequencies.get(key) + 1);
  };
  for (let text = 0; text < texts; text += 1) {
    eachPair(read, text, count);
    if (text % textsInASlice === 0) yield;
  }
  const frequent = frequencies.entries().filter(([, frequency]) => frequency >= least);
  const numbers = new Map(frequent.map(([key], at) => [key, first + at]));
  const numberOf = makeIntMap(Math.ceil(Math.log2(2 * frequent.length + 16)));
  for (const [key, number] of numbers) numberOf.set(key, number + 1);
  return { numbers, find: (key) => (isLikely(key) ? numberOf.get(key) - 1 : -1) };
}

/** A million buckets of a byte, for some hundreds of thousands of pairs: few share one. */
const bucketBits = 20;
