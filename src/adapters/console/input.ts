import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { Writable } from 'node:stream';
import { longestInput } from '../../core/text.ts';
import { askForPasteMarks, type Keyboard, keysOf, noPasteMarks } from './keyboard.ts';
import { literal } from './render.ts';

/** Where lines come from, and how something is shown while one is being typed. */
export interface Input extends AsyncIterable<string> {
  /** Asks for the next line; a pipe is not asked. */
  ask(prompt: string): void;
  /** Does its showing above the line that is being typed, which stands below it again afterwards. */
  above(show: () => void): void;
  close(): void;
}

export interface TypingParts {
  readonly input: Keyboard;
  readonly output: Writable;
  readonly complete: (line: string) => readonly string[];
  /** A terminal that knows no orders to move about (TERM=dumb). */
  readonly isDumb: boolean;
}

export function pipedLines({ input }: Pick<TypingParts, 'input'>): Input {
  const lines = createInterface({ input, terminal: false });
  return {
    [Symbol.asyncIterator]: () => lines[Symbol.asyncIterator](),
    close: () => lines.close(),
    ask: () => undefined,
    above: (show) => show(),
  };
}

/** Lines that are edited while they are typed: arrow keys, what was typed before, Tab. */
export function typedLines({ input, output, complete, isDumb }: TypingParts): Input {
  const keys = keysOf(input, () => longestInput - lines.line.length);
  const completer = (line: string): [string[], string] => [[...complete(line)], line];
  const lines: Interface = createInterface({
    input: keys,
    output,
    completer,
    terminal: true,
    historySize: 500,
    removeHistoryDuplicates: true,
  });
  if (!isDumb) output.write(askForPasteMarks);
  let isAsking = false;
  lines.on('line', () => (isAsking = false));
  lines.on('SIGINT', () => interrupted(lines));
  lines.on('close', () => {
    keys.destroy();
    if (isAsking && !output.destroyed) output.write('\n');
    isAsking = false;
    if (!isDumb && !output.destroyed) output.write(noPasteMarks);
  });

  function above(show: () => void): void {
    if (!isAsking) return show();
    moveCursor(output, 0, -lines.getCursorPos().rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    show();
    lines.prompt(true);
  }

  /** What was typed ahead is shown where it was asked for. */
  async function* asked(): AsyncGenerator<string> {
    for await (const line of lines) {
      if (isAsking) output.write(`${literal(line)}\n`);
      isAsking = false;
      yield line;
    }
  }

  return {
    [Symbol.asyncIterator]: asked,
    close: () => lines.close(),
    above,
    ask: (prompt) => {
      lines.setPrompt(prompt);
      isAsking = true;
      lines.prompt(true);
    },
  };
}

/** Ctrl-C gives up the line; where there is none, it leaves. */
function interrupted(lines: Interface): void {
  if (lines.line === '') return lines.close();
  // The editor has no other way to forget its line: it does so for Ctrl-E and Ctrl-U.
  lines.write(null, { ctrl: true, name: 'e' });
  lines.write(null, { ctrl: true, name: 'u' });
}
