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
