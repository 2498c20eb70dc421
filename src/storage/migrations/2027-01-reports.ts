import type { Kysely, Migration } from 'kysely';
import { notNull } from './columns.ts';

/** Which questions were reported and why, each person once; and the answers of a learner in the order of time, so that a part of very many is found at once. */
export const reports: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('reports')
      .addColumn('pack', 'text', notNull)
      .addColumn('mark', 'text', notNull)
      .addColumn('item', 'text', notNull)
      .addColumn('reason', 'text', notNull)
      .addColumn('at', 'bigint', notNull)
      .addPrimaryKeyConstraint('reports_key', ['pack', 'mark', 'item'])
      .execute();
    await db.schema.createIndex('attempts_in_time').on('attempts').columns(['learner', 'at']).execute();
  },
};
