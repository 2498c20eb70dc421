import { Temporal } from 'temporal-polyfill';
import { cardOf, recallAt, wantedRecall } from '../card.ts';
import type { LearnerId, Moment } from '../state.ts';
import { dayAt, daysAfter, momentOf, weekdayOf } from '../time.ts';
import type { Board, BoardAnswer, BoardMember, BoardWeek, Standing, Week } from './board.ts';

/** So many answers of a day count: who has the time to grind wins nothing by it. */
export const mostADay = 40;

/** In a smaller group, a place would tell who is the last one. */
export const fewestRanked = 3;

/** Members of one board: more are no study group, and would take long to reckon. */
export const mostMembers = 50;

/** Whoever has neither joined nor answered for so long is left out, and takes nobody's room. */
export const idleAfter = 14 * 24 * 3_600_000;

/** In answers a week. */
export const goalBetween = [10, 20_000] as const;

/** The week that `now` is in. */
export function weekAt(now: Moment, zone: string): Week {
  const today = dayAt(now, zone);
  return weekFrom(daysAfter(today, 1 - weekdayOf(today)), zone);
}

function weekFrom(monday: string, zone: string): Week {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(monday);
  const days = Array.from({ length: 8 }, (_, after) => momentOf(daysAfter(monday, after), '00:00', zone));
  return { name: `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`, monday, sunday: daysAfter(monday, 6), days };
}

export function startOf({ days }: Week): Moment {
  return days[0] ?? 0;
}

export function endOf({ days }: Week): Moment {
  return days.at(-1) ?? 0;
}

/**
 * What a member has come to by a moment in the week; undefined without an answer in it. `answers` are theirs: those of the week, and earlier ones at the same
 * items, by which it is known what is new.
 */
export function standingOf(member: BoardMember, answers: readonly BoardAnswer[], week: Week, until: Moment): Standing | undefined {
  const own = answers.filter(({ at }) => at <= until);
  const effort = effortOf(own, week);
  return effort === 0 ? undefined : { member, effort, mastery: masteryOf(own, week, until) };
}

function byItem(answers: readonly BoardAnswer[]): BoardAnswer[][] {
  const groups = new Map<string, BoardAnswer[]>();
  for (const answer of answers) {
    const group = groups.get(answer.item);
    if (group) group.push(answer);
    else groups.set(answer.item, [answer]);
  }
  return [...groups.values()];
}

function effortOf(answers: readonly BoardAnswer[], { days }: Week): number {
  const perDay = days.slice(0, -1).map((from, at) => answers.filter((answer) => isBetween(answer, from, days[at + 1] ?? from)).length);
  return perDay.reduce((sum, count) => sum + Math.min(count, mostADay), 0);
}

function isBetween({ at }: BoardAnswer, from: Moment, to: Moment): boolean {
  return at >= from && at < to;
}

function masteryOf(answers: readonly BoardAnswer[], week: Week, until: Moment): number {
  const start = startOf(week);
  // A cram is effort, and makes no card.
  return byItem(answers.filter(({ isCram }) => !isCram)).filter((all) => {
    const before = all.filter(({ at }) => at < start);
    return before.length < all.length && isKnown(all, until) && !isKnown(before, start);
  }).length;
}

/** Whether the card that these answers make is right, and recalled as surely as FSRS wants it. */
function isKnown(answers: readonly BoardAnswer[], moment: Moment): boolean {
  const last = answers.reduce<BoardAnswer | undefined>(
    (latest, one) => (latest === undefined || one.at >= latest.at ? one : latest),
    undefined,
  );
  if (last?.correct !== true) return false;
  const card = cardOf(answers.map((answer) => ({ ...answer, askedIn: '', lesson: '', picks: '' })));
  return card !== undefined && recallAt(card, moment) >= wantedRecall;
}

export interface Placed {
  /** From 1; who has as much shares it, and the next place is left out. */
  readonly place: number;
  readonly standing: Standing;
  readonly count: number;
}

/** Those who have any of it, the most first. Who is tied stands in the order of joining. */
export function placesBy(of: 'effort' | 'mastery', standings: readonly Standing[]): Placed[] {
  const counted = standings.filter((standing) => standing[of] > 0);
  const sorted = counted.sort((one, other) => other[of] - one[of] || one.member.joinedAt - other.member.joinedAt);
  return sorted.map((standing) => ({
    place: 1 + sorted.filter((other) => other[of] > standing[of]).length,
    standing,
    count: standing[of],
  }));
}

/** What all members together have answered. */
export function togetherOf(standings: readonly Standing[]): number {
  return standings.reduce((sum, { effort }) => sum + effort, 0);
}

export function memberOf({ members, idle }: Pick<BoardWeek, 'members' | 'idle'>, learner: LearnerId): BoardMember | undefined {
  return [...members, ...idle].find((member) => member.learner === learner);
}

/** When the board of a week is posted: on the Monday after it, at this local time. */
export const weeklyTime = '09:00';

/** For how long a post that was missed is made up for. */
const graceLasts = 24 * 3_600_000;

/**
 * The week whose board is to be posted now, if any: the one before, on its Monday. What was to be posted before somebody
 * wanted posts is not owed: whoever turns them on early on a Monday gets the board of the week before at its hour.
 */
export function dueWeek({ zone, weeklySince }: Board, now: Moment): Week | undefined {
  const { monday } = weekAt(now, zone);
  const dueAt = momentOf(monday, weeklyTime, zone);
  if (weeklySince === null || weeklySince >= dueAt || now < dueAt || now >= dueAt + graceLasts) return undefined;
  return weekFrom(daysAfter(monday, -7), zone);
}

/** When the next board is posted. */
export function nextWeekly(zone: string, now: Moment): Moment {
  const { monday } = weekAt(now, zone);
  const thisWeek = momentOf(monday, weeklyTime, zone);
  return thisWeek > now ? thisWeek : momentOf(daysAfter(monday, 7), weeklyTime, zone);
}
