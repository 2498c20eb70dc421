import type { Action } from './action.ts';
import type { CommandRequest } from './commands.ts';
import type { GroupId, LearnerId, Moment } from './state.ts';

/** What a person asks for: a row of the table of commands, or a press. Texts are sanitized, not trusted. */
export type Request =
  | CommandRequest
  /** Opens the person's own page. */
  | { readonly kind: 'home' }
  /** Greets a person who comes back: a line about the quiz that is open, or nothing. */
  | { readonly kind: 'open-quiz' }
  | { readonly kind: 'unknown'; readonly typed: string }
  /** A command chosen on a message that says nothing, or that the bot wrote. */
  | { readonly kind: 'unreadable'; readonly because: 'wordless' | 'own' }
  | { readonly kind: 'press'; readonly action: Action }
  /** A press whose id this program did not make, or made in a version that is gone, or for another pack than the one taught. */
  | { readonly kind: 'foreign-press' };

export type RequestOf<Kind extends Request['kind']> = Request & { readonly kind: Kind };

/** Who asks, where and when. The adapter vouches for all of it. */
export interface From {
  readonly learner: LearnerId;
  readonly group: GroupId;
  /** The platform's own id of the channel, which a drill is posted to. */
  readonly channel: string;
  /** Whether this person may manage the channel, as the platform says right now. */
  readonly mayManage: boolean;
  /** What people call the channel, and the server it belongs to. */
  readonly channelName?: string;
  /** Whether another channel is meant than the one in which it is asked. */
  readonly isElsewhere?: boolean;
  /** Whether it is asked where nobody else is. */
  readonly isPrivate?: boolean;
  /** Why the bot could not post in the channel that is meant, where the platform was asked: a sentence with the way out. */
  readonly obstacle?: string;
  /** The person's time zone where the platform tells it. */
  readonly zone?: string;
  readonly now: Moment;
  /** For what this request creates, and for the order in which things are shown. */
  readonly randomId: string;
}
