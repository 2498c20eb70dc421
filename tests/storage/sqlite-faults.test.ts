import { rmSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { sqliteDialect } from '../../src/storage/sqlite.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { tuesday } from '../fixtures/people.ts';
import { stateIn } from '../fixtures/state.ts';

let folder = '';
let file = '';
let count = 0;
const open: Store[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  file = join(folder, `${++count}.db`);
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

const storage = async (at = file) => {
  const opened = await openStorage(`sqlite:${at}`, 'tiny');
  open.push(opened.store);
  return opened;
};
const answer = (store: Store, item = 'q', picks = 'b') => {
  const attempt = { learner: 'console:ana', askedIn: 's', item, lesson: '1.1', picks, correct: true, at: tuesday };
  return store.save([{ kind: 'attempted', attempt }]);
};
const answersIn = async (store: Store) => (await stateIn(store, { attemptCount: true })).attemptCount;

describe('a file that another process has locked', () => {
  /** Holds the lock while `meanwhile` is carried out, then lets it go. */
  async function locked(meanwhile: () => Promise<unknown>): Promise<void> {
    const other = new Kysely<Tables>({ dialect: sqliteDialect(file) });
    const held = await other.startTransaction().execute();
    await meanwhile().finally(() => held.rollback().execute());
    await other.destroy();
  }

  /** So many turns of the loop, in each of which a timer fires: if SQLite itself waited for the lock, there would be none. */
  async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn += 1) await delay(1);
  }

  it('is waited for, and holds up nothing else', async () => {
    const { store } = await storage();
    let done = 0;
    let work: Promise<unknown> = Promise.resolve();
    await locked(async () => {
      const asked = [answer(store), answer(store, 'r'), store.expireRoutedQuestions(0)];
      work = Promise.all(asked.map((one) => one.then(() => (done += 1))));
      await turns(50);
      expect(done).toBe(0);
    });
    await work;
    expect(await answersIn(store)).toBe(2);
  });

  it('lets everything else happen between all those who have waited for it', async () => {
    const { store } = await storage();
    let rounds = 0;
    const seen: number[] = [];
    const count = () => {
      rounds += 1;
      if (seen.length < 10) setImmediate(count);
    };
    setImmediate(count);
    let work: Promise<unknown> = Promise.resolve();
    await locked(async () => {
      work = Promise.all(Array.from({ length: 10 }, () => store.decide('console:ana', { attemptCount: true }, look)));
      await turns(50);
    });
    await work;
    expect(new Set(seen).size).toBe(10);

    function look() {
      seen.push(rounds);
      return { reply: { summary: '', blocks: [] }, changes: [] };
    }
  });

  it('for longer than anybody waits is an error for all who ask, at the same time', async ({ onTestFinished }) => {
    const { store } = await storage();
    let clock = performance.now();
    const told = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    onTestFinished(() => told.mockRestore());
    await locked(async () => {
      const asked = ['a', 'b', 'c'].map((item) =>
        answer(store, item).then(
          () => 'kept',
          () => 'refused',
        ),
      );
      const first = Promise.race([...asked, turns(50).then(() => 'waiting')]);
      expect(await first).toBe('waiting');
      clock += 4_400;
      expect(await Promise.race([...asked, turns(50).then(() => 'waiting')])).toBe('waiting');
      clock += 200;
      // No time passes any more: who had begun to wait only now would never come back.
      expect(await Promise.all(asked)).toEqual(['refused', 'refused', 'refused']);
    });
    await answer(store);
    expect(await answersIn(store)).toBe(1);
  });
});

describe('a file that goes away', () => {
  it.each<[string, (file: string) => Promise<unknown>]>([
    ['is deleted', (at) => rm(at)],
    [
      'is replaced by another',
      async (at) => {
        await rm(at);
        await writeFile(at, '');
      },
    ],
    [
      'is replaced by a copy',
      async (at) => {
        await copyFile(at, `${at}.copy`);
        await rm(at);
        await copyFile(`${at}.copy`, at);
      },
    ],
  ])('and %s is noticed before an answer is acknowledged', async (_what, happens) => {
    const { store } = await storage();
    await answer(store);
    await happens(file);
    await expect(answer(store, 'r')).rejects.toThrow('was deleted or replaced');
    await expect(store.check()).rejects.toThrow('was deleted or replaced');
  });

  it('in the middle of a request does not have it acknowledged', async () => {
    const { store } = await storage();
    const attempt = { learner: 'console:ana', askedIn: 's', item: 'q', lesson: '1.1', picks: 'b', correct: true, at: tuesday };
    const decided = store.decide('console:ana', { attemptCount: true }, () => {
      rmSync(file);
      return { reply: { summary: '', blocks: [] }, changes: [{ kind: 'attempted', attempt }] };
    });
    await expect(decided).rejects.toThrow('was deleted or replaced');
    await expect(store.check()).rejects.toThrow('was deleted or replaced');
  });
});

it('a copy of the file after a clean stop holds everything', async () => {
  const { store } = await openStorage(`sqlite:${file}`, 'tiny');
  for (const item of 'abcdefghij') await answer(store, item);
  await store.close();
  await copyFile(file, `${file}.copy`);
  expect(await answersIn((await storage(`${file}.copy`)).store)).toBe(10);
});

describe('first starts', () => {
  it('at the same moment on a fresh file all succeed', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => storage()));
    await answer(all[0]!.store);
    expect(await answersIn(all[4]!.store)).toBe(1);
    expect(new Set(await Promise.all(all.map(({ store }) => store.signingKey()))).size).toBe(1);
  });

  it.each<[string, (file: string) => Promise<unknown>]>([
    ['an empty file', (at) => writeFile(at, '')],
    ['an empty log beside it', (at) => writeFile(`${at}-wal`, '')],
    ['tables of the migrator, and nothing in them', (at) => left(at, ['kysely_migration', 'kysely_migration_lock'])],
    ['the list of migrations only', (at) => left(at, ['kysely_migration'])],
  ])('after a start that was killed and left %s succeed', async (_what, leave) => {
    await leave(file);
    const { store } = await storage();
    await answer(store);
    expect(await answersIn(store)).toBe(1);
  });

  async function left(at: string, tables: readonly string[]): Promise<void> {
    const db = new Kysely<Tables>({ dialect: sqliteDialect(at) });
    const columns = {
      kysely_migration: 'name varchar(255) primary key, timestamp varchar(255) not null',
      kysely_migration_lock: 'id varchar(255) primary key, is_locked integer not null default 0',
    };
    for (const table of tables) await sql.raw(`create table ${table} (${columns[table as keyof typeof columns]})`).execute(db);
    await db.destroy();
  }
});

describe('a database that cannot be opened says what to do', () => {
  it.each<[string, () => Promise<string>, string]>([
    ['no database', async () => written('This is a letter, and not a database. '.repeat(40)), 'is not a database of SQLite'],
    ['a folder', async () => folder, 'name a file in DATABASE_URL'],
    ['a file below a file', async () => join(await written('x'), 'x.db'), 'or a file where its folder should be'],
    ['an address of another program', async () => `//${file}`, 'Write sqlite:'],
  ])('%s', async (_what, make, advice) => {
    const refused = await openStorage(`sqlite:${await make()}`, 'tiny').catch((error: unknown) => error);
    expect(String(refused)).toContain(advice);
  });

  it('another user’s file', async ({ skip }) => {
    const { store } = await openStorage(`sqlite:${file}`, 'tiny');
    await store.close();
    await chmod(file, 0o444);
    // For the superuser every file is its own.
    skip(process.getuid?.() === 0, 'the superuser may write everything');
    await expect(openStorage(`sqlite:${file}`, 'tiny')).rejects.toThrow('may not write the file');
  });

  async function written(text: string): Promise<string> {
    await writeFile(file, text);
    return file;
  }
});
