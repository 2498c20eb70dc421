import { type Command, commands, requestOf } from '../commands.ts';
import type { Request } from '../request.ts';

/** A command that the menu of a message offers. */
export type MessageCommand = Command & { readonly onMessage: NonNullable<Command['onMessage']> };

export const messageCommands: readonly MessageCommand[] = commands.filter(
  (command): command is MessageCommand => command.onMessage !== undefined,
);

/** Somebody's message, as the platform's adapter has read it. */
export interface MessageAskedAbout {
  readonly words: string;
  /** Whether the bot itself wrote it. */
  readonly isOwn: boolean;
}

/** What is asked by choosing a command, by its name or as the menu says it, on a message. */
export function requestAbout(chosen: string, { words, isOwn }: MessageAskedAbout): Request {
  const command = messageCommands.find(({ name, onMessage }) => name === chosen || onMessage.name === chosen);
  if (command === undefined) return { kind: 'unknown', typed: chosen };
  if (isOwn) return { kind: 'unreadable', because: 'own' };
  if (!/[\p{L}\p{N}]/u.test(words)) return { kind: 'unreadable', because: 'wordless' };
  return requestOf(command, { [command.options[0]?.name ?? '']: words });
}
