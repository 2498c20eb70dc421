import type { APIMessage, AutocompleteInteraction, ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from 'discord.js';
import { type Command, commandNamed, commands, readCommand, requestOf } from '../../core/commands.ts';
import { requestAbout } from '../../core/find/message.ts';
import type { Request } from '../../core/request.ts';

export const root = 'mlpro';

/** A command of two words is a subcommand of its own top-level command: only those can be hidden from people who may not use them. */
export const twoWords = commands.filter(({ name }) => name.includes(' '));

/** `/mlpro drill setup 09:00`, as the shared sentences say it, is typed `/mlpro-drill setup time:09:00` here. */
export function typedHere(line: string): string {
  const typed = line.replace(`/${root} `, '');
  const read = readCommand(typed);
  const name = read?.command.name ?? typed;
  const called = twoWords.some((command) => command.name === name) ? `/${root}-${name}` : `/${root} ${name}`;
  const options = read?.command.options.map((option) => sayOption(option.name, read.given[option.name] ?? '')) ?? [];
  return [called, ...options].filter(Boolean).join(' ');
}

/** One value with the name of its option, as Discord shows what is filled in. */
function sayOption(name: string, value: string): string {
  return value === '' ? '' : `${name}:${value.replace(`${name}=`, '')}`;
}

type Sent = ChatInputCommandInteraction | AutocompleteInteraction;

/** The row of the table that was chosen; undefined for one of an older version that Discord still offers somewhere. */
export function commandIn(interaction: Sent): Command | undefined {
  return commandNamed(nameIn(interaction));
}

function nameIn({ commandName, options }: Sent): string {
  return [...commandName.split('-').slice(1), options.getSubcommand(false) ?? ''].join(' ').trim();
}

export function requestIn(interaction: ChatInputCommandInteraction): Request {
  const command = commandIn(interaction);
  if (command === undefined) return { kind: 'unknown', typed: nameIn(interaction) };
  const typed = command.options
    .filter(({ isChannel }) => !isChannel)
    .map(({ name }) => [name, interaction.options.get(name)?.value] as const);
  return requestOf(
    command,
    Object.fromEntries(typed.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)])),
  );
}

/** Without what Discord alone understands. */
export function plainWords(content: string): string {
  return content.replace(marks, ' ').replace(edges, '');
}

/** Mentions of people, roles and channels, and emoji of a server. */
const marks = /<(?:[@#][!&]?|a?:\w+:)\d+>/g;
/** What stands around a command that was copied, or after a name. */
const edges = /^[\s*_~`,:]+|[\s*_~`]+$/g;

/** What somebody chose in the menu of a message. On servers that the bot has not joined, the message is as Discord wrote it. */
export function requestOnMessage({ commandName, targetMessage, client }: MessageContextMenuCommandInteraction): Request {
  const { author, content } = targetMessage;
  return requestAbout(commandName, { words: plainWords(content || forwarded(targetMessage)), isOwn: author.id === client.user.id });
}

/** A message that was passed on has its words in a copy of the first one. */
function forwarded(message: MessageContextMenuCommandInteraction['targetMessage'] | APIMessage): string {
  if ('messageSnapshots' in message) return message.messageSnapshots.map(({ content }) => content).join('\n');
  return (message.message_snapshots ?? []).map(({ message: { content } }) => content).join('\n');
}
