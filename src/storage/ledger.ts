import type { Kysely } from 'kysely';
import type { Tally } from '../core/state.ts';
import { makeDrillRow, makeGroupRow, parseDrillRow, parseGroupRow } from './rows.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

type Ledger = Pick<
  Store,
  | 'activeGroups'
  | 'setGroup'
  | 'usedCues'
  | 'drillOn'
  | 'claim'
  | 'takeOver'
  | 'confirm'
  | 'fail'
  | 'reveal'
  | 'drawn'
  | 'openDrills'
  | 'mayTell'
  | 'wellAgain'
>;

/** The drill ledger: who posts what, on which day. Each question to it is one statement, so replicas need no lock of ours. */
export function ledger(db: Kysely<Tables>): Ledger {
  const update = (id: string, set: Partial<Tables['drills']>) => db.updateTable('drills').set(set).where('id', '=', id).execute();
  return {
    activeGroups: async (platform) =>
      (
        await db.selectFrom('study_groups').selectAll().where('platform', '=', platform).where('active', '=', 1).orderBy('id').execute()
      ).map(parseGroupRow),

    setGroup: async (group) => {
      const { id, set_at, told_at, ...settings } = makeGroupRow(group);
      await db
        .insertInto('study_groups')
        .values({ id, set_at, told_at, ...settings })
        // Every start says it again; the moment of the first time stays, and with it what is owed since.
        .onConflict((conflict) => conflict.column('id').doUpdateSet(settings).where('study_groups.set_by', '=', group.setBy))
        .execute();
    },

    usedCues: async (group) => {
      const rows = await db
        .selectFrom('drills')
        .select(['cue', db.fn.countAll<number>().as('times')])
        .where('group_id', '=', group)
        .groupBy('cue')
        .execute();
      return new Map(rows.map((row) => [row.cue, Number(row.times)]));
    },

    drillOn: async (group, day) => {
      const row = await db.selectFrom('drills').selectAll().where('group_id', '=', group).where('day', '=', day).executeTakeFirst();
      return row && parseDrillRow(row);
    },

    claim: async (drill) =>
      changed(
        await db
          .insertInto('drills')
          .values(makeDrillRow(drill))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst(),
      ),

    takeOver: async (drill, now) =>
      changed(
        await db
          .updateTable('drills')
          .set({ claimed_at: now })
          .where('id', '=', drill.id)
          .where('status', '=', 'claimed')
          .where('claimed_at', '=', drill.claimedAt)
          .executeTakeFirst(),
      ),

    confirm: async (id, message) => void (await update(id, { status: 'posted', message })),
    fail: async (id) => void (await update(id, { status: 'failed' })),
    reveal: async (id) => void (await update(id, { status: 'revealed' })),
    drawn: async (id, drawn) => void (await update(id, { drawn: String(drawn) })),
    openDrills: (platform) => openDrills(db, platform),

    mayTell: async (group, now) =>
      changed(
        await db.updateTable('study_groups').set({ told_at: now }).where('id', '=', group).where('told_at', 'is', null).executeTakeFirst(),
      ),
    wellAgain: async (group) => {
      await db.updateTable('study_groups').set({ told_at: null }).where('id', '=', group).where('told_at', 'is not', null).execute();
    },
  };
}

function changed(result: { numInsertedOrUpdatedRows?: bigint | undefined } | { numUpdatedRows: bigint } | undefined): boolean {
  if (result === undefined) return false;
  return Number('numUpdatedRows' in result ? result.numUpdatedRows : (result.numInsertedOrUpdatedRows ?? 0)) > 0;
}

async function openDrills(db: Kysely<Tables>, platform: string): ReturnType<Store['openDrills']> {
  const rows = await db
    .selectFrom('drills')
    .selectAll()
    .where('drawn', '<>', 'reveal')
    .where('status', '<>', 'failed')
    .where('group_id', 'like', `${platform}:%`)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const groups = await db
    .selectFrom('study_groups')
    .selectAll()
    .where('id', 'in', [...new Set(rows.map((row) => row.group_id))])
    .execute();
  const counted = await db
    .selectFrom('attempts')
    .select(['occasion', 'picks', db.fn.countAll<number>().as('people')])
    .where('occasion', 'in', ids)
    .groupBy(['occasion', 'picks'])
    .execute();
  return rows.flatMap((row) => {
    const group = groups.find(({ id }) => id === row.group_id);
    const tally: Tally = Object.fromEntries(
      counted.filter(({ occasion }) => occasion === row.id).map(({ picks, people }) => [picks, Number(people)]),
    );
    return group ? [{ drill: parseDrillRow(row), group: parseGroupRow(group), tally }] : [];
  });
}
