import type { Slices } from '../slices.ts';
import { intAt } from './arrays.ts';
import { hash, type IntCounter, makeIntCounter } from './int-counter.ts';
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

/** So many texts have their pairs found in a few milliseconds, so many pairs are counted in as many. */
const slices = { texts: 3_000, pairs: 100_000 };

/** The keys of all pairs in each text: text `t` has those from `indptr[t]` to `indptr[t + 1]` of `keys`. */
export interface Pairs {
  readonly indptr: Int32Array;
  readonly keys: Int32Array;
}

/** Writes the keys of all pairs in a text from `next` on, and returns where they end. */
type WritePairs = (read: ReadTexts, text: number, keys: Int32Array, next: number) => number;

/** Pairs of neighbours. */
export function bigramsIn(read: ReadTexts): Slices<Pairs> {
  return pairsIn(read, writeBigrams, 1);
}

/** The same pairs as {@link skipGrams} finds in the words of a question. */
export function skipGramsIn(read: ReadTexts): Slices<Pairs> {
  return pairsIn(read, writeSkipGrams, skipGramWindow);
}

function* pairsIn(read: ReadTexts, write: WritePairs, mostOfAToken: number): Slices<Pairs> {
  const indptr = new Int32Array(read.indptr.length);
  const keys = new Int32Array(mostOfAToken * read.tokens.length);
  for (let text = 0; text + 1 < indptr.length; text += 1) {
    indptr[text + 1] = write(read, text, keys, intAt(indptr, text));
    if (text % slices.texts === 0) yield;
  }
  return { indptr, keys: keys.slice(0, indptr.at(-1)) };
}

function writeBigrams({ indptr, tokens }: ReadTexts, text: number, keys: Int32Array, from: number): number {
  let [next, before] = [from, -1];
  for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) {
    const token = intAt(tokens, at);
    if ((token & compound) !== 0) continue;
    if (before >= 0) {
      keys[next] = bigramKey(before, token >> 2);
      next += 1;
    }
    before = token >> 2;
  }
  return next;
}

const window = new Int32Array(skipGramWindow);

function writeSkipGrams({ indptr, tokens }: ReadTexts, text: number, keys: Int32Array, from: number): number {
  let [next, words] = [from, 0];
  for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) {
    const token = intAt(tokens, at);
    if ((token & (compound | content)) !== content) continue;
    const stem = token >> 2;
    for (let near = Math.max(0, words - skipGramWindow); near < words; near += 1) {
      const before = intAt(window, near % skipGramWindow);
      if (before === stem) continue;
      keys[next] = skipGramKey(before, stem);
      next += 1;
    }
    window[words % skipGramWindow] = stem;
    words += 1;
  }
  return next;
}

/** Pairs and their numbers. */
export interface FrequentPairs {
  readonly numbers: ReadonlyMap<number, number>;
  /** The number of each pair where its key was, -1 for one that is not frequent. */
  readonly found: Int32Array;
}

/** The pairs of all texts that occur this often, numbered from `first` on. */
export function* frequentPairs(keys: Int32Array, least: number, first: number): Slices<FrequentPairs> {
  // A rough count first, since an exact one of hundreds of thousands of pairs that occur once would take most of the time.
  const buckets = new Uint8Array(1 << bucketBits);
  let full = 0;
  for (let from = 0; from < keys.length; from += slices.pairs) {
    full += countRoughly(keys.subarray(from, from + slices.pairs), buckets, least);
    yield;
  }
  const counter = makeIntCounter(Math.ceil(Math.log2(4 * full + 16)));
  const places = new Int32Array(keys.length);
  for (let from = 0; from < keys.length; from += slices.pairs) {
    countLikely(keys.subarray(from, from + slices.pairs), buckets, least, counter, places.subarray(from));
    yield;
  }
  const { numbers, numberAt } = numberFrequent(counter, least, first);
  yield;
  placesToNumbers(places, numberAt);
  return { numbers, found: places };
}

/** The pairs that are frequent, and the number at each place of the counter, -1 where it is too low. */
function numberFrequent({ keys, counts }: IntCounter, least: number, first: number) {
  const numbers = new Map<number, number>();
  const numberAt = new Int32Array(counts.length).fill(-1);
  for (let place = 0; place < counts.length; place += 1) {
    if (intAt(counts, place) < least) continue;
    numberAt[place] = first + numbers.size;
    numbers.set(intAt(keys, place), first + numbers.size);
  }
  return { numbers, numberAt };
}

function placesToNumbers(places: Int32Array, numberAt: Int32Array): void {
  for (let at = 0; at < places.length; at += 1) {
    const place = intAt(places, at);
    places[at] = place < 0 ? -1 : intAt(numberAt, place);
  }
}

/** A million buckets of a byte, for some hundreds of thousands of pairs: few share one. */
const bucketBits = 20;

/** Returns how many buckets have become full. */
function countRoughly(keys: Int32Array, buckets: Uint8Array, least: number): number {
  let full = 0;
  for (let at = 0; at < keys.length; at += 1) {
    const bucket = hash(intAt(keys, at), bucketBits);
    const times = buckets[bucket] ?? 0;
    if (times === least) continue;
    buckets[bucket] = times + 1;
    if (times + 1 === least) full += 1;
  }
  return full;
}

/** Where each is counted goes into `places`, -1 for those that are not frequent by the rough count. */
function countLikely(keys: Int32Array, buckets: Uint8Array, least: number, counter: IntCounter, places: Int32Array): void {
  for (let at = 0; at < keys.length; at += 1) {
    const key = intAt(keys, at);
    places[at] = buckets[hash(key, bucketBits)] === least ? counter.count(key) : -1;
  }
}
