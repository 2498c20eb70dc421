import { isVague, spanAhead } from './vague.ts';
import { isNearZone, isZone, looksLikeZone } from './zones.ts';

/** The settings of a drill, by the names of the options; `other` is what belongs to none. */
export type TypedSettings = Readonly<Partial<Record<'time' | 'zone' | 'days' | 'reveal' | 'grace' | 'other', string>>>;

/** The settings of a drill as someone typed them; what is empty keeps its value, `other` is what nothing understood. */
export interface DrillSettingsInput {
  readonly time: string;
  readonly zone: string;
  readonly days: string;
  readonly grace: string;
  readonly reveal: string;
  readonly other: string;
}

/** What was told apart, whole. */
export function drillSettingsIn(given: TypedSettings): DrillSettingsInput {
  const { time = '', zone = '', days = '', grace = '', reveal = '', other = '' } = given;
  return { time, zone, days, grace, reveal, other };
}

/** A time of day as people write it, for patterns that look for one. */
export const time = String.raw`(?:\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?\s?m\b\.?|uhr\b|o['’]?\s?clock\b|h\b|in the (?:morning|afternoon|evening))|\d{1,2}[:.h]\d{2}(?!\d)|\d{3,4}(?:h\b|hrs\b)?(?![\p{L}\d])|(?:noon|midday|midnight)\b)`;

const dayWord = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|week[\s-]?days?|week[\s-]?ends?|work(?:ing)?\s?days?|business\s?days?|school\s?days?|daily|every\s?day|each day|all days|all week)`;
const shortDay = '(?:mo|tu|we|th|fr|sa|su)';
const not = '(?:not|no|except|but|without|excluding)';
const join = String.raw`(?:\s*(?:[,;/&+‐-―−~-]|\b(?:to|through|thru|till|until|and|${not})\b)\s*)+(?:(?:on|every|each|the)\s+)?|\s+(?:${not}\s+)*`;

/** What each setting looks like, in the order in which they are looked for: each takes its words away from those after it. */
const shapes = [
  ['reveal', new RegExp(String.raw`(?<!\p{L})reveal(?:ed)?(?:\s*[=:]\s*|\s+)(?:at\s+)?(${time}|${spanAhead}|\S+)`, 'iu')],
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
  const span = new RegExp(`(?<!\\p{L}|reveal(?:ed)?\\s+)${spanAhead}`, 'iu').exec(line)?.[0] ?? '';
  let left = hourFirst(line.replace(span, ' '));
  for (const [name, shape] of shapes) {
    const [whole, value] = shape.exec(left) ?? [];
    if (whole === undefined || value === undefined || given[name]) continue;
    given[name] = value.trim();
    left = left.replace(whole, ' ');
  }
  const words = plainWords(left);
  const vague = [...(span === '' ? [] : [span]), ...words.filter(isVague)];
  const rest = words.filter((word) => !isVague(word));
  const { zone, other = '' } = given.zone === undefined ? zoneIn(rest) : otherThan(rest);
  const told = { ...given, ...(zone !== undefined && { zone }), ...otherThan([...vague, other].filter(Boolean)) };
  return Object.keys(told).length === 0 ? otherThan([line.trim()].filter(Boolean)) : told;
}

/** `every morning at 8` has its hour where it is looked for: `8 in the morning daily`. */
function hourFirst(line: string): string {
  return line
    .replace(/(?<!\p{L})(in the|every|each) (morning|afternoon|evening)s? at (\d{1,2}(?:[:.]\d{2})?)(?![\d:])/iu, '$3 in the $2 $1')
    .replace(/(?<!\d)(\d{1,2}(?:[:.]\d{2})?) (every|each) (morning|afternoon|evening)(?!\p{L})/iu, '$1 in the $3 $2')
    .replace(/(in the \p{L}+) (every|each)(?! day)/iu, '$1 daily')
    .replace(/(in the \p{L}+) in the/iu, '$1');
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

/** The longest stretch of words that is a zone, or looks like one; a single word that comes near one is probably meant for it. */
function zoneIn(words: readonly string[]): TypedSettings {
  if (words.length > mostWords) return otherThan(words);
  for (let length = Math.min(words.length, longestCity); length > 0; length -= 1) {
    const at = words.findIndex((_, from) => from + length <= words.length && isPlace(words.slice(from, from + length)));
    if (at >= 0)
      return { zone: words.slice(at, at + length).join(' '), ...otherThan(words.filter((_, from) => from < at || from >= at + length)) };
  }
  const [only = '', ...others] = words;
  return others.length === 0 && isNearZone(only) ? { zone: only } : otherThan(words);
}

/** With more words than this, it is not settings that were typed. */
const mostWords = 8;

/** In words: Port of Spain, Dar es Salaam. */
const longestCity = 4;

/** One word only has to look like a zone; of several, all have to be its name. */
function isPlace([first = '', ...others]: readonly string[]): boolean {
  return others.length === 0 ? looksLikeZone(first) : isZone([first, ...others].join(' '));
}
