import { Temporal } from 'temporal-polyfill';
import { weekdayNamed } from '../drill/days.ts';
import { numberOf } from '../find/numbers.ts';
import { daysAfter, weekdayOf } from '../time.ts';

/** A day that somebody typed: one, several that may be meant, one that no calendar has, or none. `rest` is what was not needed for it. */
export type ReadDay =
  | { readonly kind: 'day'; readonly day: string; readonly rest: string }
  | { readonly kind: 'which'; readonly days: readonly string[]; readonly rest: string }
  | { readonly kind: 'no-such-day'; readonly typed: string }
  | { readonly kind: 'none'; readonly rest: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = String.raw`(jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const dayNumber = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;

/** Of two digits only this year and the next: `1 Feb 30` has the minutes behind it. */
function yearAfter(today: string): string {
  const [now, next] = [Number(today.slice(2, 4)), Number(today.slice(2, 4)) + 1];
  return String.raw`(?:,?\s+(?:of\s+)?('?(?:${now}|${next})|\d{4})(?!\d|\s*(?:m|h|/)))?`;
}

type Reader = (groups: readonly string[], today: string) => readonly (string | undefined)[];

/** Each way to write a day, and the days it may mean; undefined for one that no calendar has. The first that fits is taken. */
const shapesOn = (today: string): readonly (readonly [RegExp, Reader])[] => [
  [/(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/, ([y = '', , m = '', d = '']) => [dayOf(y, m, d)]],
  [/(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/, ([y = '', m = '', d = '']) => [dayOf(y, m, d)]],
  // With dots, the day comes first wherever dates are written so.
  [/(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)/, ([d = '', m = '', y = '']) => [dayOf(y, m, d)]],
  [/(?<!\d)(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/, ([one = '', , other = '', y = '']) => eitherWay(y, one, other)],
  [
    new RegExp(String.raw`(?<![\p{L}\d])${dayNumber}\s*(?:of\s+|-|\s)?\s*${monthName}${yearAfter(today)}(?!\p{L})`, 'u'),
    ([d = '', m = '', y = '']) => [named(y, m, d, today)],
  ],
  [
    new RegExp(String.raw`(?<!\p{L})${monthName}\s*(?:the\s+)?${dayNumber}(?!\d|\s*(?:m|h|/))${yearAfter(today)}(?!\p{L})`, 'u'),
    ([m = '', d = '', y = '']) => [named(y, m, d, today)],
  ],
  [/(?<!\p{L})(?:in\s+)?(an?|\d{1,5}|[a-z]+)\s+(day|week|fortnight|month|year)s?(?:\s+from\s+(?:now|today))?(?!\p{L})/u, ahead],
  [/(?<!\p{L})day after tom+o+r+o+w+(?!\p{L})/u, () => [daysAfter(today, 2)]],
  [/(?<!\p{L})(today|tonight)(?!\p{L})/u, () => [today]],
  [/(?<!\p{L})(tom+o+r+o+w+|tmrw|tmr)(?!\p{L})/u, () => [daysAfter(today, 1)]],
  [/(?<!\p{L})yesterday(?!\p{L})/u, () => [daysAfter(today, -1)]],
  [/(?<!\p{L})(next|this|coming|on)?\s*((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)(?!\p{L})/u, onWeekday],
];

/** Reads the day of an exam, counted from `today` where no year or only a distance is said. */
export function readDay(typed: string, today: string): ReadDay {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  for (const [shape, read] of shapesOn(today)) {
    const match = shape.exec(plain);
    if (match === null) continue;
    const found = read(
      match.slice(1).map((group) => group ?? ''),
      today,
    );
    if (found.length === 0) continue;
    const rest = `${plain.slice(0, match.index)} ${plain.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim();
    const days = [...new Set(found.flatMap((day) => day ?? []))];
    const [day, ...others] = days;
    if (day === undefined) return { kind: 'no-such-day', typed: match[0].trim() };
    return others.length === 0 ? { kind: 'day', day, rest } : { kind: 'which', days, rest };
  }
  return { kind: 'none', rest: plain };
}

/** Undefined where the calendar has no such day. Two digits of a year are of this century. */
function dayOf(y: string, m: string, d: string): string | undefined {
  const years = y.replace("'", '');
  try {
    const fields = { year: Number(years.length === 2 ? `20${years}` : years), month: Number(m), day: Number(d) };
    return Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

/** `01/02/2027` is a day in January to some and one in February to others; `13/02/2027` is clear. */
function eitherWay(y: string, one: string, other: string): (string | undefined)[] {
  return [dayOf(y, other, one), dayOf(y, one, other)];
}

/** Without a year, the next such day. */
function named(y: string, month: string, d: string, today: string): string | undefined {
  const m = String(months.indexOf(month.slice(0, 3)) + 1);
  if (y !== '') return dayOf(y, m, d);
  const thisYear = Number(today.slice(0, 4));
  // Up to eight years ahead: 29 February.
  const days = Array.from({ length: 9 }, (_, later) => dayOf(String(thisYear + later), m, d));
  return days.find((day) => day !== undefined && day >= today);
}

function ahead([many = '', unit = '']: readonly string[], today: string): string[] {
  const count = /^an?$/.test(many) ? 1 : /^\d+$/.test(many) ? Number(many) : numberOf(many);
  if (count === undefined) return [];
  const length = unit === 'fortnight' ? { weeks: 2 * count } : { [`${unit}s`]: count };
  return [Temporal.PlainDate.from(today).add(length).toString()];
}

/** "Next Friday" is the coming one to some and the one after to others. */
function onWeekday([which = '', word = '']: readonly string[], today: string): string[] {
  const weekday = weekdayNamed(word);
  if (weekday === undefined) return [];
  const coming = daysAfter(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
  return which === 'next' ? [coming, daysAfter(coming, 7)] : [coming];
}
