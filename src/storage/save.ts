import type { Insertable, Transaction } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { Attempt, Change, Group } from '../core/state.ts';
import { makeAttemptRow, makeCorrectionRow, makeGroupRow, makeQuizRow, makeRoutedRow } from './rows.ts';
import type { Tables } from './tables.ts';
import { joinBoard, leaveBoard, saveBoard } from './board.ts';
import { confide, rowsEach, updateCard, updateCards } from './cards.ts';
import { forget } from './kept.ts';
import { answerMock, flagMock, startMock, submitMock } from './mock-exams.ts';
import { endPlan, savePlan } from './plan.ts';
import { savePreferences } from './preferences.ts';
import { saveReminder, stopReminder, takeReminder } from './reminders.ts';
import { saveReport, withdrawReport } from './reports.ts';
import { WriteConflict } from './conflict.ts';

type Tx = Transaction<Tables>;

/** The changes of a request, in their order. Attempts that follow each other are written at once: a mock exam has as many as it has questions. */
export async function saveAll(tx: Tx, pack: PackId, changes: readonly Change[]): Promise<void> {
  for (let at = 0; at < changes.length; ) {
    const attempts = attemptsFrom(changes, at);
    const change = changes[at];
    if (attempts.length > 1) await attemptAll(tx, pack, attempts);
    else if (change) await save(tx, pack, change);
    at += Math.max(1, attempts.length);
  }
}

function attemptsFrom(changes: readonly Change[], at: number): Attempt[] {
  const run = changes.slice(at);
  const end = run.findIndex(({ kind }) => kind !== 'attempted');
  return run.slice(0, end < 0 ? run.length : end).flatMap((change) => (change.kind === 'attempted' ? [change.attempt] : []));
}

async function attemptAll(tx: Tx, pack: PackId, attempts: readonly Attempt[]): Promise<void> {
  for (let at = 0; at < attempts.length; at += rowsEach) {
    const some = attempts.slice(at, at + rowsEach);
    await insertOnce(tx, 'attempts', ...some.map((attempt) => makeAttemptRow(attempt, pack)));
    await updateCards(tx, pack, some);
  }
}

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

/** How each kind of change is written down. */
const savers: { readonly [Kind in Change['kind']]: (tx: Tx, pack: PackId, change: Of<Kind>) => Promise<void> } = {
  'quiz-started': (tx, pack, { session }) => insertOnce(tx, 'quizzes', makeQuizRow(session, pack)),
  'quiz-stopped': stopQuiz,
  'quiz-changed': (tx, _, change) => changeQuestions(tx, change),
  'quiz-resumed': (tx, pack, { session }) => resume(tx, pack, session),
  attempted,
  confided: confide,
  'mock-started': startMock,
  'mock-answered': answerMock,
  'mock-flagged': flagMock,
  'mock-submitted': submitMock,
  'preferences-set': savePreferences,
  'plan-set': savePlan,
  'plan-ended': (tx, pack, { learner }) => endPlan(tx, pack, learner),
  'group-set': (tx, pack, { group }) => saveGroup(tx, pack, group),
  'group-off': switchGroupOff,
  'board-joined': joinBoard,
  'board-left': leaveBoard,
  'board-set': saveBoard,
  'reminder-set': saveReminder,
  'reminder-off': stopReminder,
  'reminder-taken': takeReminder,
  routed: saveRouted,
  'routed-forgotten': forgetRouted,
  'routing-corrected': saveCorrection,
  reported: saveReport,
  'report-withdrawn': withdrawReport,
  'learner-forgotten': (tx, _, { learner }) => forget(tx, learner),
};

async function save<Kind extends Change['kind']>(tx: Tx, pack: PackId, change: Of<Kind> & { readonly kind: Kind }): Promise<void> {
  await savers[change.kind](tx, pack, change);
}

async function attempted(tx: Tx, pack: PackId, { attempt }: Of<'attempted'>): Promise<void> {
  await insertOnce(tx, 'attempts', makeAttemptRow(attempt, pack));
  await updateCard(tx, pack, attempt);
}

async function stopQuiz(tx: Tx, _: PackId, { session, at }: Of<'quiz-stopped'>): Promise<void> {
  const open = tx.updateTable('quizzes').set({ stopped_at: at }).where('stopped_at', 'is', null);
  await open.where('id', '=', session).execute();
}

async function switchGroupOff(tx: Tx, pack: PackId, { group }: Of<'group-off'>): Promise<void> {
  await tx.updateTable('study_groups').set({ active: 0 }).where('pack', '=', pack).where('id', '=', group).execute();
}

/** Another replica may have answered the same request: it is the same question, under the same id. */
async function saveRouted(tx: Tx, pack: PackId, { routed }: Of<'routed'>): Promise<void> {
  await tx
    .insertInto('routed_questions')
    .values(makeRoutedRow(routed, pack))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A lesson chosen for it is kept under a press that begins with its id. No `like`: ids have signs that it reads as any sign, and SQLite's knows no case. */
async function forgetRouted(tx: Tx, pack: PackId, { routed }: Of<'routed-forgotten'>): Promise<void> {
  await tx.deleteFrom('routed_questions').where('id', '=', routed).execute();
  const start = `${routed}.`;
  const ofPack = tx.deleteFrom('routing_corrections').where('pack', '=', pack);
  await ofPack.where(({ fn, val }) => fn('substr', ['press', val(1), val(start.length)]), '=', start).execute();
}

/** Keys let one attempt in for each quiz or drill, one open quiz for each learner, one correction for each press, whoever else is trying. */
async function insertOnce<Table extends 'attempts' | 'quizzes' | 'routing_corrections'>(
  tx: Tx,
  table: Table,
  ...rows: readonly Insertable<Tables[Table]>[]
) {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto(table)
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) < rows.length) throw new WriteConflict('This is already in the books.');
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
