import { isHolding, readWords, stemOf } from './words.ts';

/**
 * What a text is made of, for the router. A *term* is a word or a pair of neighbouring words; its `weights` entry says how
 * telling it is. Terms share *features*, so that words never seen can be placed by what they look like: a word has its stem
 * and its pieces of three to five letters, a pair has only itself.
 */
export interface Vocabulary {
  readonly words: ReadonlyMap<string, number>;
  /** Terms of pairs, by {@link pairKey}. */
  readonly pairs: ReadonlyMap<number, number>;
  /** The stem of each word, by term. */
  readonly stems: Int32Array;
  readonly stemIds: ReadonlyMap<string, number>;
  readonly pieces: ReadonlyMap<number, number>;
  /** How many texts have each word. */
  readonly counts: ReadonlyMap<string, number>;
  readonly termCount: number;
  readonly featureCount: number;
  readonly weights: Float32Array;
  /** The weight of a word that no text has. */
  readonly rarest: number;
  readonly features: Rows;
}

/** Sparse rows end to end: row `r` has the entries from `starts[r]` to `starts[r + 1]` of `ids` and `values`. */
export interface Rows {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** What pieces together, pairs and holding words count, compared with a word of the subject. */
export const shares = { pieces: 1, pair: 0.7, holding: 0.3 };

/** A pair seen once is chance. */
const pairsFrom = 2;

export function pairKey(left: number, right: number): number {
  return left * 32768 + right;
}

/** The vocabulary of some texts, and each text as a row of weighted terms of length one. */
export function makeVocabulary(texts: readonly string[]): { vocabulary: Vocabulary; rows: Rows; stemsOf: readonly Int32Array[] } {
  const census = countTerms(texts);
  const { words, pairs } = census;
  const termCount = words.size + pairs.size;
  const weights = weigh(census, texts.length);
  const shape = makeFeatures(census);
  const { stems, stemIds, spread } = census;
  const counts = new Map(Array.from(words, ([form, term]) => [form, spread[term] ?? 0]));
  const vocabulary = { words, pairs, stems, stemIds, counts, ...shape, termCount, weights, rarest: Math.log(texts.length + 1) + 1 };
  const stemsOf = census.documents.map((terms) => terms.filter((term) => term < words.size).map((term) => stems[term]!));
  return { vocabulary, rows: rowsOf(census.documents, weights), stemsOf };
}

interface Census {
  readonly words: Map<string, number>;
  readonly pairs: Map<number, number>;
  readonly stems: Int32Array;
  readonly stemIds: Map<string, number>;
  /** How many texts have each term. */
  readonly spread: Int32Array;
  /** The terms of each text, in order, repeated as they repeat. */
  readonly documents: readonly Int32Array[];
}

function countTerms(texts: readonly string[]): Census {
  const words = new Map<string, number>();
  const stemIds = new Map<string, number>();
  const stems: number[] = [];
  const wordTerm = (form: string): number => {
    const known = words.get(form);
    if (known !== undefined) return known;
    const term = words.size;
    words.set(form, term);
    const stem = stemOf(form);
    const stemId = stemIds.get(stem) ?? stemIds.size;
    stemIds.set(stem, stemId);
    stems.push(stemId);
    return term;
  };
  const read = texts.map((text) => {
    const typed = readWords(text);
    const terms = new Int32Array(typed.length);
    const keys: number[] = [];
    let before = -1;
    typed.forEach((word, index) => {
      const term = wordTerm(word.form);
      terms[index] = term;
      if (word.whole) return;
      const stem = stems[term] ?? 0;
      if (before >= 0) keys.push(pairKey(before, stem));
      before = stem;
    });
    return { terms, keys };
  });
  const pairs = commonPairs(read.map(({ keys }) => keys), words.size);
  const documents = read.map(({ terms, keys }) => {
    const kept = keys.flatMap((key) => pairs.get(key) ?? []);
    const all = new Int32Array(terms.length + kept.length);
    all.set(terms);
    all.set(kept, terms.length);
    return all;
  });
  return { words, pairs, stemIds, stems: Int32Array.from(stems), documents, spread: spreadOf(documents, words.size + pairs.size) };
}

function commonPairs(documents: readonly (readonly number[])[], firstTerm: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const keys of documents) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const pairs = new Map<number, number>();
  for (const [key, count] of counts) if (count >= pairsFrom) pairs.set(key, firstTerm + pairs.size);
  return pairs;
}

function spreadOf(documents: readonly Int32Array[], termCount: number): Int32Array {
  const spread = new Int32Array(termCount);
  const last = new Int32Array(termCount).fill(-1);
  documents.forEach((terms, index) => {
    for (const term of terms) {
      if (last[term] === index) continue;
      last[term] = index;
      spread[term]! += 1;
    }
  });
  return spread;
}

/** Inverse document frequency, smoothed: K. Sparck Jones, "A statistical interpretation of term specificity", 1972. */
function weigh({ words, spread }: Census, texts: number): Float32Array {
  const weights = new Float32Array(spread.length);
  for (let term = 0; term < spread.length; term += 1) {
    weights[term] = (Math.log((texts + 1) / ((spread[term] ?? 0) + 1)) + 1) * (term < words.size ? 1 : shares.pair);
  }
  for (const [form, term] of words) if (isHolding(form)) weights[term]! *= shares.holding;
  return weights;
}

/** Each text as its terms, weighted by how telling they are and damped when they repeat, made to length one. */
function rowsOf(documents: readonly Int32Array[], weights: Float32Array): Rows {
  const most = documents.reduce((sum, terms) => sum + terms.length, 0);
  const starts = new Int32Array(documents.length + 1);
  const ids = new Int32Array(most);
  const values = new Float32Array(most);
  const place = new Int32Array(weights.length).fill(-1);
  let end = 0;
  documents.forEach((terms, index) => {
    const start = end;
    for (const term of terms) {
      const at = place[term] ?? -1;
      if (at >= start) values[at]! += 1;
      else {
        place[term] = end;
        ids[end] = term;
        values[end] = 1;
        end += 1;
      }
    }
    let length = 0;
    for (let at = start; at < end; at += 1) {
      const value = (1 + Math.log(values[at]!)) * (weights[ids[at]!] ?? 0);
      values[at] = value;
      length += value * value;
    }
    for (let at = start; at < end; at += 1) values[at]! /= Math.sqrt(length);
    starts[index + 1] = end;
  });
  return { starts, ids: ids.subarray(0, end), values: values.subarray(0, end) };
}

const shortestPiece = 3;
const longestPiece = 5;

/** Calls `each` with a number for every piece of three to five characters; the ends of the word count as characters. */
export function eachPiece(form: string, each: (piece: number) => void): void {
  if (form.length < shortestPiece) return;
  const marked = `^${form}$`;
  for (let from = 0; from + shortestPiece <= marked.length; from += 1) {
    let hash = 0x811c9dc5;
    const to = Math.min(marked.length, from + longestPiece);
    for (let at = from; at < to; at += 1) {
      hash = Math.imul(hash ^ marked.charCodeAt(at), 0x01000193);
      if (at - from + 1 >= shortestPiece) each((hash ^ (hash >>> 15)) & 0x3fffffff);
    }
  }
}

/** Stems first, then pairs, then pieces that more than one word has; a piece of one word only would say what its stem says. */
function makeFeatures({ words, pairs, stems, stemIds }: Census): Pick<Vocabulary, 'features' | 'featureCount' | 'pieces'> {
  const owners = new Map<number, number>();
  const spelled: Int32Array[] = [];
  for (const form of words.keys()) {
    const found: number[] = [];
    eachPiece(form, (piece) => found.push(piece));
    for (const piece of found) owners.set(piece, (owners.get(piece) ?? 0) + 1);
    spelled.push(Int32Array.from(found));
  }
  const pieces = new Map<number, number>();
  const firstPair = stemIds.size;
  const firstPiece = firstPair + pairs.size;
  const starts = [0];
  const ids: number[] = [];
  const values: number[] = [];
  spelled.forEach((found, term) => {
    const each = shares.pieces / Math.sqrt(Math.max(1, found.length));
    const own = ids.push(stems[term] ?? 0) - 1;
    values.push(1);
    let lone = 0;
    for (const piece of found) {
      if ((owners.get(piece) ?? 0) < 2) {
        lone += 1;
        continue;
      }
      const feature = pieces.get(piece) ?? firstPiece + pieces.size;
      pieces.set(piece, feature);
      ids.push(feature);
      values.push(each);
    }
    values[own] = Math.sqrt(1 + lone * each * each);
    starts.push(ids.length);
  });
  for (let pair = 0; pair < pairs.size; pair += 1) {
    ids.push(firstPair + pair);
    values.push(1);
    starts.push(ids.length);
  }
  const features = { starts: Int32Array.from(starts), ids: Int32Array.from(ids), values: Float32Array.from(values) };
  return { features, pieces, featureCount: firstPiece + pieces.size };
}
