import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import type { PackId } from '../core/pack.ts';
import { type Address, parseAddress } from './address.ts';
import { Unopened, whyUnopened } from './unopened.ts';
import { bringCardsUpToDate } from './cards.ts';
import { migrate } from './migrations.ts';
import { sqliteDialect } from './sqlite.ts';
import { signingKey, sqlStorage } from './sql.ts';
import type { Storage } from './store.ts';
import type { Tables } from './tables.ts';

type Known = Exclude<Address, { kind: 'problem' }>;

/**
 * Opens the database that the address names, `postgres://…` or `sqlite:path`, for one pack, and brings its tables up to date. Throws {@link Unopened}
 * with what to do.
 */
export async function openStorage(address: string, pack: PackId): Promise<Storage> {
  const place = parseAddress(address);
  if (place.kind === 'problem') throw new Unopened(`DATABASE_URL means something else than it seems to.\n    ${place.remedy}`);
  try {
    const db = await openPatiently(place);
    return sqlStorage(db, pack, place.kind === 'postgres');
  } catch (error) {
    throw whyUnopened(error, place);
  }
}

/** Several processes may start at once, on a database that none of them has seen; who comes second waits, and finds everything done. */
const tries = 10;
const pause = 300;

async function openPatiently(place: Known): Promise<Kysely<Tables>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openOnce(place);
    } catch (error) {
      if (attempt === tries || !isInPassing(error)) throw error;
      await delay(pause * (0.5 + Math.random()));
    }
  }
}

/**
 * What two that start at the same moment do to each other, in the words of both databases. They may make the same list of migrations; a table of ours
 * that is there already is somebody else's, and stays.
 */
function isInPassing(error: unknown): boolean {
  return (
    error instanceof Error &&
    /kysely_migration\S* already exists|duplicate key|is locked|disk I\/O error|deadlock|concurrently updated|starting up/.test(
      error.message,
    )
  );
}

/** On PostgreSQL through a connection of its own: to bring tables up to date may take longer than any answer. */
async function openOnce(place: Known): Promise<Kysely<Tables>> {
  if (place.kind === 'sqlite') return orDestroyed(new Kysely({ dialect: sqliteDialect(place.file) }), prepare);
  // Loaded only when it is asked for: most installations never need it.
  const { postgresDialect } = await import('./postgres.ts');
  const slow = new Kysely<Tables>({ dialect: postgresDialect(place.url, { limited: false }) });
  await orDestroyed(slow, async (db) => prepare(db, await currentSchema(db)));
  await slow.destroy();
  return new Kysely<Tables>({ dialect: postgresDialect(place.url) });
}

/** Reading works where writing does not: a database that cannot be written is found out about now, and not at the first answer. */
async function prepare(db: Kysely<Tables>, schema?: string): Promise<void> {
  await migrate(db, schema);
  await bringCardsUpToDate(db);
  await signingKey(db);
}

async function orDestroyed(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>): Promise<Kysely<Tables>> {
  try {
    await work(db);
    return db;
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw error;
  }
}

/** Without it, Kysely would take the migrations of another program's schema in the same database for ours. */
async function currentSchema(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? undefined;
}
