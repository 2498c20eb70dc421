import type { Transaction } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { Change, LearnerId, Preferences } from '../core/state.ts';
import type { Source } from './load.ts';
import { makePreferencesRow, parsePreferencesRow } from './rows.ts';
import type { Tables } from './tables.ts';

export async function loadPreferences({ db, pack }: Source, learner: LearnerId): Promise<Preferences | undefined> {
  const row = await db.selectFrom('learners').selectAll().where('pack', '=', pack).where('learner', '=', learner).executeTakeFirst();
  return row && parsePreferencesRow(row);
}

export async function savePreferences(
  tx: Transaction<Tables>,
  pack: PackId,
  { learner, preferences }: Change & { kind: 'preferences-set' },
): Promise<void> {
  const set = makePreferencesRow(preferences);
  await tx
    .insertInto('learners')
    .values({ pack, learner, ...set })
    .onConflict((conflict) => conflict.columns(['pack', 'learner']).doUpdateSet(set))
    .execute();
}
