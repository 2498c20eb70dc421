import type { Reply } from './reply.ts';
import type { Change } from './state.ts';

/** What a request comes to: what to say, and what to remember. */
export interface Outcome {
  readonly reply: Reply;
  readonly changes: readonly Change[];
  /** What may be saved after the answer was given: if it is lost, nobody loses anything that they were told is kept. */
  readonly later?: readonly Change[];
  /** The drill whose public count has changed, if any. */
  readonly counted?: string;
}

/** An outcome that changes nothing. */
export function only(reply: Reply): Outcome {
  return { reply, changes: [] };
}
