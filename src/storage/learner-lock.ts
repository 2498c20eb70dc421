import { sql, type Transaction } from 'kysely';
import type { Change, LearnerId } from '../core/state.ts';
import type { Tables } from './tables.ts';

/**
 * One learner at a time, in all packs, until the end of the transaction. Rows alone do not make two devices of a learner take turns: where somebody deletes
 * everything while an answer of theirs is on its way, there is no row yet to wait for.
 */
export async function lockLearners(tx: Transaction<Tables>, learners: readonly LearnerId[]): Promise<void> {
  const named = [...new Set(learners)].filter((learner) => learner !== '');
  // In the order of their names, so that two who lock several never wait for each other.
  for (const learner of named.sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`mlpro learner ${learner}`}, 0))`.execute(tx);
}

/** Everybody whom these changes are about. */
export function learnersIn(changes: readonly Change[]): LearnerId[] {
  const parts: unknown[] = changes.flatMap((change) => [change, ...Object.values(change)]);
  return parts.flatMap((part) => (hasLearner(part) ? [part.learner] : []));
}

function hasLearner(part: unknown): part is { readonly learner: LearnerId } {
  return typeof part === 'object' && part !== null && 'learner' in part && typeof part.learner === 'string';
}
