import type { Transaction } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Attempt, Change, LearnerId } from '../core/state.ts';
import type { Source } from './load.ts';
import { parseAttemptRow } from './rows.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

export async function loadPlan({ db, pack }: Source, learner: LearnerId): Promise<Plan | undefined> {
  const row = await db.selectFrom('plans').selectAll().where('pack', '=', pack).where('learner', '=', learner).executeTakeFirst();
  return row && { examDay: row.exam_day, minutes: row.minutes, setAt: row.set_at, ...(row.begun_at !== null && { begunAt: row.begun_at }) };
}

export async function savePlan(tx: Tx, pack: PackId, { learner, plan }: Change & { kind: 'plan-set' }): Promise<void> {
  const set = { exam_day: plan.examDay, minutes: plan.minutes, set_at: plan.setAt, begun_at: plan.begunAt ?? null };
  await tx
    .insertInto('plans')
    .values({ pack, learner, ...set })
    .onConflict((conflict) => conflict.columns(['pack', 'learner']).doUpdateSet(set))
    .execute();
}

export async function endPlan(tx: Tx, pack: PackId, learner: LearnerId): Promise<void> {
  await tx.deleteFrom('plans').where('pack', '=', pack).where('learner', '=', learner).execute();
}

/** The newest first; of those at one moment, always in the same order. */
export async function loadLatestAttempts({ db, pack }: Source, learner: LearnerId, most: number): Promise<Attempt[]> {
  const attempts = db.selectFrom('attempts').selectAll().where('learner', '=', learner).where('pack', '=', pack);
  const newest = attempts.orderBy('at', 'desc').orderBy('asked_in').orderBy('item').limit(most);
  return (await newest.execute()).map(parseAttemptRow);
}
