import type { Platform } from './platform.ts';
import { type Channel, Refusal, textOf, type Json } from './types.ts';

/** What a method needs, from its reference page; those that read a conversation need the scope of its family. */
const needed: Record<string, string | ((channel: Channel | undefined) => string)> = {
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': (channel) => `${familyOf(channel)}:history`,
  'conversations.info': (channel) => `${familyOf(channel)}:read`,
  'conversations.members': (channel) => `${familyOf(channel)}:read`,
  'conversations.open': 'im:write',
  'conversations.replies': (channel) => `${familyOf(channel)}:history`,
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'users.info': 'users:read',
};

function familyOf(channel: Channel | undefined): string {
  if (channel?.im) return 'im';
  return channel?.is_private ? 'groups' : 'channels';
}

/** Refuses a call for which the app was not given the scope. Without a list of scopes it was given all. */
export function checkScope({ scopes, ws }: Platform, method: string, args: Json): void {
  const need = needed[method];
  if (scopes === undefined || need === undefined) return;
  const scope = typeof need === 'string' ? need : need(ws.channels.get(textOf(args, 'channel')));
  if (!scopes.includes(scope)) throw new Refusal('missing_scope', [], { needed: scope, provided: scopes.join(',') });
}

/** Slack sends an event only to an app that may read it. */
export function hears({ scopes }: Platform, scope: string): boolean {
  return scopes === undefined || scopes.includes(scope);
}
