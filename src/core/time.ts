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
  const known = zonesHere.get(name) ?? timeZoneHere(name);
  if (known !== undefined) zonesHere.set(name, known);
  return known ?? name;
}

/** Every group is read every minute, and its zone with it. */
const zonesHere = new Map<string, string>();

const day = 86_400_000;

/** Keeps what was found of a zone on a day of UTC: to ask a zone takes a hundred times as long as to remember. */
function remembering(find: (zone: string, utcDay: number) => number | null): typeof find {
  const zones = new Map<string, Map<number, number | null>>();
  return (zone, utcDay) => {
    const known = zones.get(zone)?.get(utcDay);
    if (known !== undefined) return known;
    const found = find(zone, utcDay);
    const days = zones.get(zone) ?? new Map<number, number | null>();
    if (days.size >= mostDays) days.clear();
    zones.set(zone, days.set(utcDay, found));
    return found;
  };
}
const mostDays = 1_000;

/** How far the clocks are ahead of UTC all that day; null where they change. No zone changes its clocks there and back on one day. */
const steadyOffset = remembering((zone, utcDay) => {
  const [begin, end] = [offsetAt(zone, utcDay * day), offsetAt(zone, (utcDay + 1) * day)];
  return begin === end ? begin : null;
});

/** The same from two days before that day until two days after it. */
const steadyAround = remembering((zone, utcDay) => {
  const offset = steadyOffset(zone, utcDay);
  return [-2, -1, 1, 2].every((away) => steadyOffset(zone, utcDay + away) === offset) ? offset : null;
});

function offsetAt(zone: string, moment: Moment): number {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

/** What clocks that are so far ahead show, as if it were UTC. */
function localAt(now: Moment, zone: string): Date | undefined {
  const offset = steadyOffset(zone, Math.floor(now / day));
  return offset === null ? undefined : new Date(now + offset);
}

/** The local date, YYYY-MM-DD, `days` after (or, negative, before) the one at `now`. */
export function dayAt(now: Moment, zone: string, days = 0): string {
  const local = localAt(now, zone);
  if (local) return new Date(local.getTime() + days * day).toISOString().slice(0, -'T00:00:00.000Z'.length);
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({ days }).toString();
}

/** The local time of day, HH:MM. */
export function timeAt(now: Moment, zone: string): string {
  const local = localAt(now, zone);
  if (local) return local.toISOString().slice(-'00:00:00.000Z'.length, -':00.000Z'.length);
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

export function weekdayOf(date: string): Weekday {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() || 7) as Weekday;
}

/**
 * The moment of a local time of day. An hour that daylight saving skips becomes the first moment after the gap's length, one that comes twice
 * the first of the two: Temporal's `compatible`, as in RFC 5545.
 */
export function momentOf(date: string, time: string, zone: string): Moment {
  const steady = steadyMoment(date, time, zone);
  if (steady !== undefined) return steady;
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  return local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** Where no clock changes within a day of it, there is one such moment; no zone is a whole day away from UTC. Undefined elsewhere. */
function steadyMoment(date: string, time: string, zone: string): Moment | undefined {
  const local = new Date(`${date}T${time}Z`);
  if (Number.isNaN(local.getTime()) || local.toISOString() !== `${date}T${time}:00.000Z`) return undefined;
  const offset = steadyAround(zone, Math.floor(local.getTime() / day));
  return offset === null ? undefined : local.getTime() - offset;
}

/** For people: `Tue 24 Nov, 09:00 (Europe/Berlin)`. The zone is always said. */
export function sayMoment(moment: Moment, zone: string): string {
  return `${formatIn(zone).format(moment)} (${zone})`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** To make one takes longer than all else of a message. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const known =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short', ...clock });
  formats.set(timeZone, known);
  return known;
}

/** For people: `Sunday, 10 May 2026`. */
export function sayDay(day: string): string {
  return dayFormat.format(Date.parse(`${day}T12:00:00Z`));
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
