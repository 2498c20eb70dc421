import type { AnswerOption, Choice, Reply } from '../../core/reply.ts';
import { plain, textWords } from '../../core/text.ts';
import type { Post } from '../platform.ts';
import { type Button, buttonsOf, pressedBy } from './keys.ts';
import { drawText, type Ink, literal, wrap } from './render.ts';
import { partsOf } from './parts.ts';
import { inChannel, quizStillOpen, stillOpen } from './words.ts';

/** How large the window is right now. Without a window there are no rows, and nothing is shown in parts. */
export interface Size {
  readonly columns: number;
  readonly rows: number | undefined;
}

export interface ScreenParts {
  readonly ink: Ink;
  readonly size: () => Size;
  /** Writes for good, above whatever is being typed. */
  readonly print: (text: string) => void;
}

/** A question that was asked, as it was last shown. */
export interface Asked {
  readonly reply: Reply;
  readonly options: readonly AnswerOption[];
  /** Whether an answer is still wanted. */
  readonly isOpen: boolean;
}

/** What is on the terminal, and what of it can be pressed. */
export interface Screen {
  /** A sentence of the console's own, broken where a line ends. */
  say(text: string): void;
  /** Shows a reply, what the console itself has to say below it, and that a question is still open. */
  show(reply: Reply, ...notes: readonly string[]): void;
  /** What arrives by itself adds its buttons, and takes the letters only when no question is open. */
  arrive(reply: Reply, lead: string): void;
  post(post: Post): string;
  /** Shows the next part of what was too long for the window; false when there is none. */
  more(): boolean;
  hasMore(): boolean;
  /** No answer is wanted any more. The letters stay, so that another one hears that the first counts. */
  close(): void;
  /** Shows the open question again; false when there is none. */
  again(): boolean;
  asked(): Asked | undefined;
  buttons(): readonly Button[];
  pressed(line: string): Choice | undefined;
}

const narrowest = 40;
const widest = 100;
/** Below this, parts would be torn into pieces that are harder to read than to scroll. */
const lowest = 10;

export function makeScreen({ ink, size, print }: ScreenParts): Screen {
  let shown: readonly Button[] = [];
  let asked: Asked | undefined;
  let rest: readonly string[] = [];
  let posted = 0;
  let lastPost = '';

  const width = () => Math.min(Math.max(size().columns, narrowest), widest);
  const say = (text: string) =>
    print(
      `${text
        .split('\n')
        .map((line) => wrap(line, width()))
        .join('\n')}\n`,
    );
  const drawn = (reply: Reply, notes: readonly string[] = []) => drawText(withNotes(reply, notes), { ink, width: width() });

  /** Those of the open question go on working while something else is on the screen; where both have a key, it is what was shown last. */
  const buttons = () => [...shown, ...(asked?.isOpen ? buttonsOf(asked.reply) : [])];

  function show(reply: Reply, ...notes: readonly string[]): void {
    const { rows } = size();
    shown = buttonsOf(reply);
    const options = optionsIn(reply);
    if (options) asked = { reply, options, isOpen: true };
    const text = drawn(reply, !options && asked?.isOpen ? [...notes, stillOpen] : notes);
    rest = rows === undefined || rows < lowest ? [text] : partsOf(text, rows - 3);
    more();
  }

  function more(): boolean {
    const [part, ...others] = rest;
    rest = others;
    if (part !== undefined) print(`${part}\n`);
    return part !== undefined;
  }

  function arrive(reply: Reply, lead: string): void {
    const options = optionsIn(reply);
    const isKept = asked?.isOpen === true && options !== undefined;
    const others = buttonsOf(reply);
    shown = [...others, ...shown.filter(({ key }) => !others.some((other) => other.key === key))];
    if (options && !isKept) asked = { reply, options, isOpen: true };
    print(`${lead}\n${drawn(reply)}\n`);
    if (isKept) say(quizStillOpen);
  }

  function post({ reply, replaces }: Post): string {
    // A new count is one line here: a terminal cannot redraw what scrolled away.
    if (replaces && reply.summary === lastPost) print(`${ink.dim(`${inChannel} ${literal(lastNote(reply))}`)}\n`);
    else arrive(reply, inChannel);
    lastPost = reply.summary;
    return replaces ?? String(++posted);
  }

  return {
    say,
    show,
    arrive,
    post,
    more,
    hasMore: () => rest.length > 0,
    close: () => (asked = asked && { ...asked, isOpen: false }),
    again: () => {
      if (asked?.isOpen) show(asked.reply);
      return asked?.isOpen === true;
    },
    asked: () => asked,
    buttons,
    pressed: (line) => pressedBy(line, buttons()),
  };
}

/** What there is to choose from when a reply asks something. */
export function optionsIn({ blocks }: Reply): readonly AnswerOption[] | undefined {
  return blocks.find((block) => block.kind === 'options')?.options;
}

function withNotes(reply: Reply, notes: readonly string[]): Reply {
  return { ...reply, blocks: [...reply.blocks, ...notes.map((text) => ({ kind: 'note', text: plain(text) }) as const)] };
}

function lastNote(reply: Reply): string {
  const note = reply.blocks.findLast((block) => block.kind === 'note');
  return note ? textWords(note.text) : reply.summary;
}
