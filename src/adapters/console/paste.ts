import { StringDecoder } from 'node:string_decoder';
import { Transform } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { longestInput } from '../../core/text.ts';

/** Terminals that are asked to put these around what was pasted: keys that a person presses have no such marks. */
const begins = '\u001B[200~';
const ends = '\u001B[201~';
export const askForPasteMarks = '\u001B[?2004h';
export const noPasteMarks = '\u001B[?2004l';

/** What turns the direction of reading around, and the terminal's second set of orders. */
const neverTyped = /[\u0080-\u009F\u202A-\u202E\u2066-\u2069]/g;
const lineEnd = /[\r\n]/;
/** Ctrl-C and Ctrl-U empty the line. */
const emptied = /[\u0003\u0015]/;

/**
 * Stands between the keyboard and the line editor. A paste becomes one line of plain characters, whatever was in it, and a line takes no more than
 * the bot reads: an editor that draws a megabyte letter by letter would be busy for hours.
 */
export function pasteFilter(longest = longestInput): Transform {
  const decoder = new StringDecoder('utf8');
  let held = '';
  let isPaste = false;
  let length = 0;

  function take(text: string): string {
    const typed = held + text;
    const mark = isPaste ? ends : begins;
    const at = typed.indexOf(mark);
    if (at >= 0) {
      const first = pass(typed.slice(0, at));
      isPaste = !isPaste;
      held = '';
      return first + take(typed.slice(at + mark.length));
    }
    // Half a mark waits for its other half; a lone Escape is a key.
    held = beginningOf(mark, typed, isPaste ? 1 : 3);
    return pass(typed.slice(0, typed.length - held.length));
  }

  function pass(text: string): string {
    const harmless = isPaste ? stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ') : text;
    return harmless
      .replace(neverTyped, '')
      .split(/(?<=[\r\n\u0003\u0015])/)
      .map(bounded)
      .join('');
  }

  function bounded(line: string): string {
    const room = Math.max(0, longest - length);
    const end = lineEnd.exec(line)?.[0] ?? emptied.exec(line)?.[0] ?? '';
    length = end === '' ? length + line.length : 0;
    return line.length <= room ? line : line.slice(0, room) + end;
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      // One by one: of letters that come together, Node's editor puts all but the last at the end of the line, wherever the cursor is.
      for (const letter of take(decoder.write(chunk))) this.push(letter);
      done();
    },
  });
}

/** The end of a text that may be the beginning of a mark, when it is at least so long. */
function beginningOf(mark: string, text: string, atLeast: number): string {
  for (let length = mark.length - 1; length >= atLeast; length -= 1) if (text.endsWith(mark.slice(0, length))) return mark.slice(0, length);
  return '';
}
