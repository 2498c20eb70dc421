import pg from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { postgresForTests } from '../fixtures/postgres.ts';
import { storeConformance } from './conformance.ts';

const found = await postgresForTests();

if ('reason' in found) {
  describe('the PostgreSQL store', () => it.skip(found.reason, () => undefined));
} else {
  // A schema of its own, so that runs side by side do not meet.
  const schema = `mlpro_${process.pid}_${Date.now()}`;
  const address = new URL(found.address);
  address.searchParams.set('options', `-c search_path=${schema}`);
  const admin = new pg.Client({ connectionString: found.address });
  beforeAll(() => admin.connect());
  afterAll(async () => {
    await admin.query(`drop schema if exists ${schema} cascade`);
    await admin.query(`drop schema if exists ${schema}_beside cascade`);
    await admin.end();
  });
  storeConformance(
    'the PostgreSQL store',
    (pack = 'tiny') => openStorage(address.toString(), pack),
    async () => {
      await admin.query(`drop schema if exists ${schema} cascade`);
      await admin.query(`create schema ${schema}`);
      // Somebody else's program, migrated by the same library, in the same database.
      await admin.query(`create schema if not exists ${schema}_beside`);
      await admin.query(`create table if not exists ${schema}_beside.kysely_migration (name text)`);
    },
  );
}
