import type { Rows } from './csr.ts';
import { isHolding, stemOf } from '../text/stem.ts';
import { readWords } from '../text/tokenize.ts';

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
  return (left * 32768 + right) | 0;
}

/** Lists of numbers end to end, one list a text: list `t` stands from `starts[t]` to `starts[t + 1]` of `ids`. */
interface Lists {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
}

/** The terms of some texts; each text as a row of weighted terms, and as the stems it has. */
export function makeTerms(texts: readonly string[]): { terms: Terms; rows: Rows; stemsOf: readonly Int32Array[] } {
  const { words, stemIds, stems, wordLists, pairLists } = readTexts(texts);
  const pairs = commonPairs(pairLists.ids, words.size);
  const documents = joinLists(wordLists, pairLists, pairs);
  const spread = spreadOf(documents, words.size + pairs.size);
  const weights = weigh(words, spread, texts.length);
  const counts = new Map<string, number>();
  for (const [form, term] of words) counts.set(form, spread[term]!);
  const stemsIn = wordLists.ids.map((term) => stems[term]!);
  return {
    terms: { words, pairs, stems: Int32Array.from(stems), stemIds, weights, counts, rarest: Math.log(texts.length + 1) + 1 },
    rows: weightedRows(documents, weights),
    stemsOf: texts.map((_, text) => stemsIn.subarray(wordLists.starts[text], wordLists.starts[text + 1])),
  };
}

/** Reads all texts, and gives words and stems their numbers in the order of meeting them. */
function readTexts(texts: readonly string[]) {
  const words = new Map<string, number>();
  const stemIds = new Map<string, number>();
  const stems: number[] = [];
  const most = texts.reduce((sum, text) => sum + text.length + 1, 0);
  const wordLists = { starts: new Int32Array(texts.length + 1), ids: new Int32Array(most) };
  const pairLists = { starts: new Int32Array(texts.length + 1), ids: new Int32Array(most) };
  let [wordEnd, pairEnd] = [0, 0];
  texts.forEach((text, index) => {
    let before = -1;
    for (const { form, whole } of readWords(text)) {
      const word = words.get(form) ?? addWord(form, words, stems, stemIds);
      wordLists.ids[wordEnd++] = word;
      if (whole) continue;
      const stem = stems[word]!;
      if (before >= 0) pairLists.ids[pairEnd++] = pairKey(before, stem);
      before = stem;
    }
    wordLists.starts[index + 1] = wordEnd;
    pairLists.starts[index + 1] = pairEnd;
  });
  return { words, stemIds, stems, wordLists: cut(wordLists, wordEnd), pairLists: cut(pairLists, pairEnd) };
}

function cut({ starts, ids }: Lists, end: number): Lists {
  return { starts, ids: ids.slice(0, end) };
}

function addWord(form: string, words: Map<string, number>, stems: number[], stemIds: Map<string, number>): number {
  const stem = stemOf(form);
  const stemId = stemIds.get(stem) ?? stemIds.size;
  stemIds.set(stem, stemId);
  stems.push(stemId);
  words.set(form, words.size);
  return words.size - 1;
}

/** Sorted, equal pairs stand together: most occur once, and counting them in a map would take three times as long. */
function commonPairs(keys: Int32Array, first: number): Map<number, number> {
  const sorted = keys.slice().sort();
  const common = new Map<number, number>();
  for (let at = 0; at + pairsFrom <= sorted.length; at += 1) {
    const key = sorted[at]!;
    if (key === sorted[at + pairsFrom - 1] && key !== sorted[at - 1]) common.set(key, first + common.size);
  }
  return common;
}

/** The terms of each text: its words, then those of its pairs that are common. */
function joinLists(words: Lists, keys: Lists, pairs: ReadonlyMap<number, number>): Lists {
  const joined = { starts: new Int32Array(words.starts.length), ids: new Int32Array(words.ids.length + keys.ids.length) };
  let end = 0;
  for (let text = 0; text + 1 < words.starts.length; text += 1) {
    for (let at = words.starts[text]!; at < words.starts[text + 1]!; at += 1) joined.ids[end++] = words.ids[at]!;
    for (let at = keys.starts[text]!; at < keys.starts[text + 1]!; at += 1) {
      const pair = pairs.get(keys.ids[at]!);
      if (pair !== undefined) joined.ids[end++] = pair;
    }
    joined.starts[text + 1] = end;
  }
  return cut(joined, end);
}

/** How many texts have each term. */
function spreadOf({ starts, ids }: Lists, count: number): Int32Array {
  const spread = new Int32Array(count);
  const last = new Int32Array(count).fill(-1);
  for (let text = 0; text + 1 < starts.length; text += 1) {
    for (let at = starts[text]!; at < starts[text + 1]!; at += 1) {
      if (last[ids[at]!] !== text) spread[ids[at]!]! += 1;
      last[ids[at]!] = text;
    }
  }
  return spread;
}

/** Inverse document frequency, smoothed: K. Spärck Jones, "A statistical interpretation of term specificity", 1972. */
function weigh(words: ReadonlyMap<string, number>, spread: Int32Array, texts: number): Float32Array {
  const weights = new Float32Array(spread.length);
  for (let term = 0; term < spread.length; term += 1) {
    weights[term] = (Math.log((texts + 1) / (spread[term]! + 1)) + 1) * (term < words.size ? 1 : pairShare);
  }
  for (const [form, term] of words) if (isHolding(form)) weights[term] = 0;
  return weights;
}

/** How much a term counts that a text has `times` times, compared with once. */
export function damped(times: number): number {
  return 1 + Math.log(times);
}

/** Each text as its terms, each once, weighted, and made to length one so that long texts do not shout. */
function weightedRows({ starts, ids }: Lists, weights: Float32Array): Rows {
  const rows = { starts: new Int32Array(starts.length), ids: new Int32Array(ids.length), values: new Float32Array(ids.length) };
  const place = new Int32Array(weights.length).fill(-1);
  let end = 0;
  for (let text = 0; text + 1 < starts.length; text += 1) {
    const start = end;
    for (let at = starts[text]!; at < starts[text + 1]!; at += 1) {
      const term = ids[at]!;
      if (weights[term] === 0) continue;
      if (place[term]! < start) {
        place[term] = end;
        rows.ids[end] = term;
        end += 1;
      }
      rows.values[place[term]!]! += 1;
    }
    weighRow(rows, start, end, weights);
    rows.starts[text + 1] = end;
  }
  return { starts: rows.starts, ids: rows.ids.slice(0, end), values: rows.values.slice(0, end) };
}

/** Turns the counts of one row into its values. */
function weighRow({ ids, values }: Rows, start: number, end: number, weights: Float32Array): void {
  let length = 0;
  for (let at = start; at < end; at += 1) {
    const value = weights[ids[at]!]! * damped(values[at]!);
    values[at] = value;
    length += value * value;
  }
  for (let at = start; at < end; at += 1) values[at]! /= Math.sqrt(length);
}
