import type { Kysely, Migration } from 'kysely';
import { notNull } from './columns.ts';

/** The day of a learner's exam and the minutes a day until then; and which answers were practice in a cram, of which no card is made. */
export const plans: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('attempts').addColumn('is_practice', 'integer').execute();
    await db.schema
      .createTable('plans')
      .addColumn('pack', 'text', notNull)
      .addColumn('learner', 'text', notNull)
      .addColumn('exam_day', 'text', notNull)
      .addColumn('minutes', 'integer', notNull)
      .addColumn('set_at', 'bigint', notNull)
      .addPrimaryKeyConstraint('plans_key', ['pack', 'learner'])
      .execute();
  },
};
