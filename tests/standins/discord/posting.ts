import type { MessageBody } from './bodies.ts';
import { V2 } from './check-message.ts';
import { messagePayload, withComponentIds } from './message-payloads.ts';
import { memberPayload } from './payloads.ts';
import type { Upload } from './rest.ts';
import { enums } from './specs.ts';
import type { Channel, Message, User, World } from './world.ts';

/** Message flags of Discord. */
export const ephemeral = 64;
export const loading = 128;

const suppressEmbeds = 4;

type Extra = Partial<Pick<Message, 'visibleTo' | 'interaction' | 'nonce' | 'repliesTo'>>;

/** Puts a new message into a channel and tells the bot, if it may hear of it. */
export function post(
  world: World,
  channel: Channel,
  author: User,
  body: MessageBody,
  files: readonly Upload[],
  extra: Extra = {},
): Message {
  const message: Message = {
    id: world.newId(),
    channel,
    author,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    createdAt: world.now(),
    ...extra,
  };
  fill(world, message, body, files);
  message.flags = body.flags ?? 0;
  channel.messages.push(message);
  announce(world, 'MESSAGE_CREATE', message);
  return message;
}

/** Changes what an edit names and leaves the rest; an edit ends the loading of a deferred reply. */
export function edit(world: World, message: Message, body: MessageBody, files: readonly Upload[]): void {
  const deferred = (message.flags & loading) !== 0;
  fill(world, message, body, files);
  message.flags = (message.flags & ~loading) | ((body.flags ?? 0) & (V2 | suppressEmbeds));
  if (deferred) message.filledMs = performance.now();
  else message.editedAt = world.now();
  announce(world, 'MESSAGE_UPDATE', message);
}

export function remove(world: World, message: Message): void {
  message.channel.messages = message.channel.messages.filter((one) => one !== message);
  const { id, channel } = message;
  if (message.visibleTo === undefined) tell(world, 'MESSAGE_DELETE', channel, { id, channel_id: channel.id, ...guildIdOf(channel) });
}

function fill(world: World, message: Message, body: MessageBody, files: readonly Upload[]): void {
  if (body.content !== undefined) message.content = body.content ?? '';
  if (body.embeds !== undefined) message.embeds = body.embeds ?? [];
  if (body.components !== undefined) message.components = withComponentIds(body.components ?? []);
  if (body.attachments === undefined && files.length === 0) return;
  const kept = message.attachments.filter((old) => body.attachments?.some((one) => one.id === old.id) ?? true);
  const described = (i: number) => body.attachments?.find((one) => one.id === String(i))?.description;
  const fresh = files.map((file, i) => ({
    id: world.newId(),
    ...file,
    ...(described(i) ? { description: described(i) ?? '' } : {}),
  }));
  message.attachments = [...kept, ...fresh];
}

/** Without the privileged intent, a bot reads its own messages, private ones and those that mention it; of the others it learns that they are there. */
export function announce(world: World, event: string, message: Message): void {
  const { channel, author, content, visibleTo } = message;
  if (visibleTo !== undefined) return;
  const member = channel.guild?.members.get(author.id);
  const mayRead = channel.recipient !== undefined || author === world.bot || content.includes(`<@${world.bot.id}>`);
  const unread = mayRead ? {} : { content: '', embeds: [], components: [], attachments: [] };
  tell(world, event, channel, {
    ...messagePayload(world, message),
    ...unread,
    ...guildIdOf(channel),
    channel_type: channel.recipient ? 1 : 0,
    ...(member && { member: memberPayload(member) }),
  });
}

function tell(world: World, event: string, channel: Channel, data: object): void {
  if (channel.guild?.joined === false) return;
  const intent = channel.guild ? enums.GatewayIntentBits.GuildMessages : enums.GatewayIntentBits.DirectMessages;
  world.dispatch(event, data, intent);
}

function guildIdOf(channel: Channel): { guild_id?: string } {
  return channel.guild ? { guild_id: channel.guild.id } : {};
}
