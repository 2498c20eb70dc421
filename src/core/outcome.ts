import type { Course } from './course.ts';
import type { Reply } from './reply.ts';
import type { From } from './request.ts';
import type { Change, Group, Needs, State } from './state.ts';

/** A picture that is still to be made into pixels, away from what answers presses. `alt` says the same in words. */
export interface Drawing {
  /** With the ending `.png`. */
  readonly name: string;
  readonly svg: string;
  readonly alt: string;
}

/** A file that is made a piece at a time, so that a long one holds nobody up. */
export interface WrittenFile {
  readonly name: string;
  readonly alt: string;
  readonly pieces: Iterable<string>;
}

/** What a request comes to: what to say, and what to remember. */
export interface Outcome {
  readonly reply: Reply;
  readonly changes: readonly Change[];
  /** What may be saved after the answer was given: if it is lost, nobody loses anything that they were told is kept. */
  readonly deferred?: readonly Change[];
  /** Drawn while the answer waits, and attached to it. */
  readonly drawing?: Drawing;
  /** Written after the decision, and attached to the answer. */
  readonly file?: WrittenFile;
  /** The drill whose public count has changed, if any. */
  readonly voteCounted?: string;
  /** The drill whose channel has to hear when it comes, if any. */
  readonly announces?: Group;
}

/** All that a request is decided with. */
export interface Context {
  readonly state: State;
  readonly course: Course;
  readonly from: From;
}

/** One kind of request or action: which parts of the state it needs, and what it comes to. Pure, both of them. */
export interface Handler<Request> {
  readonly needs?: (request: Request, from: From) => Needs;
  readonly handle: (request: Request, context: Context) => Outcome;
}

/** An outcome that changes nothing. */
export function replyOnly(reply: Reply): Outcome {
  return { reply, changes: [] };
}
