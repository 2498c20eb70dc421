import { createHmac } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { ItemId, PackId } from '../core/pack.ts';
import type { ReportReason } from '../core/report/report.ts';
import type { Change, LearnerId } from '../core/state.ts';
import type { Source } from './load.ts';
import type { Tables } from './tables.ts';

/**
 * What stands in the place of a learner's id where it only has to count once: made with the key of this installation, so that nobody without the database
 * can tell whose it is, and so that everything about a learner can still be deleted.
 */
export async function pseudonymOf(db: Kysely<Tables>, learner: LearnerId): Promise<string> {
  const { value } = await db.selectFrom('settings').select('value').where('name', '=', 'key').executeTakeFirstOrThrow();
  return createHmac('sha256', value).update(`mark ${learner}`).digest('base64url').slice(0, pseudonymLength);
}

/** 96 bits: no two learners have the same. */
const pseudonymLength = 16;

export async function loadReport({ db, pack }: Source, learner: LearnerId, item: ItemId): Promise<ReportReason | undefined> {
  const own = db.selectFrom('reports').select('reason').where('pack', '=', pack);
  const row = await own
    .where('mark', '=', await pseudonymOf(db, learner))
    .where('item', '=', item)
    .executeTakeFirst();
  return row?.reason;
}

export async function saveReport(tx: Transaction<Tables>, pack: PackId, change: Change & { kind: 'reported' }): Promise<void> {
  const { learner, item, reason, at } = change;
  await tx
    .insertInto('reports')
    .values({ pack, mark: await pseudonymOf(tx, learner), item, reason, at })
    .onConflict((conflict) => conflict.columns(['pack', 'mark', 'item']).doUpdateSet({ reason, at }))
    .execute();
}

export async function withdrawReport(tx: Transaction<Tables>, pack: PackId, change: Change & { kind: 'report-withdrawn' }): Promise<void> {
  const own = tx.deleteFrom('reports').where('pack', '=', pack).where('item', '=', change.item);
  await own.where('mark', '=', await pseudonymOf(tx, change.learner)).execute();
}
