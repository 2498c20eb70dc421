import type { ChapterSheets } from '../pack.ts';
import type { Problem } from '../problem.ts';
import type { Sheet } from '../yaml.ts';
import type { Entry, Path } from './entries.ts';
import { readingsOf } from './readings.ts';

/** One stretch that a learner reads at once. `around` is not searched for names, but may say that a name is retired. */
export interface Reading {
  readonly sheet: Sheet<unknown>;
  readonly parts: readonly (readonly [path: Path, text: string])[];
  readonly around?: string;
}

export interface RetiredName {
  readonly name: string;
  readonly successor: string;
  readonly since: string;
}

/**
 * Names of products that are gone, where a text uses them as if they were still there. The chapter lists them. Notes on changes, traps, pairs,
 * wrong options and the learners' own words in routing.yaml may name them freely.
 */
export function checkRetired(sheets: ChapterSheets, entries: readonly Entry[]): Problem[] {
  const names = sheets.chapter.value.retiredNames ?? [];
  if (names.length === 0) return [];
  const finder = finderOf(names);
  return readingsOf(sheets, entries).flatMap((reading) => usesIn(reading, names, finder));
}

interface Finder {
  /** Whether a text in lower case may hold one of the names: most hold none, and this is told fast. */
  readonly hint: RegExp;
  readonly name: RegExp;
}

function finderOf(names: readonly RetiredName[]): Finder {
  const all = names.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[ -]/g, '[ -]')).join('|');
  return { hint: new RegExp(all.toLowerCase()), name: new RegExp(`(?<!\\w)(?:${all})(?!\\w)`, 'gi') };
}

const saysSo =
  /\b(?:retire[ds]?|replac\w+|formerly|former|legacy|old|older|deprecat\w+|renam\w+|successors?|no longer|(?:not|no) (?:maintained|included|shipped|preinstalled)|unmaintained|outdated|obsolete|supersed\w+|removed|left|end(?:s|ed)|lost access|used to be|(?:was|once|now) called|archived)\b/i;

function usesIn({ sheet, parts, around = '' }: Reading, names: readonly RetiredName[], finder: Finder): Problem[] {
  const uses = parts.flatMap(([path, text]) =>
    finder.hint.test(text.toLowerCase()) ? [...text.matchAll(finder.name)].map(([found]) => ({ path, found })) : [],
  );
  if (uses.length === 0 || saysSo.test(`${parts.map(([, text]) => text).join('\n')}\n${around}`)) return [];
  return uses.flatMap(({ path, found }) => {
    const known = names.find(({ name }) => same(name, found));
    if (known === undefined) return [];
    const wayOut = `Write "${known.successor}", or say in the same text that the name is retired, replaced or older.`;
    return [sheet.problem(path, `"${found}", a retired name (${known.since})`, `"${known.successor}"`, wayOut)];
  });
}

function same(name: string, found: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll('-', ' ');
  return plain(name) === plain(found);
}
