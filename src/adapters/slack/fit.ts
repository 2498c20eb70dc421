import type { types } from '@slack/bolt';
import { type Block, choicesOf, clipBlock, textsOf } from '../../core/reply.ts';
import { clip, textWords } from '../../core/text.ts';
import { largest } from '../../support/fitting.ts';
import type { Room } from './limits.ts';

export type Drawn =
  | types.HeaderBlock
  | types.RichTextBlock
  | types.ContextBlock
  | types.SectionBlock
  | types.ActionsBlock
  | types.ImageBlock;

/** What became of a reply's blocks, and what of them was left out: a sentence each, for those who write content. */
export interface Fitted {
  readonly drawn: Drawn[];
  readonly cuts: readonly string[];
}

const ellipsis: Drawn = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '…' }] }] };

/**
 * Draws all blocks, and if Slack would refuse so many, joins neighbouring texts; if it still would, cuts. Replies are made to fit, so a cut is
 * the last resort, but better than silence.
 */
export function fit(blocks: readonly Block[], room: Room, draw: (block: Block) => Drawn[]): Fitted {
  const whole = blocks.flatMap(draw);
  if (fits(whole, room)) return { drawn: whole, cuts: [] };
  const joined = join(whole);
  if (fits(joined, room)) return { drawn: joined, cuts: [] };
  const size = `${cost(joined)} characters in ${joined.length} blocks, ${room.text} in ${room.blocks} fit.`;
  return cut(blocks, room, draw, size);
}

function fits(drawn: readonly Drawn[], room: Room): boolean {
  return drawn.length <= room.blocks && cost(drawn) <= room.text;
}

/** Every text that travels, addresses too: which of them Slack counts is not said. */
function cost(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  if (Array.isArray(node)) return node.reduce<number>((sum, one) => sum + cost(one), 0);
  return Object.entries(node).reduce((sum, [key, value]) => sum + (typeof value === 'string' ? costOf(key, value) : cost(value)), 0);
}

const texts: ReadonlySet<string> = new Set(['text', 'url', 'alt_text', 'image_url']);

function costOf(key: string, value: string): number {
  return texts.has(key) ? value.length : 0;
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
function cut(blocks: readonly Block[], room: Room, draw: (block: Block) => Drawn[], size: string): Fitted {
  let text = room.text - cost(ellipsis);
  let places = room.blocks - 1;
  const kept = new Map<Block, Drawn[]>();
  const cuts: string[] = [];
  const take = (block: Block) => {
    const whole = draw(block);
    const drawn = cost(whole) <= text ? whole : shortened(block, text, draw);
    const hasRoom = drawn.length <= places && cost(drawn) <= text;
    if (drawn !== whole || !hasRoom) cuts.push(`"${clip(textsOf(block).map(textWords).join(' '), 40)}" is cut: ${size}`);
    if (!hasRoom) return;
    text -= cost(drawn);
    places -= drawn.length;
    kept.set(block, drawn);
  };
  const isWayOn = (block: Block) => choicesOf(block).length > 0;
  for (const block of blocks) if (isWayOn(block)) take(block);
  for (const block of blocks) if (!isWayOn(block)) take(block);
  const gap = blocks.findIndex((block) => !kept.has(block));
  return { drawn: blocks.flatMap((block, at) => kept.get(block) ?? (at === gap ? [ellipsis] : [])), cuts };
}

/** The longest beginning of a block whose drawing costs at most so much: what Slack counts is more than the words. */
function shortened(block: Block, most: number, draw: (block: Block) => Drawn[]): Drawn[] {
  return draw(
    clipBlock(
      block,
      largest(Math.max(0, most), (length) => cost(draw(clipBlock(block, length))) <= most),
    ),
  );
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}
