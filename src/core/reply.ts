import type { Action } from './action.ts';
import type { Text } from './text.ts';

/** One thing a learner can press. `label` is at most 75 characters; whoever draws it seals the action into an id. */
export interface Choice {
  readonly label: string;
  readonly action: Action;
  /** `main` is the next step most people want; `picked` is already chosen. Never the only sign of a meaning. */
  readonly emphasis?: 'main' | 'picked';
}

/** One line of a small table: what it is about, and what there is to say. */
export interface Row {
  readonly label: string;
  readonly value: Text;
}

/** What a reply is made of. Every adapter draws every kind: a forgotten one does not compile. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[]; readonly ordered?: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'picture'; readonly url: string; readonly alt: string }
  | { readonly kind: 'note'; readonly text: Text };

/** Turns an action into the id of a button; the bot holds the key. */
export type Seal = (action: Action) => string;

/** What the bot says, in no platform's terms. Who may see it belongs to the delivery. */
export interface Reply {
  /** One plain line for notifications and screen readers. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** All words of a reply, without what gives them shape. */
export function wordsIn(reply: Reply): string {
  return reply.blocks.map(blockWords).join('\n');
}

function blockWords(block: Block): string {
  const say = (text: Text) => text.map((span) => span.text).join('');
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'text':
    case 'note':
      return say(block.text);
    case 'list':
      return block.items.map(say).join('\n');
    case 'rows':
      return block.rows.map((row) => `${row.label} ${say(row.value)}`).join('\n');
    case 'code':
      return block.code;
    case 'choices':
      return block.choices.map((choice) => choice.label).join('\n');
    case 'picture':
      return block.alt;
  }
}
