import { dayAt, momentOf, tidyZone, weekdayOf } from '../time.ts';
import { shuffle } from '../random.ts';
import { cuesOf } from '../pack-index.ts';
import type { Cue, ItemId, Pack } from '../pack.ts';
import type { DrillWish } from '../request.ts';
import type { Drill, Group, GroupId, Moment, Weekday } from '../state.ts';

const minute = 60_000;

/** From how many minutes after its time a drill is labelled late. */
export const lateAfter = 10;

export interface DueDrill {
  readonly day: string;
  readonly dueAt: Moment;
  readonly late: boolean;
}

/** The drill that the group should have by now: the latest study day whose time has come and whose grace has not run out. */
export function dueDrill(group: Group, now: Moment): DueDrill | undefined {
  for (const back of [0, -1]) {
    const day = dayAt(now, group.zone, back);
    const dueAt = momentOf(day, group.time, group.zone);
    const waited = now - dueAt;
    if (dueAt > group.setAt && group.weekdays.includes(weekdayOf(day)) && waited >= 0 && waited < group.grace * minute) {
      return { day, dueAt, late: waited >= lateAfter * minute };
    }
  }
  return undefined;
}

/** When the group's next drill comes, counted from `now`; undefined when it has no study day. */
export function nextDrillAt(group: Group, now: Moment): Moment | undefined {
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = dayAt(now, group.zone, ahead);
    const at = momentOf(day, group.time, group.zone);
    if (at > now && group.weekdays.includes(weekdayOf(day))) return at;
  }
  return undefined;
}

/** Whether the answer of a posted drill is to be shown now: at the group's hour, or when the next drill is due. */
export function isRevealDue(group: Group, drill: Drill, now: Moment): boolean {
  return now >= revealAt(group, drill);
}

function revealAt(group: Group, drill: Drill): Moment {
  const next = nextDrillAt(group, drill.dueAt) ?? Number.POSITIVE_INFINITY;
  if (group.reveal === null) return next;
  const sameDay = momentOf(drill.day, group.reveal, group.zone);
  return Math.min(next, sameDay > drill.dueAt ? sameDay : momentOf(dayAt(drill.dueAt, group.zone, 1), group.reveal, group.zone));
}

/** The cue for a group's next drill: no cue a second time before all have been used, in an order that is the group's own. */
export function nextCue(pack: Pack, used: ReadonlyMap<ItemId, number>, group: GroupId): Cue | undefined {
  const cues = shuffle(cuesOf(pack), group);
  const times = (cue: Cue) => used.get(cue.id) ?? 0;
  const least = Math.min(...cues.map(times));
  return cues.find((cue) => times(cue) === least);
}

/** What is wrong with a wish, in the words for the person who made it. */
export interface WishProblem {
  readonly found: string;
  readonly wayOut: string;
}

export type Schedule = Pick<Group, 'time' | 'zone' | 'weekdays' | 'grace' | 'reveal'>;

export const usualSchedule: Schedule = { time: '09:00', zone: 'UTC', weekdays: [1, 2, 3, 4, 5], grace: 180, reveal: null };

/** The longest grace, in minutes: a drill that is later than this belongs to the past. */
export const longestGrace = 720;
const shortestGrace = 5;

/** Reads typed settings over the ones that hold, and says all that it did not understand at once. */
export function readWish(wish: DrillWish, before: Schedule): Schedule | WishProblem[] {
  const problems: WishProblem[] = [];
  const say = (found: string, wayOut: string) => {
    problems.push({ found, wayOut });
    return undefined;
  };
  const read = <T>(typed: string, kept: T, parse: (typed: string) => T | undefined, wayOut: string): T =>
    typed === '' ? kept : (parse(typed) ?? say(typed, wayOut) ?? kept);
  const schedule: Schedule = {
    time: read(wish.time, before.time, parseTime, 'A time of day is written 00:00 to 23:59, such as 09:00.'),
    zone: read(wish.zone, before.zone, tidyZone, 'A time zone is an IANA name, such as Europe/Berlin or America/New_York.'),
    weekdays: read(wish.days, before.weekdays, parseDays, 'Days are weekdays, daily, weekends, mon-fri, or a list such as mon,wed,fri.'),
    grace: read(wish.grace, before.grace, parseGrace, `Grace is a number of minutes from ${shortestGrace} to ${longestGrace}.`),
    reveal: wish.reveal === 'next' ? null : read(wish.reveal, before.reveal, parseTime, 'The reveal is a time such as 17:00, or next.'),
  };
  if (wish.other !== '') say(wish.other, 'Say a time, a time zone and days, such as: drill setup 09:00 Europe/Berlin weekdays');
  return problems.length > 0 ? problems : schedule;
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

export function sayDays(days: readonly Weekday[]): string {
  const set = Object.entries(daySets).find(([, all]) => all.join() === days.join());
  return set?.[0] ?? days.map((day) => dayNames[day - 1]).join(',');
}
