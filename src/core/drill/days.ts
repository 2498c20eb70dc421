import type { Weekday } from '../state.ts';

const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const sets: Readonly<Record<string, readonly Weekday[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
};

/** Other words for the sets, as they are once {@link plainDays} has read them. */
const setWords: readonly (readonly [RegExp, readonly Weekday[]])[] = [
  [/^(daily|(every|each|all) ?days?|(all|whole|every) week|7 days( a| per)? week)$/, [1, 2, 3, 4, 5, 6, 7]],
  [/^((every|each|all) )?(week ?days?|work(ing)? ?days?|work ?week|business ?days?|school ?days?)$/, [1, 2, 3, 4, 5]],
  [/^((every|each|all) )?week ?ends?$/, [6, 7]],
];

/** A day by its name or the beginning of it, from two letters on; also in the plural. */
export function weekdayNamed(word: string): Weekday | undefined {
  const begun = word.toLowerCase();
  const at = [begun, begun.replace(/s$/, '')].map((name) => (name.length < 2 ? -1 : names.findIndex((day) => day.startsWith(name))));
  const found = Math.max(...at) + 1;
  return found > 0 ? (found as Weekday) : undefined;
}

/** Reads `weekdays`, `every day`, `Mon–Fri`, `monday to friday`, `mon, wed & fri`; the inverse of {@link sayDays}. All of it must be understood. */
export function parseDays(typed: string): readonly Weekday[] | undefined {
  const parts = plainDays(typed)
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const days = parts.map(partDays);
  if (parts.length === 0 || days.includes(undefined)) return undefined;
  return [...new Set(days.flatMap((found) => found ?? []))].sort((one, other) => one - other);
}

/** Every dash and word for "to" as `-`, every sign and word for "and" as a comma. */
function plainDays(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[a-z])\./g, '')
    .replace(/\s*(?:[-‐-―−~]|\.{2,3}|…|\b(?:to|through|thru|till|until)\b)\s*/g, '-')
    .replace(/\s*(?:[,;/&+|]|\band\b|\bplus\b)\s*/g, ',')
    .replace(/\b(?:on|the) /g, '')
    .replace(/week-end/g, 'weekend')
    .replace(/\s+/g, ' ');
}

/** A set, a span, or days with nothing but spaces between them. */
function partDays(part: string): readonly Weekday[] | undefined {
  const set = setWords.find(([words]) => words.test(part));
  if (set) return set[1];
  const named = part.replace(/^(every|each|all) /, '');
  if (named.includes('-')) return named.includes(' ') ? spansIn(named) : spanDays(named);
  const days = named.split(' ').map(weekdayNamed);
  return days.every((day) => day !== undefined) ? days : undefined;
}

/** `mon-wed fri` */
function spansIn(named: string): readonly Weekday[] | undefined {
  const spans = named.split(' ').map(spanDays);
  return spans.every((span) => span !== undefined) ? spans.flat() : undefined;
}

function spanDays(span: string): readonly Weekday[] | undefined {
  const days = span.split('-').map(weekdayNamed);
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined || days.length > 2 ? undefined : daysFrom(first, last);
}

/** From one day to another, over Sunday where that is the way. */
export function daysFrom(first: Weekday, last: Weekday, step = 1): Weekday[] {
  const many = Math.floor(((last - first + 7) % 7) / step) + 1;
  return Array.from({ length: many }, (_, at) => (((first - 1 + at * step) % 7) + 1) as Weekday);
}

/** For people: `weekdays`, `every day`, or the days by name. */
export function daysInWords(days: readonly Weekday[]): string {
  const said = sayDays(days);
  if (said in sets) return said === 'daily' ? 'every day' : said;
  const longNames = days.map((day) => names[day - 1] ?? '').map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(longNames);
}

export function sayDays(days: readonly Weekday[]): string {
  const set = Object.entries(sets).find(([, all]) => all.join() === days.join());
  return set?.[0] ?? sayEach(days);
}

/** Each by its name, also where there is a word for all of them: `mon,tue`. */
export function sayEach(days: readonly Weekday[]): string {
  return days.map((day) => (names[day - 1] ?? '').slice(0, 3)).join(',');
}
