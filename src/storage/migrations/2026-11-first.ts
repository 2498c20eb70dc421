import { type Kysely, type Migration, sql } from 'kysely';
import { notNull } from './columns.ts';

/** The tables as the first version made them. It never changes: databases out there were made by it. */
export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('settings')
      .addColumn('name', 'text', (name) => name.primaryKey())
      .addColumn('value', 'text', notNull)
      .execute();
    await db.schema
      .createTable('quizzes')
      .addColumn('id', 'text', (id) => id.primaryKey())
      .addColumn('learner', 'text', notNull)
      .addColumn('lesson', 'text')
      .addColumn('questions', 'text', notNull)
      .addColumn('started_at', 'bigint', notNull)
      .addColumn('stopped_at', 'bigint')
      .execute();
    await db.schema.createIndex('quizzes_of_learner').on('quizzes').columns(['learner', 'started_at']).execute();
    await db.schema
      .createTable('attempts')
      .addColumn('occasion', 'text', notNull)
      .addColumn('learner', 'text', notNull)
      .addColumn('item', 'text', notNull)
      .addColumn('lesson', 'text', notNull)
      .addColumn('picks', 'text', notNull)
      .addColumn('is_right', 'integer', notNull)
      .addColumn('at', 'bigint', notNull)
      .addPrimaryKeyConstraint('one_attempt_an_occasion', ['occasion', 'learner', 'item'])
      .execute();
    await db.schema.createIndex('attempts_of_learner').on('attempts').columns(['learner', 'item', 'at']).execute();
    await createDrillTables(db);
    await db.schema
      .createTable('asked')
      .addColumn('id', 'text', (id) => id.primaryKey())
      .addColumn('learner', 'text', notNull)
      .addColumn('question', 'text', notNull)
      .addColumn('shown', 'text', notNull)
      .addColumn('at', 'bigint', notNull)
      .execute();
    await db.schema.createIndex('asked_at').on('asked').column('at').execute();
    await db.schema
      .createTable('rathers')
      .addColumn('question', 'text', notNull)
      .addColumn('shown', 'text', notNull)
      .addColumn('rather', 'text')
      .addColumn('at', 'bigint', notNull)
      .execute();
  },
};

async function createDrillTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('study_groups')
    .addColumn('id', 'text', (id) => id.primaryKey())
    .addColumn('platform', 'text', notNull)
    .addColumn('channel', 'text', notNull)
    .addColumn('time', 'text', notNull)
    .addColumn('zone', 'text', notNull)
    .addColumn('weekdays', 'text', notNull)
    .addColumn('grace', 'integer', notNull)
    .addColumn('reveal', 'text')
    .addColumn('set_by', 'text', notNull)
    .addColumn('active', 'integer', notNull)
    .addColumn('set_at', 'bigint', notNull)
    .addColumn('told_at', 'bigint')
    .execute();
  await db.schema
    .createTable('drills')
    .addColumn('id', 'text', (id) => id.primaryKey())
    .addColumn('group_id', 'text', notNull)
    .addColumn('day', 'text', notNull)
    .addColumn('cue', 'text', notNull)
    .addColumn('status', 'text', notNull)
    .addColumn('due_at', 'bigint', notNull)
    .addColumn('claimed_at', 'bigint', notNull)
    .addColumn('late', 'integer', notNull)
    .addColumn('message', 'text')
    .addColumn('drawn', 'text', notNull)
    .addUniqueConstraint('one_drill_a_day', ['group_id', 'day'])
    .execute();
  // Finished drills are many and never asked for by status; the index holds the few that are not.
  await sql`create index unfinished_drills on drills (status) where drawn <> 'reveal' and status <> 'failed'`.execute(db);
}
