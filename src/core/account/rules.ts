import type { Context } from '../outcome.ts';
import type { Knowledge } from '../quiz/choose.ts';
import type { From } from '../request.ts';
import type { Preferences, State } from '../state.ts';
import { endOfDay, timeZoneHere } from '../time.ts';

/** Whose zone it is, and what the platform tells of them. */
export interface Whose {
  readonly state: Pick<State, 'preferences'>;
  readonly from: Pick<From, 'zone'>;
}

/** A learner's own time zone: theirs by choice, or where the platform tells it; UTC where nobody did. */
export function zoneOf(context: Whose): string {
  return toldZone(context) ?? 'UTC';
}

/** The same, undefined where nobody told it. A zone that goes by another name on this machine goes by that one. */
export function toldZone({ state, from }: Whose): string | undefined {
  const told = state.preferences?.zone ?? from.zone;
  return told === undefined ? undefined : timeZoneHere(told);
}

/** More moves than anybody makes in the twelve weeks that a calendar shows. */
const mostZones = 20;

/** What the learner has chosen, in another zone from now on. */
export function movedTo(zone: string, { state, from }: Whose & { readonly from: Pick<From, 'now'> }): Preferences {
  const before = toldZone({ state, from }) ?? 'UTC';
  const known = state.preferences?.earlierZones ?? [];
  const earlierZones = before === zone ? known : [...known, { zone: before, until: from.now }].slice(-mostZones);
  return { asksConfidence: true, ...state.preferences, zone, ...(earlierZones.length > 0 && { earlierZones }) };
}

/** What the learner knows, and what is due until the end of their day. */
export function knowledgeOf(context: Context): Knowledge {
  const { state, from } = context;
  return { cards: state.cards ?? new Map(), now: from.now, dueBefore: endOfDay(from.now, zoneOf(context)) };
}
