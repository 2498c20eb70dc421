import { addFloat, floatAt, intAt } from './arrays.ts';

/**
 * A sparse matrix in compressed rows: row `r` has the entries from `indptr[r]` to `indptr[r + 1]` of `indices` (its columns) and `data`.
 */
export interface CsrMatrix {
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly data: Float32Array;
}

/** Collects rows whose number of entries is known only at the end. */
export interface CsrBuilder {
  add(column: number, value: number): void;
  endRow(): void;
  build(): CsrMatrix;
}

export function csrBuilder(): CsrBuilder {
  const indptr = [0];
  const indices: number[] = [];
  const data: number[] = [];
  return {
    add: (column, value) => {
      indices.push(column);
      data.push(value);
    },
    endRow: () => void indptr.push(indices.length),
    build: () => ({ indptr: Int32Array.from(indptr), indices: Int32Array.from(indices), data: Float32Array.from(data) }),
  };
}

export function rowCount({ indptr }: CsrMatrix): number {
  return indptr.length - 1;
}

/** `into[row] = Σ data · vector[column]`. */
export function matVec({ indptr, indices, data }: CsrMatrix, vector: Float32Array, into: Float32Array): void {
  for (let row = 0; row + 1 < indptr.length; row += 1) {
    const end = intAt(indptr, row + 1);
    let sum = 0;
    for (let at = intAt(indptr, row); at < end; at += 1) sum += floatAt(data, at) * floatAt(vector, intAt(indices, at));
    into[row] = sum;
  }
}

/** `into[column] = Σ data · vector[row]`: {@link matVec} with rows and columns exchanged. */
export function transposedMatVec({ indptr, indices, data }: CsrMatrix, vector: Float32Array, into: Float32Array): void {
  into.fill(0);
  for (let row = 0; row + 1 < indptr.length; row += 1) {
    const end = intAt(indptr, row + 1);
    const factor = floatAt(vector, row);
    for (let at = intAt(indptr, row); at < end; at += 1) addFloat(into, intAt(indices, at), floatAt(data, at) * factor);
  }
}
