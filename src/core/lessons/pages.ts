import { type Block, textsOf } from '../reply.ts';

/** About how many characters of a list are shown at once: one to two screens of a phone. */
const pageLength = 1100;

/** Cuts between entries so that no page is much longer than {@link pageLength}. */
export function paginate(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [];
  let left = 0;
  for (const block of blocks) {
    const length = costOf(block);
    const page = pages.at(-1);
    // A caption stays with its code: code never begins a page.
    if (page === undefined || (left < length && block.kind !== 'code' && block.kind !== 'note')) {
      pages.push([...captionOf(page, block), block]);
      left = pageLength - length;
    } else {
      page.push(block);
      left -= length;
    }
  }
  return pages;
}

/** The line over a list, taken from the end of the page before: a caption does not stand alone. */
function captionOf(page: Block[] | undefined, { kind }: Block): Block[] {
  const last = page?.at(-1);
  const isCaption = last?.kind === 'text' && last.text.every((span) => span.kind === 'bold');
  return page && isCaption && kind === 'list' ? page.splice(-1) : [];
}

/** What was cut between its entries is one list again where it stands on one page. */
export function joinLists(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind === 'list' && last?.kind === 'list' && block.ordered === last.ordered) {
      joined[joined.length - 1] = { ...last, items: [...last.items, ...block.items] };
    } else joined.push(block);
  }
  return joined;
}

/** About how many characters of a text stand in the line that one of code takes. */
const codeLine = 38;

/** Each stretch of text costs its marks, and a link its address, too: platforms count what is sent. */
function costOf(block: Block): number {
  if (block.kind === 'code') return Math.max(block.code.length, block.code.split('\n').length * codeLine);
  const costs = textsOf(block).flatMap((found) => found.map((span) => span.text.length + (span.kind === 'link' ? span.url.length + 4 : 2)));
  return costs.reduce((sum, cost) => sum + cost, 0);
}
