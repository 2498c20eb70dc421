import type { AnswerOption, Attachment, Choice, Reply } from '../../core/reply.ts';
import { plain, textWords } from '../../core/text.ts';
import type { Post } from '../platform.ts';
import { type Button, buttonsOf, pressedBy } from './keys.ts';
import { drawText, type Ink, literal } from './render.ts';
import { makeWindow, type Size, type Window } from './window.ts';
import { inChannel, quizStillOpen, stillOpen } from './words.ts';

export interface ScreenParts {
  readonly ink: Ink;
  readonly size: () => Size;
  /** Puts a file of a reply somewhere, and says where. */
  readonly keep: (attachment: Attachment) => string;
  /** Writes for good, above whatever is being typed. */
  readonly print: (text: string) => void;
}

/** A question that was asked, as it was last shown. */
export interface AskedQuestion {
  readonly reply: Reply;
  readonly options: readonly AnswerOption[];
  /** Whether an answer is still wanted. */
  readonly isOpen: boolean;
}

/** What is on the terminal, and what of it can be pressed. */
export interface Screen {
  readonly window: Window;
  /** Shows a reply, what the console itself has to say below it, and that a question is still open. */
  show(reply: Reply, ...notes: readonly string[]): void;
  /** What arrives by itself adds its buttons, and takes the letters only when no question is open. */
  arrive(reply: Reply, lead: string): void;
  post(post: Post): string;
  /** No answer is wanted any more. The letters stay, so that another one hears that the first counts. */
  close(): void;
  asked(): AskedQuestion | undefined;
  buttons(): readonly Button[];
  pressed(line: string): Choice | undefined;
}

export function makeScreen({ ink, size, print, keep }: ScreenParts): Screen {
  const window = makeWindow(size, print);
  let shown: readonly Button[] = [];
  let asked: AskedQuestion | undefined;

  const drawn = (reply: Reply, notes: readonly string[] = []) => {
    const kept = (reply.attachments ?? []).map(keep);
    return drawText(withNotes(reply, [...kept, ...notes]), { ink, width: window.width() });
  };

  /** Those of the open question go on working while something else is on the screen; where both have a key, it is what was shown last. */
  const buttons = () => [...shown, ...(asked?.isOpen ? buttonsOf(asked.reply) : [])];

  function show(reply: Reply, ...notes: readonly string[]): void {
    shown = buttonsOf(reply);
    const options = optionsIn(reply);
    if (options) asked = { reply, options, isOpen: true };
    window.show(drawn(reply, !options && asked?.isOpen ? [...notes, stillOpen] : notes));
  }

  function arrive(reply: Reply, lead: string): void {
    const options = optionsIn(reply);
    const isKept = asked?.isOpen === true && options !== undefined;
    const others = buttonsOf(reply);
    shown = [...others, ...shown.filter(({ key }) => !others.some((other) => other.key === key))];
    if (options && !isKept) asked = { reply, options, isOpen: true };
    print(`${lead}\n${drawn(reply)}\n`);
    if (isKept) window.say(quizStillOpen);
  }

  return {
    window,
    show,
    arrive,
    post: makePosting((text) => print(`${ink.dim(text)}\n`), arrive),
    close: () => (asked = asked && { ...asked, isOpen: false }),
    asked: () => asked,
    buttons,
    pressed: (line) => pressedBy(line, buttons()),
  };
}

/** A new count is one line here: a terminal cannot redraw what scrolled away. */
function makePosting(count: (text: string) => void, arrive: Screen['arrive']): Screen['post'] {
  let posted = 0;
  let last = '';
  return ({ reply, replaces }) => {
    if (replaces && reply.summary === last) count(`${inChannel} ${literal(lastNote(reply))}`);
    else arrive(reply, inChannel);
    last = reply.summary;
    return replaces ?? String(++posted);
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
