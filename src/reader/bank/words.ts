import { isHolding, stemOf } from '../../core/route/words.ts';
import type { Markup } from '../../core/pack.ts';
import { parseMarkup, wordsOf } from '../../core/text.ts';

/** What wording checks and statistics see of a text: its words in lower case, numbers included, marks left out. */
export function plainWords(markup: Markup): string[] {
  return (
    wordsOf(markup)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

const stems = new Map<string, string>();

/** A bank says the same few thousand words over and over: each is cut to its stem once. */
function stem(word: string): string {
  const known = stems.get(word) ?? stemOf(word);
  stems.set(word, known);
  return known;
}

/** The words that carry the subject, each in one form: no "the", no "should", and "scaled" is the same as "scaling". */
export function subjectWords(markup: Markup): Set<string> {
  const words = plainWords(markup).filter((word) => word.length > 1 && !isHolding(word));
  return new Set(words.map(stem));
}

/** How much two sets have in common, from 0 (nothing) to 1 (the same): shared members by all members. */
export function likeness<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number {
  let shared = 0;
  for (const member of one) if (other.has(member)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

const small = new Set(['a', 'an', 'the', 'is', 'are', 'be', 'it', 'its', 'that', 'which', 'this', 'of', 'will', 'then']);

/**
 * The same for options that differ in small words, endings and punctuation only. What stands in code is kept to the letter, since there a sign
 * may be all the difference.
 */
export function optionKey(markup: Markup): string {
  return parseMarkup(markup)
    .map((span) => (span.kind === 'code' ? span.text.replace(/\s+/g, '') : proseKey(span.text)))
    .filter((key) => key !== '')
    .join(' ');
}

function proseKey(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}<>=+%-]+/gu) ?? [];
  return words
    .filter((word) => !small.has(word))
    .map(stem)
    .join(' ');
}
