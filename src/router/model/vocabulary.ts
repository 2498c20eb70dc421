import { stemOf } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { anyNumber, tokenize } from '../text/tokenize.ts';
import type { Slices } from '../slices.ts';
import { floatAt, increase, intAt } from './arrays.ts';

/**
 * The features of the texts: stems, numbered from 0 in the order of meeting them; after them bigrams, pairs of neighbouring stems, stop words among
 * them; and skip-grams, pairs of stems that stand near each other in whatever order, as people put the same two things differently.
 */
export interface Vocabulary {
  readonly stems: ReadonlyMap<string, number>;
  /** By {@link bigramKey}. */
  readonly bigrams: ReadonlyMap<number, number>;
  /** By {@link skipGramKey}. */
  readonly skipGrams: ReadonlyMap<number, number>;
  readonly size: number;
  /** Inverse document frequency of each feature, less for pairs and stop words. */
  readonly idf: Float32Array;
  /** The idf of a stem that no text has. */
  readonly maxIdf: number;
  /** In how many texts each form of a word occurs, as it was written. */
  readonly formFrequency: ReadonlyMap<string, number>;
}

/** The features of each text, every occurrence: text `t` has those from `indptr[t]` to `indptr[t + 1]` of `ids`. */
export interface Occurrences {
  readonly indptr: Int32Array;
  readonly ids: Int32Array;
}

/** What a pair of stems, and a stop word, counts compared with a stem as rare. Tuned by leaving out a quarter of the newest voices at a time. */
const pairWeight = 0.7;
const stopWordWeight = 0.4;

/** Pairs that occur less often are chance: without them questions are understood as well, and learning takes half the time. */
const leastFrequency = { bigram: 4, skipGram: 6 };

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

/** Whether a word stands in skip-grams. */
export function isContent(form: string): boolean {
  return form !== anyNumber && !isStopWord(form);
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

interface ReadText {
  readonly unigrams: readonly number[];
  readonly bigrams: readonly number[];
  readonly skipGrams: readonly number[];
}

/** So many texts are read, or have their pairs counted, in a few milliseconds. */
const textsInASlice = 400;
const textsCountedInASlice = 5_000;

export function* buildVocabulary(texts: readonly string[]): Slices<{ vocabulary: Vocabulary; occurrences: Occurrences }> {
  const reader = textReader();
  const read: ReadText[] = [];
  for (const text of texts) {
    read.push(reader.read(text));
    if (read.length % textsInASlice === 0) yield;
  }
  const first = reader.stems.size;
  const bigrams = yield* frequentPairs(
    read.map((text) => text.bigrams),
    leastFrequency.bigram,
    first,
  );
  yield;
  const skipGrams = yield* frequentPairs(
    read.map((text) => text.skipGrams),
    leastFrequency.skipGram,
    first + bigrams.size,
  );
  const size = first + bigrams.size + skipGrams.size;
  yield;
  const occurrences = yield* occurrencesOf(read, bigrams, skipGrams);
  yield;
  const idf = inverseDocumentFrequency(occurrences, size, reader.stems);
  const vocabulary = {
    stems: reader.stems,
    bigrams,
    skipGrams,
    size,
    idf,
    maxIdf: Math.log(texts.length + 1) + 1,
    formFrequency: reader.formFrequency,
  };
  return { vocabulary, occurrences };
}

/** Reads texts one after the other, and numbers stems as they come. */
function textReader() {
  const stems = new Map<string, number>();
  const stemOfForm = new Map<string, number>();
  const formFrequency = new Map<string, number>();

  function stemId(form: string): number {
    const known = stemOfForm.get(form);
    if (known !== undefined) return known;
    const stem = stemOf(form);
    const id = stems.get(stem) ?? stems.size;
    stems.set(stem, id);
    stemOfForm.set(form, id);
    return id;
  }

  function read(text: string): ReadText {
    const [unigrams, bigrams, near]: [number[], number[], number[]] = [[], [], []];
    let before: number | undefined;
    const addSkipGrams = skipGrams<number>(itself, (key) => near.push(key));
    const tokens = tokenize(text);
    for (const { form, isCompound } of tokens) {
      const stem = stemId(form);
      unigrams.push(stem);
      if (isCompound) continue;
      if (before !== undefined) bigrams.push(bigramKey(before, stem));
      if (isContent(form)) addSkipGrams(stem);
      before = stem;
    }
    for (const form of new Set(tokens.map((token) => token.form))) formFrequency.set(form, (formFrequency.get(form) ?? 0) + 1);
    return { unigrams, bigrams, skipGrams: near };
  }

  return { stems, formFrequency, read };
}

const itself = (stem: number) => stem;

/** The pairs of all texts that occur this often, numbered from `first` on. */
function* frequentPairs(texts: readonly (readonly number[])[], least: number, first: number): Slices<Map<number, number>> {
  const buckets = bucketCounts(texts);
  const frequencies = new Map<number, number>();
  for (const [at, keys] of texts.entries()) {
    if (at % textsCountedInASlice === 0) yield;
    for (const key of keys) if (intAt(buckets, bucketOf(key)) >= least) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  }
  const frequent = [...frequencies].filter(([, frequency]) => frequency >= least);
  return new Map(frequent.map(([key], at) => [key, first + at]));
}

/** How often a pair occurs at most: a rough count, since an exact one of hundreds of thousands that occur once would take most of the time. */
function bucketCounts(texts: readonly (readonly number[])[]): Int32Array {
  const buckets = new Int32Array(1 << bucketBits);
  for (const keys of texts) for (const key of keys) increase(buckets, bucketOf(key), 1);
  return buckets;
}

const bucketBits = 18;

/** Multiplicative hashing: D. E. Knuth, "The art of computer programming", volume 3, section 6.4. */
function bucketOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - bucketBits);
}

type Numbers = ReadonlyMap<number, number>;

function* occurrencesOf(texts: readonly ReadText[], bigrams: Numbers, skipGrams: Numbers): Slices<Occurrences> {
  const indptr = [0];
  const ids: number[] = [];
  const addPairs = (keys: readonly number[], numbers: Numbers) => {
    for (const key of keys) {
      const id = numbers.get(key);
      if (id !== undefined) ids.push(id);
    }
  };
  for (const text of texts) {
    for (const stem of text.unigrams) ids.push(stem);
    addPairs(text.bigrams, bigrams);
    addPairs(text.skipGrams, skipGrams);
    indptr.push(ids.length);
    if (indptr.length % textsCountedInASlice === 0) yield;
  }
  return { indptr: Int32Array.from(indptr), ids: Int32Array.from(ids) };
}

/** Smoothed: K. Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval", 1972. */
function inverseDocumentFrequency(occurrences: Occurrences, size: number, stems: ReadonlyMap<string, number>): Float32Array {
  const frequency = documentFrequency(occurrences, size);
  const texts = occurrences.indptr.length - 1;
  const idf = new Float32Array(size);
  for (let id = 0; id < size; id += 1)
    idf[id] = (Math.log((texts + 1) / (intAt(frequency, id) + 1)) + 1) * (id < stems.size ? 1 : pairWeight);
  for (const [stem, id] of stems) if (isStopWord(stem)) idf[id] = floatAt(idf, id) * stopWordWeight;
  return idf;
}

/** In how many texts each feature occurs. */
export function documentFrequency({ indptr, ids }: Occurrences, size: number): Int32Array {
  const frequency = new Int32Array(size);
  const lastText = new Int32Array(size).fill(-1);
  for (let text = 0; text + 1 < indptr.length; text += 1) {
    for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) {
      const id = intAt(ids, at);
      if (lastText[id] !== text) increase(frequency, id, 1);
      lastText[id] = text;
    }
  }
  return frequency;
}
