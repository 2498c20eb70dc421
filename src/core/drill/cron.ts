import type { Weekday } from '../state.ts';
import { daysFrom, weekdayNamed } from './days.ts';

/** When a drill comes, as a cron line says it. */
export interface CronTime {
  readonly time: string;
  readonly weekdays: readonly Weekday[];
}

const nicknames = new Map([
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
]);

/** Reads a cron line with one time of day: minute, hour, `* *` and weekdays; undefined for every other. */
export function parseCron(line: string): CronTime | undefined {
  const fields = (nicknames.get(line.trim().toLowerCase()) ?? line.trim()).split(/\s+/);
  const [minute = '', hour = '', day, month, days = '', ...more] = fields;
  const isSingle = isNumber(minute, 59) && isNumber(hour, 23) && day === '*' && month === '*' && more.length === 0;
  const weekdays = isSingle ? cronDays(days) : undefined;
  return weekdays && { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, weekdays };
}

function isNumber(typed: string, most: number): boolean {
  return /^\d{1,2}$/.test(typed) && Number(typed) <= most;
}

/** `1-5`, `MON-FRI`, `1,3,5`, `1-5/2`, `*`/2: a list of days and spans, each span with a step if need be. */
function cronDays(field: string): readonly Weekday[] | undefined {
  const parts = field.split(',').map(partDays);
  if (parts.includes(undefined)) return undefined;
  return [...new Set(parts.flatMap((days) => days ?? []))].sort((one, other) => one - other);
}

function partDays(part: string): readonly Weekday[] | undefined {
  const [span = '', step = '1', ...more] = part.split('/');
  const isStep = /^[1-7]$/.test(step) && more.length === 0;
  if (!isStep || (part.includes('/') && !/[*-]/.test(span))) return undefined;
  // From Sunday on, as cron counts.
  return span === '*' ? steps(0, 6, Number(step)) : spanDays(span, Number(step));
}

function spanDays(span: string, step: number): readonly Weekday[] | undefined {
  const days = span.split('-').map(cronDay);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length > 2) return undefined;
  return first <= last ? steps(first, last, step) : daysFrom(weekday(first), weekday(last), step);
}

/** In cron, both 0 and 7 are Sunday, so that 0-7 is every day. */
function steps(first: number, last: number, step: number): Weekday[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => weekday(first + at * step));
}

function weekday(number: number): Weekday {
  return (number === 0 ? 7 : number) as Weekday;
}

function cronDay(typed: string): number | undefined {
  if (/^[0-7]$/.test(typed)) return Number(typed);
  return typed.length < 3 ? undefined : weekdayNamed(typed);
}
