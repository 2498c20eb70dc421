import { messageProblems } from './check.ts';
import { judge, type Platform } from './platform.ts';
import { type Channel, copyOf, isYes, type Json, type Message, Refusal, textOf } from './types.ts';
import { botIsIn, botMessage, channelFor, forget, nextTs, openIm, rewrite } from './workspace.ts';

export function postMessage(platform: Platform, args: Json): Json {
  const channel = channelToPostIn(platform, textOf(args, 'channel'));
  inspect(platform, 'chat.postMessage', args);
  const message = botMessage(platform.ws, channel.id, args);
  const thread = textOf(args, 'thread_ts');
  if (thread) Object.assign(message, { thread_ts: thread }, isYes(args.reply_broadcast) && { subtype: 'thread_broadcast' });
  channel.messages.push(message);
  return { channel: channel.id, ts: message.ts, message: shown(message) };
}

export function postEphemeral(platform: Platform, args: Json): Json {
  const channel = channelToPostIn(platform, textOf(args, 'channel'));
  const user = textOf(args, 'user');
  if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
  inspect(platform, 'chat.postEphemeral', args);
  const thread = textOf(args, 'thread_ts');
  const message = { ...botMessage(platform.ws, channel.id, args), ...(thread && { thread_ts: thread }), visibleTo: user };
  platform.ws.ephemerals.push(message);
  return { message_ts: message.ts };
}

/** Text without blocks takes the blocks away, as in Slack. Ephemeral messages cannot be found by this way. */
export function update(platform: Platform, args: Json): Json {
  const channel = channelToPostIn(platform, textOf(args, 'channel'));
  const message = ownMessage(platform, channel, textOf(args, 'ts'), 'cant_update_message');
  inspect(platform, 'chat.update', args);
  rewrite(platform.ws, message, args);
  message.edited = { user: platform.ws.app.user_id, ts: nextTs(platform.ws) };
  return { channel: channel.id, ts: message.ts, text: message.text, message: shown(message) };
}

export function remove(platform: Platform, args: Json): Json {
  const channel = channelFor(platform.ws, textOf(args, 'channel'));
  const message = ownMessage(platform, channel, textOf(args, 'ts'), 'cant_delete_message');
  forget(platform.ws, message);
  return { channel: channel.id, ts: message.ts };
}

/** A message as the Web API hands it out. */
export function shown(message: Message): Json {
  const { channel: _channel, visibleTo: _visibleTo, ...rest } = copyOf(message);
  return { type: 'message', ...rest };
}

function channelToPostIn({ ws }: Platform, id: string): Channel {
  const channel = ws.users.has(id) ? openIm(ws, id) : channelFor(ws, id);
  if (!botIsIn(ws, channel)) throw new Refusal('not_in_channel');
  if (channel.is_archived) throw new Refusal('is_archived');
  return channel;
}

function ownMessage({ ws }: Platform, channel: Channel, ts: string, foreign: string): Message {
  const message = channel.messages.find((one) => one.ts === ts);
  if (!message) throw new Refusal('message_not_found');
  if (message.user !== ws.app.user_id) throw new Refusal(foreign);
  return message;
}

function inspect(platform: Platform, method: string, args: Json): void {
  judge(platform, method, messageProblems(method, args, platform.allowed));
  const empty = [args.text, args.blocks, args.attachments, args.markdown_text].every((part) => !part || String(part) === '');
  if (empty) throw new Refusal('no_text');
}
