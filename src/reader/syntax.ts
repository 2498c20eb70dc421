import { type Document, isCollection, isScalar, type LineCounter, type Node, visit, type YAMLParseError } from 'yaml';
import { columnProblem } from './columns.ts';
import type { Problem } from './problem.ts';

/** A text as the parser left it. */
export interface Parsed {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly document: Document.Parsed;
}

type Saying = Pick<Problem, 'found' | 'remedy'> & Partial<Problem>;

/** After some slips the parser stumbles over all that follows, so nothing behind them is told; the others concern their own line only. */
const staysOnItsLine: ReadonlySet<string> = new Set(['BAD_SCALAR_START', 'UNEXPECTED_TOKEN', 'BAD_ALIAS']);
/** Where there are more, something else is wrong. */
const mostTold = 3;

/** Where a text cannot be read as YAML, in words for people who do not write YAML every day: one problem for each slip. */
export function syntaxProblems(parsed: Parsed): Problem[] {
  const early = conflictOf(parsed) ?? tabOf(parsed) ?? unclosedOf(parsed);
  if (early !== undefined) return [early];
  const { lines } = parsed;
  const byLine = new Map(parsed.document.errors.toReversed().map((error) => [lines.linePos(error.pos[0]).line, error]));
  const problems: Problem[] = [];
  for (const error of [...byLine.values()].toReversed()) {
    problems.push(tell(parsed, error));
    if (problems.length === mostTold || !(staysOnItsLine.has(error.code) || hasColon(parsed, error))) break;
  }
  return problems;
}

function tell(parsed: Parsed, error: YAMLParseError): Problem {
  const { line, col } = parsed.lines.linePos(error.pos[0]);
  return { file: parsed.file, line, column: col, expected: 'YAML that can be read', ...sayError(parsed, error) };
}

const quotes = 'Put the whole text in quotes, or write it on the next line after ">-".';
export const start = `A text that begins with one of * & ! % @ \` [ { | > needs quotes. ${quotes}`;

function sayError(parsed: Parsed, error: YAMLParseError): Saying {
  const { code, message } = error;
  if (hasColon(parsed, error)) return { found: 'a text with ": " in it, which YAML takes for a key', remedy: quotes };
  if (staysOnItsLine.has(code)) return behindQuote(parsed, error) ?? { found: 'a sign that means something to YAML here', remedy: start };
  if (code === 'MULTIPLE_DOCS') return { found: 'a line of dashes', remedy: 'Remove it: a file has one part only.' };
  const line = suspect(parsed, error);
  return (
    saySlip(parsed, line) ??
    columnProblem(parsed.text.split('\n'), line) ?? {
      found: `YAML that cannot be read (${message.split('\n')[0]})`,
      remedy: 'Look at this line and the one before it.',
    }
  );
}

/** `"A left" join`, or `'It's left'`: the quote that was meant as a part of the text ended it. */
function behindQuote({ text }: Parsed, { pos }: YAMLParseError): Saying | undefined {
  if (!/["']$/.test(text.slice(0, pos[0]).trimEnd())) return undefined;
  const remedy = 'Put the whole text in quotes of the other kind, or write it on the next line after ">-".';
  return { found: 'more text behind the closing quote', remedy };
}

/** `stem: Case one: a shop`, told apart from two lines of which the second is one column off. */
function hasColon({ text, lines }: Parsed, { code, pos }: YAMLParseError): boolean {
  const line = lineAt(text, lines.linePos(pos[0]).line);
  return code === 'BLOCK_AS_IMPLICIT_KEY' && /^\s*(?:- )*[\w.-]+: +\S.*:(?: |$)/.test(line);
}

/** The parser names the empty rest of a list, or the text that a line further right seems to go on with: what is wrong is the line after it. */
function suspect({ text, lines }: Parsed, { code, pos }: YAMLParseError): number {
  const line = lines.linePos(pos[0]).line;
  const [before, own] = [columnOf(lineAt(text, line - 1)), columnOf(lineAt(text, line))];
  const goesOn = code === 'BLOCK_AS_IMPLICIT_KEY' && own === before && columnOf(lineAt(text, line + 1)) > own;
  return own === 0 || goesOn ? Math.min(line + 1, lines.lineStarts.length) : line;
}

/** Where the key of a line begins, behind its dash; 0 for an empty one. */
function columnOf(line: string): number {
  return line.search(/[^\s-]/) + 1;
}

/** What a line says that is neither a key with a value nor an entry of a list. */
function saySlip({ text }: Parsed, line: number): Saying | undefined {
  const [own, before] = [lineAt(text, line), lineAt(text, line - 1)];
  const column = own.search(/\S/) + 1;
  const at = { line, column };
  if (/^\s*[^"'>|]*: [^"'>|\s].*\s#/.test(before))
    return { ...at, line: line - 1, column: before.search(/\s#/) + 2, found: 'a text that is cut at "#"', remedy: quotes };
  const [glued] = /^\s*(?:- )?[A-Za-z]+:(?=\S)/.exec(own) ?? [];
  if (glued) return { ...at, found: `"${glued.trim()}" without a space after the colon`, remedy: 'Put a space behind the colon.' };
  if (/^\s*-[A-Za-z]/.test(own)) return { ...at, found: 'a dash without a space after it', remedy: 'Put a space behind the dash.' };
  if (/^\s*- /.test(own) || /^\s*[\w.-]+:(?: |$)/.test(own)) return undefined;
  const first = /^\s*([a-z]+) \S/i.exec(own)?.[1];
  const remedy = `${first ? `If "${first}" is a key, put a colon behind it. ` : ''}A text of several lines begins with ">-", and its lines are indented further than its key.`;
  return { ...at, found: 'a line that goes on without a key', remedy };
}

function conflictOf({ file, text, lines }: Parsed): Problem | undefined {
  const at = text.search(/^(?:<{7}|={7}|>{7})(?: |$)/m);
  const remedy = 'Keep one of the two versions between these marks, and delete the marks.';
  return at < 0
    ? undefined
    : {
        file,
        line: lines.linePos(at).line,
        column: 1,
        found: 'the mark of a conflict between two versions',
        expected: 'one version',
        remedy,
      };
}

function tabOf({ file, text, lines, document }: Parsed): Problem | undefined {
  const first = document.errors[0];
  const tab = /^ *\t/m.exec(text);
  if (!first || !tab || lines.linePos(first.pos[0]).line !== lines.linePos(tab.index).line) return undefined;
  const expected = 'spaces';
  return {
    file,
    line: lines.linePos(tab.index).line,
    column: tab[0].length,
    found: 'a tab at the beginning of the line',
    expected,
    remedy: 'Use spaces, two for each level.',
  };
}

/** A quote or bracket that is closed far below, or never: all that comes between was swallowed, so where it begins is the place. */
function unclosedOf({ file, text, lines, document }: Parsed): Problem | undefined {
  const [error] = document.errors;
  const begin = swallowing(text, document, error) ?? openBracket(text, error);
  if (begin === undefined) return undefined;
  const { line, col } = lines.linePos(begin);
  const mark = text[begin] ?? '';
  const closing = { '[': ']', '{': '}' }[mark] ?? mark;
  const remedy = `Put the closing ${closing} at the end of that text or list.`;
  return { file, line, column: col, found: `a ${mark} that is never closed`, expected: 'YAML that can be read', remedy };
}

/** Where a quoted text or a list in brackets begins that has keys in it, as no text has, or that the parser found no end of. */
function swallowing(text: string, document: Document.Parsed, error: YAMLParseError | undefined): number | undefined {
  const first = Math.min(error?.pos[0] ?? 0, text.trimEnd().length);
  const endless = error?.message.startsWith('Missing closing') === true;
  let begin: number | undefined;
  visit(document, {
    Node: (_, node) => {
      const [from, to] = (node as Node).range ?? [0, 0];
      const isQuoted = isScalar(node) && node.type?.startsWith('QUOTE') === true;
      const isOpen = to >= first - 1 && ((isQuoted && endless && from <= first) || hasKeys(text.slice(from, to)));
      if (!isOpen || !(isQuoted || (isCollection(node) && node.flow === true))) return undefined;
      begin = from;
      return visit.BREAK;
    },
  });
  return begin;
}

function hasKeys(text: string): boolean {
  return /\n\s*(?:- )?[\w.-]+:(?:\s|$)/.test(text);
}

function openBracket(text: string, error: YAMLParseError | undefined): number | undefined {
  if (!error?.message.startsWith('Flow ')) return undefined;
  const before = text.slice(0, error.pos[0]);
  return Math.max(before.lastIndexOf('['), before.lastIndexOf('{'));
}

function lineAt(text: string, line: number): string {
  return text.split('\n')[line - 1] ?? '';
}
