import type { ActionOf } from '../action.ts';

/** What somebody wants with what is kept of them; undefined when it is not clear. */
export type DataWish = ActionOf<'my-data' | 'export' | 'export-file' | 'forget-me'>;

/** By words that belong to one of them alone; the first that fits. Deleting asks before it does anything, so a word is enough. */
const wishes: readonly (readonly [words: RegExp, wish: DataWish])[] = [
  [/\b(delete|del|erase|remove|forget|wipe|clear|löschen)\b/iu, { kind: 'forget-me' }],
  [/\b(missed|misses|mistakes?|wrong|failed|weak)\b/iu, { kind: 'export-file', format: 'anki-missed', part: 1 }],
  [/\b(anki|flash ?cards?|deck|cards?|apkg)\b/iu, { kind: 'export-file', format: 'anki', part: 1 }],
  [/\b(csv|excel|sheets?|spreadsheet|answers?|xlsx?)\b/iu, { kind: 'export-file', format: 'csv', part: 1 }],
  [/\b(json|everything|all)\b/iu, { kind: 'export-file', format: 'json', part: 1 }],
  [/\b(table|page|list)\b/iu, { kind: 'export', page: 1 }],
  // There are several files: the page has a button for each.
  [/\b(export|download|take|away|file|files|save|backup|privacy|gdpr|dsgvo|show|see|kept|my|what|help)\b/iu, { kind: 'my-data' }],
];

export function readDataWish(typed: string): DataWish | undefined {
  if (typed.trim() === '') return { kind: 'my-data' };
  return wishes.find(([words]) => words.test(typed))?.[1];
}
