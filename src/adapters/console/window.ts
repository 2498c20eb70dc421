import { wrap } from './render.ts';

/** How large the window is right now. Without a window there are no rows, and nothing is shown in parts. */
export interface Size {
  readonly columns: number;
  readonly rows: number | undefined;
}

/** What fits where a person looks. */
export interface Window {
  width(): number;
  /** A sentence of the console's own, broken where a line ends. */
  say(text: string): void;
  /** As much of a text as fits; the rest waits. */
  show(text: string): void;
  /** Shows the next part of what waits; false when nothing does. */
  more(): boolean;
  hasMore(): boolean;
}

/** In columns: what is narrower cannot be read, and what is wider is no pleasure to read. */
const narrowest = 40;
const widest = 100;
/** Below this, parts would be torn into pieces that are harder to read than to scroll. */
const lowest = 10;
/** For the prompt, and for what is typed there. */
const kept = 3;

/** `print` writes for good, above whatever is being typed. */
export function makeWindow(size: () => Size, print: (text: string) => void): Window {
  let rest: readonly string[] = [];
  const width = () => Math.min(Math.max(size().columns, narrowest), widest);

  function more(): boolean {
    const [part, ...others] = rest;
    rest = others;
    if (part !== undefined) print(`${part}\n`);
    return part !== undefined;
  }

  return {
    width,
    say: (text) => print(`${wrap(text, width())}\n`),
    show: (text) => {
      const { rows = 0 } = size();
      rest = rows < lowest ? [text] : partsOf(text, rows - kept);
      more();
    },
    more,
    hasMore: () => rest.length > 0,
  };
}

/** Cuts a text into parts of at most so many lines: after a paragraph where one ends in the second half of a part, else after a line. */
export function partsOf(text: string, most: number): string[] {
  const lines = text.split('\n');
  const parts: string[] = [];
  while (lines.length > most) {
    const part = lines.splice(0, lastParagraph(lines, most) ?? most);
    parts.push(part.join('\n').trimEnd());
  }
  return [...parts, lines.join('\n')];
}

/** How many lines go up to the last empty one of a part. */
function lastParagraph(lines: readonly string[], most: number): number | undefined {
  const empty = lines.slice(0, most + 1).lastIndexOf('');
  return empty >= most / 2 ? empty + 1 : undefined;
}
