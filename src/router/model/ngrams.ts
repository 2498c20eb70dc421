import { makeRows, type Rows } from './csr.ts';
import type { Terms } from './vocabulary.ts';

/**
 * What terms are made of, so that a word never seen can be placed by what it looks like: a word has its stem and its pieces
 * of three or four characters, a pair has only itself.
 */
export interface Features {
  /** The features of each term. */
  readonly rows: Rows;
  readonly count: number;
  readonly pieces: ReadonlyMap<number, number>;
}

/** What all pieces of a word together count, compared with its stem. */
export const pieceShare = 1;

const shortest = 3;
const longest = 4;

/** The pieces of a word as numbers (FNV-1a of their characters); the ends of the word count as characters. */
export function piecesOf(form: string): number[] {
  const pieces: number[] = [];
  if (form.length < shortest) return pieces;
  const marked = `^${form}$`;
  for (let from = 0; from + shortest <= marked.length; from += 1) {
    let hash = 0x811c9dc5;
    const to = Math.min(marked.length, from + longest);
    for (let at = from; at < to; at += 1) {
      hash = Math.imul(hash ^ marked.charCodeAt(at), 0x01000193);
      if (at - from + 1 >= shortest) pieces.push((hash ^ (hash >>> 15)) & 0x3fffffff);
    }
  }
  return pieces;
}

export function shareOfEach(pieces: readonly number[]): number {
  return pieceShare / Math.sqrt(Math.max(1, pieces.length));
}

/** Features are numbered: stems as they are, then pairs, then pieces. */
export function makeFeatures({ words, pairs, stems, stemIds, weights }: Terms): Features {
  const spelled = Array.from(words, ([form, term]) => (weights[term] === 0 ? [] : piecesOf(form)));
  const pieces = sharedPieces(spelled, stemIds.size + pairs.size);
  const rows = makeRows();
  spelled.forEach((found, term) => {
    if (weights[term] !== 0) addWord(rows, stems[term]!, found, pieces);
    rows.endRow();
  });
  for (let pair = 0; pair < pairs.size; pair += 1) {
    rows.add(stemIds.size + pair, 1);
    rows.endRow();
  }
  return { rows: rows.make(), count: stemIds.size + pairs.size + pieces.size, pieces };
}

/** A piece that one word alone has says no more than its stem does; only the others get a number. */
function sharedPieces(spelled: readonly (readonly number[])[], first: number): Map<number, number> {
  const once = new Set<number>();
  const shared = new Map<number, number>();
  for (const pieces of spelled) {
    for (const piece of pieces) {
      if (!once.has(piece)) once.add(piece);
      else if (!shared.has(piece)) shared.set(piece, first + shared.size);
    }
  }
  return shared;
}

/** Pieces of this word alone are added to its stem: to learning, one feature of their joint length is the same. */
function addWord(rows: ReturnType<typeof makeRows>, stem: number, found: readonly number[], pieces: ReadonlyMap<number, number>): void {
  const each = shareOfEach(found);
  let lone = 0;
  for (const piece of found) {
    const feature = pieces.get(piece);
    if (feature === undefined) lone += 1;
    else rows.add(feature, each);
  }
  rows.add(stem, Math.sqrt(1 + lone * each * each));
}
