import { type Document, isAlias, type LineCounter, visit, type YAMLParseError } from 'yaml';
import type { Problem } from './problem.ts';

/** One slip makes the parser stumble over many lines after it, so only the first few are told. */
const mostTold = 3;

/** Where a text cannot be read as YAML, one problem a line, in words for people who do not write YAML every day. */
export function syntaxProblems(file: string, lines: LineCounter, errors: readonly YAMLParseError[]): Problem[] {
  const byLine = new Map(errors.toReversed().map((error) => [lines.linePos(error.pos[0]).line, error]));
  return [...byLine.values()]
    .toReversed()
    .slice(0, mostTold)
    .map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { file, line, column: col, expected: 'YAML that can be read', ...sayError(error) };
    });
}

const quotes = 'Put the whole text in quotes, or write it on the next line after ">-".';
const start = `A text that begins with one of * & ! % @ \` [ { | > needs quotes. ${quotes}`;

function sayError({ code, message }: YAMLParseError): Pick<Problem, 'found' | 'remedy'> {
  switch (code) {
    case 'TAB_AS_INDENT':
      return { found: 'a tab at the beginning of the line', remedy: 'Use spaces, two for each level.' };
    case 'DUPLICATE_KEY':
      return { found: 'a key that this entry already has', remedy: 'Keep one of the two.' };
    case 'MISSING_CHAR':
      return { found: 'a quote, comma or bracket that is missing', remedy: 'Look from this line upwards for one that is never closed.' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { found: 'a text with ": " in it, which YAML takes for a key', remedy: quotes };
    case 'MULTILINE_IMPLICIT_KEY':
      return { found: 'a line that goes on without a key', remedy: 'Look for a quote that is never closed, or indent the line further.' };
    case 'BAD_INDENT':
      return { found: 'a line that begins in another column than its neighbours', remedy: 'Indent what belongs together alike.' };
    case 'UNEXPECTED_TOKEN':
    case 'BAD_SCALAR_START':
    case 'BAD_ALIAS':
      return { found: 'a sign that means something to YAML here', remedy: start };
    default:
      return { found: `YAML that cannot be read (${message})`, remedy: 'Look at this line and the one before it.' };
  }
}

/** `*name` stands for a text elsewhere in the file. Nothing in content needs that, and a few lines of it can stand for gigabytes. */
export function aliasProblems(file: string, lines: LineCounter, document: Document.Parsed): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias: (_, node) => {
      if (!isAlias(node) || !node.range) return undefined;
      const { line, col } = lines.linePos(node.range[0]);
      problems.push({ file, line, column: col, found: `"*${node.source}"`, expected: 'the text itself', remedy: start });
      return problems.length < mostTold ? undefined : visit.BREAK;
    },
  });
  return problems;
}
