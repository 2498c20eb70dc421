import { type Kysely, type Migration, sql } from 'kysely';

/**
 * A drill knows who is about to post it, until when it may be posted, what people were shown, when its answer comes, and why it did not come; a
 * press that is delivered twice is known again; and nobody has two open quizzes.
 */
export const drills: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const name of ['claim', 'cue_shown', 'reason']) await db.schema.alterTable('drills').addColumn(name, 'text').execute();
    for (const name of ['post_by', 'reveal_at', 'drawing_at']) await db.schema.alterTable('drills').addColumn(name, 'bigint').execute();
    await sql`create index troubled_drills on drills (pack, group_id) where reason is not null`.execute(db);
    await db.schema.alterTable('study_groups').addColumn('telling_at', 'bigint').execute();
    await db.schema.alterTable('attempts').addColumn('press', 'text').execute();
    await db.schema.alterTable('routing_corrections').addColumn('press', 'text').execute();
    await db.schema.createIndex('one_correction_each_press').unique().on('routing_corrections').columns(['pack', 'press']).execute();
    await keepNewestQuiz(db);
    await sql`create unique index one_open_quiz on quizzes (pack, learner) where stopped_at is null`.execute(db);
  },
};

/** Of several open quizzes only the newest was ever shown again: the others end where they were left. */
async function keepNewestQuiz(db: Kysely<unknown>): Promise<void> {
  await sql`update quizzes set stopped_at = started_at where stopped_at is null and exists (
    select 1 from quizzes as newer where newer.pack = quizzes.pack and newer.learner = quizzes.learner and newer.stopped_at is null
      and (newer.started_at > quizzes.started_at or (newer.started_at = quizzes.started_at and newer.id > quizzes.id)))`.execute(db);
}
