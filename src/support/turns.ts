import { setImmediate } from 'node:timers/promises';

/** Resolves when it is one's turn: one a round of the event loop, or a slice of them, so that between two of them everything else is done. */
export type Turns = () => Promise<void>;

/** How many milliseconds of a crowd are begun in one round: enough that the last of a thousand is soon heard. */
export const crowdSlice = 25;

/** Immediates of one round all run before anything else: whoever only waits for one gives way to nobody. `slice` is in milliseconds; without it, one has its turn in a round. */
export function makeTurns(slice = 0): Turns {
  let last = Promise.resolve();
  let began = Number.NEGATIVE_INFINITY;

  async function giveWay(): Promise<void> {
    if (performance.now() - began < slice) return;
    await setImmediate();
    began = performance.now();
  }

  return () => {
    last = last.then(giveWay);
    return last;
  };
}
