import { stemmer } from 'stemmer';
import type { Markup } from '../core/pack.ts';
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

/** Not the stop words of the router: what is tuned there must not change which content is valid. */
const functionWords = new Set(
  `a an the this that these those it its he she they them their his her we us our you your i me my some any all both each every other
  another such same own one is are was were be been being am do does did done doing have has had having can could will would shall should
  may might must let get gets got go goes going and or but if then else so because as while when where which who whom whose what why how
  than though although since until unless whether of in on at to from by with without for about into onto over under between among through
  during before after against up down out off per via within not no nor never only just very too also even still yet already now here there
  again once always often rather much many more most few less least thing things nothing everything something anyone everybody way ways want
  wants need needs know see say says said tell mean means make makes made use used using take give put keep look looks seem seems happens
  question answer`.split(/\s+/),
);

/** The words that carry the subject, each in one form: no "the", no "should", and "scaled" is the same as "scaling". */
export function subjectWords(markup: Markup): Set<string> {
  return subjectsAmong(plainWords(markup));
}

export function subjectsAmong(words: readonly string[]): Set<string> {
  return new Set(words.filter((form) => form.length > 1 && !functionWords.has(form)).map(stemOf));
}

/** A pack says a few thousand words a hundred times each, and a stem takes a dozen regular expressions. */
const stems = new Map<string, string>();

function stemOf(form: string): string {
  const stem = stems.get(form) ?? stemmer(form);
  stems.set(form, stem);
  return stem;
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
