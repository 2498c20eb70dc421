import {
  type APIButtonComponentWithCustomId,
  type APISeparatorComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';
import { type AnswerOption, type Block, type Choice, clipBlock, type Reply, type Sign } from '../../core/reply.ts';
import { bold, clip, clipText, plain, type Text } from '../../core/text.ts';
import { inRows } from '../../support/fitting.ts';
import { codeBlock, escape } from './escape.ts';
import { fileComponents } from './files.ts';
import { type Component, fitting, type Piece, roomOf, type TextDrawing, withinCount, withoutStrayLines } from './fit.ts';
import { limits } from './limits.ts';
import { drawText, linesOf } from './markdown.ts';

/** A message as Discord's API takes it, wherever it is sent: nobody is mentioned by it. */
export interface Message {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: Component[];
  readonly allowed_mentions: { readonly parse: [] };
}

/** What a block becomes: components, or words that can be drawn with fewer characters when the room is short. */
type Part = readonly Piece[] | Words;

interface Words {
  readonly whole: string;
  readonly draw: TextDrawing;
  /** The words as a component of their own, or with the button that belongs to them. */
  readonly place: (content: string) => readonly Piece[];
}

/** Draws a reply within Discord's limits. Whatever does not fit is cut; it never fails. */
export function drawMessage(reply: Reply, sign: Sign): Message {
  return drawnMessage(reply, sign).message;
}

/** The same, with what of the reply was cut: a sentence each. */
export function drawnMessage(reply: Reply, sign: Sign): { readonly message: Message; readonly cuts: readonly string[] } {
  const cuts: string[] = [];
  const drawn = new Set<string>();
  const parts = reply.blocks.flatMap((block, at) => {
    const drawnParts = drawParts(block, sign, drawn, cuts);
    return at > 0 && isApart(reply, at) ? [[line], ...drawnParts] : drawnParts;
  });
  const lengths = parts.flatMap((part) => ('draw' in part ? [part.whole.length] : []));
  const room = roomOf(lengths);
  const size = lengths.reduce((sum, length) => sum + length + 1, 0);
  const files = fileComponents(reply);
  const shown = files.filter(({ type }) => type === ComponentType.MediaGallery);
  const kept = files.filter(({ type }) => type !== ComponentType.MediaGallery);
  const all = parts.flatMap((part) => {
    if (!('draw' in part)) return part;
    const kept = fitting(part.whole, part.draw, room);
    if (kept !== part.whole) cuts.push(`"${clip(part.whole, 40)}" is cut: ${size} characters in all, ${limits.textInAll} fit.`);
    return part.place(kept);
  });
  const components = withoutStrayLines([...all.slice(0, 1), ...shown, ...all.slice(1), ...kept]);
  const colour = reply.verdict && colours[reply.verdict];
  const counted = withinCount(components, limits.components - (colour === undefined ? 0 : 1));
  if (counted.length < components.length && !sameTexts(components, counted))
    cuts.push(`Some of it is left out: more than ${limits.components} components.`);
  return {
    message: {
      flags: MessageFlags.IsComponentsV2,
      components: framed(components.length > 0 ? counted : words(escape(clip(reply.summary, 200)).trim() || '…'), colour),
      allowed_mentions: { parse: [] },
    },
    cuts,
  };
}

/** Whether texts were only joined, not lost. */
function sameTexts(components: readonly Piece[], kept: readonly Piece[]): boolean {
  const textIn = (all: readonly Piece[]) => all.map((one) => (one.type === ComponentType.TextDisplay ? one.content : '')).join('\n');
  const others = (all: readonly Piece[]) => all.filter(({ type }) => type !== ComponentType.TextDisplay && type !== line.type).length;
  return (
    textIn(components).replace(/\n+/g, '\n').trim() === textIn(kept).replace(/\n+/g, '\n').trim() && others(components) === others(kept)
  );
}

const line: APISeparatorComponent = { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };

/** A line stands before and after the options, and around what was said of them. */
function isApart({ blocks, verdict }: Reply, at: number): boolean {
  const isMiddle = (block: Block | undefined) => block?.kind === 'options' || (verdict !== undefined && block?.kind === 'list');
  return isMiddle(blocks[at]) || isMiddle(blocks[at - 1]);
}

/** Beside what the heading says in words. */
const colours = { right: 0x2d_7d_46, wrong: 0xb5_47_08 } as const;

function framed(components: readonly Piece[], accent_color: number | undefined): Component[] {
  return accent_color === undefined ? [...components] : [{ type: ComponentType.Container, accent_color, components: [...components] }];
}

type WordBlock = Exclude<Block, { kind: 'choices' | 'menu' | 'options' | 'picture' }>;

/** Buttons and pictures as they are; every block of words as a drawing of its beginning. */
function drawParts(block: Block, sign: Sign, drawn: Set<string>, cuts: string[]): Part[] {
  if (block.kind === 'choices') return [buttonRows(block.choices, sign, drawn, cuts)];
  if (block.kind === 'options') return block.options.map((option) => section(option, sign, drawn, cuts));
  if (block.kind === 'menu') return [menu(block.label, block.choices, sign, drawn, cuts)];
  if (block.kind === 'picture') return [picture(block.url, block.alt)];
  return [{ whole: drawWords(block), draw: (most) => drawWords(clipBlock<WordBlock>(block, most)), place: words }];
}

function inWords(draw: TextDrawing, place: Words['place'] = words): Words {
  return { whole: draw(Number.POSITIVE_INFINITY), draw, place };
}

function drawWords(block: WordBlock): string {
  switch (block.kind) {
    case 'heading':
      return prefixed('## ', oneLine(block.text));
    case 'text':
      return lines([block.text]).join('\n');
    case 'list':
      return items(block.items, block.ordered === true);
    case 'rows':
      return lines(block.rows.map(rowText)).join('\n');
    case 'code':
      return codeBlock(block.code);
    case 'note':
      return lines([block.text])
        .map((line) => `-# ${line}`)
        .join('\n');
  }
}

function lines(texts: readonly Text[]): string[] {
  return texts.flatMap(linesOf).map(drawText);
}

function oneLine(text: string): string {
  return escape(text.replace(/\s+/g, ' ').trim());
}

function prefixed(prefix: string, text: string): string {
  return text === '' ? '' : `${prefix}${text}`;
}

function rowText({ label, value }: { label: string; value: Text }): Text {
  return label.trim() === '' ? value : [bold(label), ...plain(' '), ...value];
}

function items(texts: readonly Text[], ordered: boolean): string {
  return texts
    .map((text) => linesOf(text).map(drawText).join('\n  '))
    .filter((item) => item !== '')
    .map((item, at) => `${ordered ? `${at + 1}.` : '-'} ${item}`)
    .join('\n');
}

/** An answer with its button beside it. */
function section({ letter, text, choice }: AnswerOption, sign: Sign, drawn: Set<string>, cuts: string[]): Words {
  const [accessory] = buttons([choice], sign, drawn, cuts);
  const draw: TextDrawing = (most) => lines([[bold(letter), ...plain('  '), ...clipText(text, most)]]).join('\n');
  if (accessory === undefined) return inWords(draw);
  return inWords(draw, (content) => [
    { type: ComponentType.Section, components: [{ type: ComponentType.TextDisplay, content: content || letter }], accessory },
  ]);
}

/** What is picked comes back as the value of the option; the menu's own id only has to differ from the others of the message. */
function menu(label: string, choices: readonly Choice[], sign: Sign, drawn: Set<string>, cuts: string[]): Piece[] {
  const different = [...new Map(choices.map((choice) => [sign(choice.action), choice]))];
  const options = different.map(([value, choice]) => ({ label: menuText(choice.label, cuts), value }));
  const placeholder = menuText(label, cuts);
  return inRows(options, limits.menuOptions).map((row) => {
    const custom_id = `menu-${drawn.size}`;
    drawn.add(custom_id);
    return { type: ComponentType.ActionRow, components: [{ type: ComponentType.StringSelect, custom_id, placeholder, options: row }] };
  });
}

function menuText(text: string, cuts: string[]): string {
  const whole = text.trim();
  const kept = clip(whole, limits.menuLabel);
  if (kept !== whole) cuts.push(`"${clip(whole, 40)}" is cut: ${limits.menuLabel} characters fit in a menu.`);
  return kept || '…';
}

/** The same action twice is one button: ids are unique in a message. */
function buttons(choices: readonly Choice[], sign: Sign, drawn: Set<string>, cuts: string[]): APIButtonComponentWithCustomId[] {
  return choices.flatMap(({ label, action, emphasis }) => {
    const id = sign(action);
    if (drawn.has(id)) return [];
    drawn.add(id);
    if (label.trim().length > limits.buttonLabel)
      cuts.push(`"${clip(label, 40)}" is cut: ${limits.buttonLabel} characters fit on a button.`);
    const style = styles[emphasis ?? 'usual'];
    return [{ type: ComponentType.Button, style, label: clip(label.trim(), limits.buttonLabel) || '…', custom_id: id }];
  });
}

const styles = {
  main: ButtonStyle.Primary,
  picked: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
  usual: ButtonStyle.Secondary,
} as const;

function buttonRows(choices: readonly Choice[], sign: Sign, drawn: Set<string>, cuts: string[]): Piece[] {
  const rows = inRows(buttons(choices, sign, drawn, cuts), limits.buttonsInRow);
  return rows.map((components) => ({ type: ComponentType.ActionRow, components }));
}

/** RFC 3986, and not the more forgiving rules of browsers: Discord refuses the whole message otherwise. */
const pictureUrl = /^https?:\/\/[a-z\d.-]+(?::\d{1,5})?(?:[/?#](?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i;

/** A picture that Discord could not fetch is told in words. */
function picture(url: string, alt: string): Part {
  const description = clip(alt.trim(), limits.altText);
  if (!pictureUrl.test(url) || url.length > limits.pictureUrl) return inWords((most) => oneLine(clip(alt, most)));
  return [{ type: ComponentType.MediaGallery, items: [{ media: { url }, ...(description && { description }) }] }];
}

function words(content: string): Piece[] {
  return content.trim() === '' ? [] : [{ type: ComponentType.TextDisplay, content }];
}
