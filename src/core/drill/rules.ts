import { dayAt, momentOf, weekdayOf } from '../time.ts';
import { shuffle } from '../random.ts';
import { cuesOf } from '../pack-index.ts';
import type { Cue, ItemId, Pack } from '../pack.ts';
import type { Request } from '../request.ts';
import type { Drill, Group, GroupId, Moment, Tally } from '../state.ts';

const minute = 60_000;
const day = 86_400_000;

/** From how many minutes after its time a drill is labelled late. */
export const lateAfter = 10;

/** Clocks of two machines differ by less; what lies further ahead was written before a clock was set back. */
const clocksDiffer = 5 * minute;

export interface DueDrill {
  readonly day: string;
  readonly dueAt: Moment;
  readonly late: boolean;
}

/** The drill that the group should have by now: the latest study day whose time has come and whose grace has not run out. */
export function dueDrill(group: Group, now: Moment): DueDrill | undefined {
  const due = lastDue(group, now);
  return due && now - due.dueAt < group.grace * minute ? { ...due, late: isLate(due.dueAt, now) } : undefined;
}

/** The latest drill whose time has come, whether its grace has run out or not; undefined when none was owed in the last week. */
export function lastDue(group: Group, now: Moment): Pick<DueDrill, 'day' | 'dueAt'> | undefined {
  const isWanted = (dueAt: Moment) => dueAt > group.setAt || group.setAt > now + clocksDiffer;
  for (let back = 0; back >= -7; back -= 1) {
    const found = dayAt(now, group.zone, back);
    if (!group.weekdays.includes(weekdayOf(found))) continue;
    const dueAt = momentOf(found, group.time, group.zone);
    if (dueAt <= now) return isWanted(dueAt) ? { day: found, dueAt } : undefined;
  }
  return undefined;
}

export function isLate(dueAt: Moment, now: Moment): boolean {
  return now - dueAt >= lateAfter * minute;
}

/** When the group's next drill comes, counted from `now`; undefined when it has no study day. Days in `taken` have had theirs. */
export function nextDrillAt(group: Group, now: Moment, taken: readonly string[] = []): Moment | undefined {
  for (let ahead = 0; ahead <= 14; ahead += 1) {
    const next = dayAt(now, group.zone, ahead);
    const at = momentOf(next, group.time, group.zone);
    if (at > now && group.weekdays.includes(weekdayOf(next)) && !taken.includes(next)) return at;
  }
  return undefined;
}

/** Until when a drill may be posted: the schedule under which it was due decides, whatever is set later. */
export function postBy(group: Group, dueAt: Moment): Moment {
  return dueAt + group.grace * minute;
}

/** Whether the answer of a posted drill is to be shown now. A drill keeps the reveal of the schedule that it was posted under. */
export function isRevealDue(group: Group, drill: Drill, now: Moment): boolean {
  return now >= (drill.revealAt ?? revealAt(group, drill, drill.dueAt));
}

/** However late a drill comes, there is so much time to answer it. */
const timeToAnswer = 30 * minute;

/** When the answer of a drill that comes at `now` is shown: at the group's next hour of reveal, or when the next drill is due, whichever is first. */
export function revealAt(group: Group, drill: Pick<Drill, 'day' | 'dueAt'>, now: Moment): Moment {
  const earliest = isLate(drill.dueAt, now) ? now + timeToAnswer : drill.dueAt;
  const next = nextDrillAt(group, earliest) ?? Number.MAX_SAFE_INTEGER;
  const { reveal, zone } = group;
  if (reveal === null) return next;
  const hours = [0, 1, 2].map((ahead) => momentOf(dayAt(drill.dueAt, zone, ahead), reveal, zone));
  return Math.min(next, hours.find((hour) => hour > earliest) ?? next);
}

/** The cue for a group's next drill: no cue a second time before all have been used, in an order that is the group's own. */
export function nextCue(pack: Pack, uses: ReadonlyMap<ItemId, number>, group: GroupId): Cue | undefined {
  const cues = shuffle(cuesOf(pack), group);
  const times = (cue: Cue) => uses.get(cue.id) ?? 0;
  const least = Math.min(...cues.map(times));
  return cues.find((cue) => times(cue) === least);
}

export function answeredIn(tally: Tally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}

/** How long a claim may stay unconfirmed before somebody else looks after it: longer than any post takes. */
export const claimLasts = minute;

/**
 * How often a message that may be in the channel is looked for after the grace, and for how long, where the platform does not let us look. Whoever was
 * away for longer looks once all the same.
 */
const looksEvery = 10 * minute;
const looksFor = 3 * day;

/** What there is to do for a drill that is not finished. */
export type DrillStep =
  | { readonly kind: 'wait' }
  /** Somebody claimed it and never confirmed: it is looked for, and posted when it is not there and there is still time. */
  | { readonly kind: 'reclaim'; readonly mayPost: boolean }
  /** Nobody could find out for days whether it was posted. */
  | { readonly kind: 'fail' }
  | { readonly kind: 'reveal' }
  /** The message in the channel shows less than there is to show. */
  | { readonly kind: 'redraw' };

/** The next step of a drill, as the ledger has it. */
export function nextStep(drill: Drill, group: Group, tally: Tally, now: Moment): DrillStep {
  switch (drill.status) {
    case 'claimed':
      return afterClaim(drill, group, now);
    case 'posted':
      if (isRevealDue(group, drill, now)) return { kind: 'reveal' };
      return { kind: drill.shown === answeredIn(tally) ? 'wait' : 'redraw' };
    case 'revealed':
      return { kind: drill.shown === 'reveal' ? 'wait' : 'redraw' };
    case 'failed':
      return { kind: 'wait' };
  }
}

/** A claim from the last minute of the grace that nobody confirmed is tried once more: it was in time. Where the drill was turned off meanwhile, it is not. */
function afterClaim({ claimedAt, dueAt, ...drill }: Drill, group: Group, now: Moment): DrillStep {
  const until = drill.postBy ?? postBy(group, dueAt);
  const mayPost = group.active && now < until + 2 * claimLasts;
  if (!isOver(claimedAt, mayPost ? claimLasts : looksEvery, now)) return { kind: 'wait' };
  const wasLastLook = claimedAt > until + looksFor && claimedAt <= now;
  return wasLastLook ? { kind: 'fail' } : { kind: 'reclaim', mayPost };
}

/** Whether what began then is over by now. What began in the future began before a clock was set back. */
export function isOver(began: Moment, lasts: number, now: Moment): boolean {
  return now - began >= lasts || began > now + clocksDiffer;
}

/** Whether a press is a vote in this drill: by it a platform finds the message of the drill again. */
export function isVoteOn(request: Request, drill: string): boolean {
  return request.kind === 'press' && request.action.kind === 'vote' && request.action.drill === drill;
}
