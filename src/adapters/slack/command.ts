import { parseCommand } from '../../core/commands.ts';
import type { Request } from '../../core/request.ts';

/** The request behind what was typed after the command's name. Only a drill's settings need to know which channel was meant. */
export function requestTyped(text: string): Request {
  const request = parseCommand(plainWords(text, true));
  return request.kind === 'drill-setup' ? request : parseCommand(plainWords(text, false));
}

/** The id of a channel that Slack marked, or undefined for a name that it did not recognise. */
export function channelMarked(typed: string): string | undefined {
  return /^<#(\w+)(\|[^>]*)?>$/.exec(typed)?.[1];
}

/**
 * With `should_escape`, Slack marks people, channels and links, and writes `&`, `<` and `>` as entities; here they become what the person saw.
 * Entities come last: what they stand for was typed, and is no mark.
 */
function plainWords(text: string, keepChannels: boolean): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (mark, sign: string, id: string, name: string | undefined) => {
      if (sign === '#' && keepChannels) return mark;
      if (sign === '') return name || id;
      return `${sign === '#' ? '#' : '@'}${(name || id).replace(/^[@#]/, '')}`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
