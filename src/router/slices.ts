/** Long work that stops wherever somebody else may go first, and returns its result at the end. */
export type Slices<Result> = Generator<void, Result, void>;

/** All that is left of it, at once. */
export function finish<Result>(work: Slices<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
