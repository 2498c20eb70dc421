import { type Kysely, type MigrationProvider, Migrator, sql } from 'kysely';
import { first } from './migrations/2026-11-first.ts';
import { packs } from './migrations/2026-11-packs.ts';
import { cards } from './migrations/2027-01-cards.ts';
import { mockExams } from './migrations/2027-01-mock-exams.ts';
import { plans } from './migrations/2027-01-plans.ts';
import { progress } from './migrations/2027-01-progress.ts';
import { group } from './migrations/2027-01-group.ts';
import { drills } from './migrations/2026-12-drills.ts';
import { reveals } from './migrations/2026-12-reveals.ts';
import { taught } from './migrations/2026-12-taught.ts';
import { reports } from './migrations/2027-01-reports.ts';
import { versions } from './migrations/2027-02-versions.ts';
import { begun } from './migrations/2027-03-begun.ts';
import type { Tables } from './tables.ts';

/** Only ever added to, with names in alphabetical order: a database of any earlier version is brought up to date at start. */
const migrations = {
  '2026-11-first': first,
  '2026-11-packs': packs,
  '2026-12-drills': drills,
  '2026-12-reveals': reveals,
  '2026-12-taught': taught,
  '2027-01-cards': cards,
  '2027-01-group': group,
  '2027-01-mock-exams': mockExams,
  '2027-01-plans': plans,
  '2027-01-progress': progress,
  '2027-01-reports': reports,
  '2027-02-versions': versions,
  '2027-03-begun': begun,
};

const provider: MigrationProvider = { getMigrations: () => Promise.resolve(migrations) };

/** A database that this program must not touch. `message` is for the operator; where it is comes before it. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}

/** Brings the tables up to date. Throws {@link NewerDatabase} when a later version of the program made them. */
export async function migrate(db: Kysely<Tables>, schema: string | undefined): Promise<void> {
  const applied = await appliedMigrations(db, schema);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0)
    throw new NewerDatabase(
      `was made by a later version of mlpro (${unknown.join(', ')}).\n    Update the program, or name another database in DATABASE_URL.`,
    );
  // The migrator would look through every column of every table first, several times.
  if (applied.length === Object.keys(migrations).length) return;
  const { error } = await new Migrator({ db, provider, ...(schema && { migrationTableSchema: schema }) }).migrateToLatest();
  if (error) throw error;
}

async function appliedMigrations(db: Kysely<Tables>, schema: string | undefined): Promise<string[]> {
  const list = sql.id(...(schema ? [schema] : []), 'kysely_migration');
  const { rows } = await sql<{ name: string }>`select name from ${list}`.execute(db).catch(noneWithoutTable);
  return rows.map(({ name }) => name);
}

/** In the words of SQLite, or by the code of PostgreSQL. */
function noneWithoutTable(error: unknown): { rows: [] } {
  const isMissing = error instanceof Error && (/no such table/.test(error.message) || ('code' in error && error.code === '42P01'));
  if (!isMissing) throw error;
  return { rows: [] };
}
