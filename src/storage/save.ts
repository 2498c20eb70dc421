import type { Insertable, Transaction } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { Change, Group } from '../core/state.ts';
import { makeAttemptRow, makeCorrectionRow, makeGroupRow, makeQuizRow, makeRoutedRow } from './rows.ts';
import type { Tables } from './tables.ts';
import { joinBoard, leaveBoard, saveBoard } from './board.ts';
import { confide, updateCard } from './cards.ts';
import { endPlan, savePlan } from './plan.ts';
import { savePreferences } from './preferences.ts';
import { saveReminder, stopReminder, takeReminder } from './reminders.ts';
import { WriteConflict } from './conflict.ts';

type Tx = Transaction<Tables>;

export async function save(tx: Tx, pack: PackId, change: Change): Promise<void> {
  switch (change.kind) {
    case 'quiz-started':
      return insertOnce(tx, 'quizzes', makeQuizRow(change.session, pack));
    case 'quiz-stopped': {
      const open = tx.updateTable('quizzes').set({ stopped_at: change.at }).where('stopped_at', 'is', null);
      await open.where('id', '=', change.session).execute();
      return;
    }
    case 'quiz-changed':
      return changeQuestions(tx, change);
    case 'quiz-resumed':
      return resume(tx, pack, change.session);
    case 'attempted':
      await insertOnce(tx, 'attempts', makeAttemptRow(change.attempt, pack));
      return updateCard(tx, pack, change.attempt);
    case 'confided':
      return confide(tx, pack, change);
    case 'preferences-set':
      return savePreferences(tx, pack, change);
    case 'plan-set':
      return savePlan(tx, pack, change);
    case 'plan-ended':
      return endPlan(tx, pack, change.learner);
    case 'group-set':
      return saveGroup(tx, pack, change.group);
    case 'group-off':
      await tx.updateTable('study_groups').set({ active: 0 }).where('pack', '=', pack).where('id', '=', change.group).execute();
      return;
    case 'board-joined':
      return joinBoard(tx, pack, change);
    case 'board-left':
      return leaveBoard(tx, pack, change);
    case 'board-set':
      return saveBoard(tx, pack, change);
    case 'reminder-set':
      return saveReminder(tx, pack, change);
    case 'reminder-off':
      return stopReminder(tx, pack, change);
    case 'reminder-taken':
      return takeReminder(tx, pack, change);
    case 'routed':
      // Another replica may have answered the same request: it is the same question, under the same id.
      await tx
        .insertInto('routed_questions')
        .values(makeRoutedRow(change.routed, pack))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return;
    case 'routed-forgotten':
      await tx.deleteFrom('routed_questions').where('id', '=', change.routed).execute();
      return;
    case 'routing-corrected':
      return saveCorrection(tx, pack, change);
    case 'learner-forgotten':
      return forget(tx, change.learner);
  }
}

/** Keys let one attempt in for each quiz or drill, one open quiz for each learner, one correction for each press, whoever else is trying. */
async function insertOnce<Table extends 'attempts' | 'quizzes' | 'routing_corrections'>(
  tx: Tx,
  table: Table,
  row: Insertable<Tables[Table]>,
) {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto(table)
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) === 0) throw new WriteConflict('This is already in the books.');
}

/** Nobody else has changed them meanwhile. */
async function changeQuestions(tx: Tx, { session, questions }: Change & { kind: 'quiz-changed' }): Promise<void> {
  const before = tx
    .updateTable('quizzes')
    .set({ questions: questions.join(' ') })
    .where('id', '=', session.id);
  const { numUpdatedRows } = await before.where('questions', '=', session.questions.join(' ')).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new WriteConflict('The quiz has other questions by now.');
}

/** Nobody has two open quizzes. */
async function resume(tx: Tx, pack: PackId, session: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('quizzes')
    .set({ stopped_at: null })
    .where('pack', '=', pack)
    .where('id', '=', session)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('quizzes as open')
            .select('open.id')
            .whereRef('open.learner', '=', 'quizzes.learner')
            .where('open.pack', '=', pack)
            .where('open.stopped_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new WriteConflict('Another quiz is open by now.');
}

/** The question that is corrected goes; when somebody else has taken it, there is nothing left to correct. */
async function saveCorrection(tx: Tx, pack: PackId, { routed, correction }: Change & { kind: 'routing-corrected' }): Promise<void> {
  if (routed !== undefined) {
    const { numDeletedRows } = await tx.deleteFrom('routed_questions').where('id', '=', routed).executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw new WriteConflict('This question is already corrected, or forgotten.');
  }
  await insertOnce(tx, 'routing_corrections', makeCorrectionRow(correction, pack));
}

async function saveGroup(tx: Tx, pack: PackId, group: Group): Promise<void> {
  const { id, ...settings } = makeGroupRow(group, pack);
  await tx
    .insertInto('study_groups')
    .values({ id, ...settings })
    .onConflict((conflict) => conflict.columns(['pack', 'id']).doUpdateSet(settings))
    .execute();
}

/** Of all packs: nobody who wants to be forgotten wants it for one exam only. The drills that they set up stay, and are nobody's. */
async function forget(tx: Tx, learner: string): Promise<void> {
  for (const table of ['attempts', 'board_members', 'cards', 'learners', 'plans', 'quizzes', 'reminders', 'routed_questions'] as const)
    await tx.deleteFrom(table).where('learner', '=', learner).execute();
  await tx.updateTable('study_groups').set({ set_by: 'nobody' }).where('set_by', '=', learner).execute();
}
