import type { Transaction } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { Attempt, Change, Group } from '../core/state.ts';
import { makeAttemptRow, makeCorrectionRow, makeGroupRow, makeQuizRow, makeRoutedRow } from './rows.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** Somebody else wrote what this change was going to write. The request is decided again. */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
}

export async function save(tx: Tx, pack: PackId, change: Change): Promise<void> {
  switch (change.kind) {
    case 'quiz-started':
      await tx.insertInto('quizzes').values(makeQuizRow(change.session, pack)).execute();
      return;
    case 'quiz-stopped': {
      const open = tx.updateTable('quizzes').set({ stopped_at: change.at }).where('stopped_at', 'is', null);
      await open.where('id', '=', change.session).execute();
      return;
    }
    case 'attempted':
      return saveAttempt(tx, pack, change.attempt);
    case 'group-set':
      return saveGroup(tx, pack, change.group);
    case 'group-off':
      await tx.updateTable('study_groups').set({ active: 0 }).where('pack', '=', pack).where('id', '=', change.group).execute();
      return;
    case 'routed':
      await tx.insertInto('routed_questions').values(makeRoutedRow(change.routed, pack)).execute();
      return;
    case 'routed-forgotten':
      await tx.deleteFrom('routed_questions').where('id', '=', change.routed).execute();
      return;
    case 'routing-corrected':
      await tx.insertInto('routing_corrections').values(makeCorrectionRow(change.correction, pack)).execute();
      return;
    case 'learner-forgotten':
      return forget(tx, change.learner);
  }
}

/** The primary key lets one attempt in for each quiz or drill, whoever else is trying. */
async function saveAttempt(tx: Tx, pack: PackId, attempt: Attempt): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('attempts')
    .values(makeAttemptRow(attempt, pack))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) === 0) throw new WriteConflict('This attempt is already in the books.');
}

async function saveGroup(tx: Tx, pack: PackId, group: Group): Promise<void> {
  const { id, ...settings } = makeGroupRow(group, pack);
  await tx
    .insertInto('study_groups')
    .values({ id, ...settings })
    .onConflict((conflict) => conflict.columns(['pack', 'id']).doUpdateSet(settings))
    .execute();
}

/** Of all packs: nobody who wants to be forgotten wants it for one exam only. */
async function forget(tx: Tx, learner: string): Promise<void> {
  for (const table of ['attempts', 'quizzes', 'routed_questions'] as const)
    await tx.deleteFrom(table).where('learner', '=', learner).execute();
}
