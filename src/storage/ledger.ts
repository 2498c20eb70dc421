import type { Kysely } from 'kysely';
import type { PackId } from '../core/pack.ts';
import type { Drill, Group, GroupId, Moment, Tally } from '../core/state.ts';
import { makeDrillRow, makeGroupRow, parseDrillRow, parseGroupRow } from './rows.ts';
import type { Ledger, OpenDrill } from './store.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** The drill ledger over SQL, for one pack. */
export function sqlLedger(db: Db, pack: PackId): Ledger {
  const update = async (id: string, set: Partial<Tables['drills']>) => {
    await db.updateTable('drills').set(set).where('id', '=', id).execute();
  };
  return {
    activeGroups: (platform) => activeGroups(db, pack, platform),
    setGroup: (group) => setGroup(db, pack, group),
    cueCounts: (group) => cueCounts(db, pack, group),
    findDrill: (group, day) => findDrill(db, pack, group, day),
    claim: (drill) => claim(db, pack, drill),
    reclaim: (drill, now) => reclaim(db, drill, now),
    confirm: (id, message) => update(id, { status: 'posted', message }),
    fail: (id) => update(id, { status: 'failed' }),
    reveal: (id) => update(id, { status: 'revealed' }),
    setShown: (id, shown) => update(id, { shown: String(shown) }),
    openDrills: (platform) => openDrills(db, pack, platform),
    claimFailureNotice: (group, now) => claimFailureNotice(db, pack, group, now),
    clearFailureNotice: (group) => clearFailureNotice(db, pack, group),
  };
}

async function activeGroups(db: Db, pack: PackId, platform: string): Promise<Group[]> {
  const groups = db.selectFrom('study_groups').selectAll().where('pack', '=', pack).where('platform', '=', platform);
  return (await groups.where('active', '=', 1).orderBy('id').execute()).map(parseGroupRow);
}

async function setGroup(db: Db, pack: PackId, group: Group): Promise<void> {
  const { id, set_at, notified_at, ...settings } = makeGroupRow(group, pack);
  await db
    .insertInto('study_groups')
    .values({ id, set_at, notified_at, ...settings })
    // Every start says it again; the moment of the first time stays, and with it what is owed since.
    .onConflict((conflict) => conflict.columns(['pack', 'id']).doUpdateSet(settings).where('study_groups.set_by', '=', group.setBy))
    .execute();
}

async function cueCounts(db: Db, pack: PackId, group: GroupId): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('drills')
    .select(['cue', db.fn.countAll<number>().as('times')])
    .where('pack', '=', pack)
    .where('group_id', '=', group)
    .groupBy('cue')
    .execute();
  return new Map(rows.map((row) => [row.cue, Number(row.times)]));
}

async function findDrill(db: Db, pack: PackId, group: GroupId, day: string): Promise<Drill | undefined> {
  const drills = db.selectFrom('drills').selectAll().where('pack', '=', pack);
  const row = await drills.where('group_id', '=', group).where('day', '=', day).executeTakeFirst();
  return row && parseDrillRow(row);
}

async function claim(db: Db, pack: PackId, drill: Drill): Promise<boolean> {
  const claimed = await db
    .insertInto('drills')
    .values(makeDrillRow(drill, pack))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(claimed.numInsertedOrUpdatedRows ?? 0) > 0;
}

async function reclaim(db: Db, drill: Drill, now: Moment): Promise<boolean> {
  const claims = db.updateTable('drills').set({ claimed_at: now }).where('id', '=', drill.id).where('status', '=', 'claimed');
  return changed(await claims.where('claimed_at', '=', drill.claimedAt).executeTakeFirst());
}

async function claimFailureNotice(db: Db, pack: PackId, group: GroupId, now: Moment): Promise<boolean> {
  const groups = db.updateTable('study_groups').set({ notified_at: now }).where('pack', '=', pack).where('id', '=', group);
  return changed(await groups.where('notified_at', 'is', null).executeTakeFirst());
}

async function clearFailureNotice(db: Db, pack: PackId, group: GroupId): Promise<void> {
  const groups = db.updateTable('study_groups').set({ notified_at: null }).where('pack', '=', pack).where('id', '=', group);
  await groups.where('notified_at', 'is not', null).execute();
}

function changed({ numUpdatedRows }: { readonly numUpdatedRows: bigint }): boolean {
  return numUpdatedRows > 0n;
}

async function openDrills(db: Db, pack: PackId, platform: string): Promise<OpenDrill[]> {
  const rows = await db
    .selectFrom('drills')
    .selectAll()
    .where('shown', '<>', 'reveal')
    .where('status', '<>', 'failed')
    .where('pack', '=', pack)
    .where('group_id', 'like', `${platform}:%`)
    .execute();
  if (rows.length === 0) return [];
  const groups = await groupsOf(db, pack, new Set(rows.map((row) => row.group_id)));
  const tallies = await talliesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    const group = groups.get(row.group_id);
    return group ? [{ drill: parseDrillRow(row), group, tally: tallies.get(row.id) ?? {} }] : [];
  });
}

async function groupsOf(db: Db, pack: PackId, ids: ReadonlySet<GroupId>): Promise<Map<GroupId, Group>> {
  const groups = db.selectFrom('study_groups').selectAll().where('pack', '=', pack);
  const rows = await groups.where('id', 'in', [...ids]).execute();
  return new Map(rows.map((row) => [row.id, parseGroupRow(row)]));
}

/** How each of these drills was answered. */
async function talliesOf(db: Db, drills: readonly string[]): Promise<Map<string, Tally>> {
  const rows = await db
    .selectFrom('attempts')
    .select(['asked_in', 'picks', db.fn.countAll<number>().as('people')])
    .where('asked_in', 'in', [...drills])
    .groupBy(['asked_in', 'picks'])
    .execute();
  const tallies = new Map<string, Record<string, number>>();
  for (const { asked_in: drill, picks, people } of rows) {
    const tally = tallies.get(drill) ?? {};
    tally[picks] = Number(people);
    tallies.set(drill, tally);
  }
  return tallies;
}
