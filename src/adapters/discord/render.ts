import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import type { Block, Choice, Reply, Seal } from '../../core/reply.ts';
import { bold, clip, plain, type Text } from '../../core/text.ts';
import { asCalledHere } from './command.ts';
import { codeBlock, escape } from './escape.ts';
import { type Component, type Drawn, fitting, roomOf, withinCount } from './fit.ts';
import { limits } from './limits.ts';
import { drawText, linesOf, shorten } from './markdown.ts';

/** A message as Discord's API takes it, wherever it is sent: nobody is mentioned by it. */
export interface Message {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: Component[];
  readonly allowed_mentions: { readonly parse: [] };
}

/** What a block becomes: components, or words that can be drawn with fewer characters when the room is short. */
type Part = readonly Component[] | Drawn;

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
