import { graceBetween } from '../command-rows.ts';
import type { DrillSettingsInput } from './typed.ts';
import type { Group } from '../state.ts';
import { parseDays } from './days.ts';
import { parseTime, sayTimeProblem } from './hours.ts';
import { sayVague } from './vague.ts';
import { readZone } from './zones.ts';

/** What is wrong with what somebody typed, in the words for the person who typed it. */
export interface SettingsProblem {
  readonly found: string;
  readonly remedy: string;
}

export type DrillSettings = Pick<Group, 'time' | 'zone' | 'weekdays' | 'grace' | 'reveal'>;

export const usualSettings: DrillSettings = { time: '09:00', zone: 'UTC', weekdays: [1, 2, 3, 4, 5], grace: 180, reveal: null };

const [shortestGrace, longestGrace] = graceBetween;
export { longestGrace };

export type ReadDrillSettings =
  | { readonly kind: 'settings'; readonly settings: DrillSettings }
  | { readonly kind: 'problems'; readonly problems: readonly SettingsProblem[] };

/** A value read, or what to say instead. */
type Read<Value> = { readonly value: Value } | { readonly remedy: string };

/** Reads typed settings over the ones that hold, and says all that it did not understand at once. */
export function readDrillSettings(input: DrillSettingsInput, before: DrillSettings): ReadDrillSettings {
  const problems: SettingsProblem[] = [];
  const read = <Value>(typed: string, kept: Value, reader: (typed: string) => Read<Value>): Value => {
    const found = typed === '' ? { value: kept } : reader(typed);
    if ('remedy' in found) problems.push({ found: typed, remedy: found.remedy });
    return 'value' in found ? found.value : kept;
  };
  const settings: DrillSettings = {
    time: read(input.time, before.time, readTime),
    zone: read(input.zone, before.zone, zoneOf),
    weekdays: read(input.days, before.weekdays, readDays),
    grace: read(input.grace, before.grace, readGrace),
    reveal: read(input.reveal, before.reveal, readReveal),
  };
  if (input.other !== '')
    problems.push({
      found: input.other,
      remedy: sayVague(input.other, 'Say a time, a time zone and days, such as: drill setup 09:00 Europe/Berlin weekdays'),
    });
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'settings', settings };
}

function orElse<Value>(value: Value | undefined, remedy: string): Read<Value> {
  return value === undefined ? { remedy } : { value };
}

function readTime(typed: string): Read<string> {
  return orElse(parseTime(typed), sayTimeProblem(typed));
}

function zoneOf(typed: string): Read<string> {
  const read = readZone(typed);
  return read.kind === 'zone' ? { value: read.zone } : { remedy: read.remedy };
}

function readDays(typed: string): Read<DrillSettings['weekdays']> {
  return orElse(parseDays(typed), 'Days are weekdays, daily, weekends, mon-fri, or a list such as mon,wed,fri.');
}

function readReveal(typed: string): Read<string | null> {
  if (/^next( drill)?$/i.test(typed)) return { value: null };
  return orElse(parseTime(typed), 'The reveal is a time such as 17:00, or next.');
}

function readGrace(typed: string): Read<number> {
  const [, number, unit = 'm'] = /^(\d{1,3})\s?(m|mins?|minutes?|h|hours?)?$/i.exec(typed) ?? [];
  const minutes = Number(number) * (/^h/i.test(unit) ? 60 : 1);
  const isRight = minutes >= shortestGrace && minutes <= longestGrace;
  return orElse(isRight ? minutes : undefined, `Grace is a number of minutes from ${shortestGrace} to ${longestGrace}.`);
}
