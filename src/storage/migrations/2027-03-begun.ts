import type { Kysely, Migration } from 'kysely';

/** Since when a plan is for its day, where its minutes were changed since. Of those that were changed before, nobody knows. */
export const begun: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('plans').addColumn('begun_at', 'bigint').execute();
  },
};
