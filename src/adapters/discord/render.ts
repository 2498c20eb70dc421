import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIMediaGalleryComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Block, Choice, Reply, Seal } from '../../core/reply.ts';
import { bold, clip, plain, type Text } from '../../core/text.ts';
import { asCalledHere } from './commands.ts';
import { codeBlock, escape } from './escape.ts';
import { limits } from './limits.ts';
import { drawText, linesOf, shorten } from './text.ts';

type Component = APITextDisplayComponent | APIActionRowComponent<APIButtonComponentWithCustomId> | APIMediaGalleryComponent;

/** A message as Discord's API takes it, wherever it is sent: nobody is mentioned by it. */
export interface Message {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: Component[];
  readonly allowed_mentions: { readonly parse: [] };
}

/** What a block becomes: components, or words that can be drawn with fewer characters when the room is short. */
type Part = readonly Component[] | ((most: number) => string);

/** Draws a reply within Discord's limits. Whatever does not fit is cut; it never fails. */
export function drawMessage(reply: Reply, seal: Seal): Message {
  const drawn = new Set<string>();
  const parts = reply.blocks.map((block) => drawBlock(block, seal, drawn));
  const room = roomOf(parts.filter((part) => typeof part === 'function'));
  const components = parts.flatMap((part) => (typeof part === 'function' ? words(fitting(part, room)) : part));
  return {
    flags: MessageFlags.IsComponentsV2,
    components: components.length > 0 ? withinCount(components) : words(escape(clip(reply.summary, 200)).trim() || '…'),
    allowed_mentions: { parse: [] },
  };
}

function drawBlock(block: Block, seal: Seal, drawn: Set<string>): Part {
  switch (block.kind) {
    case 'heading':
      return (most) => prefixed('## ', oneLine(asCalledHere(clip(block.text, most))));
    case 'text':
      return (most) => lines(shorten([block.text], most)).join('\n');
    case 'list':
      return (most) => items(shorten(block.items, most), block.ordered === true);
    case 'rows':
      return (most) => lines(shorten(block.rows.map(rowText), most)).join('\n');
    case 'code':
      return (most) => codeBlock(clip(block.code, most));
    case 'note':
      return (most) =>
        lines(shorten([block.text], most))
          .map((line) => `-# ${line}`)
          .join('\n');
    case 'choices':
      return buttonRows(block.choices, seal, drawn);
    case 'picture':
      return picture(block.url, block.alt);
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

/** The same action twice is one button: ids are unique in a message. */
function buttonRows(choices: readonly Choice[], seal: Seal, drawn: Set<string>): Component[] {
  const buttons = choices.flatMap(({ label, action, emphasis }) => {
    const id = seal(action);
    if (drawn.has(id)) return [];
    drawn.add(id);
    const style = emphasis === 'main' ? ButtonStyle.Primary : emphasis === 'picked' ? ButtonStyle.Success : ButtonStyle.Secondary;
    return [{ type: ComponentType.Button as const, style, label: clip(label.trim(), limits.buttonLabel) || '…', custom_id: id } as const];
  });
  const rows = Array.from({ length: Math.ceil(buttons.length / limits.buttonsInRow) }, (_, row) => row * limits.buttonsInRow);
  return rows.map((at) => ({ type: ComponentType.ActionRow, components: buttons.slice(at, at + limits.buttonsInRow) }));
}

/** RFC 3986, and not the more forgiving rules of browsers: Discord refuses the whole message otherwise. */
const pictureUrl = /^https?:\/\/[a-z\d.-]+(?::\d{1,5})?(?:[/?#](?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i;

/** A picture that Discord could not fetch is told in words. */
function picture(url: string, alt: string): Part {
  const description = clip(alt.trim(), limits.altText);
  if (!pictureUrl.test(url) || url.length > limits.pictureUrl) return (most) => oneLine(clip(alt, most));
  return [{ type: ComponentType.MediaGallery, items: [{ media: { url }, ...(description && { description }) }] }];
}

function words(content: string): Component[] {
  return content.trim() === '' ? [] : [{ type: ComponentType.TextDisplay, content }];
}

/** How long the longest text may be so that all together fit: the short ones stay whole. One more each, for the line between. */
function roomOf(texts: readonly ((most: number) => string)[]): number {
  const lengths = texts.map((draw) => draw(Number.POSITIVE_INFINITY).length);
  return largest(limits.textInAll, (room) => lengths.reduce((sum, length) => sum + Math.min(length, room) + 1, 0) <= limits.textInAll);
}

function fitting(draw: (most: number) => string, room: number): string {
  const whole = draw(Number.POSITIVE_INFINITY);
  if (whole.length <= room) return whole;
  const most = largest(room, (count) => count > 0 && draw(count).length <= room);
  return most > 0 ? draw(most) : '';
}

/** The largest whole number up to `most` that fits, or 0. */
function largest(most: number, fits: (count: number) => boolean): number {
  let [fitting, above] = [0, most + 1];
  while (above - fitting > 1) {
    const middle = Math.floor((fitting + above) / 2);
    if (fits(middle)) fitting = middle;
    else above = middle;
  }
  return fitting;
}

/** Texts of their own have air between them; when there are too many, neighbours share one. What is still too much is left out. */
function withinCount(components: readonly Component[]): Component[] {
  let left: number = limits.components;
  return (countOf(components) > left ? merged(components) : components).filter((component) => {
    const count = countOf([component]);
    if (count > left) return false;
    left -= count;
    return true;
  });
}

function countOf(components: readonly Component[]): number {
  return components.reduce((sum, one) => sum + 1 + (one.type === ComponentType.ActionRow ? one.components.length : 0), 0);
}

function merged(components: readonly Component[]): Component[] {
  const kept: Component[] = [];
  for (const component of components) {
    const last = kept.at(-1);
    if (component.type === ComponentType.TextDisplay && last?.type === ComponentType.TextDisplay) {
      kept[kept.length - 1] = { ...last, content: `${last.content}\n${component.content}` };
    } else kept.push(component);
  }
  return kept;
}
