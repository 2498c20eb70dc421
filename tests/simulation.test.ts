import { expect, it } from 'vitest';
import { openStorage } from '../src/storage/open.ts';
import { storageInMemory } from './fixtures/storage.ts';
import { tinyPack } from './fixtures/pack.ts';
import { postgresForTests } from './fixtures/postgres.ts';
import { simulate } from './fixtures/simulation.ts';

/** The whole year is `npm run simulate`. While one world waits for PostgreSQL, time passes in the others. */
const nothing = {
  doubled: 0,
  missed: 0,
  writtenOff: 0,
  unlabelled: 0,
  unrevealed: 0,
  revealedEarly: 0,
  carriedOutTwice: 0,
  votesRefused: 0,
  talliesWrong: 0,
  saidTwice: 0,
};

it.concurrent.each(['one', 'two'])('some days with deaths between any two steps, on SQLite, seed %s', async (seed) => {
  const storage = await storageInMemory(tinyPack.id);
  const found = await simulate({ seed, days: 3, settle: 4, groups: 4, storages: [storage, storage] });
  await storage.store.close();
  expect(found).toMatchObject(nothing);
  expect(found.drills).toBeGreaterThan(15);
  expect(found.deaths).toBeGreaterThan(10);
});

it.concurrent.each(['one', 'three'])(
  'some days with processes that often stand still and go on where they were, on SQLite, seed %s',
  async (seed) => {
    const storage = await storageInMemory(tinyPack.id);
    const chances = { pause: 0.3, death: 0 };
    const found = await simulate({ seed, days: 3, settle: 2, groups: 4, storages: [storage, storage], chances });
    await storage.store.close();
    expect(found).toMatchObject(nothing);
  },
);

const postgres = await postgresForTests();
it.skipIf('reason' in postgres).concurrent('some days with three replicas, on PostgreSQL', async () => {
  const address = 'reason' in postgres ? '' : postgres.address;
  const storages = [];
  for (let replica = 0; replica < 3; replica += 1) storages.push(await openStorage(address, tinyPack.id));
  const found = await simulate({ seed: 'three', days: 1, groups: 3, settle: 1, storages });
  for (const { store } of storages) await store.close();
  expect(found).toMatchObject(nothing);
});
