/** Sparse rows end to end: row `r` has the entries from `starts[r]` to `starts[r + 1]` of `ids` and `values`. */
export interface Rows {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Collects rows whose number of entries is known only at the end. */
export interface RowsMaker {
  add(id: number, value: number): void;
  endRow(): void;
  make(): Rows;
}

export function makeRows(): RowsMaker {
  const starts = [0];
  const ids: number[] = [];
  const values: number[] = [];
  return {
    add: (id, value) => {
      ids.push(id);
      values.push(value);
    },
    endRow: () => {
      starts.push(ids.length);
    },
    make: () => ({ starts: Int32Array.from(starts), ids: Int32Array.from(ids), values: Float32Array.from(values) }),
  };
}

/** `into[row] = Σ value · from[id]`. */
export function multiply({ starts, ids, values }: Rows, from: Float32Array, into: Float32Array): void {
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const end = starts[row + 1]!;
    let sum = 0;
    for (let at = starts[row]!; at < end; at += 1) sum += values[at]! * from[ids[at]!]!;
    into[row] = sum;
  }
}

/** `into[id] = Σ value · from[row]`: {@link multiply} with rows and columns exchanged. */
export function multiplyBack({ starts, ids, values }: Rows, from: Float32Array, into: Float32Array): void {
  into.fill(0);
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const end = starts[row + 1]!;
    const factor = from[row]!;
    for (let at = starts[row]!; at < end; at += 1) into[ids[at]!]! += values[at]! * factor;
  }
}
