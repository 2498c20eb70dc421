import type { Bot, Clock } from '../bot.ts';
import type { Course } from '../core/course.ts';
import type { Reply } from '../core/reply.ts';
import type { LearnerId, Moment } from '../core/state.ts';
import type { Log } from '../log.ts';

/** A chat platform as it declares itself, in one entry of `platforms.ts`. Nothing else in the program knows its name. */
export interface Platform {
  /** The first part of its learners' and groups' ids. */
  readonly name: string;
  /** The environment variables that are its own, in the order of `.env.example`. */
  readonly variables: readonly Variable[];
  /** Which of them names the channel of a drill that is set up in the environment. */
  readonly drillChannel: string;
  /** What its value looks like. */
  readonly channelId?: { readonly form: RegExp; readonly expected: string };
  /** Reads its variables, and says how to start; undefined when the platform is not wanted. Problems are reported, never thrown. */
  read(environment: PlatformEnvironment): StartAdapter | undefined;
  /** Loads what draws a reply, to find out what of it would be cut: one sentence each. */
  loadCuts(): Promise<(reply: Reply) => readonly string[]>;
  /** Loads what writes a drawn reply as lines of text, for authors who look at their content. */
  loadWritten(): Promise<(reply: Reply) => string>;
}

/** One environment variable, for `.env.example` and for everything that has to know which values are secret: all that nobody calls public. */
export interface Variable {
  readonly name: string;
  /** What it is for, and where its value is found: a line or two. */
  readonly about: string;
  /** Its value may be logged: a channel, a port, an address. Every other one never is, whoever says it. */
  readonly isPublic?: true;
  /** How a value of it begins, and one that is taken for it: so much of a wrong one may be said. */
  readonly beginning?: RegExp;
  /** A value that could be one. */
  readonly example?: string;
}

/** The environment as one platform may see it. A value that cannot be used is reported with where to find the right one. */
export interface PlatformEnvironment {
  get(name: string): string | undefined;
  report(variable: string, found: string, expected: string, remedy: string): void;
  /** Whether something is known to be wrong with it. */
  isReported(variable: string): boolean;
  /** A port, or undefined when there is none or it was reported. */
  port(name: string): number | undefined;
  /** An address, or undefined when there is none or it was reported. */
  url(name: string): string | undefined;
  /** How a secret may be spoken of: by the beginning that tells its kind at most. */
  describe(secret: string): string;
  /** Where to listen. */
  readonly host: string;
}

/** What an adapter is started with. */
export interface AdapterParts {
  readonly bot: Bot;
  readonly log: Log;
  readonly course: () => Course;
  readonly clock: Clock;
  /** Called once by an adapter that ran and never will again as it is set up: a token that was withdrawn, say. Its `stop` is still called. */
  readonly over: (reason: Misconfigured) => void;
}

/** Imports the adapter and makes it: each platform's SDK costs a quarter of a second and a good deal of memory, so only the wanted ones are loaded. */
export type StartAdapter = (parts: AdapterParts) => Promise<Adapter>;

/** A platform, as the rest of the program sees it when it runs. Everything else an adapter does is translating. */
export interface Adapter {
  readonly name: string;
  /** Started by the one person who uses it: while it does not run, nobody is kept from anything. */
  readonly isOwn?: true;
  /** Connects, and keeps trying while the platform cannot be reached. Throws {@link Misconfigured} when trying again is of no use. */
  start(): Promise<void>;
  /** Takes no new work, waits for what runs, and closes. */
  stop(): Promise<void>;
  /** Whether requests reach us right now. */
  isReady(): boolean;
  /** What the bot is not allowed and needs, as far as the platform has told: a sentence each, with the way out. */
  lacking?(): readonly string[];
  /** Whether messages can be redrawn now; always, where this is left out. While a platform asks to wait, nothing is begun for it. */
  canRedraw?(): boolean;
  /**
   * Posts a reply for everybody in a channel and returns the platform's id of the message. Throws {@link Refused} when the channel will not
   * take it; anything else thrown is worth another try.
   */
  post(post: Post): Promise<string>;
  /**
   * The message of a drill that an earlier try may have posted, or undefined when it is certain that there is none. Throws when nobody can say, and
   * {@link Unknowable} where a platform has no way to look: the drill is then given up rather than posted twice.
   */
  find(wanted: Wanted): Promise<string | undefined>;
  /** Why nothing can be posted in a channel, with the way out, where `find` would not tell: it only looks, and some platforms have no way to look. */
  obstacleIn?(channel: string): Promise<string | undefined>;
  /** Tells one person in private, or says that this person takes nothing in private or is gone; anything thrown is our own or the platform's trouble. */
  tell(learner: LearnerId, reply: Reply): Promise<Telling>;
}

/** Whether somebody could be told. */
export type Telling = 'told' | 'unreachable';

export interface Post {
  /** The platform's own id of the channel. */
  readonly channel: string;
  readonly reply: Reply;
  /** The drill it is about: at most 20 characters, in the action ids of its buttons, and so the mark by which it is found again. */
  readonly drill: string;
  /** The message to redraw instead of posting a new one. */
  readonly replaces?: string;
  /** The message that a new one is a reply to, in its thread where the platform has threads. Nobody is pinged. */
  readonly repliesTo?: string;
}

/** A post that is looked for. */
export interface Wanted extends Pick<Post, 'channel' | 'drill'> {
  /** It is not older than this: whoever looks goes on until here, however much people have written since. */
  readonly since: Moment;
}

interface Refusal {
  readonly isGone?: boolean;
  readonly isMessageGone?: boolean;
}

/** The channel is gone or does not let us in. `message` is a sentence for the one who set the drill up. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** Whether the channel or message is gone for good; otherwise it may work again, without a word to us. */
  readonly isGone: boolean;
  /** Whether it is the message to redraw that is gone, and not its channel. */
  readonly isMessageGone: boolean;

  constructor(message: string, { isGone = false, isMessageGone = false, ...options }: ErrorOptions & Refusal = {}) {
    super(message, options);
    this.isGone = isGone || isMessageGone;
    this.isMessageGone = isMessageGone;
  }
}

/** A post may be in the channel already, and this platform has no way to look. The drill is given up rather than posted twice. */
export class Unknowable extends Error {
  override readonly name = 'Unknowable';
}

/** A token or setting that will never work. `message` says which, and where its value is found. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
}
