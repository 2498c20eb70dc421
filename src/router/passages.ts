import { stemmer } from 'stemmer';
import { addDouble, doubleAt, floatAt, intAt } from './model/arrays.ts';
import { type CsrMatrix, csrBuilder } from './model/csr.ts';
import type { Vocabulary } from './model/vocabulary.ts';
import type { Label } from './route.ts';
import type { Slices } from './slices.ts';
import { isStopWord } from './text/stop-words.ts';
import { tokenize } from './text/tokenize.ts';

/** A stretch of text that may answer a question. */
export interface Passage {
  readonly label: Label;
  /** What it is about: a word here counts as much as several in the text. */
  readonly title: string;
  readonly text: string;
}

/** Finds the place of the passage of one of these labels that answers best; undefined when none shares a word with the question. */
export type FindPassage = (stems: Iterable<number>, labels: readonly Label[]) => number | undefined;

/** S. Robertson and H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009, section 3; the usual parameters. */
const bm25 = { k1: 1.2, b: 0.75 };

/** How many times a word of the title counts: the simple form of BM25F of the same paper, section 3.6. */
const titleWeight = 3;

const passagesInASlice = 200;

/** How often each stem of a vocabulary is in each passage: a row for each stem, a column for each passage. */
export function* countPassages(passages: readonly Passage[], { stems }: Vocabulary): Slices<CsrMatrix> {
  const rows = Array.from({ length: stems.size }, (): (readonly [at: number, count: number])[] => []);
  for (const [at, passage] of passages.entries()) {
    for (const [stem, count] of countStems(passage, stems)) rows[stem]?.push([at, count]);
    if (at % passagesInASlice === 0) yield;
  }
  const counts = csrBuilder();
  for (const row of rows) {
    for (const [at, count] of row) counts.add(at, count);
    counts.endRow();
  }
  return counts.build();
}

function countStems({ title, text }: Passage, stems: ReadonlyMap<string, number>): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (words: string, weight: number) => {
    for (const { form } of tokenize(words)) {
      const stem = isStopWord(form) ? undefined : stems.get(stemmer(form));
      if (stem !== undefined) counts.set(stem, (counts.get(stem) ?? 0) + weight);
    }
  };
  count(title, titleWeight);
  count(text, 1);
  return counts;
}

export function findPassages(passages: readonly Passage[], counts: CsrMatrix, idf: Float32Array): FindPassage {
  const norms = normsOf(passages.length, counts);
  return (stems, labels) => {
    const scores = new Float64Array(passages.length);
    for (const stem of new Set(stems)) addScores(counts, stem, floatAt(idf, stem), norms, scores);
    let best: number | undefined;
    for (const [at, { label }] of passages.entries())
      if (doubleAt(scores, at) > (best === undefined ? 0 : doubleAt(scores, best)) && labels.includes(label)) best = at;
    return best;
  };
}

function addScores({ indptr, indices, data }: CsrMatrix, stem: number, idf: number, norms: Float64Array, scores: Float64Array): void {
  const end = intAt(indptr, stem + 1);
  for (let at = intAt(indptr, stem); at < end; at += 1) {
    const [passage, count] = [intAt(indices, at), floatAt(data, at)];
    addDouble(scores, passage, (idf * count * (bm25.k1 + 1)) / (count + doubleAt(norms, passage)));
  }
}

/** What the length of each passage takes off, compared with the average one. */
function normsOf(passages: number, { indices, data }: CsrMatrix): Float64Array {
  const lengths = new Float64Array(passages);
  indices.forEach((passage, at) => addDouble(lengths, passage, floatAt(data, at)));
  const average = data.reduce((sum, count) => sum + count, 0) / Math.max(1, passages);
  return lengths.map((length) => bm25.k1 * (1 - bm25.b + (bm25.b * length) / average));
}
