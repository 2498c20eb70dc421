import { isStopWord } from '../text/stop-words.ts';
import type { Slices } from '../slices.ts';
import { floatAt, increase, intAt } from './arrays.ts';
import { bigramsIn, frequentPairs, leastFrequency, skipGramsIn } from './pairs.ts';
import { type EachStem, eachStemOf, readTexts } from './read-texts.ts';

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

/** The features of some texts, and where they are. */
interface Read {
  readonly vocabulary: Vocabulary;
  readonly occurrences: Occurrences;
  readonly eachStem: EachStem;
}

/** What a pair of stems, and a stop word, counts compared with a stem as rare. Tuned by leaving out a quarter of the newest voices at a time. */
const pairWeight = 0.7;
const stopWordWeight = 0.4;

/** So many texts are looked through in a few milliseconds. */
const textsInASlice = 3_000;

export function* buildVocabulary(texts: readonly string[]): Slices<Read> {
  const read = yield* readTexts(texts);
  const { stems, compounds, formFrequency } = read;
  yield;
  const pairs = { bigrams: yield* bigramsIn(read), skipGrams: yield* skipGramsIn(read) };
  const bigrams = yield* frequentPairs(pairs.bigrams.keys, leastFrequency.bigram, stems.size);
  const skipGrams = yield* frequentPairs(pairs.skipGrams.keys, leastFrequency.skipGram, stems.size + bigrams.numbers.size);
  const size = stems.size + bigrams.numbers.size + skipGrams.numbers.size;
  const occurrences = yield* together([
    { indptr: read.indptr, ids: read.tokens.map((token) => token >> 2) },
    { indptr: pairs.bigrams.indptr, ids: bigrams.found },
    { indptr: pairs.skipGrams.indptr, ids: skipGrams.found },
  ]);
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
  yield;
  return { vocabulary, occurrences, eachStem: eachStemOf(texts, read) };
}

/** Numbers of each text, and some of them -1: text `t` has those from `indptr[t]` to `indptr[t + 1]` of `ids`. */
type Numbers = Occurrences;

/** All numbers of a text one after the other, without those that are -1. */
function* together(parts: readonly Numbers[]): Slices<Occurrences> {
  const [first] = parts;
  const indptr = new Int32Array(first?.indptr.length ?? 1);
  const ids = new Int32Array(parts.reduce((sum, part) => sum + part.ids.length, 0));
  for (let text = 0; text + 1 < indptr.length; text += 1) {
    let next = intAt(indptr, text);
    for (const part of parts) next = append(part, text, ids, next);
    indptr[text + 1] = next;
    if (text % textsInASlice === 0) yield;
  }
  return { indptr, ids: ids.slice(0, indptr.at(-1)) };
}

function append({ indptr, ids }: Numbers, text: number, all: Int32Array, from: number): number {
  let next = from;
  for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) {
    const id = intAt(ids, at);
    if (id < 0) continue;
    all[next] = id;
    next += 1;
  }
  return next;
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
