import { type Dialect, Kysely, sql } from 'kysely';
import type { PackId } from '../core/pack.ts';
import { migrate } from './migrations.ts';
import { sqliteDialect } from './sqlite.ts';
import { sqlStorage } from './sql.ts';
import type { Storage } from './store.ts';
import type { Tables } from './tables.ts';

/** Opens the database that the address names, `postgres://…` or `sqlite:path`, for one pack, and brings its tables up to date. */
export async function openStorage(address: string, pack: PackId): Promise<Storage> {
  const postgres = /^postgres(ql)?:/.test(address);
  const db = new Kysely<Tables>({ dialect: postgres ? await postgresDialect(address) : sqliteDialect(address.replace(/^sqlite:/, '')) });
  try {
    await migrate(db, postgres ? await currentSchema(db) : undefined);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw error;
  }
  return sqlStorage(db, pack, postgres);
}

/** Without it, Kysely would take the migrations of another program's schema in the same database for ours. */
async function currentSchema(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? undefined;
}

/** Loaded only when it is asked for: most installations never need it. */
async function postgresDialect(address: string): Promise<Dialect> {
  return (await import('./postgres.ts')).postgresDialect(address);
}
