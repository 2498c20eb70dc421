import type { Action } from './action.ts';
import { clipText, lengthOf, plain, type Text, textWords } from './text.ts';

/** One thing a learner can press. `label` is at most 75 characters; whoever draws it signs the action. */
export interface Choice {
  readonly label: string;
  readonly action: Action;
  /** `main` is the next step most people want; `picked` is already chosen; `danger` cannot be undone. Never the only sign of a meaning. */
  readonly emphasis?: 'main' | 'picked' | 'danger' | undefined;
}

/** One line of a small table: what it is about, and what there is to say. */
export interface Row {
  readonly label: string;
  readonly value: Text;
}

/** One of several answers, and the button that chooses it: platforms draw the two side by side. */
export interface AnswerOption {
  readonly letter: string;
  readonly text: Text;
  readonly choice: Choice;
}

/** What a reply is made of. Every adapter draws every kind: a forgotten one does not compile. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[]; readonly ordered?: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'options'; readonly options: readonly AnswerOption[] }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** Many ways on, folded away under a few words until somebody opens it. */
  | { readonly kind: 'menu'; readonly label: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'picture'; readonly url: string; readonly alt: string }
  | { readonly kind: 'note'; readonly text: Text };

/** What a reply brings along: a file to keep, or a picture. */
export interface Attachment {
  /** With the ending that tells its type: `.png`, `.ics`, `.csv`, `.json`, `.txt`. Letters, digits, dots and hyphens only. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What it is, or what it shows, in words: whoever cannot see it has these. */
  readonly alt: string;
}

/** Turns an action into the id of a button; the bot holds the key. */
export type Sign = (action: Action) => string;

/** What the bot says, in no platform's terms. Who may see it belongs to the delivery. */
export interface Reply {
  /** One plain line for notifications and screen readers. */
  readonly summary: string;
  readonly blocks: readonly Block[];
  /** Something failed on our side: what was pressed stays in its place, to be pressed again, and this is shown beside it. */
  readonly isApology?: true;
  /** For the one who asked, and nobody else. */
  readonly attachments?: readonly Attachment[];
  /** What an answer was worth, where the reply is about one. The heading says it in words; platforms may show it in a colour as well. */
  readonly verdict?: 'right' | 'wrong';
  /** What a form for the same begins with, where a platform has forms. */
  readonly form?: FormBeginning;
}

/** A form for settings that may be there already. */
export interface FormBeginning {
  /** What is set, by the names of the command's options, as somebody would type it; nothing where nothing is set. */
  readonly filled: Readonly<Record<string, string>>;
  /** Whether it changes what is set. */
  readonly isChange: boolean;
  /** What is so now, and what happens with a field that is left empty. */
  readonly intro: string;
}

/**
 * The block with each of its texts changed, in the order in which they are read; entries that come out empty are left out. The only place
 * besides the renderers that knows where the texts of each kind are: whatever asks about texts asks here.
 */
export function mapTexts(block: Block, change: (text: Text) => Text): Block {
  const words = (text: string) => textWords(change(plain(text)));
  switch (block.kind) {
    case 'heading':
      return { ...block, text: words(block.text) };
    case 'text':
    case 'note':
      return { ...block, text: change(block.text) };
    case 'list':
      return { ...block, items: block.items.map(change).filter((item) => item.length > 0) };
    case 'rows': {
      const rows = block.rows.map(({ label, value }) => ({ label: words(label), value: change(value) }));
      return { ...block, rows: rows.filter(({ label, value }) => label !== '' || value.length > 0) };
    }
    case 'code':
      return { ...block, code: words(block.code) };
    case 'options':
      // None is left out: without its words, an option still has its letter and its button.
      return { ...block, options: block.options.map((option) => ({ ...option, text: change(option.text) })) };
    case 'choices':
    case 'menu':
      return { ...block, choices: block.choices.map((choice) => ({ ...choice, label: words(choice.label) })) };
    case 'picture':
      return { ...block, alt: words(block.alt) };
  }
}

/** Every text of a block, in the order in which it is read. */
export function textsOf(block: Block): Text[] {
  const texts: Text[] = [];
  mapTexts(block, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** The beginning of a block, as far as so many UTF-16 units of its texts go; an ellipsis says that something was left out. */
export function clipBlock<Kind extends Block>(block: Kind, most: number): Kind {
  let left = most;
  // A block with other texts is of the same kind.
  return mapTexts(block, (text) => {
    const kept = clipText(text, left);
    left -= lengthOf(text);
    return kept;
  }) as Kind;
}

/** Everything in a reply that can be pressed or picked, in the order in which it stands there. */
export function choicesIn({ blocks }: Reply): Choice[] {
  return blocks.flatMap(choicesOf);
}

/** What of a block can be pressed or picked: whatever asks about buttons asks here, so that a kind that is forgotten does not compile. */
export function choicesOf(block: Block): readonly Choice[] {
  switch (block.kind) {
    case 'options':
      return block.options.map(({ choice }) => choice);
    case 'choices':
    case 'menu':
      return block.choices;
    case 'heading':
    case 'text':
    case 'list':
    case 'rows':
    case 'code':
    case 'picture':
    case 'note':
      return [];
  }
}
