import type { Span, Text } from '../../core/text.ts';
import type { Moment } from '../../core/state.ts';
import { typedHere } from './command.ts';
import { codeSpan, escape } from './escape.ts';

/** Text in Discord's Markdown. Line ends stay, so whoever needs one line asks {@link linesOf} first. */
export function drawText(text: Text): string {
  return joined(text)
    .map(drawSpan)
    .reduce((before, next) => `${before}${before.endsWith('`') && next.startsWith('`') ? apart : ''}${next}`, '');
}

/** A zero-width space: a backtick that is meant must not lengthen the marks of the code beside it. */
const apart = '\u200B';

function drawSpan(span: Span): string {
  switch (span.kind) {
    case 'plain':
      return escape(span.text);
    case 'bold':
      return drawBold(span.text);
    case 'code':
      return codeSpan(span.text);
    case 'command':
      return codeSpan(typedHere(span.text));
    case 'link':
      return drawLink(span.text, span.url);
    case 'moment':
      return drawMoment(span.at);
    case 'channel':
      return /^\d+$/.test(span.id) ? `<#${span.id}>` : escape(span.text);
  }
}

/** Discord shows each reader their own time, and counts down. */
function drawMoment(at: Moment): string {
  const seconds = Math.floor(at / 1000);
  return `<t:${seconds}:f> (<t:${seconds}:R>)`;
}

/** Space at the edges stays outside, where the marks are sure to be read as marks. */
export function drawBold(words: string): string {
  const core = words.trim();
  const at = words.indexOf(core);
  return core === '' ? words : `${words.slice(0, at)}**${escape(core)}**${words.slice(at + core.length)}`;
}

function drawLink(words: string, url: string): string {
  if (!/^https?:\/\/[^\s]+$/.test(url)) return escape(`${words} (${url})`);
  const address = url.replace(/[()<>[\]\\"`]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return words.trim() === '' ? escape(url) : `[${escape(words.replace(/\s+/g, ' '))}](${address})`;
}

/** Neighbours of one kind become one: their marks would run into each other, and `https:` before `//` come alive. */
function joined(text: Text): Text {
  const spans: Span[] = [];
  for (const span of text.filter((one) => one.text !== '')) {
    const last = spans.at(-1);
    if (last?.kind === span.kind && !isWhole(last)) spans[spans.length - 1] = { ...last, text: last.text + span.text };
    else spans.push(span);
  }
  return spans;
}

/** What is drawn from more than its words does not become one with its neighbour, and is not broken into lines. */
function isWhole({ kind }: Span): boolean {
  return kind === 'link' || kind === 'moment' || kind === 'channel';
}

/** The lines of a text, each with marks that begin and end in it; empty ones are left out. */
export function linesOf(text: Text): Text[] {
  const lines: Span[][] = [[]];
  for (const span of text) {
    const parts = isWhole(span) ? [span.text] : span.text.split(/[\n\r\u2028\u2029]/);
    parts.forEach((part, at) => {
      if (at > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ ...span, text: part });
    });
  }
  return lines.filter((line) => line.some((span) => span.text.trim() !== ''));
}
