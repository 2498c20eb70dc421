import { cp, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadContent, openLibrary } from '../src/library.ts';
import { readPackCached } from '../src/reader/cache.ts';
import { readFiles } from '../src/reader/files.ts';
import { heardLog } from './fixtures/quiet.ts';

const basic = new URL('fixtures/content/basic', import.meta.url).pathname;

let folder = '';
let content = '';
let cache = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  [content, cache] = [join(folder, 'content'), join(folder, 'data', 'content.cache')];
  await cp(basic, content, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const packFile = () => join(content, 'pack.yaml');
const lessonFile = () => join(content, 'basics/1.1-joining/lesson.yaml');
/** Saves a file with one passage in other words. */
async function edit(file: string, passage: string | RegExp, words: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = before.replace(passage, words);
  if (after === before) throw new Error(`${file} has no ${String(passage)}.`);
  await writeFile(file, after);
}
const rename = (title: string) => edit(packFile(), /^title: .*$/m, `title: ${title}`);
const mistype = () => edit(packFile(), /^title: /m, 'titel: ');

describe('a content folder that is read again', () => {
  it('is taught as it stands now, not as it stood', async () => {
    const log = heardLog();
    const library = await openLibrary(content, cache, log);
    const before = library.course();
    await rename('Another Title');
    expect(library.course()).toBe(before);
    await library.reload();
    expect(library.course().pack.title).toBe('Another Title');
    expect(before.pack.title).not.toBe('Another Title');
    expect(log.lines).toMatchObject([{ level: 'info', fields: { folder: content } }]);
  });

  it('changes nothing when it is bad, and the log has all that is wrong with it', async () => {
    const log = heardLog();
    const library = await openLibrary(content, cache, log);
    const before = library.course();
    await mistype();
    await edit(lessonFile(), /^focus: /m, 'focsu: ');
    await library.reload();
    expect(library.course()).toBe(before);
    const [line] = log.lines;
    const { err } = (line?.fields ?? {}) as { err: BadContent };
    expect(line?.level).toBe('error');
    expect(err).toBeInstanceOf(BadContent);
    expect(err.message).toContain('pack.yaml');
    expect(err.message).toContain('lesson.yaml');
    expect(err.problems.length).toBeGreaterThanOrEqual(2);
  });

  it('is taught again when it was mended', async () => {
    const library = await openLibrary(content, cache, heardLog());
    await mistype();
    await library.reload();
    await edit(packFile(), 'titel: ', 'title: Mended ');
    await library.reload();
    expect(library.course().pack.title).toMatch(/^Mended /);
  });

  it('changes nothing when it is gone', async () => {
    const log = heardLog();
    const library = await openLibrary(content, cache, log);
    const before = library.course();
    await rm(content, { recursive: true });
    await library.reload();
    expect(library.course()).toBe(before);
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });

  it('does not open when it is bad from the beginning', async () => {
    await mistype();
    await expect(openLibrary(content, cache, heardLog())).rejects.toBeInstanceOf(BadContent);
  });
});

describe('a content folder that is watched', () => {
  const watched = async () => {
    const log = heardLog();
    const library = await openLibrary(content, cache, log);
    return { log, library, stop: library.watch() };
  };

  it('is read again within a second of a change, wherever the file is', async () => {
    const { library, stop } = await watched();
    await edit(lessonFile(), /^title: .*$/m, 'title: Joining Anew');
    const title = () => library.course().pack.chapters[0]?.lessons[0]?.title;
    await expect.poll(title).toBe('Joining Anew');
    stop();
  });

  it('is read once after many quick changes', async () => {
    const { library, log, stop } = await watched();
    for (const title of ['One', 'Two', 'Three', 'Four']) await rename(title);
    await expect.poll(() => library.course().pack.title).toBe('Four');
    expect(log.lines).toHaveLength(1);
    stop();
  });

  it('is left alone when nobody watches any more', async () => {
    const { library, log, stop } = await watched();
    await rename('Unseen');
    stop();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect([library.course().pack.title === 'Unseen', log.lines]).toEqual([false, []]);
  });
});

describe('the cache of a content folder', () => {
  const title = async (file = cache) => {
    const read = await readPackCached(await readFiles(content), file);
    return read.kind === 'pack' ? read.pack.title : read.problems;
  };
  /** As if the reader had understood something else: so it can be told whether the cache was used. */
  const doctor = () => edit(cache, /"title":"[^"]*"/, '"title":"From the Cache"');

  it('is used when not one byte has changed', async () => {
    await title();
    await doctor();
    expect(await title()).toBe('From the Cache');
  });

  it.each<[string, () => Promise<void>]>([
    ['a letter of a file', () => rename('Changed')],
    ['a space at the end of a file', async () => writeFile(packFile(), `${await readFile(packFile(), 'utf8')} `)],
    ['the name of a file', () => cp(packFile(), join(content, 'basics/copy.yaml'))],
  ])('is not used when %s has changed', async (_what, change) => {
    await title();
    await doctor();
    await change();
    expect(await title()).not.toBe('From the Cache');
  });

  it('never holds content with problems', async () => {
    await mistype();
    expect(await title()).toBeInstanceOf(Array);
    await expect(readFile(cache)).rejects.toThrow('ENOENT');
  });

  it.each<[string, (text: string) => string]>([
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['without its pack', (text) => text.slice(0, text.indexOf('\n') + 1)],
    ['of another program', () => 'PK\u0003\u0004\nnull'],
    ['null', (text) => `${text.slice(0, text.indexOf('\n'))}\nnull`],
  ])('is as good as none when its file is %s', async (_how, damage) => {
    const before = await title();
    await doctor();
    await writeFile(cache, damage(await readFile(cache, 'utf8')));
    expect(await title()).toBe(before);
    expect(await title()).toBe(before);
  });

  it('is as good as none when its folder cannot be written', async () => {
    const log = heardLog();
    const library = await openLibrary(content, '/dev/null/content.cache', log);
    expect(library.course().pack.chapters).toHaveLength(1);
    expect(log.lines).toEqual([]);
  });
});

describe('what the router learned', () => {
  const question = 'which way is the tempting one';
  const router = () => `${cache}.router`;
  const stamp = async () => (await stat(router())).mtimeMs;

  async function learned() {
    const library = await openLibrary(content, cache, heardLog());
    await library.learn();
    return library.course().router.route(question);
  }

  it('is used at the next start, and learned anew when the content has changed', async () => {
    const first = await learned();
    await utimes(router(), 1, 1);
    expect(await learned()).toEqual(first);
    expect(await stamp()).toBe(1000);
    await rename('Another Title');
    await learned();
    expect(await stamp()).not.toBe(1000);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['without weights', (bytes) => bytes.subarray(0, bytes.indexOf('\n') + 1)],
    ['of another version of Node.js', (bytes) => Buffer.concat([bytes.subarray(0, bytes.indexOf('\n') + 1), Buffer.from([255, 99, 0])])],
    ['of another program', () => Buffer.from('PK\u0003\u0004\nnull')],
  ])('is as good as none when its file is %s', async (_how, damage) => {
    const first = await learned();
    await writeFile(router(), damage(await readFile(router())));
    expect(await learned()).toEqual(first);
  });
});
