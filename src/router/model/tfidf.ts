import type { Slices } from '../slices.ts';
import { intAt } from './arrays.ts';
import type { CsrMatrix } from './csr.ts';
import type { Occurrences } from './vocabulary.ts';

/** How much a feature counts that a text has `times` times, compared with once: sublinear term frequency. */
export function sublinear(times: number): number {
  return 1 + Math.log(times);
}

/** So many texts are weighed in a few milliseconds. */
const textsInASlice = 2_000;

/** Each text as its features, each once, weighted by tf-idf and made to length one so that long texts do not shout. */
export function* tfidf(occurrences: Occurrences, idf: Float32Array): Slices<CsrMatrix> {
  const texts = occurrences.indptr.length - 1;
  const matrix = {
    indptr: new Int32Array(texts + 1),
    indices: new Int32Array(occurrences.ids.length),
    data: new Float32Array(occurrences.ids.length),
  };
  const count = rowCounter(occurrences, matrix, idf.length);
  for (let text = 0; text < texts; text += 1) {
    count(text);
    weigh(matrix, text, idf);
    if (text % textsInASlice === 0) yield;
  }
  const used = intAt(matrix.indptr, texts);
  return { indptr: matrix.indptr, indices: matrix.indices.slice(0, used), data: matrix.data.slice(0, used) };
}

/** Writes the row of a text, the next after the last one: its features and how often it has each. */
function rowCounter({ indptr, ids }: Occurrences, matrix: CsrMatrix, features: number): (text: number) => void {
  // Where a feature was last written: below the beginning of the row, it is new in this text.
  const writtenAt = new Int32Array(features).fill(-1);
  return (text) => {
    const start = intAt(matrix.indptr, text);
    let next = start;
    const end = intAt(indptr, text + 1);
    for (let at = intAt(indptr, text); at < end; at += 1) {
      const id = ids[at] ?? 0;
      if ((writtenAt[id] ?? 0) < start) {
        matrix.indices[next] = id;
        writtenAt[id] = next;
        next += 1;
      }
      const place = writtenAt[id] ?? 0;
      matrix.data[place] = (matrix.data[place] ?? 0) + 1;
    }
    matrix.indptr[text + 1] = next;
  };
}

/** From counts to weights, in place. */
function weigh({ indptr, indices, data }: CsrMatrix, text: number, idf: Float32Array): void {
  const [start, end] = [intAt(indptr, text), intAt(indptr, text + 1)];
  let squares = 0;
  for (let at = start; at < end; at += 1) {
    const weight = (idf[indices[at] ?? 0] ?? 0) * sublinear(data[at] ?? 0);
    data[at] = weight;
    squares += weight * weight;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let at = start; at < end; at += 1) data[at] = (data[at] ?? 0) * scale;
}
