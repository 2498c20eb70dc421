import type { Kysely, Migration } from 'kysely';

/** A correction knows the group that it was made in, whose next questions it helps with; one from before helps nobody but the authors. */
export const taught: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('routing_corrections').addColumn('group_id', 'text').execute();
    await db.schema.createIndex('taught_in_a_group').on('routing_corrections').columns(['pack', 'group_id', 'at']).execute();
  },
};
