import { type Kysely, type Migration, sql } from 'kysely';
import { notNull } from './columns.ts';

/** Who is on the board of a group, what a group wants of its board, which weeks of it were posted, and who wants to be reminded when. */
export const group: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await makeBoards(db);
    await db.schema
      .createTable('reminders')
      .addColumn('pack', 'text', notNull)
      .addColumn('learner', 'text', notNull)
      .addColumn('platform', 'text', notNull)
      .addColumn('time', 'text', notNull)
      .addColumn('zone', 'text', notNull)
      .addColumn('weekdays', 'text', notNull)
      .addColumn('quiet_from', 'text')
      .addColumn('quiet_to', 'text')
      .addColumn('next_at', 'bigint')
      .addColumn('last_at', 'bigint')
      .addColumn('unreachable_at', 'bigint')
      .addColumn('active', 'integer', notNull)
      .addColumn('set_at', 'bigint', notNull)
      .addPrimaryKeyConstraint('reminders_key', ['pack', 'learner'])
      .execute();
    // Each minute asks for the few that are due by then.
    await sql`create index due_reminders on reminders (pack, platform, next_at) where next_at is not null`.execute(db);
  },
};

async function makeBoards(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('board_members')
    .addColumn('pack', 'text', notNull)
    .addColumn('learner', 'text', notNull)
    .addColumn('group_id', 'text', notNull)
    .addColumn('nickname', 'text')
    .addColumn('nickname_key', 'text')
    .addColumn('joined_at', 'bigint', notNull)
    .addPrimaryKeyConstraint('board_members_key', ['pack', 'learner', 'group_id'])
    .execute();
  // Nobody is taken for another; also how the members of a group are found. Null is like no other null.
  await db.schema.createIndex('one_of_each_nickname').unique().on('board_members').columns(['pack', 'group_id', 'nickname_key']).execute();
  await db.schema
    .createTable('boards')
    .addColumn('pack', 'text', notNull)
    .addColumn('group_id', 'text', notNull)
    .addColumn('platform', 'text', notNull)
    .addColumn('channel', 'text', notNull)
    .addColumn('zone', 'text', notNull)
    .addColumn('goal', 'integer')
    .addColumn('weekly_since', 'bigint')
    .addPrimaryKeyConstraint('boards_key', ['pack', 'group_id'])
    .execute();
  await db.schema
    .createTable('board_weeks')
    .addColumn('pack', 'text', notNull)
    .addColumn('group_id', 'text', notNull)
    .addColumn('week', 'text', notNull)
    .addColumn('claimed_at', 'bigint', notNull)
    .addColumn('message', 'text')
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('board_weeks_key', ['pack', 'group_id', 'week'])
    .execute();
}
