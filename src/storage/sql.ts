import { randomBytes } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Outcome } from '../core/outcome.ts';
import type { PackId } from '../core/pack.ts';
import type { RoutingCorrection } from '../core/find/routed.ts';
import type { LearnerId, Needs, State } from '../core/state.ts';
import { boardWeeks, reckonBoard } from './board.ts';
import { groupsIn, learnersIn, lockGroups, lockLearners } from './locks.ts';
import { sqlLedger } from './ledger.ts';
import { loadState, type Source } from './load.ts';
import { mockTimes } from './mock-exams.ts';
import { packIdentity, setPackIdentity } from './pack-identity.ts';
import { parseCorrectionRow } from './rows.ts';
import { reminders } from './reminders.ts';
import { WriteConflict } from './conflict.ts';
import { beat } from './practice.ts';
import { saveAll } from './save.ts';
import type { Storage, Store } from './store.ts';
import type { Tables } from './tables.ts';

const tries = 5;

/** Storage over SQL: the same queries on SQLite and PostgreSQL, but for the lock that only the latter needs. */
export function sqlStorage(db: Kysely<Tables>, pack: PackId, locks: boolean): Storage {
  return { store: sqlStore({ db, pack, locks }), ledger: sqlLedger(db, pack) };
}

/** `locks` is whether transactions have to be made to take turns. */
interface Shared extends Source {
  readonly locks: boolean;
}

function sqlStore(source: Shared): Store {
  const { db, pack, locks } = source;
  return {
    decide: (learner, needs, decide) =>
      isEmpty(needs) ? decideFirst(source, learner, decide) : decideWithin(source, learner, needs, decide),
    save: (changes) =>
      takingTurns(db, async (tx) => {
        if (locks) await lockLearners(tx, learnersIn(changes));
        await saveAll(tx, pack, changes);
      }),
    signingKey: () => signingKey(db),
    identity: () => packIdentity(source),
    setIdentity: (identity) => setPackIdentity(source, identity),
    expireRoutedQuestions: async (before) => {
      await db.deleteFrom('routed_questions').where('at', '<', before).execute();
    },
    beat: (platform, now) => beat(db, pack, platform, now),
    routingCorrections: () => routingCorrections(source),
    mocks: mockTimes(db, pack),
    reminders: reminders(db, pack),
    boardWeeks: boardWeeks(db, pack),
    check: async () => {
      await db.updateTable('settings').set({ value: sql`value` }).where('name', '=', 'key').execute();
    },
    close: () => db.destroy(),
  };
}

function isEmpty(needs: Needs): boolean {
  return Object.keys(needs).length === 0;
}

/** Nothing to load: a request that changes nothing does not touch the database at all. */
async function decideFirst({ db, pack, locks }: Shared, learner: LearnerId, decide: (state: State) => Outcome): Promise<Outcome> {
  const outcome = decide({});
  if (outcome.changes.length === 0) return outcome;
  return takingTurns(db, async (tx) => {
    if (locks) await lockLearners(tx, [learner, ...learnersIn(outcome.changes)]);
    await saveAll(tx, pack, outcome.changes);
    return outcome;
  });
}

/** What belongs to a group is changed by several people: the change is decided once more when nobody else can come in between. */
async function decideWithin(source: Shared, learner: LearnerId, needs: Needs, decide: (state: State) => Outcome): Promise<Outcome> {
  const { db, pack, locks } = source;
  const reckoned = needs.board && (await reckonBoard(source, needs.board));
  return takingTurns(db, async (tx) => {
    const decideNow = async () => decide(await loadState({ db: tx, pack }, learner, needs, reckoned));
    if (locks) await lockLearners(tx, [learner]);
    let outcome = await decideNow();
    const groups = locks ? groupsIn(outcome.changes) : [];
    if (groups.length > 0) {
      await lockGroups(tx, groups);
      outcome = await decideNow();
    }
    await saveAll(tx, pack, outcome.changes);
    return outcome;
  });
}

/** A transaction, tried again when somebody else was quicker. */
async function takingTurns<T>(db: Kysely<Tables>, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt === tries) throw error;
    }
  }
}

/** Whoever comes first writes the key; everybody reads the one that was written. */
export async function signingKey(db: Kysely<Tables>): Promise<string> {
  const value = randomBytes(24).toString('base64url');
  await db
    .insertInto('settings')
    .values({ name: 'key', value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await db.selectFrom('settings').select('value').where('name', '=', 'key').executeTakeFirstOrThrow()).value;
}

async function routingCorrections({ db, pack }: Source): Promise<RoutingCorrection[]> {
  const rows = await db.selectFrom('routing_corrections').selectAll().where('pack', '=', pack).orderBy('at').execute();
  return rows.map(parseCorrectionRow);
}
