import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../src/storage/backup.ts';
import { openStorage } from '../../src/storage/open.ts';
import { openDatabase } from '../../src/storage/sqlite-file.ts';
import { tuesday } from '../fixtures/people.ts';

let folder = '';
let data = '';
let to = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  data = join(folder, 'mlpro.db');
  to = join(folder, 'copies', 'mlpro.db');
  await mkdir(join(folder, 'copies'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const copies = () => readdir(join(folder, 'copies'));

async function answered(): Promise<void> {
  const { store } = await openStorage(`sqlite:${data}`, 'tiny');
  const attempt = { learner: 'console:ana', askedIn: 's1', item: '1.1-q01', lesson: '1.1', picks: 'a', correct: true, at: tuesday };
  await store.save([{ kind: 'attempted', attempt }]);
  await store.close();
}

describe('a backup', () => {
  it.each<[string, () => Promise<unknown> | void]>([
    ['of what is no database', () => writeFile(data, 'no database at all, and longer than the head of one would be'.repeat(20))],
    [
      'whose copy turns out not to be ours',
      () => {
        const other = openDatabase(data);
        other.exec('create table others (name text)');
        other.close();
      },
    ],
  ])('%s leaves nothing behind, and the next one works', async (_what, spoil) => {
    await spoil();
    expect(() => backUp(data, to)).toThrow();
    expect(await copies()).toEqual([]);
    await rm(data);
    await answered();
    expect(backUp(data, to)).toEqual({ answers: 1, people: 1 });
    expect(await copies()).toEqual(['mlpro.db']);
  });

  it('is not kept from its name by one that died', async () => {
    await answered();
    await writeFile(`${to}.part`, 'half of a');
    expect(backUp(data, to)).toEqual({ answers: 1, people: 1 });
    expect(await copies()).toEqual(['mlpro.db']);
  });

  it('overwrites nothing', async () => {
    await answered();
    await writeFile(to, 'mine');
    expect(() => backUp(data, to)).toThrow('overwrites nothing');
    expect(await copies()).toEqual(['mlpro.db']);
  });
});
