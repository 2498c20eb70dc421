import type { Markup } from '../core/pack.ts';
import { isHolding, stemOf } from '../router/text/tokenize.ts';
import { wordsOf } from '../core/text.ts';

/** What wording checks and statistics see of a text: its words in lower case, numbers included, marks left out. */
export function plainWords(markup: Markup): string[] {
  return withoutLinks(markup).toLowerCase().match(word) ?? [];
}

/** Everything beyond the letters of English counts as a letter: property escapes would take five times as long. */
const word = /[a-z0-9\u00c0-\u1fff\u2c00-\uffff]+/g;

/** Only links hide words that nobody reads; all other marks are no words. */
function withoutLinks(markup: Markup): string {
  return markup.includes('](') ? wordsOf(markup) : markup;
}

const stems = new Map<string, string>();

/** A bank says the same few thousand words over and over: each is cut to its stem once. Empty for words without a subject. */
function stem(form: string): string {
  const known = stems.get(form);
  if (known !== undefined) return known;
  const made = form.length > 1 && !isHolding(form) ? stemOf(form) : '';
  stems.set(form, made);
  return made;
}

/** The words that carry the subject, each in one form: no "the", no "should", and "scaled" is the same as "scaling". */
export function subjectWords(markup: Markup): Set<string> {
  return subjectsAmong(plainWords(markup));
}

export function subjectsAmong(words: readonly string[]): Set<string> {
  const subjects = new Set<string>();
  for (const form of words) subjects.add(stem(form));
  subjects.delete('');
  return subjects;
}

/** How much two sets have in common, from 0 (nothing) to 1 (the same): shared members by all members. */
export function likeness<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number {
  let shared = 0;
  for (const member of one) if (other.has(member)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

const small = /\b(?:an?|the|is|are|be|its?|that|which|this|of|will|then)\b|[^a-z0-9\u00c0-\uffff<>=+%-]+/g;

/**
 * The same for options that differ in small words and punctuation only. What stands in code is kept to the letter, since there a sign may be
 * all the difference.
 */
export function optionKey(markup: Markup): string {
  return markup
    .split('`')
    .map((part, at) => (at % 2 === 1 ? part.replaceAll(' ', '') : part.toLowerCase().replace(small, '')))
    .join(' ')
    .trim();
}
