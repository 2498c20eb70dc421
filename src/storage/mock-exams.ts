import type { Kysely, Transaction } from 'kysely';
import type { Mock, MockAnswer, MockChange, MockExam, MockMark } from '../core/exam/mock.ts';
import type { PackId } from '../core/pack.ts';
import type { LearnerId, Moment, Needs } from '../core/state.ts';
import { keptZone } from '../core/time.ts';
import { WriteConflict } from './conflict.ts';
import type { Source } from './load.ts';
import type { MockTimes, OverMock } from './store.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;
type Row = Tables['mock_exams'];
type ChangeOf<Kind extends MockChange['kind']> = MockChange & { readonly kind: Kind };

/** As many are looked at for the form that is next, and for a press that comes twice. */
const mostLoaded = 20;

export async function loadMock({ db, pack }: Source, learner: LearnerId, wanted: NonNullable<Needs['mock']>): Promise<Mock | undefined> {
  const own = db.selectFrom('mock_exams').selectAll().where('pack', '=', pack).where('learner', '=', learner);
  const query = wanted === 'running' ? own.where('submitted_at', 'is', null) : own.where('id', '=', wanted.exam);
  const row = await query.executeTakeFirst();
  if (row === undefined) return undefined;
  return { exam: parseExam(row), answers: await (row.submitted_at === null ? loadAnswers(db, row) : loadAttempts(db, row)) };
}

/** The newest; as many of those in which something was answered; and the last such one before the one that is shown, however long ago that was. */
export async function loadMocks({ db, pack }: Source, learner: LearnerId, shown?: MockExam): Promise<MockExam[]> {
  const own = db.selectFrom('mock_exams').selectAll().where('pack', '=', pack).where('learner', '=', learner);
  const newest = own.orderBy('started_at', 'desc');
  const taken = newest.where(({ eb, or }) => or(tookPart.map((ends) => eb('marks', 'like', ends))));
  const before = shown && taken.where('started_at', '<=', shown.startedAt).where('id', '!=', shown.id);
  const rows = [
    ...(await newest.limit(mostLoaded).execute()),
    ...(await taken.limit(mostLoaded).execute()),
    ...(before ? await before.limit(1).execute() : []),
  ];
  const exams = new Map(rows.map((row) => [row.id, parseExam(row)]));
  return [...exams.values()].sort((one, other) => other.startedAt - one.startedAt);
}

async function loadAnswers(db: Kysely<Tables>, { pack, learner, id }: Row): Promise<MockAnswer[]> {
  const own = db.selectFrom('mock_answers').selectAll().where('pack', '=', pack).where('learner', '=', learner);
  const rows = await own.where('exam', '=', id).execute();
  return rows.map(({ item, picks, version, at, flagged, presses }) => {
    return { item, picks, version, at, flagged: flagged === 1, presses: presses.split(' ').filter(Boolean) };
  });
}

async function loadAttempts(db: Kysely<Tables>, { learner, id }: Row): Promise<MockAnswer[]> {
  const rows = db.selectFrom('attempts').select(['item', 'picks', 'at']).where('asked_in', '=', id).where('learner', '=', learner);
  return (await rows.execute()).map((row) => ({ ...row, version: '', flagged: false, presses: [] }));
}

/** A key lets one running exam in for each learner, whoever else is trying. */
export async function startMock(tx: Tx, pack: PackId, { exam }: ChangeOf<'mock-started'>): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('mock_exams')
    .values(makeExam(exam, pack))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) === 0) throw new WriteConflict('A mock exam is running already.');
}

export async function answerMock(tx: Tx, pack: PackId, { exam, answer }: ChangeOf<'mock-answered'>): Promise<void> {
  const { item, presses, ...rest } = answer;
  const made = { ...rest, presses: presses.join(' ') };
  await tx
    .insertInto('mock_answers')
    .values({ pack, learner: exam.learner, exam: exam.id, item, flagged: 0, ...made })
    .onConflict((conflict) => conflict.columns(['pack', 'learner', 'exam', 'item']).doUpdateSet(made))
    .execute();
}

export async function flagMock(tx: Tx, pack: PackId, { exam, item, flagged, at }: ChangeOf<'mock-flagged'>): Promise<void> {
  const set = { flagged: Number(flagged) };
  await tx
    .insertInto('mock_answers')
    .values({ pack, learner: exam.learner, exam: exam.id, item, picks: '', version: '', at, presses: '', ...set })
    .onConflict((conflict) => conflict.columns(['pack', 'learner', 'exam', 'item']).doUpdateSet(set))
    .execute();
}

/** What was chosen is kept as attempts from now on. */
export async function submitMock(tx: Tx, pack: PackId, { exam, isTold }: ChangeOf<'mock-submitted'>): Promise<void> {
  const { id, learner, submittedAt, marks } = exam;
  const { numUpdatedRows } = await tx
    .updateTable('mock_exams')
    .set({ submitted_at: submittedAt, marks: writeMarks(marks), ...(isTold && { told_at: submittedAt }) })
    .where('pack', '=', pack)
    .where('learner', '=', learner)
    .where('id', '=', id)
    .where('submitted_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new WriteConflict('This mock exam is submitted by now, or gone.');
  await tx.deleteFrom('mock_answers').where('pack', '=', pack).where('learner', '=', learner).where('exam', '=', id).execute();
}

/** What the schedule asks of mock exams. */
export function mockTimes(db: Kysely<Tables>, pack: PackId): MockTimes {
  const untold = ({ learner, exam }: OverMock) =>
    db.updateTable('mock_exams').where('pack', '=', pack).where('learner', '=', learner).where('id', '=', exam);
  return {
    over: async (platform, now) => {
      const rows = db.selectFrom('mock_exams').select(['learner', 'id as exam', 'ends_at as endsAt']).where('pack', '=', pack);
      return rows.where('told_at', 'is', null).where('ends_at', '<=', now).where('learner', 'like', `${platform}:%`).execute();
    },
    claimTelling: async (mock, now) => {
      const { numUpdatedRows } = await untold(mock).set({ told_at: now }).where('told_at', 'is', null).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    unclaimTelling: async (mock) => {
      await untold(mock).set({ told_at: null }).execute();
    },
  };
}

function makeExam(exam: MockExam, pack: PackId): Row {
  const { id, learner, form, zone } = exam;
  const times: Pick<Row, 'started_at' | 'ends_at' | 'submitted_at' | 'told_at'> = {
    started_at: exam.startedAt,
    ends_at: exam.endsAt,
    submitted_at: exam.submittedAt,
    told_at: null,
  };
  return { pack, learner, id, form, zone, questions: exam.questions.join(' '), ...times, marks: writeMarks(exam.marks) };
}

function parseExam(row: Row): MockExam {
  const { id, learner, form } = row;
  const times: { startedAt: Moment; endsAt: Moment; submittedAt: Moment | null } = {
    startedAt: row.started_at,
    endsAt: row.ends_at,
    submittedAt: row.submitted_at,
  };
  return { id, learner, form, questions: row.questions.split(' '), ...times, zone: keptZone(row.zone), marks: readMarks(row.marks) };
}

const letters = { right: 'r', wrong: 'w', open: 'o', 'left-out': 'l' } as const;

/** A line of its marks ends in right or wrong. */
const tookPart = [`% ${letters.right}`, `% ${letters.wrong}`, `% ${letters.right}\n%`, `% ${letters.wrong}\n%`];

/** `1.1-q01 1.1 4 r`, one line a question. */
function writeMarks(marks: readonly MockMark[]): string {
  return marks.map(({ item, lesson, objective, mark }) => [item, lesson, objective, letters[mark]].join(' ')).join('\n');
}

function readMarks(written: string): MockMark[] {
  const lines = written.split('\n').filter(Boolean);
  return lines.map((line) => {
    const [item = '', lesson = '', objective = '0', letter] = line.split(' ');
    const mark = (['right', 'wrong', 'open'] as const).find((known) => letters[known] === letter) ?? 'left-out';
    return { item, lesson, objective: Number(objective), mark };
  });
}
