import type { Kysely, Migration } from 'kysely';
import { notNull } from './columns.ts';

/** The memory of each learner for each item; how sure they were of an answer; what a quiz is for; and what they chose for themselves. The cards are made at the next start. */
export const cards: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('quizzes').addColumn('purpose', 'text').execute();
    await db.schema.alterTable('attempts').addColumn('confidence', 'text').execute();
    await db.schema
      .createTable('cards')
      .addColumn('pack', 'text', notNull)
      .addColumn('learner', 'text', notNull)
      .addColumn('item', 'text', notNull)
      .addColumn('lesson', 'text', notNull)
      .addColumn('stability', 'double precision', notNull)
      .addColumn('difficulty', 'double precision', notNull)
      .addColumn('due', 'bigint', notNull)
      .addColumn('at', 'bigint', notNull)
      .addColumn('is_correct', 'integer', notNull)
      .addColumn('confidence', 'text')
      .addColumn('answers', 'integer', notNull)
      .addColumn('lapses', 'integer', notNull)
      .addPrimaryKeyConstraint('cards_key', ['pack', 'learner', 'item'])
      .execute();
    await db.schema
      .createTable('learners')
      .addColumn('pack', 'text', notNull)
      .addColumn('learner', 'text', notNull)
      .addColumn('zone', 'text')
      .addColumn('asks_confidence', 'integer', notNull)
      .addPrimaryKeyConstraint('learners_key', ['pack', 'learner'])
      .execute();
  },
};
