import { parseDays } from '../drill/days.ts';
import { parseTime, sayTimeProblem } from '../drill/hours.ts';
import type { SettingsProblem } from '../drill/settings.ts';
import { sayVague } from '../drill/vague.ts';
import { readZone } from '../drill/zones.ts';
import type { Weekday } from '../state.ts';
import type { Quiet, Reminder } from './reminder.ts';
import type { ReminderInput } from './typed.ts';

/** Settings as they were read; what is undefined was not said. */
export type ReminderSettings = { readonly [Part in 'time' | 'zone' | 'weekdays' | 'quiet']?: Reminder[Part] };

export type ReadReminderSettings =
  | { readonly kind: 'settings'; readonly settings: ReminderSettings }
  | { readonly kind: 'problems'; readonly problems: readonly SettingsProblem[] };

type Read<Value> = { readonly value: Value } | { readonly remedy: string };

/** Reads typed settings, and says all that it did not understand at once. */
export function readReminderSettings(input: ReminderInput): ReadReminderSettings {
  const problems: SettingsProblem[] = [];
  const read = <Value>(typed: string, reader: (typed: string) => Read<Value>): Value | undefined => {
    if (typed === '') return undefined;
    const found = reader(typed);
    if ('value' in found) return found.value;
    problems.push({ found: typed, remedy: found.remedy });
    return undefined;
  };
  const time = read(input.time, timeOf);
  const zone = read(input.zone, zoneOf);
  const weekdays = read(input.days, daysOf);
  const quiet = read(input.quiet, quietOf);
  if (input.other !== '')
    problems.push({ found: input.other, remedy: sayVague(input.other, 'Say a time, and if you like a time zone, days, and quiet hours.') });
  if (problems.length > 0) return { kind: 'problems', problems };
  const settings = { ...(time && { time }), ...(zone && { zone }), ...(weekdays && { weekdays }), ...(quiet !== undefined && { quiet }) };
  return { kind: 'settings', settings };
}

function timeOf(typed: string): Read<string> {
  const value = parseTime(typed);
  return value === undefined ? { remedy: sayTimeProblem(typed) } : { value };
}

function zoneOf(typed: string): Read<string> {
  const read = readZone(typed);
  return read.kind === 'zone' ? { value: read.zone } : { remedy: read.remedy };
}

function daysOf(typed: string): Read<readonly Weekday[]> {
  const value = parseDays(typed);
  return value === undefined ? { remedy: 'Days are daily, weekdays, weekends, mon-fri, or a list such as mon,wed,fri.' } : { value };
}

/** Null for none. */
function quietOf(typed: string): Read<Quiet | null> {
  if (/^(?:off|none|no|never|stop)$/i.test(typed)) return { value: null };
  const hours = typed.split(/\s*(?:[-‐-―−~]|\b(?:to|till?|until|and)\b)\s*/iu).filter(Boolean);
  const isClear = hours.some((hour) => Number(hour) > 12 || /^0\d?$/.test(hour));
  const [from, to, ...more] = hours.map((hour) => parseTime(isClear && /^\d{1,2}$/.test(hour) ? `${hour}:00` : hour));
  if (from === undefined || to === undefined || more.length > 0)
    return { remedy: 'Quiet hours go from one time of day to another, such as 22:00-07:00; or off.' };
  if (from === to) return { remedy: 'That would be the whole day. To hear nothing at all: remind off.' };
  return { value: { from, to } };
}
