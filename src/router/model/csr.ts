import { intAt } from './arrays.ts';

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
    build: () => ({ indptr: new Int32Array(indptr), indices: new Int32Array(indices), data: new Float32Array(data) }),
  };
}

export function rowCount({ indptr }: CsrMatrix): number {
  return indptr.length - 1;
}

/** The same with its columns as rows. */
export function transposed({ indptr, indices, data }: CsrMatrix, columns: number): CsrMatrix {
  const starts = new Int32Array(columns + 1);
  for (const column of indices) starts[column + 1] = intAt(starts, column + 1) + 1;
  for (let column = 0; column < columns; column += 1) starts[column + 1] = intAt(starts, column + 1) + intAt(starts, column);
  const turned = { indptr: starts, indices: new Int32Array(indices.length), data: new Float32Array(data.length) };
  const next = starts.slice();
  for (let row = 0; row + 1 < indptr.length; row += 1) {
    for (let at = intAt(indptr, row); at < intAt(indptr, row + 1); at += 1) {
      const column = intAt(indices, at);
      const place = intAt(next, column);
      turned.indices[place] = row;
      turned.data[place] = data[at] ?? 0;
      next[column] = place + 1;
    }
  }
  return turned;
}
