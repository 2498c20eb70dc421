import { cp, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knowPack, TakenId } from '../src/identity.ts';
import { readFiles } from '../src/reader/files.ts';
import { readPack } from '../src/reader/pack.ts';
import { openStorage } from '../src/storage/open.ts';
import { heardLog } from './fixtures/quiet.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  await put('basic', 'first');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const put = (fixture: string, name: string) => cp(`tests/fixtures/content/${fixture}`, at(name), { recursive: true });

async function edit(name: string, passage: string | RegExp, words: string): Promise<void> {
  const file = at(`${name}/pack.yaml`);
  await writeFile(file, (await readFile(file, 'utf8')).replace(passage, words));
}

/** A start of the bot with that folder, as far as its database: what it logs, or why it does not start. */
async function start(name: string, database = 'one'): Promise<string[]> {
  const read = readPack(await readFiles(at(name)));
  if (read.kind === 'problems') throw new Error('The pack has problems.');
  const { store } = await openStorage(`sqlite:${at(`${database}.db`)}`, read.pack.id);
  const log = heardLog();
  try {
    await knowPack({ folder: at(name), pack: read.pack, store, where: 'the file one.db', log });
    return log.lines.map(({ message }) => message);
  } catch (error) {
    if (!(error instanceof TakenId)) throw error;
    return [error.message.replaceAll(folder, '…')];
  } finally {
    await store.close();
  }
}

const isNew = 'The pack has a new title; the answers to it go on as before.';

describe('a pack that is still the same', () => {
  it('is taught start after start, also with other chapters', async () => {
    expect(await start('first')).toEqual([]);
    expect(await start('first')).toEqual([]);
    await put('two-chapters', 'first');
    expect(await start('first')).toEqual([]);
  });

  it('goes on under a new title, which is told once', async () => {
    await start('first');
    await edit('first', 'A Basic Exam', 'A Basic Exam (2027)');
    expect([await start('first'), await start('first')]).toEqual([[isNew], []]);
  });

  it('may move, with its folder under another name, and may be reached by a link', async () => {
    await start('first');
    await rename(at('first'), at('moved'));
    await symlink(at('moved'), at('current'));
    expect([await start('moved'), await start('current')]).toEqual([[], []]);
  });

  it('may have copies beside it, and a pack with another id, one that is broken, and what is no pack', async () => {
    await put('basic', 'backup');
    await put('second-pack', 'other');
    await put('basic', 'broken');
    await edit('broken', /^title:.*$/m, 'title: [');
    await writeFile(at('notes.txt'), 'id: basic');
    expect([await start('first'), await start('other')]).toEqual([[], []]);
  });

  it('has its answers in each database by itself: what is remembered in one is nothing to another', async () => {
    await start('first', 'one');
    await rename(at('first'), at('away'));
    await put('second-pack', 'other');
    await edit('other', 'id: second', 'id: basic');
    await rm(at('away'), { recursive: true });
    expect(await start('other', 'two')).toEqual([]);
  });
});

describe('another pack with the id of the first', () => {
  /** Made from a copy: with a title of its own, and that id. */
  const template = async () => {
    await put('basic', 'template');
    await edit('template', 'A Basic Exam', 'Another Exam');
  };
  const other = async () => {
    await put('second-pack', 'other');
    await edit('other', 'id: second', "id: 'basic' # forgotten");
  };

  it('is refused beside the one whose answers the database has, with the place and the way out', async () => {
    await start('first');
    await template();
    expect(await start('template')).toEqual([
      '…/template/pack.yaml:1:1  found the id "basic", under which the file one.db has the answers to "A Basic Exam"; expected an id of its own for "Another Exam"\n    Choose another one before anybody answers. If …/first is an earlier copy of this pack, move it away.',
    ]);
    await edit('template', 'id: basic', 'id: another');
    expect(await start('template')).toEqual([]);
  });

  it('does not keep the first from being taught', async () => {
    await start('first');
    await template();
    await start('template');
    expect(await start('first')).toEqual([]);
  });

  it('is refused where nothing is left of the first, wherever that is', async () => {
    await start('first');
    await rm(at('first'), { recursive: true });
    await other();
    expect(await start('other')).toEqual([
      '…/other/pack.yaml:1:1  found the id "basic", under which the file one.db has the answers to "A Basic Exam"; expected an id of its own for "A Second Exam"\n    Choose another one before anybody answers. If it is the same exam with a new title and new chapters, start the bot once with the earlier title.',
    ]);
  });

  it('is let in by the way out: the earlier title once, then the new one', async () => {
    await start('first');
    await rm(at('first'), { recursive: true });
    await other();
    await edit('other', 'A Second Exam', 'A Basic Exam');
    expect(await start('other')).toEqual([]);
    await edit('other', 'A Basic Exam', 'A Second Exam');
    expect([await start('other'), await start('other')]).toEqual([[isNew], []]);
  });

  it('is refused beside it by a database that remembers neither, and so is the first: nobody knows whose its answers are', async () => {
    await other();
    for (const [one, beside, title] of [
      ['other', 'first', 'A Basic Exam'],
      ['first', 'other', 'A Second Exam'],
    ] as const)
      expect(await start(one)).toEqual([
        expect.stringContaining(`pack.yaml:1:1  found the id "basic", which …/${beside} has for "${title}"; expected an id of its own`),
      ]);
    await edit('other', "'basic'", 'second');
    expect([await start('other'), await start('first')]).toEqual([[], []]);
  });
});
