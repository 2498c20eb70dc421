import type { Kysely, Migration } from 'kysely';

/** That the answer of a drill is out is said once; and of a channel that is gone, people know what it was called. */
export const reveals: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('drills').addColumn('noticed_at', 'bigint').execute();
    await db.schema.alterTable('study_groups').addColumn('place', 'text').execute();
  },
};
