import type { Moment } from '../../core/state.ts';
import type { Span, Text } from '../../core/text.ts';
import { limits } from './limits.ts';

/** The three characters that Slack's own markup is made of; without them, no mention and no link comes alive. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A space of no width. */
const apart = '\u200B';

/** Behind a mark, a space of no width keeps it from being one; `:` would begin an emoji, and `>` at the beginning of a line a quote. */
function literal(text: string): string {
  return escaped(text)
    .replace(/[*_~`:]/g, `$&${apart}`)
    .replace(/(\n\s*)&gt;/g, `$1${apart}&gt;`);
}

/** Text in Slack's own markup, for the few places that take no rich text. What was typed stays as it was typed. */
export function drawMrkdwn(text: Text): string {
  const spans = text.map(drawSpan).filter((drawn) => drawn !== '');
  // Slack takes a mark for one only beside a space.
  return spans.reduce((before, next) => `${before}${/\S$/.test(before) && /^\S/.test(next) ? apart : ''}${next}`, '');
}

function drawSpan(span: Span): string {
  switch (span.kind) {
    case 'plain':
      return literal(span.text);
    case 'link':
      return drawLink(span.text, span.url);
    case 'moment':
      return drawMoment(span.text, span.at);
    case 'channel':
      return /^[CGD][A-Z0-9]+$/.test(span.id) ? `<#${span.id}>` : literal(span.text);
    case 'bold':
      return marked('*', span.text, literal);
    case 'code':
    case 'command':
      return marked('`', span.text.replaceAll('`', 'ˋ'), escaped);
  }
}

/** In the reader's own time zone; where that cannot be shown, in words, which Slack wants. */
function drawMoment(words: string, at: Moment): string {
  const fallback = escaped(words.replace(/[|>]/g, ' '));
  return fallback.trim() === '' ? '' : `<!date^${Math.floor(at / 1000)}^{date_short_pretty}, {time}|${fallback}>`;
}

function drawLink(words: string, url: string): string {
  const label = literal(words.replace(/\s+/g, ' '));
  return isAddress(url) && label.trim() !== '' ? `<${escaped(url.replace(/[<>|\s]/g, encodeURIComponent))}|${label}>` : label;
}

export function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]/.test(url) && url.length <= limits.address;
}

/** Marks hold within one line, and space at their edges stays outside. */
function marked(mark: string, words: string, draw: (words: string) => string): string {
  const line = words.replace(/\s+/g, ' ');
  const core = line.trim();
  return core === '' ? line : line.replace(core, () => `${mark}${draw(core)}${mark}`);
}
