import { buttonsOf } from './actions.ts';
import { isView } from './payloads.ts';
import type { Platform } from './platform.ts';
import type { Message, Seen, View } from './types.ts';

/** The person an ephemeral message belongs to. */
export function visibleTo(target: Message | View): string | undefined {
  return isView(target) ? undefined : target.visibleTo;
}

/** The message or view as it is now; a test may hold an earlier picture of it. */
export function current({ ws }: Platform, on: Message | Seen | View): Message | View {
  if ('hash' in on) return [...ws.homes.values(), ...ws.modals].find((view) => view.id === on.id) ?? on;
  const all = [...ws.ephemerals, ...(ws.channels.get(on.channel)?.messages ?? [])];
  const message = all.find(({ ts, channel }) => ts === on.ts && channel === on.channel);
  if (!message) throw new Error(`the message ${on.ts} is gone`);
  return message;
}

/** The newest message a person can see that has something of this name to press. */
export function newestWith({ ws }: Platform, name: string, user: string): Message {
  const open = [...ws.channels.values()].filter((channel) => channel.members.has(user)).flatMap((channel) => channel.messages);
  const visible = [...open, ...ws.ephemerals.filter((message) => message.visibleTo === user)];
  const newest = visible
    .sort((a, b) => Number(b.ts) - Number(a.ts))
    .find((message) => buttonsOf(message.blocks ?? []).some((button) => button.names.includes(name)));
  if (!newest) throw new Error(`${user} sees no message with "${name}"`);
  return newest;
}
