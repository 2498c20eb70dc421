import { type Kysely, type Migration, sql } from 'kysely';
import { notNull } from './columns.ts';

/** The only pack that was ever taught before rows named theirs. */
const packBefore = 'ml-pro';

/**
 * Every row knows its pack, so that two exams on one database keep their drills and histories apart; and columns have the names by which the program
 * calls them. SQLite cannot change a key, so each table is made again beside the old one.
 */
export const packs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const name of ['quizzes_of_learner', 'attempts_of_learner', 'asked_at', 'unfinished_drills'])
      await db.schema.dropIndex(name).execute();
    for (const name of ['quizzes', 'attempts', 'study_groups', 'drills']) {
      await sql`alter table ${sql.table(name)} rename to ${sql.table(`${name}_before`)}`.execute(db);
    }
    await createQuizzes(db);
    await createAttempts(db);
    await createGroups(db);
    await createDrills(db);
    await createRouting(db);
    await copyAll(db);
    for (const name of ['quizzes', 'attempts', 'study_groups', 'drills']) await db.schema.dropTable(`${name}_before`).execute();
    for (const name of ['asked', 'rathers']) await db.schema.dropTable(name).execute();
  },
};

async function createQuizzes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quizzes')
    .addColumn('id', 'text', notNull)
    .addColumn('pack', 'text', notNull)
    .addColumn('learner', 'text', notNull)
    .addColumn('lesson', 'text')
    .addColumn('questions', 'text', notNull)
    .addColumn('started_at', 'bigint', notNull)
    .addColumn('stopped_at', 'bigint')
    .addPrimaryKeyConstraint('quizzes_key', ['id'])
    .execute();
  await db.schema.createIndex('quizzes_of_learner').on('quizzes').columns(['learner', 'pack', 'started_at']).execute();
}

async function createAttempts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attempts')
    .addColumn('asked_in', 'text', notNull)
    .addColumn('pack', 'text', notNull)
    .addColumn('learner', 'text', notNull)
    .addColumn('item', 'text', notNull)
    .addColumn('lesson', 'text', notNull)
    .addColumn('picks', 'text', notNull)
    .addColumn('is_correct', 'integer', notNull)
    .addColumn('at', 'bigint', notNull)
    .addPrimaryKeyConstraint('attempts_key', ['asked_in', 'learner', 'item'])
    .execute();
  await db.schema.createIndex('attempts_of_learner').on('attempts').columns(['learner', 'pack', 'item', 'at']).execute();
}

async function createGroups(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('study_groups')
    .addColumn('id', 'text', notNull)
    .addColumn('pack', 'text', notNull)
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
    .addColumn('notified_at', 'bigint')
    .addPrimaryKeyConstraint('study_groups_key', ['pack', 'id'])
    .execute();
}

async function createDrills(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('drills')
    .addColumn('id', 'text', notNull)
    .addColumn('pack', 'text', notNull)
    .addColumn('group_id', 'text', notNull)
    .addColumn('day', 'text', notNull)
    .addColumn('cue', 'text', notNull)
    .addColumn('status', 'text', notNull)
    .addColumn('due_at', 'bigint', notNull)
    .addColumn('claimed_at', 'bigint', notNull)
    .addColumn('late', 'integer', notNull)
    .addColumn('message', 'text')
    .addColumn('shown', 'text', notNull)
    .addPrimaryKeyConstraint('drills_key', ['id'])
    .addUniqueConstraint('one_drill_each_day', ['pack', 'group_id', 'day'])
    .execute();
  // Finished drills are many and never asked for by status; the index holds the few that are not.
  await sql`create index unfinished_drills on drills (status) where shown <> 'reveal' and status <> 'failed'`.execute(db);
}

async function createRouting(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('routed_questions')
    .addColumn('id', 'text', notNull)
    .addColumn('pack', 'text', notNull)
    .addColumn('learner', 'text', notNull)
    .addColumn('question', 'text', notNull)
    .addColumn('shown', 'text', notNull)
    .addColumn('at', 'bigint', notNull)
    .addPrimaryKeyConstraint('routed_questions_key', ['id'])
    .execute();
  await db.schema.createIndex('routed_questions_at').on('routed_questions').column('at').execute();
  await db.schema
    .createTable('routing_corrections')
    .addColumn('pack', 'text', notNull)
    .addColumn('question', 'text', notNull)
    .addColumn('shown', 'text', notNull)
    .addColumn('corrected', 'text')
    .addColumn('at', 'bigint', notNull)
    .execute();
}

async function copyAll(db: Kysely<unknown>): Promise<void> {
  await sql`insert into quizzes (id, pack, learner, lesson, questions, started_at, stopped_at)
    select id, ${packBefore}, learner, lesson, questions, started_at, stopped_at from quizzes_before`.execute(db);
  await sql`insert into attempts (asked_in, pack, learner, item, lesson, picks, is_correct, at)
    select occasion, ${packBefore}, learner, item, lesson, picks, is_right, at from attempts_before`.execute(db);
  await sql`insert into study_groups (id, pack, platform, channel, time, zone, weekdays, grace, reveal, set_by, active, set_at, notified_at)
    select id, ${packBefore}, platform, channel, time, zone, weekdays, grace, reveal, set_by, active, set_at, told_at from study_groups_before`.execute(
    db,
  );
  await sql`insert into drills (id, pack, group_id, day, cue, status, due_at, claimed_at, late, message, shown)
    select id, ${packBefore}, group_id, day, cue, status, due_at, claimed_at, late, message, drawn from drills_before`.execute(db);
  await sql`insert into routed_questions (id, pack, learner, question, shown, at)
    select id, ${packBefore}, learner, question, shown, at from asked`.execute(db);
  await sql`insert into routing_corrections (pack, question, shown, corrected, at)
    select ${packBefore}, question, shown, rather, at from rathers`.execute(db);
}
