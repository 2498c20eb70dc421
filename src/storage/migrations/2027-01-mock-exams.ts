import { type Kysely, type Migration, sql } from 'kysely';
import { notNull } from './columns.ts';

/** Mock exams, and what is chosen in those that run: what was chosen in the others are attempts. */
export const mockExams: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('mock_exams')
      .addColumn('pack', 'text', notNull)
      .addColumn('learner', 'text', notNull)
      .addColumn('id', 'text', notNull)
      .addColumn('form', 'integer', notNull)
      .addColumn('questions', 'text', notNull)
      .addColumn('started_at', 'bigint', notNull)
      .addColumn('ends_at', 'bigint', notNull)
      .addColumn('zone', 'text', notNull)
      .addColumn('submitted_at', 'bigint')
      .addColumn('marks', 'text', notNull)
      .addColumn('told_at', 'bigint')
      .addPrimaryKeyConstraint('mock_exams_key', ['pack', 'learner', 'id'])
      .execute();
    await sql`create unique index one_running_mock_exam on mock_exams (pack, learner) where submitted_at is null`.execute(db);
    await sql`create index untold_mock_exams on mock_exams (pack, ends_at) where told_at is null`.execute(db);
    await db.schema
      .createTable('mock_answers')
      .addColumn('pack', 'text', notNull)
      .addColumn('learner', 'text', notNull)
      .addColumn('exam', 'text', notNull)
      .addColumn('item', 'text', notNull)
      .addColumn('picks', 'text', notNull)
      .addColumn('version', 'text', notNull)
      .addColumn('at', 'bigint', notNull)
      .addColumn('flagged', 'integer', notNull)
      .addColumn('presses', 'text', notNull)
      .addPrimaryKeyConstraint('mock_answers_key', ['pack', 'learner', 'exam', 'item'])
      .execute();
  },
};
