import { isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { clip } from '../core/text.ts';
import { nearest } from '../core/near.ts';
import type { Problem } from './problem.ts';

type Path = readonly PropertyKey[];

/** A content file that parsed and has the right shape, and still knows where each of its values stands. */
export interface Sheet<T> {
  readonly file: string;
  readonly value: T;
  problem(path: Path, found: string, expected: string, wayOut: string): Problem;
}

/** Reads one YAML text against its schema: the sheet, or every problem of syntax and shape at once. */
export function readSheet<T>(file: string, text: string, schema: z.ZodType<T>): Sheet<T> | Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (path: Path, key = false) => place(document, lines, path, key);
  if (document.errors.length > 0) return document.errors.map((error) => syntaxProblem(file, lines, error));
  const read = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (read.success) {
    return {
      file,
      value: read.data,
      problem: (path, found, expected, wayOut) => ({ file, ...at(path), found, expected, wayOut }),
    };
  }
  return read.error.issues.flatMap((issue) => shapeProblems(file, document, at, issue));
}

function syntaxProblem(file: string, lines: LineCounter, error: { pos: [number, number]; message: string }): Problem {
  const { line, col } = lines.linePos(error.pos[0]);
  return {
    file,
    line,
    column: col,
    found: `YAML that cannot be read (${error.message.toLowerCase()})`,
    expected: 'valid YAML',
    wayOut: 'Look at this line and the one before: indentation, a missing quote, or a text with ": " in it that needs quotes.',
  };
}

type At = (path: Path, key?: boolean) => { line: number; column: number };
type Issue = z.core.$ZodIssue;

function shapeProblems(file: string, document: Document.Parsed, at: At, issue: Issue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(file, document, at, issue.path, key));
  }
  const found = sayValue(document.getIn(issue.path, false));
  return [{ file, ...at(issue.path), found: `${sayPath(issue.path)}${found}`, ...sayIssue(issue) }];
}

function unknownKey(file: string, document: Document.Parsed, at: At, path: Path, key: string): Problem {
  const parent = document.getIn(path, true);
  const known = isMap(parent) ? parent.items.map((item) => String(item.key)).filter((name) => name !== key) : [];
  return {
    file,
    ...at([...path, key], true),
    found: `the key "${clip(key, 40)}"${path.length > 0 ? ` in ${sayPath(path).trim()}` : ''}`,
    expected: 'a key that this file knows',
    wayOut: `Correct the spelling or remove it; docs/content.md lists the keys (here so far: ${known.join(', ') || 'none'}).`,
  };
}

/** What was hoped for, in words, and the way out. */
function sayIssue(issue: Issue): Pick<Problem, 'expected' | 'wayOut'> {
  switch (issue.code) {
    case 'invalid_type':
      return {
        expected: `${article(issue.expected)} ${issue.expected}`,
        wayOut: 'Add it, or put a text in quotes if it looks like a number.',
      };
    case 'too_big':
      return {
        expected: `at most ${issue.maximum} ${unit(issue.origin)}`,
        wayOut: 'Shorten it: longer would not fit on one screen of the tightest platform.',
      };
    case 'too_small':
      return { expected: `at least ${issue.minimum} ${unit(issue.origin)}`, wayOut: 'Fill it in, or remove the whole entry.' };
    case 'invalid_value':
      return { expected: `one of ${issue.values.map(String).join(', ')}`, wayOut: suggestion(issue) };
    case 'invalid_format':
      return { expected: issue.format === 'url' ? 'an https address' : issue.message, wayOut: 'Write it in that form.' };
    default:
      return { expected: issue.message, wayOut: 'docs/content.md shows the form.' };
  }
}

function suggestion(issue: Issue & { code: 'invalid_value' }): string {
  const close = typeof issue.input === 'string' ? nearest(issue.input, issue.values.map(String)) : undefined;
  return close === undefined ? 'Choose one of them.' : `Did you mean "${close}"?`;
}

function unit(origin: string): string {
  return origin === 'string' ? 'characters' : origin === 'array' ? 'entries' : '';
}

function article(word: string): string {
  return /^[aeio]/.test(word) ? 'an' : 'a';
}

function sayPath(path: Path): string {
  return path.length === 0 ? '' : `${path.map((part) => (typeof part === 'number' ? `#${part + 1}` : String(part))).join(' ')}: `;
}

function sayValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return `"${clip(value, 60)}" (${value.length} characters)`;
  if (isSeq(value)) return `${value.items.length} entries`;
  if (typeof value === 'object') return 'a group of keys';
  return JSON.stringify(value) ?? typeof value;
}

/** Where a value stands; when it is missing, where the nearest thing around it stands. */
function place(document: Document.Parsed, lines: LineCounter, path: Path, key: boolean): { line: number; column: number } {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const offset = offsetOf(document, path.slice(0, depth), key && depth === path.length);
    if (offset === undefined) continue;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}

function offsetOf(document: Document.Parsed, path: Path, key: boolean): number | undefined {
  if (key) {
    const parent = document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === path.at(-1)) : undefined;
    return rangeOf(pair?.key);
  }
  return rangeOf(path.length === 0 ? document.contents : document.getIn(path, true));
}

function rangeOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] | null } | null | undefined)?.range?.[0];
}
