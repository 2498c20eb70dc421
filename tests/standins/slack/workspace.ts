import { type Channel, copyOf, isObject, type Json, type Message, objectsIn, Refusal, type User, type View } from './types.ts';

/** All that Slack remembers about one team. Tests may read and change it directly. */
export type Workspace = {
  team: { id: string; domain: string; name: string };
  app: { id: string; bot_id: string; user_id: string };
  users: Map<string, User>;
  channels: Map<string, Channel>;
  ephemerals: Message[];
  homes: Map<string, View>;
  modals: View[];
  now(): number;
  /** The newest timestamp given out, in microseconds; the next one is always larger. */
  lastTs: number;
  lastId: number;
};

export function createWorkspace(now: () => number): Workspace {
  const ws: Workspace = {
    team: { id: 'T0TEAM', domain: 'study-group', name: 'Study group' },
    app: { id: 'A0APP', bot_id: 'B0BOT', user_id: 'U0BOT' },
    users: new Map(),
    channels: new Map(),
    ephemerals: [],
    homes: new Map(),
    modals: [],
    now,
    lastTs: 0,
    lastId: 0,
  };
  addUser(ws, { id: 'U0BOT', name: 'mlpro', is_bot: true });
  addUser(ws, { id: 'U0LEARNER', name: 'ada' });
  addUser(ws, { id: 'U0SECOND', name: 'ben' });
  addUser(ws, { id: 'U0ADMIN', name: 'cleo', is_admin: true });
  addUser(ws, { id: 'U0OWNER', name: 'dora', is_admin: true, is_owner: true });
  addUser(ws, { id: 'U0GONE', name: 'emil', deleted: true });
  const everyone = [...ws.users.keys()];
  addChannel(ws, { id: 'C0STUDY', name: 'study', members: everyone });
  addChannel(ws, { id: 'C0RANDOM', name: 'random', members: everyone.filter((id) => id !== 'U0BOT') });
  return ws;
}

export function addUser(ws: Workspace, given: Partial<User> & { id: string }): User {
  const plain = { name: given.id.toLowerCase(), real_name: given.name ?? given.id, tz: 'Europe/Berlin' };
  const flags = { is_admin: false, is_owner: false, is_bot: false, deleted: false };
  const user = { ...plain, ...flags, ...given };
  ws.users.set(user.id, user);
  return user;
}

export type NewChannel = Partial<Omit<Channel, 'members' | 'messages'>> & { id: string; members?: string[] };

export function addChannel(ws: Workspace, given: NewChannel): Channel {
  const plain = { name: given.id.toLowerCase(), is_private: false, is_archived: false };
  const members = new Set(given.members ?? [ws.app.user_id]);
  const channel: Channel = { ...plain, ...given, members, messages: [] };
  ws.channels.set(channel.id, channel);
  return channel;
}

/** The direct conversation between the bot and a person, opened at need. */
export function openIm(ws: Workspace, userId: string): Channel {
  const user = ws.users.get(userId);
  if (!user) throw new Refusal('user_not_found');
  if (user.deleted) throw new Refusal('user_disabled');
  const known = [...ws.channels.values()].find((channel) => channel.im === userId);
  const members = [ws.app.user_id, userId];
  return known ?? addChannel(ws, { id: `D0${userId.slice(1)}`, name: userId, im: userId, is_private: true, members });
}

/** A channel as the bot finds it: a private one it is not in does not exist for it. */
export function channelFor(ws: Workspace, id: string): Channel {
  const byName = [...ws.channels.values()].find((channel) => `#${channel.name}` === id);
  const channel = ws.channels.get(id) ?? byName;
  if (!channel || (channel.is_private && !botIsIn(ws, channel))) throw new Refusal('channel_not_found');
  return channel;
}

export function botIsIn(ws: Workspace, channel: Channel): boolean {
  return channel.members.has(ws.app.user_id);
}

/** A timestamp that no other message has, in Slack's form of seconds and six digits. */
export function nextTs(ws: Workspace): string {
  ws.lastTs = Math.max(ws.lastTs + 1, Math.floor(ws.now() * 1000));
  return `${Math.floor(ws.lastTs / 1e6)}.${String(ws.lastTs % 1e6).padStart(6, '0')}`;
}

export function nextId(ws: Workspace, letter: string): string {
  ws.lastId += 1;
  return `${letter}0${ws.lastId.toString(36).toUpperCase().padStart(6, '0')}`;
}

/** What the bot may say: the part of a request that becomes a message. */
export function contentOf(ws: Workspace, args: Json): Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'> {
  const text = [args.text, args.markdown_text].find((one) => typeof one === 'string') ?? '';
  return {
    text: String(text),
    ...(Array.isArray(args.blocks) && args.blocks.length > 0 && { blocks: withIds(ws, objectsIn(args.blocks)) }),
    ...(Array.isArray(args.attachments) && args.attachments.length > 0 && { attachments: objectsIn(args.attachments) }),
    ...(isObject(args.metadata) && { metadata: args.metadata }),
  };
}

/** Slack gives an id to every block and every interactive element that came without one. */
export function withIds(ws: Workspace, blocks: Json[]): Json[] {
  return copyOf(blocks).map((block) => {
    const interactive = [...objectsIn(block.elements), block.accessory, block.element].filter(isObject);
    for (const element of interactive) {
      if (!['plain_text', 'mrkdwn', 'image'].includes(String(element.type))) element.action_id ??= nextId(ws, 'a');
    }
    return { block_id: nextId(ws, 'b'), ...block };
  });
}

/** A message written by the bot, not yet stored anywhere. */
export function botMessage(ws: Workspace, channel: string, args: Json): Message {
  return { ts: nextTs(ws), channel, user: ws.app.user_id, bot_id: ws.app.bot_id, ...contentOf(ws, args) };
}

/** Puts new content in the place of the old; blocks that are not named again disappear. */
export function rewrite(ws: Workspace, message: Message, args: Json): void {
  delete message.blocks;
  delete message.attachments;
  Object.assign(message, contentOf(ws, args));
}

export function forget(ws: Workspace, message: Message): void {
  const shelf = message.visibleTo ? ws.ephemerals : ws.channels.get(message.channel)?.messages;
  const place = shelf?.indexOf(message) ?? -1;
  if (place >= 0) shelf?.splice(place, 1);
}
