import { rows } from './command-rows.ts';
import type { Arguments, CommandRow } from './command.ts';
import { readPlainWish } from './plain-wishes.ts';
import { sanitize } from './text.ts';

/** What the rows of the table ask for. */
export type CommandRequest = ReturnType<(typeof rows)[number]['request']>;

export type Command = Omit<CommandRow, 'request'> & { readonly request: (given: Arguments) => CommandRequest };

export const commands: readonly Command[] = rows;

const managed: ReadonlySet<string> = new Set(commands.filter(({ manages }) => manages).map((command) => command.request({}).kind));

/** Whether only people who may manage the channel may ask this. Adapters look before they spend a call on permissions. */
export function needsManager(request: { readonly kind: string }): boolean {
  return managed.has(request.kind);
}

/** Whether it makes the bot post in the channel by itself. Adapters look whether it may, before anything is set. */
export function startsPosts(request: { readonly kind: string; readonly turn?: string }): boolean {
  return request.kind === 'drill-setup' || (request.kind === 'board-weekly' && request.turn === 'on');
}

/** A command by its name in any case, with or without what is typed before it. */
export function commandNamed(name: string): Command | undefined {
  const plain = plainName(name);
  return commands.find((command) => command.name === plain);
}

function plainName(typed: string): string {
  const words = typed
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words.replace(/^mlpro /, '');
}

/** The request of a command whose options the platform has already told apart. */
export function requestOf(command: Command, given: Arguments): CommandRequest {
  return command.request(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, sanitize(value)])));
}

/** Reads one typed line, with or without `/mlpro` in front. What is no command becomes an `unknown` request. */
export function parseCommand(line: string): CommandRequest | { readonly kind: 'unknown'; readonly typed: string } {
  const typed = withoutRoot(sanitize(line));
  const plain = withoutRoot(typed.replace(straySigns, ''));
  const read = readCommand(plain.replace(mockExam, 'exam')) ?? readPlainCommand(plain);
  return read ? requestOf(read.command, read.given) : { kind: 'unknown', typed };
}

/** The command of a line, and what follows it, told apart. */
export function readCommand(typed: string): { readonly command: Command; readonly given: Arguments } | undefined {
  const found = longestFirst.find(({ start }) => start.test(typed));
  if (found === undefined) return undefined;
  const { command, start } = found;
  const words = typed.replace(start, '');
  return isSlip(command, words) ? undefined : { command, given: tellApart(command, words) };
}

/** The same of what somebody says in words of their own. */
function readPlainCommand(typed: string): ReturnType<typeof readCommand> {
  const wish = readPlainWish(typed);
  const command = wish && commandNamed(wish.name);
  return command && { command, given: tellApart(command, wish.words) };
}

/** Two words before one: `drill off` is not the drill. */
const longestFirst = [...commands]
  .sort((one, other) => other.name.length - one.name.length)
  .map((command) => ({ command, start: startOf(command.name) }));

/**
 * What people call a mock exam, who do not know our name for it. Tests have mocks and simulations as well: the word alone is ours only before a length, and
 * a whole sentence behind either is a question.
 */
const mockExam =
  /^(?:(?:(?:mock|practi[cs]e|timed)[\s-]+(?:exam|test)|simulated exam)(?![\p{L}-])(?=\S*(?:\s+\S+){0,6}\s*$)|(?:mock|simulation)(?=[\s!?.]*$|[\s:,]+(?:\d+(?:\s+questions?)?|short|half|full|whole|form(?:\s+\d+)?|results?|scores?|please|pls|now)[\s!?.]*$))/iu;

/** Signs that people put around a command: quotes, the slash or mark of other bots, a full stop. */
const straySigns = /^[\s/\\!.>"'“”‘’«»`*]+/;

/** `/mlpro quiz`, `@mlpro: quiz`, and `/mlpro-drill setup`, as it is called where commands of managers are registered apart. */
function withoutRoot(typed: string): string {
  return typed.replace(/^[/@]?mlpro(?:[\s:,]+|-(?=\p{L})|$)/iu, '');
}

/** The name at the beginning, however its words are joined, with the signs and blanks after it. */
function startOf(name: string): RegExp {
  return new RegExp(`^${name.replace(' ', '[\\s_-]+')}(?:[!?.:;,"'“”‘’»\`*]*\\s+|[!?.:;,"'“”‘’»\`*]*$|(?=[#\\d]))`, 'i');
}

/** `drill stats` is a slip of `drill status`, not the drill; `drill please` is. */
function isSlip({ options, takes }: Command, words: string): boolean {
  if (takes) return !takes.test(words);
  return options.length === 0 && !/^(?:please|pls|now|today|[\s!?.])*$/i.test(words);
}

function tellApart(command: Command, words: string): Arguments {
  const [first] = command.options;
  return command.tellApart?.(words) ?? (first ? { [first.name]: words } : {});
}
