/** The words the stand-in speaks: what a workspace holds and what a person in it can see. */

export type Json = Record<string, unknown>;

export type User = {
  id: string;
  name: string;
  real_name: string;
  tz: string;
  is_admin: boolean;
  is_owner: boolean;
  is_bot: boolean;
  deleted: boolean;
};

/** A stored message. `visibleTo` is set on ephemeral messages only, which belong to one person and to no history. */
export type Message = {
  ts: string;
  channel: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  files?: Json[];
  thread_ts?: string;
  metadata?: Json;
  edited?: { user: string; ts: string };
  visibleTo?: string;
};

export type Channel = {
  id: string;
  name: string;
  is_private: boolean;
  is_archived: boolean;
  /** A conversation of several people. */
  is_mpim?: boolean;
  creator?: string;
  /** The other person, when this is a direct conversation with the bot. */
  im?: string;
  members: Set<string>;
  /** Oldest first, threads included. */
  messages: Message[];
};

export type View = Json & { id: string; type: string; hash: string; blocks: Json[] };

/** One thing a person was shown as the outcome of a command or a button, as it looked at that moment. */
export type Seen = {
  ts: string;
  channel: string;
  text: string;
  blocks?: Json[];
  ephemeral: boolean;
  replaced: boolean;
  /** Milliseconds since the person acted. */
  ms: number;
};

/** One request the bot made: a Web API method, or `response_url`; too early is one for which Slack had asked to wait longer. */
export type Call = { method: string; args: Json; at: number; isTooEarly: boolean; answer?: Json };

/** A `{ ok: false }` answer, thrown from wherever the reason is found. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: string[];
  /** What else stands in the answer. */
  readonly more: Json;

  constructor(code: string, details: string[] = [], more: Json = {}) {
    super(code);
    this.code = code;
    this.details = details;
    this.more = more;
  }
}

/** An argument as text; absent, null or structured arguments count as empty. */
export function textOf(args: Json, key: string): string {
  const value = args[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** An argument as a yes or no; form bodies carry the words, JSON bodies the values. */
export function isYes(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** `structuredClone` opens and closes a channel for messages each time, which takes longer than all else that becomes of an answer. */
export function copyOf<T>(json: T): T {
  if (Array.isArray(json)) return json.map(copyOf) as T;
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, copyOf(value)])) as T;
}
