import { makeRows, type Rows } from './rows.ts';
import { isHolding, stemOf } from './stems.ts';
import { readWords } from './words.ts';

/**
 * What texts are made of, for the router: *terms*, which are words and pairs of neighbouring words. Words have the numbers
 * from 0, in the order of `words`; pairs come after them. Words that only hold sentences together weigh nothing.
 */
export interface Terms {
  readonly words: ReadonlyMap<string, number>;
  /** By {@link pairKey}. */
  readonly pairs: ReadonlyMap<number, number>;
  /** The stem of each word. */
  readonly stems: Int32Array;
  readonly stemIds: ReadonlyMap<string, number>;
  /** How telling each term is. */
  readonly weights: Float32Array;
  /** How telling a word is that no text has. */
  readonly rarest: number;
  /** How many texts have each word. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What a pair counts, compared with a word as rare. */
const pairShare = 0.7;
/** A pair seen once is chance. */
const pairsFrom = 2;

/** One number for a pair of stems. Two pairs share one only in vocabularies of more than 32,768 stems, and then do little harm. */
export function pairKey(left: number, right: number): number {
  return left * 32768 + right;
}

/** A text as the numbers of its words and the keys of its pairs, in order, repeated as they repeat. */
interface Reading {
  readonly words: readonly number[];
  readonly pairs: readonly number[];
}

/** The terms of some texts; each text as a row of weighted terms, and as the stems it has. */
export function makeTerms(texts: readonly string[]): { terms: Terms; rows: Rows; stemsOf: readonly Int32Array[] } {
  const lexicon = makeLexicon();
  const readings = texts.map(lexicon.read);
  const { words, stemIds } = lexicon;
  const stems = Int32Array.from(lexicon.stems);
  const pairs = commonPairs(readings, words.size);
  const documents = readings.map((reading) => [...reading.words, ...reading.pairs.flatMap((key) => pairs.get(key) ?? [])]);
  const spread = spreadOf(documents, words.size + pairs.size);
  const weights = weigh(words, spread, texts.length);
  const counts = new Map(Array.from(words, ([form, term]) => [form, spread[term]!]));
  const terms = { words, pairs, stems, stemIds, weights, counts, rarest: Math.log(texts.length + 1) + 1 };
  const stemsOf = readings.map((reading) => Int32Array.from(reading.words, (term) => stems[term]!));
  return { terms, rows: weightedRows(documents, weights), stemsOf };
}

/** Gives words and stems their numbers as it meets them. */
function makeLexicon() {
  const words = new Map<string, number>();
  const stemIds = new Map<string, number>();
  const stems: number[] = [];
  const numberOf = (form: string): number => {
    const known = words.get(form);
    if (known !== undefined) return known;
    const stem = stemOf(form);
    const stemId = stemIds.get(stem) ?? stemIds.size;
    stemIds.set(stem, stemId);
    stems.push(stemId);
    words.set(form, words.size);
    return words.size - 1;
  };
  const read = (text: string): Reading => {
    const reading = { words: [] as number[], pairs: [] as number[] };
    let before: number | undefined;
    for (const { form, whole } of readWords(text)) {
      const word = numberOf(form);
      reading.words.push(word);
      if (whole) continue;
      const stem = stems[word]!;
      if (before !== undefined) reading.pairs.push(pairKey(before, stem));
      before = stem;
    }
    return reading;
  };
  return { words, stemIds, stems, read };
}

function commonPairs(readings: readonly Reading[], first: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { pairs } of readings) for (const key of pairs) counts.set(key, (counts.get(key) ?? 0) + 1);
  const common = new Map<number, number>();
  for (const [key, count] of counts) if (count >= pairsFrom) common.set(key, first + common.size);
  return common;
}

/** How many texts have each term. */
function spreadOf(documents: readonly (readonly number[])[], count: number): Int32Array {
  const spread = new Int32Array(count);
  const last = new Int32Array(count).fill(-1);
  documents.forEach((terms, text) => {
    for (const term of terms) {
      if (last[term] === text) continue;
      last[term] = text;
      spread[term]! += 1;
    }
  });
  return spread;
}

/** Inverse document frequency, smoothed: K. Spärck Jones, "A statistical interpretation of term specificity", 1972. */
function weigh(words: ReadonlyMap<string, number>, spread: Int32Array, texts: number): Float32Array {
  const weights = Float32Array.from(spread, (count) => pairShare * (Math.log((texts + 1) / (count + 1)) + 1));
  for (const [form, term] of words) weights[term] = isHolding(form) ? 0 : weights[term]! / pairShare;
  return weights;
}

/** How much a term counts that a text has `times` times, compared with once. */
export function damped(times: number): number {
  return 1 + Math.log(times);
}

/** Each text as its terms, each once, weighted, and made to length one so that long texts do not shout. */
function weightedRows(documents: readonly (readonly number[])[], weights: Float32Array): Rows {
  const rows = makeRows();
  const times = new Int32Array(weights.length);
  for (const terms of documents) {
    for (const term of terms) times[term]! += 1;
    const own: number[] = [];
    let length = 0;
    for (const term of terms) {
      const value = weights[term]! * damped(times[term]!);
      if (times[term] === 0 || value === 0) continue;
      own.push(term, value);
      length += value * value;
      times[term] = 0;
    }
    for (const term of terms) times[term] = 0;
    for (let at = 0; at < own.length; at += 2) rows.add(own[at]!, own[at + 1]! / Math.sqrt(length));
    rows.endRow();
  }
  return rows.make();
}
