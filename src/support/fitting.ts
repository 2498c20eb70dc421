/** The largest whole number up to `most` that fits, or 0. Whatever is larger than one that does not fit does not fit either. */
export function largest(most: number, fits: (count: number) => boolean): number {
  if (fits(most)) return most;
  let [fitting, above] = [0, most];
  while (above - fitting > 1) {
    const middle = Math.floor((fitting + above) / 2);
    if (fits(middle)) fitting = middle;
    else above = middle;
  }
  return fitting;
}

/** The same in their order, at most so many in each row. */
export function inRows<One>(all: readonly One[], most: number): One[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, row) => all.slice(row * most, (row + 1) * most));
}
