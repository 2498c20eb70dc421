import type { Markup } from './pack.ts';
import type { Moment } from './state.ts';
import { sayMoment } from './time.ts';

/** A stretch of text in one voice. Renderers escape `text` for their platform; nothing in it is markup any more. */
export type Span =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  /** What one can type, as one line: `/mlpro quiz 1.2`. Each platform writes it as it is typed there. */
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A point in time: platforms that can show each reader their own time, or how long it is until then. `text` says it with its zone. */
  | { readonly kind: 'moment'; readonly text: string; readonly at: Moment }
  /** A channel by the platform's own id; `text` is for where it cannot be drawn as one. */
  | { readonly kind: 'channel'; readonly text: string; readonly id: string };

export type Text = readonly Span[];

/** For sentences that a person typed, or that are known to carry no markup. */
export function plain(text: string): Text {
  return text === '' ? [] : [{ kind: 'plain', text }];
}

export function bold(text: string): Span {
  return { kind: 'bold', text };
}

export function code(text: string): Span {
  return { kind: 'code', text };
}

/** A row of the table of commands, with whatever follows it in one typed line. */
export function command(line: string): Span {
  return { kind: 'command', text: `/mlpro ${line}` };
}

export function link(text: string, url: string): Span {
  return { kind: 'link', text, url };
}

export function moment(at: Moment, zone: string): Extract<Span, { kind: 'moment' }> {
  return { kind: 'moment', text: sayMoment(at, zone), at };
}

export function channelNamed(id: string): Extract<Span, { kind: 'channel' }> {
  return { kind: 'channel', text: `#${id}`, id };
}

const mark = /\\(?<escaped>[\\*`[])|\*\*(?<bold>[^*\n]+?)\*\*|`(?<code>[^`\n]+)`|\[(?<words>[^\]\n]+)\]\((?<url>https:\/\/[^\s)]+)\)/g;

/**
 * Reads an author's marks: `**bold**`, `` `code` `` and `[words](https://address)`; code that begins with `/mlpro ` is a command. A backslash before `*`, `` ` ``, `[` or
 * itself takes the mark's meaning away. What is no complete mark stays as it stands.
 */
export function parseMarkup(markup: Markup): Text {
  if (!/[\\*`[]/.test(markup)) return plain(markup);
  const spans: Span[] = [];
  let at = 0;
  for (const match of markup.matchAll(mark)) {
    push(spans, { kind: 'plain', text: markup.slice(at, match.index) });
    for (const span of spansOf(match.groups ?? {})) push(spans, span);
    at = match.index + match[0].length;
  }
  push(spans, { kind: 'plain', text: markup.slice(at) });
  return spans;
}

function spansOf(found: Record<string, string | undefined>): Span[] {
  if (found.bold !== undefined) return boldSpans(found.bold);
  if (found.code !== undefined) return [codeOrCommand(found.code)];
  if (found.words !== undefined && found.url !== undefined) return [link(found.words, found.url)];
  return [{ kind: 'plain', text: found.escaped ?? '' }];
}

/** A voice at a time: code inside bold is code, and the words around it stay bold. */
function boldSpans(words: string): Span[] {
  return words.split(/(`[^`]+`)/).map((part, at) => (at % 2 === 1 ? codeOrCommand(part.slice(1, -1)) : bold(part)));
}

function codeOrCommand(words: string): Span {
  return words.startsWith('/mlpro ') ? { kind: 'command', text: words } : code(words);
}

function push(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (span.text === '') return;
  if (span.kind === 'plain' && last?.kind === 'plain') spans[spans.length - 1] = { kind: 'plain', text: last.text + span.text };
  else spans.push(span);
}

/** The words alone, for buttons, notifications and search. */
export function wordsOf(markup: Markup): string {
  return textWords(parseMarkup(markup));
}

/** The words of a text that was read already. */
export function textWords(text: Text): string {
  return text.map((span) => span.text).join('');
}

/** How long the words of a text are, in UTF-16 units, as both platforms count them. */
export function lengthOf(text: Text): number {
  return text.reduce((sum, span) => sum + span.text.length, 0);
}

/** The beginning of a text, at most so many UTF-16 units long, with an ellipsis where something was left out; nothing when there is no room. */
export function clipText(text: Text, most: number): Text {
  if (lengthOf(text) <= most) return text;
  const kept: Span[] = [];
  let left = most;
  for (const span of text) {
    if (left < 1) break;
    kept.push(clipSpan(span, left));
    left -= span.text.length;
  }
  return kept;
}

/** Half a command cannot be typed. */
function clipSpan(span: Span, most: number): Span {
  const text = clipUnits(span.text, most);
  return span.kind === 'command' && text !== span.text ? code(text) : { ...span, text };
}

/** Cuts after `limit` characters, at a word where there is one, and says with an ellipsis that it did. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = endOf(text, limit - 1);
  if (endOf(text, 1, end) >= text.length) return text;
  const head = text.slice(0, end);
  const space = head.lastIndexOf(' ');
  return `${(space > limit * 0.6 ? head.slice(0, space) : head).trimEnd()}…`;
}

/** Where so many characters end. It looks at no more than those: whoever tries out lengths asks often, and texts are long. */
function endOf(text: string, characters: number, from = 0): number {
  let end = from;
  for (let nth = 0; nth < characters && end < text.length; nth += 1) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return end;
}

/** The same, counted in UTF-16 units: a sign outside the first plane counts twice. */
export function clipUnits(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < 2) return '…'.slice(0, Math.max(0, most));
  const clipped = clip(text, most);
  return clipped.length <= most ? clipped : clip(text, Math.floor(most / 2));
}

/** The longest question that is read; what comes after it is left out before anything looks at it. */
export const longestInput = 4000;

const invisible = /[\p{Cc}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * What a person typed, made harmless to read: control characters, bidirectional overrides and broken surrogates become
 * spaces, line ends stay, the form is NFC, and the length is bounded.
 */
export function sanitize(typed: string): string {
  return typed
    .slice(0, longestInput)
    .replace(/\r\n?/g, '\n')
    .replace(invisible, (found) => (found === '\n' || found === '\t' ? found : ' '))
    .normalize('NFC')
    .trim();
}
