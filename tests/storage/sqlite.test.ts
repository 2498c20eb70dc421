import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { storeConformance } from './conformance.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

storeConformance(
  'the SQLite store',
  (pack = 'tiny') => openStorage(`sqlite:${join(folder, `${count}.db`)}`, pack),
  async () => {
    count += 1;
  },
);
