import type { types } from '@slack/bolt';
import type { Block } from '../../core/reply.ts';
import { clip, type Text } from '../../core/text.ts';
import type { Room } from './limits.ts';

export type Drawn = types.HeaderBlock | types.RichTextBlock | types.ActionsBlock | types.ImageBlock;

const ellipsis: Drawn = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '…' }] }] };

/**
 * Draws all blocks, and if Slack would refuse so many, joins neighbouring texts; if it still would, cuts. Replies are made to fit, so a cut is
 * the last resort, but better than silence.
 */
export function fit(blocks: readonly Block[], room: Room, draw: (block: Block) => Drawn[]): Drawn[] {
  const whole = blocks.flatMap(draw);
  if (fits(whole, room)) return whole;
  const joined = join(whole);
  return fits(joined, room) ? joined : cut(blocks, room, draw);
}

function fits(drawn: readonly Drawn[], room: Room): boolean {
  return drawn.length <= room.blocks && cost(drawn) <= room.text;
}

/** Every text that travels, addresses too: which of them Slack counts is not said. */
function cost(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce((sum, [key, value]) => sum + (typeof value === 'string' ? costOf(key, value) : cost(value)), 0);
}

function costOf(key: string, value: string): number {
  return ['text', 'url', 'alt_text', 'image_url'].includes(key) ? value.length : 0;
}

function join(drawn: readonly Drawn[]): Drawn[] {
  const joined: Drawn[] = [];
  for (const block of drawn) {
    const last = joined.at(-1);
    if (block.type === 'rich_text' && last?.type === 'rich_text') {
      joined[joined.length - 1] = { type: 'rich_text', elements: [...last.elements, ...block.elements] };
    } else joined.push(block);
  }
  return joined;
}

/** Keeps the buttons first, for they are the way on, then as much of the rest as there is room for. */
function cut(blocks: readonly Block[], room: Room, draw: (block: Block) => Drawn[]): Drawn[] {
  let text = room.text - cost(ellipsis);
  let places = room.blocks - 1;
  const kept = new Map<Block, Drawn[]>();
  const take = (block: Block) => {
    const drawn = draw(shortened(block, text));
    if (cost(drawn) > text || drawn.length > places) return;
    text -= cost(drawn);
    places -= drawn.length;
    kept.set(block, drawn);
  };
  for (const block of blocks) if (block.kind === 'choices') take(block);
  for (const block of blocks) if (block.kind !== 'choices') take(block);
  const gap = blocks.findIndex((block) => !kept.has(block));
  return blocks.flatMap((block, at) => kept.get(block) ?? (at === gap ? [ellipsis] : []));
}

function shortened(block: Block, most: number): Block {
  switch (block.kind) {
    case 'text':
    case 'note':
      return { ...block, text: clipText(block.text, most) };
    case 'code':
      return { ...block, code: short(block.code, most) };
    case 'list':
      return {
        ...block,
        items: block.items.slice(0, Math.max(1, fitting(block.items.map(cost), most))).map((item) => clipText(item, most)),
      };
    case 'rows':
      return {
        ...block,
        rows: block.rows.slice(
          0,
          fitting(
            block.rows.map(({ label, value }) => label.length + 3 + cost(value)),
            most,
          ),
        ),
      };
    case 'heading':
    case 'choices':
    case 'picture':
      return block;
  }
}

/** How many of the sizes fit, from the first one on. */
function fitting(sizes: readonly number[], most: number): number {
  let left = most;
  const over = sizes.findIndex((size) => (left -= size) < 0);
  return over === -1 ? sizes.length : over;
}

function clipText(text: Text, most: number): Text {
  const whole = text.slice(0, fitting(text.map(cost), most));
  const next = text[whole.length];
  return next === undefined ? text : [...whole, { kind: 'plain', text: short(next.text, most - cost(whole)) }];
}

/** At most so many UTF-16 units, with an ellipsis where something was left out; a sign outside the first plane counts twice. */
export function short(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < 2) return '…'.slice(0, Math.max(0, most));
  const clipped = clip(text, most);
  return clipped.length <= most ? clipped : clip(text, Math.floor(most / 2));
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}
