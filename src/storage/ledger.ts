import type { Kysely } from 'kysely';
import { claimLasts } from '../core/drill/rules.ts';
import type { PackId } from '../core/pack.ts';
import type { Drill, Group, GroupId, Moment, Tally } from '../core/state.ts';
import { makeDrillRow, makeGroupRow, parseDrillRow, parseGroupRow, parseWholeDrillRow } from './rows.ts';
import type { Ledger, OpenDrill } from './store.ts';
import type { Tables } from './tables.ts';
import { troubles, troublesIn } from './troubles.ts';

type Db = Kysely<Tables>;

/** Who a group was set up by when nobody did, and when the environment does not name it any more. */
const environment = 'environment';
const noLongerNamed = 'environment before';

/** The drill ledger over SQL, for one pack. */
export function sqlLedger(db: Db, pack: PackId): Ledger {
  const asked = remembering((platform) => questionsOf(db, pack, platform));
  const troubled = troubles(db, pack).compile();
  const update = (id: string, set: Partial<Tables['drills']>) => db.updateTable('drills').set(set).where('id', '=', id);
  return {
    activeGroups: async (platform) => (await db.executeQuery(asked(platform).active)).rows.map(parseGroupRow),
    setGroup: (group) => setGroup(db, pack, group),
    endUnnamed: (platforms, named) => endUnnamed(db, pack, platforms, named),
    cueCounts: (group) => cueCounts(db, pack, group),
    findDrill: (group, day) => findDrill(db, pack, group, day),
    claim: (drill) => claim(db, pack, drill),
    reclaim: (drill, token, now) => reclaim(db, drill, token, now),
    hold: (drill, now) => hold(db, pack, drill, now),
    // The trouble first: whoever dies in between has lost no more than a word that it is over.
    confirm: async (id, message) => {
      const isRelief = await endTrouble(db, pack, id);
      // What is in the channel is posted, whatever somebody has thought of it meanwhile.
      await update(id, { status: 'posted', message, reason: null }).where('status', '<>', 'revealed').execute();
      return isRelief;
    },
    fail: async (id, reason) => void (await update(id, { status: 'failed', reason }).where('status', '=', 'claimed').execute()),
    setReason: async (id, reason) => void (await update(id, { reason }).where('status', '=', 'claimed').execute()),
    reveal: async (id) => changed(await update(id, { status: 'revealed' }).where('status', '=', 'posted').executeTakeFirst()),
    claimNotice: async (id, now) =>
      changed(await update(id, { noticed_at: now }).where('noticed_at', 'is', null).where('status', '=', 'revealed').executeTakeFirst()),
    claimDrawing: (drill, now) => claimDrawing(db, drill, now),
    setShown: async (id, shown) => void (await update(id, { shown: String(shown), drawing_at: null }).execute()),
    openDrills: (platform) => openDrills(db, asked(platform)),
    openDrill: (id) => openDrill(db, pack, id),
    troubles: async () => troublesIn((await db.executeQuery(troubled)).rows),
    claimTelling: (group, now) => claimTelling(db, pack, group, now),
    setTold: (group, now) => setTold(db, pack, group, now),
  };
}

/** What is asked every minute. To write a question anew takes longer than its answer. */
function questionsOf(db: Db, pack: PackId, platform: string) {
  const groups = db.selectFrom('study_groups').selectAll().where('pack', '=', pack).where('platform', '=', platform);
  const drills = db.selectFrom('drills').where('shown', '<>', 'reveal').where('status', '<>', 'failed').where('pack', '=', pack);
  const unfinished = drills.where('group_id', 'like', `${platform}:%`);
  return {
    active: groups.where('active', '=', 1).orderBy('id').compile(),
    groups: groups.compile(),
    drills: unfinished.select(brief).compile(),
    tallies: talliesOf(db).where('asked_in', 'in', unfinished.select('id')).compile(),
  };
}

function remembering<T>(make: (platform: string) => T): (platform: string) => T {
  const made = new Map<string, T>();
  return (platform) => {
    const one = made.get(platform) ?? make(platform);
    made.set(platform, one);
    return one;
  };
}

/**
 * Every start says it again. The moment of the first time stays, and with it what is owed since; and somebody who turned the drill off is heard until
 * the environment says something new.
 */
async function setGroup(db: Db, pack: PackId, group: Group): Promise<void> {
  const { id, set_at, notified_at, telling_at, ...settings } = makeGroupRow(group, pack);
  const { channel, time, zone, weekdays } = settings;
  await db
    .insertInto('study_groups')
    .values({ id, set_at, notified_at, telling_at, ...settings })
    .onConflict((conflict) =>
      conflict
        .columns(['pack', 'id'])
        .doUpdateSet({ ...settings })
        .where((row) =>
          row.or([
            row('study_groups.set_by', '=', noLongerNamed),
            row.and([
              row('study_groups.set_by', '=', environment),
              row.not(
                row.and({
                  'study_groups.channel': channel,
                  'study_groups.time': time,
                  'study_groups.zone': zone,
                  'study_groups.weekdays': weekdays,
                }),
              ),
            ]),
          ]),
        ),
    )
    .execute();
}

async function endUnnamed(db: Db, pack: PackId, platforms: readonly string[], named: readonly GroupId[]): Promise<GroupId[]> {
  const groups = db.selectFrom('study_groups').select('id').where('pack', '=', pack).where('set_by', '=', environment);
  const found = platforms.length === 0 ? [] : await groups.where('platform', 'in', [...platforms]).execute();
  const over = found.map(({ id }) => id).filter((id) => !named.includes(id));
  if (over.length > 0) {
    const ended = db.updateTable('study_groups').set({ active: 0, set_by: noLongerNamed }).where('pack', '=', pack);
    await ended.where('id', 'in', over).execute();
  }
  return over;
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

async function reclaim(db: Db, drill: Drill, token: string, now: Moment): Promise<boolean> {
  const claims = db.updateTable('drills').set({ claim: token, claimed_at: now }).where('id', '=', drill.id).where('status', '=', 'claimed');
  return changed(await claims.where('claimed_at', '=', drill.claimedAt).executeTakeFirst());
}

async function hold(db: Db, pack: PackId, drill: Drill, now: Moment): Promise<boolean> {
  const { late, cue_shown, reveal_at } = makeDrillRow(drill, pack);
  const held = db.updateTable('drills').set({ claimed_at: now, late, cue_shown, reveal_at }).where('id', '=', drill.id);
  return changed(
    await held
      .where('status', '=', 'claimed')
      .where('claim', '=', drill.claim ?? '')
      .executeTakeFirst(),
  );
}

/** Whoever drew and died is waited for no longer than for a post. */
async function claimDrawing(db: Db, drill: Drill, now: Moment): Promise<boolean> {
  const drawings = db.updateTable('drills').set({ drawing_at: now }).where('id', '=', drill.id).where('status', '=', drill.status);
  const free = drawings.where((row) => row.or([row('drawing_at', 'is', null), row.not(row.between('drawing_at', now - claimLasts, now))]));
  return changed(await free.where('shown', '=', String(drill.shown)).executeTakeFirst());
}

/** In claims of somebody's word: `notified_at` is written when the person has it, `telling_at` while it is on its way. */
async function claimTelling(db: Db, pack: PackId, group: GroupId, now: Moment): Promise<boolean> {
  const groups = db.updateTable('study_groups').set({ telling_at: now }).where('pack', '=', pack).where('id', '=', group);
  const wanted = groups.where('notified_at', 'is', null);
  const free = wanted.where((row) => row.or([row('telling_at', 'is', null), row.not(row.between('telling_at', now - claimLasts, now))]));
  return changed(await free.executeTakeFirst());
}

async function setTold(db: Db, pack: PackId, group: GroupId, now: Moment): Promise<void> {
  const groups = db.updateTable('study_groups').set({ notified_at: now, telling_at: null });
  await groups.where('pack', '=', pack).where('id', '=', group).execute();
}

/** Of the group whose drill has come. */
async function endTrouble(db: Db, pack: PackId, drill: string): Promise<boolean> {
  const told = db.updateTable('study_groups').set({ notified_at: null, telling_at: null }).where('notified_at', 'is not', null);
  const itsGroup = db.selectFrom('drills').select('group_id').where('id', '=', drill);
  return changed(await told.where('pack', '=', pack).where('id', 'in', itsGroup).executeTakeFirst());
}

function changed({ numUpdatedRows }: { readonly numUpdatedRows: bigint }): boolean {
  return numUpdatedRows > 0n;
}

const brief = [
  'id',
  'pack',
  'group_id',
  'day',
  'cue',
  'status',
  'due_at',
  'claimed_at',
  'late',
  'message',
  'shown',
  'claim',
  'post_by',
  'reveal_at',
  'drawing_at',
  'reason',
  'noticed_at',
] as const satisfies readonly (keyof Tables['drills'])[];

async function openDrills(db: Db, asked: ReturnType<typeof questionsOf>): Promise<OpenDrill[]> {
  const { rows } = await db.executeQuery(asked.drills);
  if (rows.length === 0) return [];
  const groups = new Map((await db.executeQuery(asked.groups)).rows.map((row) => [row.id, parseGroupRow(row)]));
  const tallies = talliesIn((await db.executeQuery(asked.tallies)).rows);
  return rows.flatMap((row) => {
    const group = groups.get(row.group_id);
    return group ? [{ drill: parseDrillRow(row), group, tally: tallies.get(row.id) ?? {} }] : [];
  });
}

async function openDrill(db: Db, pack: PackId, id: string): Promise<OpenDrill | undefined> {
  const row = await db.selectFrom('drills').selectAll().where('pack', '=', pack).where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const groups = db.selectFrom('study_groups').selectAll().where('pack', '=', pack);
  const group = await groups.where('id', '=', row.group_id).executeTakeFirst();
  const tallies = talliesIn(await talliesOf(db).where('asked_in', '=', id).execute());
  return group && { drill: parseWholeDrillRow(row), group: parseGroupRow(group), tally: tallies.get(id) ?? {} };
}

/** How drills were answered. */
function talliesOf(db: Db) {
  const counted = db.selectFrom('attempts').select(['asked_in', 'picks', db.fn.countAll<number>().as('people')]);
  return counted.groupBy(['asked_in', 'picks']);
}

function talliesIn(rows: readonly { asked_in: string; picks: string; people: number }[]): Map<string, Tally> {
  const tallies = new Map<string, Record<string, number>>();
  for (const { asked_in: drill, picks, people } of rows) {
    const tally = tallies.get(drill) ?? {};
    tally[picks] = Number(people);
    tallies.set(drill, tally);
  }
  return tallies;
}
