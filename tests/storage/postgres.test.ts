import pg from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { postgresForTests } from '../fixtures/postgres.ts';
import { storeConformance } from './conformance.ts';

const found = await postgresForTests();

if ('reason' in found) {
  describe('the PostgreSQL store', () => it.skip(found.reason, () => undefined));
} else {
  const address = new URL(found.address);
  address.searchParams.set('options', '-c search_path=ours');
  const admin = new pg.Client({ connectionString: found.address });
  beforeAll(async () => {
    await admin.connect();
    await admin.query('create schema ours');
    // Somebody else's program, migrated by the same library, in the same database.
    await admin.query('create schema beside; create table beside.kysely_migration (name text)');
  });
  afterAll(() => admin.end());
  storeConformance('the PostgreSQL store', (pack = 'tiny') => openStorage(address.toString(), pack), empty);

  /** As it was right after the first start, of which the first test is one: tables are made once, because that takes longer than all else. */
  async function empty(): Promise<void> {
    const made = "select format('delete from %I.%I', schemaname, tablename) as words from pg_tables where schemaname = 'ours'";
    const { rows } = await admin.query<{ words: string }>(`${made} and tablename not like 'kysely%'`);
    await admin.query(rows.map(({ words }) => words).join(';'));
  }
}
