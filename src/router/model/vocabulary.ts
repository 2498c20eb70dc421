import { isStopWord } from '../text/stop-words.ts';
import type { Slices } from '../slices.ts';
import { floatAt, increase, intAt } from './arrays.ts';
import { eachBigram, eachSkipGram, type FrequentPairs, frequentPairs, leastFrequency } from './pairs.ts';
import { type ReadTexts, textReader } from './read-texts.ts';

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
  /** The parts of names in code that are hardly ever words, by the name in lower case: `vector` and `assembler` of `vectorassembler`. */
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

/** So many texts are read, or looked through, in a few milliseconds. */
const slices = { read: 400, lookedThrough: 3_000 };

export function* buildVocabulary(texts: readonly string[]): Slices<{ vocabulary: Vocabulary; occurrences: Occurrences }> {
  const reader = textReader();
  for (const [at, text] of texts.entries()) {
    reader.read(text);
    if (at % slices.read === 0) yield;
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
    if (text % slices.lookedThrough === 0) yield;
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
