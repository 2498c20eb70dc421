import type { types } from '@slack/bolt';
import type { AnswerOption, Block, Choice, Reply, Sign } from '../../core/reply.ts';
import { clip, clipText, clipUnits, type Span, type Text, textWords } from '../../core/text.ts';
import { inRows, largest } from '../../support/fitting.ts';
import { type Drawn, fit, isBlank } from './fit.ts';
import { limits, menuId, type Room } from './limits.ts';
import { drawMrkdwn, escaped, isAddress } from './mrkdwn.ts';
import { spokenWords } from './spoken.ts';

export interface Message {
  readonly text: string;
  readonly blocks: Drawn[];
}

/** A reply as the body of a message. Slack shows the beginning of `text` in notifications, and screen readers read all of it and nothing else. */
export function drawMessage(reply: Reply, sign: Sign): Message {
  return drawnMessage(reply, sign).message;
}

/** The same, with what of the reply was cut: a sentence each. */
export function drawnMessage(reply: Reply, sign: Sign): { readonly message: Message; readonly cuts: readonly string[] } {
  const { drawn, cuts } = drawBlocks(reply, limits.message, sign);
  const spoken = spokenWords(reply);
  const text = drawSpoken(spoken);
  const unheard = `"${clip(spoken, 40)}" is cut where it is read aloud: ${escaped(spoken).length} characters, ${limits.text} fit.`;
  return { message: { text: text || '…', blocks: drawn }, cuts: text === escaped(spoken) ? cuts : [...cuts, unheard] };
}

/** Escaping makes one character five, so what fits is measured on what is sent. */
function drawSpoken(words: string): string {
  const length = largest(words.length, (most) => escaped(clipUnits(words, most)).length <= limits.text);
  return escaped(clipUnits(words, length));
}

/** A reply as a person's home tab. */
export function drawHome(reply: Reply, sign: Sign): types.HomeView {
  return { type: 'home', blocks: drawBlocks(reply, limits.home, sign).drawn };
}

function drawBlocks({ blocks }: Reply, room: Room, sign: Sign): { drawn: Drawn[]; cuts: string[] } {
  const clipped = new Set<string>();
  const short: Short = (text, most) => {
    if (text.length > most) clipped.add(`"${clip(text, 40)}" is cut: ${text.length} characters, ${most} fit.`);
    return clipUnits(text, most);
  };
  const { drawn, cuts } = fit(blocks, room, (block) => draw(block, sign, short));
  return { drawn, cuts: [...clipped, ...cuts] };
}

/** Shortens a text that Slack bounds by itself, and remembers that it did. */
type Short = (text: string, most: number) => string;

/** Rich text is taken literally: no mention, link or mark inside a text element comes alive, so nothing has to be escaped in it. */
function draw(block: Block, sign: Sign, short: Short): Drawn[] {
  switch (block.kind) {
    case 'heading':
      return isBlank(block.text) ? [] : [{ type: 'header', text: plainText(short(block.text, limits.heading)) }];
    case 'text':
      return rich({ type: 'rich_text_section', elements: drawText(block.text) });
    case 'note':
      return drawNote(block.text, short);
    case 'list':
      return rich({ type: 'rich_text_list', style: block.ordered ? 'ordered' : 'bullet', elements: block.items.flatMap(drawItem) });
    case 'rows':
      return rich({ type: 'rich_text_section', elements: drawText(block.rows.flatMap(rowText)) });
    case 'code':
      return isBlank(block.code) ? [] : rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: block.code }] });
    case 'options':
      return block.options.map((option) => drawOption(option, sign, short));
    case 'choices':
      return drawChoices(block.choices, sign, short);
    case 'menu':
      return drawMenu(block.label, block.choices, sign, short);
    case 'picture':
      return drawPicture(block.url, isBlank(block.alt) ? 'Picture' : short(block.alt, limits.alt));
  }
}

function rich(element: types.RichTextBlockElement): Drawn[] {
  return element.elements.length > 0 ? [{ type: 'rich_text', elements: [element] }] : [];
}

/** Slack refuses empty elements, so what has no words is left out. */
function drawText(text: Text): types.RichTextElement[] {
  return text.every((span) => isBlank(span.text)) ? [] : text.filter((span) => span.text !== '').map(drawSpan);
}

function drawSpan(span: Span): types.RichTextElement {
  switch (span.kind) {
    case 'plain':
      return { type: 'text', text: span.text };
    case 'bold':
      return { type: 'text', text: span.text, style: { bold: true } };
    case 'code':
    case 'command':
      return { type: 'text', text: span.text, style: { code: true } };
    case 'link':
      return isAddress(span.url) ? { type: 'link', url: span.url, text: span.text } : { type: 'text', text: span.text };
    case 'moment':
      return { type: 'date', timestamp: Math.floor(span.at / 1000), format: '{date_short_pretty}, {time}', fallback: span.text };
    case 'channel':
      return /^[CGD][A-Z0-9]+$/.test(span.id) ? { type: 'channel', channel_id: span.id } : { type: 'text', text: span.text };
  }
}

function drawItem(item: Text): types.RichTextSection[] {
  const elements = drawText(item);
  return elements.length > 0 ? [{ type: 'rich_text_section', elements }] : [];
}

function rowText({ label, value }: { label: string; value: Text }, at: number): Text {
  const name: Text = isBlank(label)
    ? []
    : [
        { kind: 'bold', text: `${label}:` },
        { kind: 'plain', text: ' ' },
      ];
  return [...(at > 0 ? [{ kind: 'plain', text: '\n' } as const] : []), ...name, ...value];
}

/** An answer with its button beside it. Sections take Slack's own markup only, so the text is escaped for it. */
function drawOption(option: AnswerOption, sign: Sign, short: Short): Drawn {
  const button = drawChoice(option.choice, sign, short);
  const label = clipUnits(`${button.text.text}: ${textWords(option.text)}`, limits.label);
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: drawOptionText(option, short), verbatim: true },
    accessory: { ...button, accessibility_label: label },
  };
}

function drawOptionText({ letter, text }: AnswerOption, short: Short): string {
  return drawWithin(limits.section, text, short, (shown) => `*${letter}*  ${drawMrkdwn(shown)}`);
}

/** In small letters. What has no marks is plain text, so that what somebody typed stays as it is. */
function drawNote(text: Text, short: Short): Drawn[] {
  const words = textWords(text);
  if (isBlank(words)) return [];
  const isPlain = text.every(({ kind }) => kind === 'plain');
  return [{ type: 'context', elements: [isPlain ? plainText(short(words, limits.section)) : drawMarked(text, short)] }];
}

function drawMarked(text: Text, short: Short): types.MrkdwnElement {
  return { type: 'mrkdwn', text: drawWithin(limits.section, text, short, drawMrkdwn), verbatim: true };
}

/** Cut before it is drawn: half a mark or half an escaped sign would show. */
function drawWithin(most: number, text: Text, short: Short, drawn: (text: Text) => string): string {
  const whole = drawn(text);
  if (whole.length <= most) return whole;
  short(whole, most);
  return drawn(
    clipText(
      text,
      largest(most, (length) => drawn(clipText(text, length)).length <= most),
    ),
  );
}

/** What is picked from a menu comes back as the value of the option; the menu itself has no meaning. A value may stand once in it. */
function drawMenu(label: string, choices: readonly Choice[], sign: Sign, short: Short): Drawn[] {
  const different = [...new Map(choices.map((choice) => [sign(choice.action), choice]))];
  const options = different.map(([value, choice]) => ({ text: labelText(choice.label, short), value }));
  const placeholder = labelText(label, short);
  return inRows(options, limits.choicesInMenu).map((row) => ({
    type: 'actions',
    elements: [{ type: 'static_select', action_id: menuId, placeholder, options: row }],
  }));
}

/** An id may stand once in a block, so a choice that is offered twice begins another one. */
function drawChoices(choices: readonly Choice[], sign: Sign, short: Short): Drawn[] {
  const rows: types.Button[][] = [];
  for (const button of choices.map((choice) => drawChoice(choice, sign, short))) {
    const row = rows.at(-1);
    if (row && row.length < limits.choicesInBlock && row.every(({ action_id }) => action_id !== button.action_id)) row.push(button);
    else rows.push([button]);
  }
  return rows.map((elements) => ({ type: 'actions', elements }));
}

function drawChoice({ label, action, emphasis }: Choice, sign: Sign, short: Short): types.Button {
  return { type: 'button', text: labelText(label, short), action_id: sign(action), ...styleOf(emphasis) };
}

function labelText(label: string, short: Short): types.PlainTextElement {
  return plainText(isBlank(label) ? '…' : short(label, limits.label));
}

function drawPicture(url: string, alt: string): Drawn[] {
  return isAddress(url)
    ? [{ type: 'image', image_url: url, alt_text: alt }]
    : rich({ type: 'rich_text_section', elements: drawText([{ kind: 'plain', text: alt }]) });
}

/** `:tada:` stays what somebody wrote. */
export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

function styleOf(emphasis: Choice['emphasis']): Pick<types.Button, 'style'> {
  if (emphasis === 'main' || emphasis === 'picked') return { style: 'primary' };
  return emphasis === 'danger' ? { style: 'danger' } : {};
}
