import type { Kysely } from 'kysely';
import type { PackId } from '../core/pack.ts';
import { parseGroupRow } from './rows.ts';
import type { Trouble } from './store.ts';
import type { Tables } from './tables.ts';

/** Asks what is the matter with the last drill of each group, where something is. */
export function troubles(db: Kysely<Tables>, pack: PackId) {
  return db
    .selectFrom('drills')
    .innerJoin('study_groups', (join) =>
      join.onRef('study_groups.id', '=', 'drills.group_id').onRef('study_groups.pack', '=', 'drills.pack'),
    )
    .selectAll('study_groups')
    .select(['drills.day', 'drills.status', 'drills.reason'])
    .where('drills.pack', '=', pack)
    .where('drills.reason', 'is not', null)
    .where('study_groups.active', '=', 1)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('drills as later')
            .select('later.id')
            .whereRef('later.pack', '=', 'drills.pack')
            .whereRef('later.group_id', '=', 'drills.group_id')
            .whereRef('later.day', '>', 'drills.day'),
        ),
      ),
    )
    .orderBy('study_groups.id');
}

export function troublesIn(rows: Awaited<ReturnType<ReturnType<typeof troubles>['execute']>>): Trouble[] {
  return rows.map(({ day, status, reason, ...row }) => ({
    group: parseGroupRow(row),
    day,
    reason: reason ?? '',
    isFinal: status === 'failed',
    isTold: row.notified_at !== null,
  }));
}
