import { setImmediate } from 'node:timers/promises';

/** Resolves when it is one's turn: one a round of the event loop, so that between two of them everything else is done. */
export type Turns = () => Promise<void>;

/** Immediates of one round all run before anything else: whoever only waits for one gives way to nobody. */
export function makeTurns(): Turns {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}
