import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { clip } from '../core/text.ts';
import { keyAdvice, keysAt } from './keys.ts';
import type { Problem } from './problem.ts';
import { sayIssue, sayPath } from './say.ts';
import { aliasProblems, syntaxProblems } from './syntax.ts';

type Path = readonly PropertyKey[];

/** A content file that parsed and has the right shape, and still knows where each of its values stands. */
export interface LocatedDocument<T> {
  readonly file: string;
  readonly value: T;
  problem(path: Path, found: string, expected: string, remedy: string): Problem;
}

/** Reads one YAML text against its schema: the sheet, or every problem of syntax and shape at once. */
export function readDocument<T>(file: string, text: string, schema: z.ZodType<T>): LocatedDocument<T> | Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (path: Path, key = false) => place(document, lines, path, key);
  if (document.errors.length > 0) return syntaxProblems(file, lines, document.errors);
  const value = valueOf(document);
  if (value === undefined) return aliasProblems(file, lines, document);
  const read = schema.safeParse(value.js);
  if (read.success) {
    return {
      file,
      value: read.data,
      problem: (path, found, expected, remedy) => ({ file, ...at(path), found, expected, remedy }),
    };
  }
  return read.error.issues.flatMap((issue) => shapeProblems(file, document, schema, at, issue));
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

type At = (path: Path, key?: boolean) => { line: number; column: number };

function shapeProblems(file: string, document: Document.Parsed, schema: z.ZodType, at: At, issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(file, document, schema, at, issue.path, key));
  // A letter that no option may have is a key, too, although the schema has it as a record.
  const [name] = issue.path.slice(-1);
  if (issue.code === 'invalid_key' && keysAt(schema, issue.path.slice(0, -1)).length > 0)
    return [unknownKey(file, document, schema, at, issue.path.slice(0, -1), String(name))];
  return [{ file, ...at(issue.path, issue.code === 'invalid_key'), ...sayIssue(issue, document.getIn(issue.path, false)) }];
}

function unknownKey(file: string, document: Document.Parsed, schema: z.ZodType, at: At, path: Path, key: string): Problem {
  const parent = document.getIn(path, true);
  const present = isMap(parent) ? parent.items.map((item) => String(item.key)) : [];
  return {
    file,
    ...at([...path, key], true),
    found: `the key "${clip(key, 40)}" in ${sayPath(path)}`,
    expected: 'a key that is known there',
    remedy: keyAdvice(key, keysAt(schema, path), present),
  };
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
