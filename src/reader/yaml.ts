import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { clip } from '../core/text.ts';
import { keyAdvice, keysAt, meantKey } from './keys.ts';
import { marksIn } from './marks.ts';
import { type Problem, wholeFile } from './problem.ts';
import { sayIssue, sayPath, Unquoted } from './say.ts';
import { syntaxProblems } from './syntax.ts';

type Path = readonly PropertyKey[];

/** A content file that parsed and has the right shape, and still knows where each of its values stands. */
export interface LocatedDocument<T> {
  readonly file: string;
  readonly value: T;
  /** What most likely is a slip, although it can be taught. */
  readonly doubts: readonly Problem[];
  problem(path: Path, found: string, expected: string, remedy: string): Problem;
}

/** How a text becomes a document: {@link readDocument}, or something that remembers what it made of the same text. */
export type ReadDocument = <T>(file: string, text: string, schema: z.ZodType<T>) => LocatedDocument<T> | Problem[];

/** What is told of one file at most: where there is more, one cause is behind most of it. */
const mostTold = 20;

/** Reads one YAML text against its schema: the sheet, or every problem of syntax and shape at once. */
export function readDocument<T>(file: string, text: string, schema: z.ZodType<T>): LocatedDocument<T> | Problem[] {
  const lines = new LineCounter();
  // The parser would compare every key with every other one; `marksIn` finds the same in one pass.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const at = (path: Path, key = false) => place(document, lines, path, key);
  const parsed = { file, text, lines, document };
  if (document.errors.length > 0) return syntaxProblems(parsed);
  if (document.contents === null) return [emptyFile(file, schema)];
  const marks = marksIn(parsed);
  const value = valueOf(document);
  if (value === undefined) return [...marks.problems];
  const read = schema.safeParse(value.js);
  if (!read.success) return [...marks.problems, ...shapesTold(file, document, schema, at, read.error.issues)];
  if (marks.problems.length > 0) return [...marks.problems];
  const problem = (path: Path, found: string, expected: string, remedy: string) => ({ file, ...at(path), found, expected, remedy });
  return { file, value: read.data, doubts: marks.doubts, problem };
}

function emptyFile(file: string, schema: z.ZodType): Problem {
  const keys = keysAt(schema, []).join(', ');
  return { ...wholeFile(file), found: 'an empty file', expected: keys, remedy: 'docs/content.md shows what each of them holds.' };
}

/** Nothing when the text has aliases in it: those are never followed. */
function valueOf(document: Document.Parsed): { readonly js: unknown } | undefined {
  try {
    return { js: document.toJS({ maxAliasCount: 0 }) };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** One for each mistake: a key that was mistyped is not also missing. */
function shapesTold(file: string, document: Document.Parsed, schema: z.ZodType, at: At, issues: readonly z.core.$ZodIssue[]): Problem[] {
  const mistyped = new Set(issues.slice(0, mostTold).flatMap((issue) => meantKeys(document, schema, issue)));
  // To write out the paths of thousands of issues takes longer than all else that is done with them.
  const own = mistyped.size === 0 ? issues : issues.filter((issue) => !mistyped.has(JSON.stringify(issue.path)));
  const told = own
    .slice(0, mostTold)
    .flatMap((issue) => shapeProblems(file, document, schema, at, issue))
    .slice(0, mostTold);
  const count = own.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
  if (count <= told.length) return told;
  const last = told.at(-1) ?? wholeFile(file);
  return [
    ...told,
    {
      ...last,
      found: `${count - told.length} more problems in this file`,
      expected: 'none',
      remedy: 'Mend those above first: one cause is often behind many.',
    },
  ];
}

/** The keys that are missing because another one was written in their place. */
function meantKeys(document: Document.Parsed, schema: z.ZodType, issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const [known, present] = [keysAt(schema, issue.path), presentAt(document, issue.path)];
  return issue.keys.slice(0, mostTold).flatMap((key) => {
    const meant = meantKey(key, known, present);
    return meant === undefined ? [] : [JSON.stringify([...issue.path, meant])];
  });
}

type At = (path: Path, key?: boolean) => { line: number; column: number };

function shapeProblems(file: string, document: Document.Parsed, schema: z.ZodType, at: At, issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') return unknownKeys(file, document, schema, at, issue.path, issue.keys.slice(0, mostTold));
  // A letter that no option may have is a key, too, although the schema has it as a record.
  const [name] = issue.path.slice(-1);
  if (issue.code === 'invalid_key' && keysAt(schema, issue.path.slice(0, -1)).length > 0)
    return unknownKeys(file, document, schema, at, issue.path.slice(0, -1), [String(name)]);
  return [{ file, ...at(issue.path, issue.code === 'invalid_key'), ...sayIssue(issue, valueAt(document, issue.path)) }];
}

/** A value as it was written: YAML makes 1.1 of 1.10, and the author wrote 1.10. */
function valueAt(document: Document.Parsed, path: Path): unknown {
  const node = document.getIn(path, true);
  return isScalar(node) && node.type === 'PLAIN' && typeof node.value !== 'string' && node.source
    ? new Unquoted(node.source)
    : document.getIn(path, false);
}

function unknownKeys(file: string, document: Document.Parsed, schema: z.ZodType, at: At, path: Path, keys: readonly string[]): Problem[] {
  const [known, present] = [keysAt(schema, path), presentAt(document, path)];
  return keys.map((key) => ({
    file,
    ...at([...path, key], true),
    found: `the key "${clip(key, 40)}" in ${sayPath(path)}`,
    expected: 'a key that is known there',
    remedy: keyAdvice(key, known, present),
  }));
}

function presentAt(document: Document.Parsed, path: Path): ReadonlySet<string> {
  const parent = document.getIn(path, true);
  return new Set(isMap(parent) ? parent.items.map((item) => String(item.key)) : []);
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
