import type { Transaction } from 'kysely';
import type { Change } from '../core/state.ts';
import { makeAttemptRow, makeGroupRow, makeQuizRow } from './rows.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** Somebody else wrote what this change was going to write. The request is decided again. */
export class TakenMeanwhile extends Error {
  override readonly name = 'TakenMeanwhile';
}

export async function save(tx: Tx, change: Change): Promise<void> {
  switch (change.kind) {
    case 'quiz-started':
      await tx.insertInto('quizzes').values(makeQuizRow(change.session)).execute();
      return;
    case 'quiz-stopped':
      await tx
        .updateTable('quizzes')
        .set({ stopped_at: change.at })
        .where('id', '=', change.session)
        .where('stopped_at', 'is', null)
        .execute();
      return;
    case 'attempted':
      return saveAttempt(tx, change.attempt);
    case 'group-set': {
      const { id, ...settings } = makeGroupRow(change.group);
      await tx
        .insertInto('study_groups')
        .values({ id, ...settings })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(settings))
        .execute();
      return;
    }
    case 'group-off':
      await tx.updateTable('study_groups').set({ active: 0 }).where('id', '=', change.group).execute();
      return;
    case 'asked':
      await tx
        .insertInto('asked')
        .values({ ...change.asked, shown: change.asked.shown.join(' ') })
        .execute();
      return;
    case 'asked-forgotten':
      await tx.deleteFrom('asked').where('id', '=', change.asked).execute();
      return;
    case 'rather': {
      const { question, shown, rather, at } = change;
      await tx
        .insertInto('rathers')
        .values({ question, shown: shown.join(' '), rather, at })
        .execute();
      return;
    }
    case 'learner-forgotten':
      return forget(tx, change.learner);
  }
}

/** The primary key lets one attempt an occasion in, whoever else is trying. */
async function saveAttempt(tx: Tx, attempt: Change & { kind: 'attempted' } extends { attempt: infer A } ? A : never): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('attempts')
    .values(makeAttemptRow(attempt))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) === 0) throw new TakenMeanwhile('This attempt is already in the books.');
}

async function forget(tx: Tx, learner: string): Promise<void> {
  await tx.deleteFrom('attempts').where('learner', '=', learner).execute();
  await tx.deleteFrom('quizzes').where('learner', '=', learner).execute();
  await tx.deleteFrom('asked').where('learner', '=', learner).execute();
}
