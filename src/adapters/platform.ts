import type { Reply } from '../core/reply.ts';
import type { LearnerId } from '../core/state.ts';

/** A platform, as the rest of the program sees it. Everything else an adapter does is translating. */
export interface Adapter {
  /** The first part of its learners' and groups' ids. */
  readonly name: 'slack' | 'discord' | 'console';
  /** Connects, and keeps trying while the platform cannot be reached. Throws {@link Misconfigured} when trying again is of no use. */
  start(): Promise<void>;
  /** Takes no new work, waits for what runs, and closes. */
  stop(): Promise<void>;
  /** Whether requests reach us right now. */
  isReady(): boolean;
  /**
   * Posts a reply for everybody in a channel and returns the platform's id of the message. Throws {@link Refused} when the channel will not
   * take it; anything else thrown is worth another try.
   */
  post(post: Post): Promise<string>;
  /** Tells one person in private. */
  tell(learner: LearnerId, reply: Reply): Promise<void>;
}

export interface Post {
  /** The platform's own id of the channel. */
  readonly channel: string;
  readonly reply: Reply;
  /** The drill it is about: at most 20 characters, in the action ids of its buttons, and so the mark by which it is found again. */
  readonly drill: string;
  /** An earlier try may have reached the channel: look for it before posting again. */
  readonly mayExist?: boolean;
  /** The message to redraw instead of posting a new one. */
  readonly replaces?: string;
}

/** The channel is gone or does not let us in. `message` is a sentence for the one who set the drill up. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** A token or setting that will never work. `message` says which, and where its value is found. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
}
