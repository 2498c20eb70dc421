import { dayAt, momentOf, weekdayOf } from '../time.ts';
import { shuffle } from '../random.ts';
import { cuesOf } from '../pack-index.ts';
import type { Cue, ItemId, Pack } from '../pack.ts';
import type { Request } from '../request.ts';
import type { Drill, Group, GroupId, Moment, Tally } from '../state.ts';

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
export const claimLasts = 60_000;

/** What there is to do for a drill that is not finished. */
export type DrillStep =
  | { readonly kind: 'wait' }
  /** Somebody claimed it and never confirmed: they may have posted it or not. */
  | { readonly kind: 'reclaim' }
  /** Its grace has run out before anybody could be sure that it was posted. */
  | { readonly kind: 'fail' }
  | { readonly kind: 'reveal' }
  /** The message in the channel shows less than there is to show. */
  | { readonly kind: 'redraw' };

/** The next step of a drill, as the ledger has it. */
export function nextStep(drill: Drill, group: Group, tally: Tally, now: Moment): DrillStep {
  switch (drill.status) {
    case 'claimed':
      if (now - drill.claimedAt < claimLasts) return { kind: 'wait' };
      return { kind: now - drill.dueAt > group.grace * minute + claimLasts ? 'fail' : 'reclaim' };
    case 'posted':
      if (isRevealDue(group, drill, now)) return { kind: 'reveal' };
      return { kind: drill.shown === answeredIn(tally) ? 'wait' : 'redraw' };
    case 'revealed':
      return { kind: drill.shown === 'reveal' ? 'wait' : 'redraw' };
    case 'failed':
      return { kind: 'wait' };
  }
}

/** Whether a press is a vote in this drill: by it a platform finds the message of the drill again. */
export function isVoteOn(request: Request, drill: string): boolean {
  return request.kind === 'press' && request.action.kind === 'vote' && request.action.drill === drill;
}
