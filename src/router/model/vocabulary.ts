import { stemOf } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { anyNumber, type Token, tokenize } from '../text/tokenize.ts';
import type { Slices } from '../slices.ts';
import { floatAt, increase, intAt } from './arrays.ts';
import { hash, makeIntMap } from './int-map.ts';

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
  /** The parts of names in code, by the name in lower case: `vector` and `assembler` of `vectorassembler`. */
  readonly compounds: ReadonlyMap<string, readonly string[]>;
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

/** So many texts are read, or have their pairs counted, in a few milliseconds. */
const textsInASlice = 400;
const textsCountedInASlice = 3_000;

export function* buildVocabulary(texts: readonly string[]): Slices<{ vocabulary: Vocabulary; occurrences: Occurrences }> {
  const reader = textReader();
  for (const [at, text] of texts.entries()) {
    reader.read(text);
    if (at % textsInASlice === 0) yield;
  }
  const { stems, compounds, formFrequency, read } = reader.done();
  const bigrams = yield* frequentPairs(read, eachBigram, leastFrequency.bigram, stems.size);
  const skipGrams = yield* frequentPairs(read, eachSkipGram, leastFrequency.skipGram, stems.size + bigrams.numbers.size);
  const size = stems.size + bigrams.numbers.size + skipGrams.numbers.size;
  const occurrences = yield* occurrencesOf(read, bigrams, skipGrams);
  yield;
  const idf = inverseDocumentFrequency(occurrences, size, stems);
  const vocabulary = {
    stems,
    bigrams: bigrams.numbers,
    skipGrams: skipGrams.numbers,
    size,
    idf,
    maxIdf: Math.log(texts.length + 1) + 1,
    compounds,
    formFrequency,
  };
  return { vocabulary, occurrences };
}

/**
 * What was read: text `t` has the tokens from `indptr[t]` to `indptr[t + 1]` of `tokens`, each its stem times four, and `compound` or `content`. Numbers
 * in one array, since an object for each of half a million tokens would take longer to clear away than to read.
 */
interface ReadTexts {
  readonly indptr: Int32Array;
  readonly tokens: Int32Array;
}

const [compound, content] = [1, 2];

/** Reads texts one after the other, and numbers stems as they come. */
function textReader() {
  const stems = new Map<string, number>();
  const forms = new Map<string, Form>();
  const compounds = new Map<string, readonly string[]>();
  const tokens: number[] = [];
  const indptr = [0];

  function meet(form: string): Form {
    const stem = stemOf(form);
    const id = stems.get(stem) ?? stems.size;
    stems.set(stem, id);
    const met = { code: 4 * id + (isContent(form) ? content : 0), frequency: 0, lastText: -1 };
    forms.set(form, met);
    return met;
  }

  function read(text: string): void {
    const at = indptr.length - 1;
    const ofText = tokenize(text);
    for (const token of ofText) {
      const { form, isCompound } = token;
      if (isCompound && !compounds.has(form)) compounds.set(form, partsOf(token, ofText));
      const met = forms.get(form) ?? meet(form);
      if (met.lastText !== at) met.frequency += 1;
      met.lastText = at;
      tokens.push(isCompound ? met.code | compound : met.code);
    }
    indptr.push(tokens.length);
  }

  const done = () => ({
    stems,
    compounds,
    formFrequency: new Map(Array.from(forms, ([form, { frequency }]) => [form, frequency])),
    read: { indptr: Int32Array.from(indptr), tokens: Int32Array.from(tokens) },
  });
  return { read, done };
}

function partsOf(compound: Token, tokens: readonly Token[]): string[] {
  return tokens.filter(({ start, isCompound }) => start === compound.start && !isCompound).map(({ form }) => form);
}

/** A form of a word: its stem as it stands in {@link ReadTexts}, in how many texts it is, and the last of them. */
interface Form {
  readonly code: number;
  frequency: number;
  lastText: number;
}

/** Hands over the keys of all pairs in a text. */
type EachPair = (read: ReadTexts, text: number, found: (key: number) => void) => void;

function eachBigram({ indptr, tokens }: ReadTexts, text: number, found: (key: number) => void): void {
  let before = -1;
  for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) {
    const token = intAt(tokens, at);
    if ((token & compound) !== 0) continue;
    if (before >= 0) found(bigramKey(before, token >> 2));
    before = token >> 2;
  }
}

/** The same pairs as {@link skipGrams} finds in the words of a question. */
function eachSkipGram({ indptr, tokens }: ReadTexts, text: number, found: (key: number) => void): void {
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
interface FrequentPairs {
  readonly numbers: ReadonlyMap<number, number>;
  /** The number of a pair, -1 for one that is not frequent. */
  readonly find: (key: number) => number;
}

/** The pairs of all texts that occur this often, numbered from `first` on. */
function* frequentPairs(read: ReadTexts, eachPair: EachPair, least: number, first: number): Slices<FrequentPairs> {
  const texts = read.indptr.length - 1;
  // A rough count first, since an exact one of hundreds of thousands of pairs that occur once would take most of the time.
  const buckets = new Uint8Array(1 << bucketBits);
  const countRoughly = (key: number) => {
    const bucket = hash(key, bucketBits);
    if ((buckets[bucket] ?? 0) < least) buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  };
  for (let text = 0; text < texts; text += 1) {
    eachPair(read, text, countRoughly);
    if (text % textsCountedInASlice === 0) yield;
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
    if (text % textsCountedInASlice === 0) yield;
  }
  const frequent = frequencies.entries().filter(([, frequency]) => frequency >= least);
  const numbers = new Map(frequent.map(([key], at) => [key, first + at]));
  const numberOf = makeIntMap(Math.ceil(Math.log2(2 * frequent.length + 16)));
  for (const [key, number] of numbers) numberOf.set(key, number + 1);
  return { numbers, find: (key) => (isLikely(key) ? numberOf.get(key) - 1 : -1) };
}

const bucketBits = 20;

function* occurrencesOf(read: ReadTexts, bigrams: FrequentPairs, skipGrams: FrequentPairs): Slices<Occurrences> {
  const { indptr, tokens } = read;
  const starts = [0];
  const ids: number[] = [];
  const adder =
    ({ find }: FrequentPairs) =>
    (key: number) => {
      const id = find(key);
      if (id >= 0) ids.push(id);
    };
  const [addBigram, addSkipGram] = [adder(bigrams), adder(skipGrams)];
  for (let text = 0; text + 1 < indptr.length; text += 1) {
    for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) ids.push(intAt(tokens, at) >> 2);
    eachBigram(read, text, addBigram);
    eachSkipGram(read, text, addSkipGram);
    starts.push(ids.length);
    if (text % textsCountedInASlice === 0) yield;
  }
  return { indptr: Int32Array.from(starts), ids: Int32Array.from(ids) };
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
