import type { Kysely, Migration } from 'kysely';
import { notNull } from './columns.ts';

/** When each platform was last served, and when it was not, so that nobody's streak ends with it; and whether a learner was asked where they live. */
export const progress: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('learners').addColumn('zone_asked', 'integer').execute();
    await db.schema
      .createTable('heartbeats')
      .addColumn('pack', 'text', notNull)
      .addColumn('platform', 'text', notNull)
      .addColumn('at', 'bigint', notNull)
      .addPrimaryKeyConstraint('heartbeats_key', ['pack', 'platform'])
      .execute();
    await db.schema
      .createTable('outages')
      .addColumn('pack', 'text', notNull)
      .addColumn('platform', 'text', notNull)
      .addColumn('began', 'bigint', notNull)
      .addColumn('ended', 'bigint', notNull)
      .addPrimaryKeyConstraint('outages_key', ['pack', 'platform', 'began'])
      .execute();
  },
};
