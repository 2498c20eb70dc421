import type { Problem } from '../reader/problem.ts';
import type { PackDocuments } from '../reader/documents.ts';
import type { Entry } from './entries.ts';
import { type Reading, readingsOf } from './readings.ts';

export interface RetiredName {
  readonly name: string;
  readonly successor: string;
  readonly since: string;
}

/**
 * Names of products that are gone, where a text uses them as if they were still there. The pack lists them. Notes on changes, traps, pairs,
 * wrong options and the learners' own words in routing.yaml may name them freely.
 */
export function checkRetired({ pack, chapters }: PackDocuments, entries: readonly Entry[]): Problem[] {
  const names = (pack.value.retiredNames ?? []).map((name) => ({ ...name, pattern: wholeName(name.name) }));
  const readings = readingsOf(chapters, entries);
  // Nearly every text has none of them, which one look tells of all names.
  const any = new RegExp(names.map(({ pattern }) => pattern.source).join('|') || '(?!)', 'i');
  const suspects = readings.filter(({ parts }) => parts.some(([, text]) => any.test(text)));
  return suspects.flatMap((reading) => names.flatMap((name) => usesOf(name, reading)));
}

interface SearchedName extends RetiredName {
  readonly pattern: RegExp;
}

/** Small letters, capitals, dashes and spaces are alike. */
function wholeName(name: string): RegExp {
  const words = name.split(/[\s-]+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<!\\w)${words.join('[\\s-]')}(?!\\w)`, 'i');
}

function usesOf(name: SearchedName, reading: Reading): Problem[] {
  const uses = reading.parts.filter(([, text]) => name.pattern.test(text));
  if (uses.length === 0 || isSaid(reading)) return [];
  const remedy = `Write "${name.successor}", or say in the same text that the name is retired, replaced or older.`;
  return uses.map(([path]) =>
    reading.document.problem(path, `"${name.name}", a retired name (${name.since})`, `"${name.successor}"`, remedy),
  );
}

function isSaid({ parts, around = '' }: Reading): boolean {
  return saysSo.test(`${parts.map(([, text]) => text).join('\n')}\n${around}`);
}

const saysSo =
  /\b(?:retire[ds]?|replac\w+|formerly|former|legacy|old|older|deprecat\w+|renam\w+|successors?|no longer|(?:not|no) (?:maintained|included|shipped|preinstalled)|unmaintained|outdated|obsolete|supersed\w+|removed|(?:left|end(?:s|ed)) (?:after|with|the runtime)|lost access|used to be|(?:was|once|now) called|archived)\b/i;
