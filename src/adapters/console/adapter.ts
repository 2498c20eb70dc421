import type { Reply } from '../../core/reply.ts';
import type { Writable } from 'node:stream';
import { longestInput } from '../../core/text.ts';
import type { Attachment } from '../../core/reply.ts';
import type { Adapter } from '../platform.ts';
import { completions } from './complete.ts';
import { type ConversationParts, makeConversation } from './conversation.ts';
import { type Input, pipedLines, typedLines } from './input.ts';
import type { Keyboard } from './keyboard.ts';
import { colours, literal, noColours } from './render.ts';
import { makeScreen, type Screen } from './screen.ts';
import type { Size } from './window.ts';
import { forYou, goodbye, isFarewell, moreBelow, welcome } from './words.ts';

export interface ConsoleParts extends ConversationParts {
  readonly input: Keyboard;
  readonly output: Writable;
  /** A person sits at a terminal: a prompt, keys to edit with, long screens in parts. Otherwise the lines come from a pipe and are repeated. */
  readonly interactive: boolean;
  readonly coloured: boolean;
  /** The terminal cannot move about (TERM=dumb). */
  readonly isDumb?: boolean;
  readonly size: () => Size;
  /** Puts a file of a reply somewhere, and says where. */
  readonly keep: (attachment: Attachment) => string;
  /** Called when there is nothing more to read. */
  readonly onEnd: () => void;
}

export interface ConsoleAdapter extends Adapter {
  /** Shows a sentence above the line that is being typed. */
  notice(text: string): void;
}

/** A piped line is repeated as far as it can be of interest. */
const longestEcho = 500;

/** A terminal as a study channel: the same commands, buttons as keys, answers as letters, and everybody in one place. */
export function consoleAdapter(parts: ConsoleParts): ConsoleAdapter {
  const { course, output, interactive, coloured, size, onEnd, keep } = parts;
  let lines: Input | undefined;
  let reading: Promise<void> = Promise.resolve();
  let ready = false;

  const write = (text: string) => void (output.destroyed || output.write(`${text}\n`));
  const print = (text: string) => (lines ? lines.above(() => write(text)) : write(text));
  const screen = makeScreen({ ink: coloured ? colours : noColours, size, print, keep });
  const conversation = makeConversation(parts, screen);
  const ask = (from: Input) => from.ask(screen.window.hasMore() ? `${moreBelow}> ` : `${conversation.learner()}> `);

  async function read(): Promise<void> {
    screen.window.say(welcome(course().pack));
    await conversation.greet();
    if (!ready) return;
    // Opened late: lines that arrive before somebody waits for them would be lost.
    lines = inputOf(parts, screen);
    ask(lines);
    for await (const typed of lines) {
      // Nobody reads on: what looks for words would take minutes over a megabyte of the same sign.
      const line = typed.trim().slice(0, longestInput);
      if (isFarewell(line)) break;
      await take(line);
      ask(lines);
    }
    ready = false;
    lines.close();
    if (interactive) screen.window.say(goodbye);
    onEnd();
  }

  async function take(line: string): Promise<void> {
    if (line === '') return void screen.window.more();
    if (!interactive) write(`${conversation.learner()}> ${literal(line.slice(0, longestEcho))}`);
    await conversation.take(line);
  }

  return {
    name: 'console',
    isOwn: true,
    start: async () => {
      ready = true;
      // `mlpro | head` closes the pipe: nobody reads any more, so there is nothing more to do.
      output.on('error', onEnd);
      reading = read();
    },
    stop: async () => {
      ready = false;
      lines?.close();
      await reading;
    },
    isReady: () => ready,
    post: async (post) => screen.post(post),
    // What an earlier run has shown is not on this screen.
    find: async () => undefined,
    tell: async (_learner, reply) => tell(screen, reply),
    notice: (text) => screen.window.say(literal(text)),
  };
}

function inputOf({ course, input, output, interactive, isDumb = false }: ConsoleParts, screen: Screen): Input {
  const complete = (line: string) => completions(line, course().pack, screen.buttons());
  return interactive ? typedLines({ input, output, complete, isDumb }) : pipedLines({ input });
}

/** Somebody who sits at the screen has been told. */
function tell(screen: Screen, reply: Reply): 'told' {
  screen.arrive(reply, forYou);
  return 'told';
}
