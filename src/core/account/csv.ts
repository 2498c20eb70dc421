import type { Option, Pack } from '../pack.ts';
import { itemById } from '../pack-index.ts';
import { letterOf, shownOptions } from '../quiz/rules.ts';
import type { PackedAttempt } from '../state.ts';
import { wordsOf } from '../text.ts';

/** A spreadsheet takes what begins with one of these for a formula, and carries it out: https://owasp.org/www-community/attacks/CSV_Injection */
const formula = /^[\s\uFEFF]*[=+\-@|%]|^[\t\r\n]/;

/** One field as RFC 4180 has it, and a formula made a text by the apostrophe that spreadsheets know. */
export function csvField(value: string): string {
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function csvLine(fields: readonly string[]): string {
  return fields.map(csvField).join(',');
}

const columns = [
  'time in UTC',
  'exam',
  'lesson',
  'item',
  'result',
  'how sure',
  'your letters',
  'right letters',
  'question',
  'your answer',
  'right answer',
  'asked in',
  'your options in the files',
];

/** The mark by which spreadsheets know that a file is UTF-8. */
const byteOrderMark = '\uFEFF';

/** Answers as a spreadsheet reads them. Letters are those under which the learner saw the options. */
export function* answersCsv(pack: Pack, attempts: readonly PackedAttempt[]): Generator<string> {
  const words = remembered(wordsOf);
  yield `${byteOrderMark}${csvLine(columns)}\r\n`;
  for (const attempt of attempts) yield `${csvLine(fieldsOf(pack, attempt, words))}\r\n`;
}

/** Each text is read once, however often it was asked. */
function remembered(make: (markup: string) => string): (markup: string) => string {
  const known = new Map<string, string>();
  return (markup) => {
    const words = known.get(markup) ?? make(markup);
    known.set(markup, words);
    return words;
  };
}

function fieldsOf(pack: Pack, attempt: PackedAttempt, words: (markup: string) => string): string[] {
  const { at, lesson, item: id, correct, confidence = '', picks, askedIn } = attempt;
  const item = attempt.pack === pack.id ? itemById(pack, id) : undefined;
  const shown = item ? shownOptions(item, askedIn) : [];
  const letters = (options: readonly Option[]) => options.map((option) => letterOf(shown.indexOf(option))).join('');
  const said = (options: readonly Option[]) => options.map(({ text }) => words(text)).join(' / ');
  const own = shown.filter((option) => picks.includes(option.id));
  const right = shown.filter((option) => option.correct);
  const answer = [new Date(at).toISOString(), attempt.pack, lesson, id, correct ? 'right' : 'wrong', confidence];
  const asked = [letters(own), letters(right), item ? words(item.stem) : '(not in this guide any more)', said(own), said(right)];
  return [...answer, ...asked, askedIn, picks];
}
