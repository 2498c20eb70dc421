import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Outcome } from '../core/outcome.ts';
import type { Change, State, Wants } from '../core/state.ts';
import { ledger } from './ledger.ts';
import { loadState } from './load.ts';
import { save, TakenMeanwhile } from './save.ts';
import type { Rather, Store } from './store.ts';
import type { Tables } from './tables.ts';

const tries = 5;

/** The store over SQL: the same queries on SQLite and PostgreSQL, but for the row lock that only the latter needs. */
export function sqlStore(db: Kysely<Tables>, locks: boolean): Store {
  return {
    decide: (learner, wants, decide) => (isEmpty(wants) ? decideFirst(db, decide) : decideWithin(db, locks, learner, wants, decide)),
    save: (changes) => db.transaction().execute((tx) => saveAll(tx, changes)),
    key: () => settledKey(db),
    ...ledger(db),
    forgetAsked: async (before) => {
      await db.deleteFrom('asked').where('at', '<', before).execute();
    },
    rathers: async () => (await db.selectFrom('rathers').selectAll().orderBy('at').execute()).map(ratherOf),
    check: async () => {
      await db.selectFrom('settings').select('name').limit(1).execute();
    },
    close: () => db.destroy(),
  };
}

function isEmpty(wants: Wants): boolean {
  return Object.keys(wants).length === 0;
}

/** Nothing to load: a request that changes nothing does not touch the database at all. */
async function decideFirst(db: Kysely<Tables>, decide: (state: State) => Outcome): Promise<Outcome> {
  const outcome = decide({});
  if (outcome.changes.length > 0) await db.transaction().execute((tx) => saveAll(tx, outcome.changes));
  return outcome;
}

async function decideWithin(
  db: Kysely<Tables>,
  locks: boolean,
  learner: string,
  wants: Wants,
  decide: (state: State) => Outcome,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (tx) => {
        const outcome = decide(await loadState(tx, locks, learner, wants));
        await saveAll(tx, outcome.changes);
        return outcome;
      });
    } catch (error) {
      if (!(error instanceof TakenMeanwhile) || attempt === tries) throw error;
    }
  }
}

async function saveAll(tx: Transaction<Tables>, changes: readonly Change[]): Promise<void> {
  for (const change of changes) await save(tx, change);
}

/** Whoever comes first writes the key; everybody reads the one that was written. */
async function settledKey(db: Kysely<Tables>): Promise<string> {
  const value = randomBytes(24).toString('base64url');
  await db
    .insertInto('settings')
    .values({ name: 'key', value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await db.selectFrom('settings').select('value').where('name', '=', 'key').executeTakeFirstOrThrow()).value;
}

function ratherOf(row: Tables['rathers']): Rather {
  return { question: row.question, shown: row.shown.split(' ').filter(Boolean), rather: row.rather, at: row.at };
}
