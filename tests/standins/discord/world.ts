import type { Choice, CommandBody, ComponentBody, EmbedBody, ModalBody } from './bodies.ts';
import { makeRates } from './rates.ts';
import { makeSnowflakes } from './snowflakes.ts';
import { limits } from './specs.ts';

export type User = { id: string; name: string; bot: boolean; refusesDms: boolean };

export type Member = { user: User; permissions: bigint; roleId: string };

/** Why a call to a channel fails, if it does: it is gone (10003), hidden (50001) or the bot may not write (50013). */
export type ChannelTrouble = 'gone' | 'no-access' | 'no-permission';

export type Channel = {
  id: string;
  name: string;
  guild?: Guild;
  recipient?: User;
  trouble?: ChannelTrouble;
  /** What the bot, alone of all, may not do here. */
  botDeny?: bigint;
  messages: Message[];
};

/** A guild that the bot has not joined exists only for people who carry the app with them (user install). */
export type Guild = { id: string; name: string; joined: boolean; members: Map<string, Member>; channels: Channel[]; everyone?: bigint };

export type Message = {
  id: string;
  channel: Channel;
  author: User;
  content: string;
  embeds: EmbedBody[];
  components: ComponentBody[];
  attachments: { id: string; filename: string; size: number; description?: string }[];
  flags: number;
  nonce?: string | number;
  createdAt: number;
  editedAt?: number;
  /** When a deferred reply got its text, or a message that was going to change changed, on the machine's own clock. */
  filledMs?: number;
  visibleTo?: string;
  interaction?: { id: string; type: number; user: User };
  repliesTo?: string;
};

export type Command = CommandBody & { id: string; version: string; type: number; guildId?: string };

/** One interaction's life: waiting, answered once, dead after three seconds without an answer. */
export type Interaction = {
  id: string;
  token: string;
  type: number;
  createdAt: number;
  /** On the machine's own clock, whatever the time in the imitated world. */
  startedMs: number;
  payload: object;
  user: User;
  channel: Channel;
  userInstalled: boolean;
  optionType?: number;
  source?: Message;
  answerType?: number;
  /** The bot has said that the message will change, and has not changed it. */
  changeDue?: boolean;
  answeredMs?: number;
  original?: Message;
  followups: Message[];
  choices?: Choice[];
  modal?: ModalBody;
  refusals: number[];
  heard: () => void;
};

export type RecordedRequest = {
  method: string;
  path: string;
  route: string;
  body: unknown;
  status: number;
  at: number;
};

export type Dispatch = (event: string, data: object, intent?: number) => void;

/** Everything the imitated Discord knows. Routes and people change it; the gateway only tells the bot. */
export type World = {
  now: () => number;
  newId: (createdAt?: number) => string;
  token: string;
  bot: User;
  users: User[];
  guilds: Guild[];
  dms: Channel[];
  commands: Command[];
  interactions: Map<string, Interaction>;
  requests: RecordedRequest[];
  violations: string[];
  allowMentions: boolean;
  rates?: ReturnType<typeof makeRates>;
  responseMs: number;
  dispatch: Dispatch;
};

export type WorldOptions = {
  token?: string;
  /** The clock of ids and deadlines, in milliseconds. */
  now?: () => number;
  /** How long an interaction waits for its first answer: 3 seconds. */
  responseMs?: number;
  /** Take messages without `allowed_mentions: { parse: [] }` silently. */
  allowMentions?: boolean;
  /** Holds the bot to the rate limits. */
  enforceRates?: boolean;
};

export function makeWorld(options: WorldOptions, dispatch: Dispatch): World {
  const now = options.now ?? Date.now;
  const newId = makeSnowflakes(now);
  const bot: User = { id: newId(), name: 'mlpro', bot: true, refusesDms: false };
  return {
    now,
    newId,
    token: options.token ?? 'standin.discord.token',
    bot,
    users: [bot],
    guilds: [],
    dms: [],
    commands: [],
    interactions: new Map(),
    requests: [],
    violations: [],
    allowMentions: options.allowMentions ?? false,
    ...(options.enforceRates && { rates: makeRates(now) }),
    responseMs: options.responseMs ?? limits.interaction.initialResponse_ms,
    dispatch,
  };
}
