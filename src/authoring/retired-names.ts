import type { Problem } from '../reader/problem.ts';
import type { ChapterSheets } from '../reader/sheets.ts';
import type { Entry, Path } from './entries.ts';
import { type Reading, readingsOf } from './readings.ts';

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
  return names.length === 0 ? [] : usesOf(names, readingsOf(sheets, entries)).flatMap(unlessSaid);
}

interface Use {
  readonly name: RetiredName;
  readonly reading: Reading;
  readonly path: Path;
}

/** All texts are searched as one, since that is many times faster than one by one. Small letters, capitals and dashes are alike. */
function usesOf(names: readonly RetiredName[], readings: readonly Reading[]): Use[] {
  const places = readings.flatMap((reading) => reading.parts.map(([path, text]) => ({ reading, path, text: alike(text) })));
  const text = places.map((place) => place.text).join('\n');
  const ends: number[] = [];
  for (const place of places) ends.push((ends.at(-1) ?? -1) + place.text.length + 1);
  return names.flatMap((name) =>
    occurrences(text, alike(name.name)).flatMap((at) => {
      const place = places[ends.findIndex((end) => at < end)];
      return place === undefined ? [] : [{ name, reading: place.reading, path: place.path }];
    }),
  );
}

function alike(text: string): string {
  return text.toLowerCase().replaceAll('-', ' ');
}

/** Where a word begins that is exactly `name`. */
function occurrences(text: string, name: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!/\w/.test(`${text[at - 1] ?? ''}${text[at + name.length] ?? ''}`)) found.push(at);
  }
  return found;
}

const saysSo =
  /\b(?:retire[ds]?|replac\w+|formerly|former|legacy|old|older|deprecat\w+|renam\w+|successors?|no longer|(?:not|no) (?:maintained|included|shipped|preinstalled)|unmaintained|outdated|obsolete|supersed\w+|removed|(?:left|end(?:s|ed)) (?:after|with|the runtime)|lost access|used to be|(?:was|once|now) called|archived)\b/i;

function unlessSaid({ name, reading, path }: Use): Problem[] {
  if (saysSo.test(`${reading.parts.map(([, text]) => text).join('\n')}\n${reading.around ?? ''}`)) return [];
  const wayOut = `Write "${name.successor}", or say in the same text that the name is retired, replaced or older.`;
  return [reading.sheet.problem(path, `"${name.name}", a retired name (${name.since})`, `"${name.successor}"`, wayOut)];
}
