import { randomBytes } from 'node:crypto';
import { messageProblems } from './check.ts';
import { judge, type Platform, type ResponseUrl } from './platform.ts';
import { copyOf, isYes, type Json, type Message, Refusal } from './types.ts';
import { botMessage, forget, rewrite } from './workspace.ts';

const maxUses = 5;
const lifetimeMs = 30 * 60 * 1000;

type Origin = { kind: 'commands' | 'actions' | 'app'; channel: string; user: string; original?: Message };

/** Gives out a response_url for a command or a pressed button. */
export function newResponseUrl(platform: Platform, origin: Origin): { url: string; entry: ResponseUrl } {
  const { kind, ...rest } = origin;
  const id = `/${kind}/${platform.ws.team.id}/${randomBytes(9).toString('hex')}`;
  const entry: ResponseUrl = { id, ...rest, created: platform.ws.now(), uses: 0, actedAt: performance.now(), seen: [] };
  platform.responseUrls.set(id, entry);
  return { url: platform.baseUrl + id, entry };
}

/** What Slack does with a POST to a response_url; a refusal names the error it answers. */
export function useResponseUrl(platform: Platform, id: string, body: Json): void {
  const entry = platform.responseUrls.get(id);
  if (!entry) throw new Refusal('invalid_url');
  if (platform.ws.now() - entry.created > lifetimeMs) throw new Refusal('expired_url');
  if (entry.uses >= maxUses) throw new Refusal('used_url');
  entry.uses += 1;
  if (isYes(body.delete_original)) forgetOriginal(platform, entry);
  else say(platform, entry, 'response_url', body);
}

/** Shows what the body says: in the place of the original, to the person alone, or to the whole channel. */
export function say(platform: Platform, entry: ResponseUrl, method: 'response_url' | 'ack', body: Json): void {
  judge(platform, method, messageProblems(method, body, platform.allowed));
  if (!body.text && !body.blocks && !body.attachments) throw new Refusal('no_text');
  const replaced = isYes(body.replace_original) && entry.original !== undefined;
  const message = replaced ? replaceOriginal(platform, entry, body) : post(platform, entry, body);
  const { ts, channel, text, blocks, visibleTo } = copyOf(message);
  const ms = performance.now() - entry.actedAt;
  entry.seen.push({ ts, channel, text, ...(blocks && { blocks }), ephemeral: visibleTo !== undefined, replaced, ms });
}

function post({ ws }: Platform, entry: ResponseUrl, body: Json): Message {
  const message = botMessage(ws, entry.channel, body);
  if (typeof body.thread_ts === 'string') message.thread_ts = body.thread_ts;
  if (body.response_type === 'in_channel') ws.channels.get(entry.channel)?.messages.push(message);
  else ws.ephemerals.push(Object.assign(message, { visibleTo: entry.user }));
  return message;
}

function replaceOriginal({ ws }: Platform, entry: ResponseUrl, body: Json): Message {
  const original = entry.original;
  if (!original) throw new Refusal('message_not_found');
  rewrite(ws, original, body);
  return original;
}

function forgetOriginal({ ws }: Platform, entry: ResponseUrl): void {
  if (!entry.original) throw new Refusal('message_not_found');
  forget(ws, entry.original);
}
