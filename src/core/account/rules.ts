import type { Context } from '../outcome.ts';
import type { Memory } from '../quiz/choose.ts';
import { endOfDay } from '../time.ts';

/** A learner's own time zone: theirs by choice, or where the platform tells it; UTC where nobody did. */
export function zoneOf({ state, from }: Context): string {
  return state.preferences?.zone ?? from.zone ?? 'UTC';
}

/** What the learner knows, and what is due until the end of their day. */
export function memoryOf(context: Context): Memory {
  const { state, from } = context;
  return { cards: state.cards ?? new Map(), now: from.now, dueBefore: endOfDay(from.now, zoneOf(context)) };
}
