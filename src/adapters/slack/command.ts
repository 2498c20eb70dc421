import { parseCommand } from '../../core/commands.ts';
import type { Request } from '../../core/request.ts';

/** What was typed after the command's name, and the channel that was named in it, if any. */
export interface TypedCommand {
  readonly request: Request;
  readonly channel: NamedChannel;
}

/** `unknown` is a name that Slack did not turn into a channel: mistyped, or of a private channel without the bot. */
export type NamedChannel = { readonly kind: 'here' } | { readonly kind: 'named'; readonly id: string } | { readonly kind: 'unknown' };

const channelMark = /(?:^|\s)(?:(?:in|channel)\s*[=:]?\s*)?<#(\w+)(?:\|[^>]*)?>(?=[\s,.;]|$)/i;
const channelName = /(?:^|\s)(?:(?:in|channel)\s*[=:]?\s*)?#\S+(?=\s|$)/i;

/** Whether nothing at all was said about the drill that is to be set up, but perhaps its channel. */
export function asksForForm({ request, channel }: TypedCommand): boolean {
  return request.kind === 'drill-setup' && channel.kind !== 'unknown' && Object.values(request.settings).every((typed) => typed === '');
}

/** What somebody wrote to the bot, without its name, and without the marks around a command that was copied. */
export function parseWritten(text: string, bot = ''): TypedCommand {
  const words = bot === '' ? text : text.replace(new RegExp(`<@${bot}(\\|[^>]*)?>`, 'g'), ' ');
  return parseTyped(words.replace(/^[\s*_~`,:]+|[\s*_~`]+$/g, ''));
}

/** Only a drill's settings may name a channel; anywhere else it is a word like any other. */
export function parseTyped(text: string): TypedCommand {
  const { rest, channel } = channelIn(text);
  const request = parseCommand(plainWords(rest));
  if (request.kind === 'drill-setup') return { request, channel };
  return { request: parseCommand(plainWords(text)), channel: { kind: 'here' } };
}

function channelIn(text: string): { readonly rest: string; readonly channel: NamedChannel } {
  const id = channelMark.exec(text)?.[1];
  if (id !== undefined) return { rest: text.replace(channelMark, ' '), channel: { kind: 'named', id } };
  if (channelName.test(text)) return { rest: text.replace(channelName, ' '), channel: { kind: 'unknown' } };
  return { rest: text, channel: { kind: 'here' } };
}

/**
 * With `should_escape`, Slack marks people, channels and links, and writes `&`, `<` and `>` as entities; here they become what the person saw.
 * Entities come last: what they stand for was typed, and is no mark.
 */
export function plainWords(text: string): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, sign: string, id: string, name: string | undefined) => {
      if (sign === '') return name || id;
      return `${sign === '#' ? '#' : '@'}${(name || id).replace(/^[@#]/, '')}`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
