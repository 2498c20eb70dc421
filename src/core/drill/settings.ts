import type { DrillSettingsInput } from '../commands.ts';
import type { Group, Weekday } from '../state.ts';
import { canonicalTimeZone } from '../time.ts';

/** What is wrong with what somebody typed, in the words for the person who typed it. */
export interface SettingsProblem {
  readonly found: string;
  readonly remedy: string;
}

export type DrillSettings = Pick<Group, 'time' | 'zone' | 'weekdays' | 'grace' | 'reveal'>;

export const usualSettings: DrillSettings = { time: '09:00', zone: 'UTC', weekdays: [1, 2, 3, 4, 5], grace: 180, reveal: null };

/** The longest grace, in minutes: a drill that is later than this belongs to the past. */
export const longestGrace = 720;
const shortestGrace = 5;

export type ParsedSettings =
  | { readonly kind: 'settings'; readonly settings: DrillSettings }
  | { readonly kind: 'problems'; readonly problems: readonly SettingsProblem[] };

/** Reads typed settings over the ones that hold, and says all that it did not understand at once. */
export function parseSettings(input: DrillSettingsInput, before: DrillSettings): ParsedSettings {
  const problems: SettingsProblem[] = [];
  const read = <T>(typed: string, kept: T, parse: (typed: string) => T | undefined, remedy: string): T => {
    const parsed = typed === '' ? kept : parse(typed);
    if (parsed === undefined) problems.push({ found: typed, remedy });
    return parsed ?? kept;
  };
  const settings: DrillSettings = {
    time: read(input.time, before.time, parseTime, 'A time of day is written 00:00 to 23:59, such as 09:00.'),
    zone: read(input.zone, before.zone, canonicalTimeZone, 'A time zone is an IANA name, such as Europe/Berlin or America/New_York.'),
    weekdays: read(input.days, before.weekdays, parseDays, 'Days are weekdays, daily, weekends, mon-fri, or a list such as mon,wed,fri.'),
    grace: read(input.grace, before.grace, parseGrace, `Grace is a number of minutes from ${shortestGrace} to ${longestGrace}.`),
    reveal: input.reveal === 'next' ? null : read(input.reveal, before.reveal, parseTime, 'The reveal is a time such as 17:00, or next.'),
  };
  if (input.other !== '')
    problems.push({ found: input.other, remedy: 'Say a time, a time zone and days, such as: drill setup 09:00 Europe/Berlin weekdays' });
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'settings', settings };
}

function parseTime(typed: string): string | undefined {
  const [hour = '', minutes = ''] = typed.split(/[:.]/);
  const fits = /^\d{1,2}[:.]\d{2}$/.test(typed) && Number(hour) < 24 && Number(minutes) < 60;
  return fits ? `${hour.padStart(2, '0')}:${minutes}` : undefined;
}

function parseGrace(typed: string): number | undefined {
  return /^\d{1,3}$/.test(typed) && Number(typed) >= shortestGrace && Number(typed) <= longestGrace ? Number(typed) : undefined;
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const daySets: Record<string, readonly Weekday[]> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
};

/** Reads `weekdays`, `daily`, `weekends`, `mon-fri`, `mon,wed,fri`; the inverse of {@link sayDays}. */
export function parseDays(typed: string): readonly Weekday[] | undefined {
  const words = typed.toLowerCase();
  if (daySets[words]) return daySets[words];
  const days = words.split(',').flatMap((part) => parseSpan(part.trim()) ?? [Number.NaN]);
  return days.some(Number.isNaN) ? undefined : ([...new Set(days)].sort((one, other) => one - other) as Weekday[]);
}

function parseSpan(part: string): number[] | undefined {
  const [first, last = first] = part.split('-').map((name) => dayNames.indexOf(name.slice(0, 3)) + 1);
  if (!first || !last) return undefined;
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, ahead) => ((first - 1 + ahead) % 7) + 1);
}

/** For people: `weekdays`, `every day`, or the days by name. */
export function daysInWords(days: readonly Weekday[]): string {
  const said = sayDays(days);
  if (said in daySets) return said === 'daily' ? 'every day' : said;
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(days.map((day) => longDayNames[day - 1] ?? ''));
}

const longDayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function sayDays(days: readonly Weekday[]): string {
  const set = Object.entries(daySets).find(([, all]) => all.join() === days.join());
  return set?.[0] ?? days.map((day) => dayNames[day - 1]).join(',');
}
