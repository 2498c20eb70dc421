import { shown } from './methods-chat.ts';
import type { Platform } from './platform.ts';
import { type Channel, isYes, type Json, type Message, Refusal, textOf } from './types.ts';
import { botIsIn, channelFor, openIm, type Workspace } from './workspace.ts';

export function info({ ws }: Platform, args: Json): Json {
  const channel = channelFor(ws, textOf(args, 'channel'));
  return { channel: described(ws, channel, isYes(args.include_num_members)) };
}

export function list({ ws }: Platform): Json {
  const visible = [...ws.channels.values()].filter((channel) => !channel.im && (!channel.is_private || botIsIn(ws, channel)));
  return { channels: visible.map((channel) => described(ws, channel, true)), response_metadata: { next_cursor: '' } };
}

export function members({ ws }: Platform, args: Json): Json {
  const channel = channelFor(ws, textOf(args, 'channel'));
  return { members: [...channel.members], response_metadata: { next_cursor: '' } };
}

export function open({ ws }: Platform, args: Json): Json {
  const users = textOf(args, 'users').split(',').filter(Boolean);
  if (users.length > 1) throw new Refusal('not_imitated', ['the stand-in opens conversations with one person only']);
  const channel = args.channel ? channelFor(ws, textOf(args, 'channel')) : openIm(ws, users[0] ?? '');
  return { channel: isYes(args.return_im) ? described(ws, channel, false) : { id: channel.id } };
}

/** Newest first, without the replies inside threads. */
export function history({ ws }: Platform, args: Json): Json {
  const channel = readable(ws, textOf(args, 'channel'));
  const roots = channel.messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts || 'subtype' in one);
  return page(withinTimes(roots, args).reverse(), args);
}

/** The parent first, then its replies in the order they were written. */
export function replies({ ws }: Platform, args: Json): Json {
  const channel = readable(ws, textOf(args, 'channel'));
  const ts = textOf(args, 'ts');
  const thread = channel.messages.filter((one) => one.ts === ts || one.thread_ts === ts);
  if (thread.length === 0) throw new Refusal('thread_not_found');
  return page(thread, args);
}

function readable(ws: Workspace, id: string): Channel {
  const channel = channelFor(ws, id);
  if (!botIsIn(ws, channel)) throw new Refusal('not_in_channel');
  return channel;
}

function withinTimes(messages: Message[], args: Json): Message[] {
  const oldest = textOf(args, 'oldest');
  const latest = textOf(args, 'latest');
  const edge = isYes(args.inclusive);
  return messages.filter(({ ts }) => {
    const after = !oldest || Number(ts) > Number(oldest) || (edge && ts === oldest);
    const before = !latest || Number(ts) < Number(latest) || (edge && ts === latest);
    return after && before;
  });
}

function page(messages: Message[], args: Json): Json {
  const start = Number(Buffer.from(textOf(args, 'cursor'), 'base64url').toString() || 0);
  const end = start + Math.min(Number(textOf(args, 'limit') || 100), 999);
  const has_more = end < messages.length;
  const next_cursor = has_more ? Buffer.from(String(end)).toString('base64url') : '';
  const withMetadata = isYes(args.include_all_metadata);
  const hand = ({ metadata, ...rest }: Message) => shown(withMetadata && metadata ? { ...rest, metadata } : rest);
  return { messages: messages.slice(start, end).map(hand), has_more, response_metadata: { next_cursor } };
}

function described(ws: Workspace, channel: Channel, count: boolean): Json {
  const { id, name, is_private, is_archived, is_mpim = false, im, creator } = channel;
  const kinds = { is_channel: !im && !is_private, is_group: !im && !is_mpim && is_private, is_im: im !== undefined, is_mpim };
  const who = im ? { user: im } : { name, name_normalized: name, is_member: botIsIn(ws, channel) };
  const sharing = { is_shared: false, is_ext_shared: false, is_org_shared: false };
  return {
    id,
    ...who,
    ...kinds,
    ...sharing,
    is_private,
    is_archived,
    ...(creator && { creator }),
    created: 1,
    ...(count && { num_members: channel.members.size }),
  };
}
