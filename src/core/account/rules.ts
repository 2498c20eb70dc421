import type { Context } from '../outcome.ts';
import type { Memory } from '../quiz/choose.ts';
import type { From } from '../request.ts';
import type { State } from '../state.ts';
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

/** What the learner knows, and what is due until the end of their day. */
export function memoryOf(context: Context): Memory {
  const { state, from } = context;
  return { cards: state.cards ?? new Map(), now: from.now, dueBefore: endOfDay(from.now, zoneOf(context)) };
}
