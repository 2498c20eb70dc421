import { openStorage } from '../src/storage/open.ts';
import type { Storage } from '../src/storage/store.ts';
import { tinyPack } from '../tests/fixtures/pack.ts';
import { simulate } from '../tests/fixtures/simulation.ts';

// npm run simulate [days] [groups] [seed] [postgres://…]: drills in virtual time, with processes that die between any two steps. Every finding should be 0.

const [days = '365', groups = '8', seed = 'year', address = 'sqlite::memory:'] = process.argv.slice(2);

async function open(): Promise<Storage[]> {
  const first = await openStorage(address, tinyPack.id);
  return address === 'sqlite::memory:'
    ? [first, first]
    : [first, await openStorage(address, tinyPack.id), await openStorage(address, tinyPack.id)];
}

const storages = await open();
const began = performance.now();
const found = await simulate({ seed, days: Number(days), groups: Number(groups), storages });
for (const { store } of new Set(storages)) await store.close();
console.log({ ...found, seconds: Math.round((performance.now() - began) / 1000) });
const { drills: _, deaths: __, unsaid: ___, ...faults } = found;
process.exitCode = Object.values(faults).every((count) => count === 0) ? 0 : 1;
