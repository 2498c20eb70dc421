import { emitKeypressEvents, type Key } from 'node:readline';
import { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** A keyboard as `process.stdin` is one; a pipe has no raw mode. */
export type Keyboard = Readable & { setRawMode?(isRaw: boolean): unknown };

/** Terminals that are asked to mark what is pasted can tell it from keys that a person presses. */
export const askForPasteMarks = '\u001B[?2004h';
export const noPasteMarks = '\u001B[?2004l';

/** What turns the direction of reading around, and the terminal's second set of orders. */
const neverTyped = /[\u0080-\u009F\u202A-\u202E\u2066-\u2069]/g;

/**
 * The keys of a keyboard, for the line editor. A paste is one key, and one line of plain characters whatever was in it. `room` says how many more
 * characters the line takes: an editor that draws a megabyte letter by letter would be busy for hours.
 */
export function keysOf(input: Keyboard, room: () => number): Keyboard {
  const keys = Object.assign(new Readable({ read: () => undefined }), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => input.setRawMode?.(isRaw),
  });
  let pasted: string | undefined;

  const type = (text: string) => {
    const fitting = text.replace(neverTyped, '').slice(0, Math.max(0, room()));
    if (fitting !== '') keys.emit('keypress', fitting, { sequence: fitting });
  };
  const paste = (key: Key) => {
    if (key.name !== 'paste-end') return (pasted = `${pasted}${key.sequence}`);
    type(plainly(pasted ?? ''));
    return (pasted = undefined);
  };
  const press = (letter: string | undefined, key: Key) => {
    if (pasted !== undefined) paste(key);
    else if (key.name === 'paste-start') pasted = '';
    else if (isOrder(letter, key)) keys.emit('keypress', letter, key);
    else type(letter ?? '');
  };

  const end = () => void keys.push(null);
  emitKeypressEvents(input);
  input.on('keypress', press).once('end', end).once('error', end);
  keys.once('close', () => input.off('keypress', press).pause());
  return keys;
}

/** Arrows, Enter, Tab and the like, which may come however full the line is. */
function isOrder(letter: string | undefined, { ctrl, meta, name }: Key): boolean {
  return letter === undefined || ctrl === true || meta === true || /^\p{Cc}/u.test(letter) || name === 'paste-end';
}

function plainly(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');
}
