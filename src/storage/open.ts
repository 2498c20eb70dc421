import { type Dialect, Kysely, Migrator, sql } from 'kysely';
import { sqliteDialect } from './sqlite.ts';
import { sqlStore } from './sql.ts';
import type { Store } from './store.ts';
import { migrations, type Tables } from './tables.ts';

/** Opens the database that the address names, `postgres://…` or `sqlite:path`, and brings its tables up to date. */
export async function openStore(address: string): Promise<Store> {
  const postgres = /^postgres(ql)?:/.test(address);
  const db = new Kysely<Tables>({ dialect: postgres ? await postgresDialect(address) : sqliteDialect(address.replace(/^sqlite:/, '')) });
  try {
    const schema = postgres ? await currentSchema(db) : {};
    const { error } = await new Migrator({ db, provider: migrations, ...schema }).migrateToLatest();
    if (error) throw error;
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw error;
  }
  return sqlStore(db, postgres);
}

/** Without it, Kysely would take the migrations of another program's schema in the same database for ours. */
async function currentSchema(db: Kysely<Tables>): Promise<{ migrationTableSchema?: string }> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  const name = rows[0]?.name;
  return name ? { migrationTableSchema: name } : {};
}

/** Loaded only when it is asked for: most installations never need it. */
async function postgresDialect(address: string): Promise<Dialect> {
  return (await import('./postgres.ts')).postgresDialect(address);
}
