import type { EarlierZone, Moment } from '../state.ts';
import { timeZoneHere } from '../time.ts';
import { longestRestart, type Outage, type Practice } from './practice.ts';

/** A day of the calendar, counted from 1 January 1970: the next one is one more, whatever the clocks do. */
export type EpochDay = number;

/** Of a day, in milliseconds of UTC, which has no summer time. */
const dayLength = 86_400_000;

/** Weeks that the calendar shows. */
export const weeks = 12;

/** The day that a moment belongs to in that zone. */
export function epochDayIn(zone: string): (moment: Moment) => EpochDay {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (moment) => Date.parse(`${format.format(moment)}T00:00:00Z`) / dayLength;
}

/** `YYYY-MM-DD` */
export function dateOf(day: EpochDay): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

export function epochDayOf(name: string): EpochDay {
  return Date.parse(`${name}T00:00:00Z`) / dayLength;
}

/** What a learner's days were: how much was answered on which, and on which nobody could practise. */
export interface Days {
  readonly today: EpochDay;
  readonly answers: ReadonlyMap<EpochDay, number>;
  readonly down: ReadonlySet<EpochDay>;
}

/** Each moment by the zone in which it was counted then: who has moved keeps their days. */
function dayAsCounted(zone: string, earlier: readonly EarlierZone[]): (moment: Moment) => EpochDay {
  const zones = earlier.map(({ zone: name, until }) => ({ until, dayOf: epochDayIn(timeZoneHere(name) ?? 'UTC') }));
  const now = epochDayIn(zone);
  return (moment) => (zones.find(({ until }) => moment < until)?.dayOf ?? now)(moment);
}

/** Days that nobody had who moved over them: from one side of the date line to the other. */
function daysSkipped(zone: string, earlier: readonly EarlierZone[]): EpochDay[] {
  const dayOf = dayAsCounted(zone, earlier);
  return earlier.flatMap(({ until }) => {
    const [last, next] = [dayOf(until - 1), dayOf(until)];
    return Array.from({ length: Math.max(0, next - last - 1) }, (_, nth) => last + 1 + nth);
  });
}

/** Days in the learner's own zone. A clock that was set back makes no day to come: what was answered “later” counts as today. */
export function daysOf(
  { quarters, outages }: Pick<Practice, 'quarters' | 'outages'>,
  now: Moment,
  zone: string,
  earlier: readonly EarlierZone[] = [],
): Days {
  const dayOf = dayAsCounted(zone, earlier);
  const answers = new Map<EpochDay, number>();
  for (const { at, answers: count } of quarters) {
    const day = dayOf(Math.min(at, now));
    answers.set(day, (answers.get(day) ?? 0) + count);
  }
  const down = [...outages.flatMap((outage) => daysDown(outage, now, dayOf)), ...daysSkipped(zone, earlier)];
  return { today: epochDayIn(zone)(now), answers, down: new Set(down) };
}

/** Every day that the outage has touched: it may have been the hour in which somebody practises. */
function daysDown({ from, to }: Outage, now: Moment, dayOf: (moment: Moment) => EpochDay): EpochDay[] {
  if (to - from <= longestRestart || from > now) return [];
  const first = dayOf(from);
  const count = dayOf(Math.min(to, now)) - first + 1;
  return Array.from({ length: count }, (_, nth) => first + nth);
}

/** So many days of practice earn a freeze, and so many freezes are kept at most. */
export const daysForFreeze = 7;
export const mostFreezes = 2;

export interface Streak {
  /** Days of practice without a break that a freeze did not cover. */
  readonly days: number;
  readonly freezes: number;
  /** Days of practice until the next freeze; undefined when no more are kept. */
  readonly untilFreeze: number | undefined;
  readonly isTodayDone: boolean;
  /** Days on which a freeze was used. */
  readonly frozen: ReadonlySet<EpochDay>;
}

/** A day without practice uses a freeze, or ends the streak; one on which nobody could practise does neither. Today is not over yet. */
export function streakOf({ today, answers, down }: Days): Streak {
  const practised = [...answers.keys()].sort((one, other) => one - other);
  const frozen = new Set<EpochDay>();
  let [days, freezes, earned] = [0, 0, 0];
  let last = practised[0] ?? today;
  const pass = (until: EpochDay) => {
    for (let day = last + 1; day < until && days > 0; day += 1) {
      if (down.has(day)) continue;
      if (freezes === 0) days = 0;
      else {
        freezes -= 1;
        frozen.add(day);
      }
    }
  };
  for (const day of practised) {
    pass(day);
    days += 1;
    earned = freezes < mostFreezes ? earned + 1 : 0;
    if (earned === daysForFreeze) [freezes, earned] = [freezes + 1, 0];
    last = day;
  }
  pass(today);
  const untilFreeze = freezes < mostFreezes ? daysForFreeze - earned : undefined;
  return { days, freezes, untilFreeze, isTodayDone: answers.has(today), frozen };
}
