import { sql, type Transaction } from 'kysely';
import type { Change, GroupId, LearnerId } from '../core/state.ts';
import type { Tables } from './tables.ts';

// Advisory locks of PostgreSQL, held until the end of the transaction. SQLite's transactions take turns anyway. Whoever needs both takes the learner's first.

type Tx = Transaction<Tables>;

/**
 * One learner at a time, in all packs. Rows alone do not make two devices of a learner take turns: where somebody deletes everything while an answer of
 * theirs is on its way, there is no row yet to wait for.
 */
export async function lockLearners(tx: Tx, learners: readonly LearnerId[]): Promise<void> {
  await lockAll(tx, 'learner', learners);
}

/** One at a time changes what belongs to a group. */
export async function lockGroups(tx: Tx, groups: readonly GroupId[]): Promise<void> {
  await lockAll(tx, 'group', groups);
}

async function lockAll(tx: Tx, kind: string, names: readonly string[]): Promise<void> {
  // In the order of their names, so that two who lock several never wait for each other.
  for (const name of [...new Set(names)].filter((one) => one !== '').sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`mlpro ${kind} ${name}`}, 0))`.execute(tx);
}

/** Everybody whom these changes are about. */
export function learnersIn(changes: readonly Change[]): LearnerId[] {
  const parts: unknown[] = changes.flatMap((change) => [change, ...Object.values(change)]);
  return parts.flatMap((part) => (hasLearner(part) ? [part.learner] : []));
}

function hasLearner(part: unknown): part is { readonly learner: LearnerId } {
  return typeof part === 'object' && part !== null && 'learner' in part && typeof part.learner === 'string';
}

/** The groups of which something changes that several people may set, or that only so many may have. */
export function groupsIn(changes: readonly Change[]): GroupId[] {
  return changes.flatMap((change) => {
    switch (change.kind) {
      case 'group-set':
        return [change.group.id];
      case 'group-off':
        return [change.group];
      case 'board-set':
        return [change.board.group];
      case 'board-joined':
        return [change.member.group];
      default:
        return [];
    }
  });
}
