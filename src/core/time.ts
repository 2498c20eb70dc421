import { Temporal } from 'temporal-polyfill';
import type { Moment, Weekday } from './state.ts';

/** The zone's name as IANA spells it, for people type `europe/berlin`; undefined when there is no such zone. Bare offsets keep no summer time. */
export function canonicalTimeZone(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * Zones that tzdata has renamed. A name may be newer than the list of zones on this machine, or older than the one it was chosen from: either of the two is
 * known everywhere.
 */
const renamed: readonly (readonly [string, string])[] = [
  ['Africa/Asmara', 'Africa/Asmera'],
  ['America/Atikokan', 'America/Coral_Harbour'],
  ['America/Ciudad_Juarez', 'America/Ojinaga'],
  ['America/Coyhaique', 'America/Punta_Arenas'],
  ['America/Nuuk', 'America/Godthab'],
  ['Asia/Ho_Chi_Minh', 'Asia/Saigon'],
  ['Asia/Kathmandu', 'Asia/Katmandu'],
  ['Asia/Kolkata', 'Asia/Calcutta'],
  ['Asia/Qostanay', 'Asia/Qyzylorda'],
  ['Asia/Yangon', 'Asia/Rangoon'],
  ['Atlantic/Faroe', 'Atlantic/Faeroe'],
  ['Europe/Kyiv', 'Europe/Kiev'],
  ['Pacific/Chuuk', 'Pacific/Truk'],
  ['Pacific/Kanton', 'Pacific/Enderbury'],
  ['Pacific/Pohnpei', 'Pacific/Ponape'],
];

/** The zone by the name that it has on this machine; undefined where it has none. */
export function timeZoneHere(name: string): string | undefined {
  const other = renamed.find((names) => names.includes(name))?.find((one) => one !== name);
  return canonicalTimeZone(name) ?? (other === undefined ? undefined : canonicalTimeZone(other));
}

/** A zone that was kept, by the name that it has on this machine; as it was kept where it has none. */
export function keptZone(name: string): string {
  return timeZoneHere(name) ?? name;
}

/** The local date, YYYY-MM-DD, `days` after (or, negative, before) the one at `now`. */
export function dayAt(now: Moment, zone: string, days = 0): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({ days }).toString();
}

/** The local time of day, HH:MM. */
export function timeAt(now: Moment, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The moment at which the local day begins. */
export function startOfDay(now: Moment, zone: string): Moment {
  return momentOf(dayAt(now, zone), '00:00', zone);
}

/** The moment at which the local day of `now` is over. */
export function endOfDay(now: Moment, zone: string): Moment {
  return momentOf(dayAt(now, zone, 1), '00:00', zone);
}

/** From one local date to another; negative when the other is earlier. */
export function daysBetween(day: string, other: string): number {
  return Temporal.PlainDate.from(day).until(Temporal.PlainDate.from(other), { largestUnit: 'day' }).days;
}

/** The local date so many days after another one, or before it where they are negative. */
export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

export function weekdayOf(day: string): Weekday {
  return Temporal.PlainDate.from(day).dayOfWeek as Weekday;
}

/**
 * The moment of a local time of day. An hour that daylight saving skips becomes the first moment after the gap's length, one that comes twice
 * the first of the two: Temporal's `compatible`, as in RFC 5545.
 */
export function momentOf(day: string, time: string, zone: string): Moment {
  const local = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  return local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** For people: `Tue 24 Nov, 09:00 (Europe/Berlin)`. The zone is always said. */
export function sayMoment(moment: Moment, zone: string): string {
  const said = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);
  return `${said} (${zone})`;
}

/** For people: `Sunday, 10 May 2026`. */
export function sayDay(day: string): string {
  return dayFormat.format(Date.parse(`${day}T12:00:00Z`));
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
