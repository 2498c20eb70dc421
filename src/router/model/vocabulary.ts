import { stemmer } from 'stemmer';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokenize.ts';
import type { Slices } from '../slices.ts';
import { increase, intAt } from './arrays.ts';

/**
 * The features of the texts: stems, numbered from 0 in the order of meeting them, and after them bigrams, pairs of neighbouring stems. Stop words are
 * no features by themselves, but stand in bigrams.
 */
export interface Vocabulary {
  readonly stems: ReadonlyMap<string, number>;
  /** By {@link bigramKey}. */
  readonly bigrams: ReadonlyMap<number, number>;
  readonly size: number;
  /** Inverse document frequency of each feature; 0 for stems that only stop words have. */
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

/** What a bigram counts, compared with a stem as rare. */
const bigramWeight = 0.7;

/** One number for a pair of stems. Two pairs share one only in vocabularies of more than 32,768 stems, and then do little harm. */
export function bigramKey(left: number, right: number): number {
  return (left * 32768 + right) | 0;
}

interface ReadText {
  readonly unigrams: readonly number[];
  readonly bigrams: readonly number[];
}

/** So many texts are read in a few milliseconds. */
const textsInASlice = 400;

export function* buildVocabulary(texts: readonly string[]): Slices<{ vocabulary: Vocabulary; occurrences: Occurrences }> {
  const reader = textReader();
  const read: ReadText[] = [];
  for (const text of texts) {
    read.push(reader.read(text));
    if (read.length % textsInASlice === 0) yield;
  }
  const bigrams = frequentBigrams(read, reader.stems.size);
  const size = reader.stems.size + bigrams.size;
  yield;
  const occurrences = occurrencesOf(read, bigrams);
  yield;
  const idf = inverseDocumentFrequency(occurrences, size, reader.stems.size);
  const vocabulary = {
    stems: reader.stems,
    bigrams,
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
    const stem = stemmer(form);
    const id = stems.get(stem) ?? stems.size;
    stems.set(stem, id);
    stemOfForm.set(form, id);
    return id;
  }

  function read(text: string): ReadText {
    const unigrams: number[] = [];
    const bigrams: number[] = [];
    let before: number | undefined;
    const tokens = tokenize(text);
    for (const { form, isCompound } of tokens) {
      const stem = stemId(form);
      if (!isStopWord(form)) unigrams.push(stem);
      if (isCompound) continue;
      if (before !== undefined) bigrams.push(bigramKey(before, stem));
      before = stem;
    }
    for (const form of new Set(tokens.map((token) => token.form))) formFrequency.set(form, (formFrequency.get(form) ?? 0) + 1);
    return { unigrams, bigrams };
  }

  return { stems, formFrequency, read };
}

/** A bigram seen once is chance. */
function frequentBigrams(texts: readonly ReadText[], first: number): Map<number, number> {
  const once = new Set<number>();
  const frequent = new Map<number, number>();
  for (const { bigrams } of texts) {
    for (const key of bigrams) {
      if (!once.has(key)) once.add(key);
      else if (!frequent.has(key)) frequent.set(key, first + frequent.size);
    }
  }
  return frequent;
}

function occurrencesOf(texts: readonly ReadText[], bigrams: ReadonlyMap<number, number>): Occurrences {
  const indptr = [0];
  const ids: number[] = [];
  for (const text of texts) {
    for (const stem of text.unigrams) ids.push(stem);
    for (const key of text.bigrams) {
      const id = bigrams.get(key);
      if (id !== undefined) ids.push(id);
    }
    indptr.push(ids.length);
  }
  return { indptr: Int32Array.from(indptr), ids: Int32Array.from(ids) };
}

/** Smoothed: K. Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval", 1972. */
function inverseDocumentFrequency(occurrences: Occurrences, size: number, stems: number): Float32Array {
  const frequency = documentFrequency(occurrences, size);
  const texts = occurrences.indptr.length - 1;
  const idf = new Float32Array(size);
  for (let id = 0; id < size; id += 1) {
    const having = intAt(frequency, id);
    if (having > 0) idf[id] = (Math.log((texts + 1) / (having + 1)) + 1) * (id < stems ? 1 : bigramWeight);
  }
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
