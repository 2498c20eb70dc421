import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Letters and signs that are each one column wide and stand alone, as nearly all texts have them: they need no table of Unicode, which is slow. */
const narrow = /^[ -~\u00A1-\u00AC\u00AE-\u017F\u2010-\u2027\u2030-\u205E\u2190-\u22FF✓✗]*$/;

/** Whether its width is its length. */
export function isNarrow(text: string): boolean {
  return narrow.test(text);
}

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  return isNarrow(text) ? text.length : stringWidth(text);
}

/** Breaks between words, however wide their letters. An address that was broken would lead nowhere, so what has no space stays whole. */
export function linesWithin(columns: number, text: string): string[] {
  return text.split('\n').flatMap((line) => {
    if (columns < 1 || !isNarrow(line)) return wrapAnsi(line, columns, { hard: false }).split('\n');
    return line.match(longestRun(columns))?.map((words) => words.trimEnd()) ?? [''];
  });
}

/** As many words as there is room for, or one that is longer. */
function longestRun(columns: number): RegExp {
  return new RegExp(`\\S.{0,${columns - 1}}(?= |$)|\\S+`, 'g');
}
