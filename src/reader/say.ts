import { isMap, isSeq } from 'yaml';
import type { z } from 'zod';
import { closest } from '../core/closest.ts';
import { clip } from '../core/text.ts';
import type { Problem } from './problem.ts';

/** What YAML takes for a number, for true, false or null, as its author wrote it. */
export class Unquoted {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Issue = z.core.$ZodIssue;

/** What was found at a place, what was hoped for, and the way out, in the words of people who write lessons. */
export function sayIssue(issue: Issue, value: unknown): Pick<Problem, 'found' | 'expected' | 'remedy'> {
  const found = `${sayPath(issue.path)}: ${sayValue(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return { found, expected: sayType(issue.expected), remedy: typeAdvice(issue.expected, value) };
    case 'too_big':
      return {
        found: `${found}${sayLength(value)}`,
        expected: `at most ${issue.maximum}${unit(issue.origin, issue.maximum)}`,
        remedy: shorten(issue.origin),
      };
    case 'too_small':
      return {
        found: `${found}${sayLength(value)}`,
        expected: `at least ${issue.minimum}${unit(issue.origin, issue.minimum)}`,
        remedy: issue.origin === 'array' ? 'Add one, or remove what it belongs to.' : 'Fill it in, or remove the whole entry.',
      };
    case 'invalid_value':
      return { found, expected: `one of ${issue.values.map(String).join(', ')}`, remedy: meant(value, issue.values.map(String)) };
    case 'invalid_format':
      return { found, ...sayFormat(issue.format, issue.message) };
    case 'invalid_key':
      return {
        found: `${sayPath(issue.path)}: a key of that form`,
        expected: 'small letters, digits and dashes, at least two',
        remedy: 'Rename it, here and where it is used.',
      };
    case 'invalid_union':
      return {
        found,
        expected: 'one letter, or for "choose two" a list such as [a, d]',
        remedy: 'Write the letter of the right option, from a to e.',
      };
    default:
      return { found, expected: issue.message, remedy: 'docs/content.md shows the form.' };
  }
}

function sayFormat(format: string, message: string): Pick<Problem, 'expected' | 'remedy'> {
  if (format === 'url')
    return { expected: 'an address that begins with https://', remedy: 'Open the page in a browser and copy its address.' };
  if (format === 'date') return { expected: 'a date such as 2026-05-31', remedy: 'Write year, month and day with dashes.' };
  return { expected: message, remedy: 'Write it in that form.' };
}

function sayType(type: string): string {
  const types: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    array: 'a list',
    object: 'keys with values',
    record: 'keys with values',
  };
  return types[type] ?? type;
}

function typeAdvice(type: string, value: unknown): string {
  if (isNothing(value)) return 'Add it.';
  if (type === 'string') return 'Put it in quotes: YAML reads it as something else than a text.';
  if (type === 'array') return 'Write a list: [one, other], or one line each that begins with "- ".';
  return 'docs/content.md shows the form.';
}

function shorten(origin: string): string {
  if (origin === 'string') return 'Shorten it: longer would not fit on one screen of the tightest platform.';
  return origin === 'array' ? 'Keep the most important ones.' : 'Correct the number.';
}

function meant(value: unknown, known: readonly string[]): string {
  if (value === undefined || value === null) return 'Add it.';
  const close = typeof value === 'string' ? closest(value, known) : undefined;
  return close === undefined ? 'Choose one of them.' : `Did you mean "${close}"?`;
}

function unit(origin: string, count: number | bigint): string {
  if (origin === 'string') return count === 1 ? ' character' : ' characters';
  if (origin === 'array') return count === 1 ? ' entry' : ' entries';
  return '';
}

/** `questions #3 options a why`; the whole file has no path. */
export function sayPath(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file' : path.map((part) => (typeof part === 'number' ? `#${part + 1}` : String(part))).join(' ');
}

const isNothing = (value: unknown) => value === undefined || value === null;

function sayValue(value: unknown): string {
  if (isNothing(value)) return 'nothing';
  if (value instanceof Unquoted) return clip(value.source, 60);
  if (typeof value === 'string') return `"${clip(value, 60)}"`;
  if (isSeq(value)) return 'a list';
  return isMap(value) ? 'keys with values' : (JSON.stringify(value) ?? typeof value);
}

function sayLength(value: unknown): string {
  if (typeof value === 'string') return ` (${value.length} characters)`;
  return isSeq(value) ? ` (${value.items.length} entries)` : '';
}
