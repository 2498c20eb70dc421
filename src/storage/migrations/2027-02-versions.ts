import type { Kysely, Migration } from 'kysely';

/** Of which wording of an item an answer speaks, and by which zones somebody's days were counted before. Of earlier answers and moves nobody knows. */
export const versions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('attempts').addColumn('version', 'text').execute();
    await db.schema.alterTable('learners').addColumn('earlier_zones', 'text').execute();
  },
};
