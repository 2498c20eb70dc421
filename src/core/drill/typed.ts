import { isZone, looksLikeZone } from './zones.ts';

/** The settings of a drill, by the names of the options; `other` is what belongs to none. */
export type TypedSettings = Readonly<Partial<Record<'time' | 'zone' | 'days' | 'reveal' | 'grace' | 'other', string>>>;

/** A time of day as people write it, for patterns that look for one. */
export const time = String.raw`(?:\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?\s?m\b\.?|uhr\b|o['’]?\s?clock\b|h\b|in the (?:morning|afternoon|evening))|\d{1,2}[:.h]\d{2}(?!\d)|\d{3,4}(?:h\b|hrs\b)?(?![\p{L}\d])|(?:noon|midday|midnight)\b)`;

const dayWord = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|week[\s-]?days?|week[\s-]?ends?|work(?:ing)?\s?days?|business\s?days?|school\s?days?|daily|every\s?day|each day|all days|all week)`;
const shortDay = '(?:mo|tu|we|th|fr|sa|su)';
const not = '(?:not|no|except|but|without|excluding)';
const join = String.raw`(?:\s*(?:[,;/&+‐-―−~-]|\b(?:to|through|thru|till|until|and|${not})\b)\s*)+(?:(?:on|every|each|the)\s+)?|\s+(?:${not}\s+)*`;

/** What each setting looks like, in the order in which they are looked for: each takes its words away from those after it. */
const shapes = [
  ['reveal', new RegExp(String.raw`(?<!\p{L})reveal(?:ed)?(?:\s*[=:]\s*|\s+)(?:at\s+)?(${time}|\S+)`, 'iu')],
  ['grace', new RegExp(String.raw`(?<!\p{L})grace(?:\s*[=:]\s*|\s+)(?:of\s+)?(\d+\s?(?:m|mins?|minutes?|h|hours?)\b|\S+)`, 'iu')],
  ['time', new RegExp(String.raw`(?<!\p{L})time\s*[=:]\s*(${time}|\S+)`, 'iu')],
  ['zone', new RegExp(String.raw`(?<!\p{L})(?:time)?zone\s*[=:]\s*(\S+)`, 'iu')],
  ['days', new RegExp(String.raw`(?<!\p{L})days\s*[=:]\s*(?=\S)()`, 'iu')],
  ['time', new RegExp(String.raw`(?<![\p{L}\d:.+-])(${time})`, 'iu')],
  [
    'days',
    new RegExp(
      String.raw`(?<!\p{L})((?:${not}\s+|(?:every|each|all)\s+)*${dayWord}(?:(?:${join})(?:${dayWord}|${shortDay}\b))*)(?![\p{L}/])`,
      'iu',
    ),
  ],
  ['days', new RegExp(String.raw`(?<!\p{L})(${shortDay}(?:(?:${join})(?:${shortDay}\b|${dayWord}))+)(?![\p{L}/])`, 'iu')],
  ['time', /(?<![\p{L}\d:.,+-])(\d{1,2})(?![\p{L}\d:.,+-])/iu],
] as const;

/** Tells the settings of a drill apart that somebody typed in one line, in any order. */
export function tellSettingsApart(line: string): TypedSettings {
  if (line.length > longestLine) return { other: line };
  const given: Record<string, string> = {};
  let left = line;
  for (const [name, shape] of shapes) {
    const [whole, value] = shape.exec(left) ?? [];
    if (whole === undefined || value === undefined || given[name]) continue;
    given[name] = value.trim();
    left = left.replace(whole, ' ');
  }
  const told = { ...given, ...(given.zone === undefined ? zoneIn(plainWords(left)) : otherThan(plainWords(left))) };
  return Object.keys(told).length === 0 ? otherThan([line.trim()].filter(Boolean)) : told;
}

/** In characters: settings are shorter, and looking for cities takes its time. */
const longestLine = 300;

const fillers = new Set('at on in every each and please time zone timezone for from the a drill post it us me with daily, .'.split(' '));

function plainWords(left: string): string[] {
  return left
    .split(/[\s,;]+/)
    .map((word) => word.replace(/\.$/, ''))
    .filter((word) => word !== '' && !fillers.has(word.toLowerCase()));
}

function otherThan(words: readonly string[]): TypedSettings {
  return words.length > 0 ? { other: words.join(' ') } : {};
}

/** The longest stretch of words that is a zone, or looks like one; a single word that is nothing else is probably meant for one. */
function zoneIn(words: readonly string[]): TypedSettings {
  if (words.length > mostWords) return otherThan(words);
  for (let length = Math.min(words.length, longestCity); length > 0; length -= 1) {
    const at = words.findIndex((_, from) => from + length <= words.length && isPlace(words.slice(from, from + length)));
    if (at >= 0)
      return { zone: words.slice(at, at + length).join(' '), ...otherThan(words.filter((_, from) => from < at || from >= at + length)) };
  }
  const [only = '', ...others] = words;
  return others.length === 0 && /^\p{L}{3,}$/u.test(only) ? { zone: only } : otherThan(words);
}

/** With more words than this, it is not settings that were typed. */
const mostWords = 8;

/** In words: Port of Spain, Dar es Salaam. */
const longestCity = 4;

/** One word only has to look like a zone; of several, all have to be its name. */
function isPlace([first = '', ...others]: readonly string[]): boolean {
  return others.length === 0 ? looksLikeZone(first) : isZone([first, ...others].join(' '));
}
