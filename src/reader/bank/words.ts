import { isHolding, stemOf } from '../../core/route/words.ts';
import type { Markup } from '../../core/pack.ts';
import { wordsOf } from '../../core/text.ts';

/** What wording checks and statistics see of a text: its words in lower case, numbers included, marks left out. */
export function plainWords(markup: Markup): string[] {
  return (
    wordsOf(markup)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The words that carry the subject, each in one form: no "the", no "should", and "scaled" is the same as "scaling". */
export function subjectWords(markup: Markup): Set<string> {
  return new Set(
    plainWords(markup)
      .filter((word) => word.length > 1 && !isHolding(word))
      .map(stemOf),
  );
}

/** How much two sets have in common, from 0 (nothing) to 1 (the same): shared members by all members. */
export function likeness<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number {
  let shared = 0;
  for (const member of one) if (other.has(member)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}
