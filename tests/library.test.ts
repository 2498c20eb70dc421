import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext, vi } from 'vitest';
import { readAnew } from '../src/anew.ts';
import { BadContent, type Library, openLibrary } from '../src/library.ts';
import { readPackCached } from '../src/reader/cache.ts';
import { readFiles } from '../src/reader/files.ts';
import { watchPrint } from '../src/support/watch.ts';
import { writeBasic } from './fixtures/files.ts';
import { heardLog } from './fixtures/quiet.ts';

/** A folder of content for one test, with a place beside it for all that is kept. */
interface Place {
  readonly folder: string;
  readonly content: string;
  readonly cache: string;
}

async function makePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  const place = { folder, content: join(folder, 'content'), cache: join(folder, 'data', 'content.cache') };
  writeBasic(place.content);
  return place;
}
const clear = ({ folder }: Place) => rm(folder, { recursive: true, force: true });

const packIn = ({ content }: Place) => join(content, 'pack.yaml');
const lessonIn = ({ content }: Place) => join(content, 'basics/1.1-joining/lesson.yaml');

/** Saves a file with one passage in other words. */
async function edit(file: string, passage: string | RegExp, words: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = before.replace(passage, words);
  if (after === before) throw new Error(`${file} has no ${String(passage)}.`);
  // At once, so that nobody who looks meanwhile finds half of it.
  await writeFile(`${file}.new`, after);
  await rename(`${file}.new`, file);
}
const retitleIn = (place: Place, title: string) => edit(packIn(place), /^title: .*$/m, `title: ${title}`);
const mistypeIn = (place: Place) => edit(packIn(place), /^title: /m, 'titel: ');

let place: Place;
let [content, cache] = ['', ''];
beforeEach(async () => {
  place = await makePlace();
  ({ content, cache } = place);
});
afterEach(() => clear(place));

const packFile = () => packIn(place);
const lessonFile = () => lessonIn(place);
const retitle = (title: string) => retitleIn(place, title);
const mistype = () => mistypeIn(place);

// In a thread of its own, as when the program runs; all that does not hang on it is read here, for a thread takes its time to begin.
describe('a content folder that is read again', () => {
  it('is taught as it stands now, not as it stood', async () => {
    const log = heardLog();
    const library = await openLibrary(content, cache, log);
    const before = library.course();
    await retitle('Another Title');
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
    const { problems } = (line?.fields ?? {}) as { problems: string[] };
    expect(line).toMatchObject({ level: 'error', message: 'The changed content has 2 problems; the earlier content stays in use.' });
    expect(problems.join('\n')).toMatch(/lesson\.yaml[^]*pack\.yaml/);
  });

  it('is taught again when it was mended', async () => {
    const library = await openLibrary(content, cache, heardLog(), readAnew);
    await mistype();
    await library.reload();
    await edit(packFile(), 'titel: ', 'title: Mended ');
    await library.reload();
    expect(library.course().pack.title).toMatch(/^Mended /);
  });

  it('changes nothing when it is gone', async () => {
    const log = heardLog();
    const library = await openLibrary(content, cache, log, readAnew);
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

describe('a folder that was watched', () => {
  it('is left alone when nobody watches any more', async ({ onTestFinished }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const look = vi.fn(async () => String(look.mock.calls.length));
    const changed = vi.fn(async () => undefined);
    const stop = watchPrint({ look, seen: '', changed, every: 50 });
    await vi.advanceTimersByTimeAsync(200);
    const looks = look.mock.calls.length;
    expect(looks).toBeGreaterThan(1);
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([look.mock.calls.length, changed.mock.calls.length]).toEqual([looks, 0]);
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
    ['a letter of a file', () => retitle('Changed')],
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
    const library = await openLibrary(content, '/dev/null/content.cache', log, readAnew);
    expect(library.course().pack.chapters).toHaveLength(1);
    expect(log.lines).toEqual([]);
  });
});

describe('what the router learned', () => {
  const question = 'which way is the tempting one';
  const router = () => `${cache}.router`;
  const stamp = async () => (await stat(router())).mtimeMs;

  async function learned() {
    const library = await openLibrary(content, cache, heardLog(), readAnew);
    await library.learn();
    return library.course().router.route(question);
  }

  it('is used at the next start, and learned anew when the content has changed', async () => {
    const first = await learned();
    await utimes(router(), 1, 1);
    expect(await learned()).toEqual(first);
    expect(await stamp()).toBe(1000);
    await retitle('Another Title');
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

// Side by side: most of their time they wait for the next look.
describe.concurrent('a content folder that is watched', () => {
  const lessonTitle = (library: Library) => library.course().pack.chapters[0]?.lessons[0]?.title;
  const watched = async (place: Place, { onTestFinished }: TestContext) => {
    const log = heardLog();
    const library = await openLibrary(place.content, place.cache, log, readAnew);
    onTestFinished(library.watch(50));
    return { log, library };
  };
  const placeOf = async ({ onTestFinished }: TestContext): Promise<Place> => {
    const place = await makePlace();
    onTestFinished(() => clear(place));
    return place;
  };

  /** The ways in which editors and programs save, each with a text of its own. */
  const saves: readonly (readonly [string, (file: string, text: string, nth: number, place: Place) => Promise<unknown>])[] = [
    ['written over', (file, text) => writeFile(file, text)],
    [
      'written beside and renamed over it, as vim, VS Code, sed -i and git do',
      async (file, text) => {
        await writeFile(`${file}.new`, text);
        await rename(`${file}.new`, file);
      },
    ],
    [
      'moved to a backup and written anew, as Emacs does',
      async (file, text) => {
        await rename(file, `${file}~`);
        await writeFile(file, text);
      },
    ],
    [
      'deleted and written',
      async (file, text) => {
        await rm(file);
        await writeFile(file, text);
      },
    ],
    [
      'written in two halves',
      async (file, text) => {
        await writeFile(file, text.slice(0, text.length / 2));
        await writeFile(file, text);
      },
    ],
    [
      'written with the time of the earlier one, as rsync -t and tar do',
      async (file, text) => {
        const { atime, mtime } = await stat(file);
        await writeFile(file, text);
        await utimes(file, atime, mtime);
      },
    ],
    [
      'a link that is turned to another file',
      async (file, text, nth, { content }) => {
        const target = join(content, `.save-${nth}`);
        await writeFile(target, text);
        await symlink(target, `${file}.new`);
        await rename(`${file}.new`, file);
      },
    ],
    [
      'in a lesson folder that is renamed away and put back',
      async (file, text, _nth, { folder }) => {
        const lesson = dirname(file);
        await rename(lesson, join(folder, 'away'));
        await writeFile(join(folder, 'away', basename(file)), text);
        await rename(join(folder, 'away'), lesson);
      },
    ],
    [
      'in a whole folder that is deleted and put back',
      async (file, text, _nth, { folder, content }) => {
        await cp(content, join(folder, 'copy'), { recursive: true });
        await rm(content, { recursive: true });
        await rename(join(folder, 'copy'), content);
        await writeFile(file, text);
      },
    ],
    [
      'in a folder that another one takes the place of, as a deployment does',
      async (file, text, nth, { folder, content }) => {
        await cp(content, join(folder, `next-${nth}`), { recursive: true });
        await rename(content, join(folder, `gone-${nth}`));
        await rename(join(folder, `next-${nth}`), content);
        await writeFile(file, text);
      },
    ],
  ];

  it.for(saves)('is taken over each of three times when a file is %s', async ([, save], test) => {
    const place = await placeOf(test);
    const { library } = await watched(place, test);
    const file = lessonIn(place);
    for (const nth of [1, 2, 3]) {
      const text = await readFile(file, 'utf8');
      await save(file, text.replace(/^title: .*$/m, `title: Save ${nth}`), nth, place);
      await test.expect.poll(() => lessonTitle(library)).toBe(`Save ${nth}`);
    }
  });

  it('is taken over when the link turns by which a ConfigMap is mounted', async (test) => {
    const place = await placeOf(test);
    const { folder, content } = place;
    await rename(content, join(folder, 'first'));
    const mount = async (name: string) => {
      await symlink(name, join(content, '..data_tmp'));
      await rename(join(content, '..data_tmp'), join(content, '..data'));
    };
    await mkdir(content);
    await cp(join(folder, 'first'), join(content, '..2026_1'), { recursive: true });
    await mount('..2026_1');
    for (const name of ['pack.yaml', 'outside.yaml', 'basics']) await symlink(join('..data', name), join(content, name));
    const { library } = await watched(place, test);
    for (const nth of [2, 3]) {
      await cp(join(folder, 'first'), join(content, `..2026_${nth}`), { recursive: true });
      await edit(join(content, `..2026_${nth}`, 'pack.yaml'), /^title: .*$/m, `title: Mount ${nth}`);
      await mount(`..2026_${nth}`);
      await rm(join(content, `..2026_${nth - 1}`), { recursive: true });
      await test.expect.poll(() => library.course().pack.title).toBe(`Mount ${nth}`);
    }
  });

  it('tells of a broken save in a few lines, keeps the earlier content, and tells when it is mended', async (test) => {
    const place = await placeOf(test);
    const { content } = place;
    const { library, log } = await watched(place, test);
    const before = library.course();
    await mistypeIn(place);
    await test.expect.poll(() => log.lines).toHaveLength(1);
    expect(log.lines[0]?.fields).toEqual({
      folder: content,
      problems: ['pack.yaml:2:1  found the key "titel" in the file; expected a key that is known there\n    Did you mean "title"?'],
    });
    expect(library.course()).toBe(before);
    await edit(packIn(place), 'titel: ', 'title: Mended ');
    await test.expect.poll(() => log.lines).toHaveLength(2);
    expect(log.lines.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'The changed content has 1 problem; the earlier content stays in use.'],
      ['info', 'The changed content is in use.'],
    ]);
  });

  it('keeps the pack that it began with, when its id becomes another one: answers would be kept under the first', async (test) => {
    const place = await placeOf(test);
    const { library, log } = await watched(place, test);
    const before = library.course();
    await edit(packIn(place), 'id: basic', 'id: another');
    await test.expect.poll(() => log.lines).toHaveLength(1);
    expect(log.lines[0]?.fields).toMatchObject({
      problems: [expect.stringContaining('pack.yaml:1:1  found the id "another"; expected "basic", with which the bot was started')],
    });
    expect(library.course()).toBe(before);
  });

  it('tells that it is gone, once, and that it is back', async (test) => {
    const place = await placeOf(test);
    const { folder, content } = place;
    const { library, log } = await watched(place, test);
    const said = () => log.lines.map(({ message }) => message);
    const before = library.course();
    await rename(content, join(folder, 'away'));
    await test.expect.poll(said).toEqual(['The content folder cannot be read; the earlier content stays in use.']);
    expect(log.lines[0]?.fields).toMatchObject({ err: { code: 'ENOENT' } });
    expect(library.course()).toBe(before);
    await rename(join(folder, 'away'), content);
    await test.expect.poll(() => said().slice(1)).toEqual(['The changed content is in use.']);
  });

  it.for([
    '.#cues.yaml',
    '._pack.yaml',
    '..data',
    '#cues.yaml#',
    'cues.yaml~',
    '.cues.yaml.swp',
    '4913.tmp',
    'cues.yaml.bak',
    'Thumbs.db',
    '.DS_Store',
    'desktop.ini',
  ])('does not care for %s', async (name, test) => {
    const place = await placeOf(test);
    const { log, library } = await watched(place, test);
    await (name.startsWith('.#') ? symlink('someone@host.1:2', join(place.content, name)) : writeFile(join(place.content, name), '\0'));
    await retitleIn(place, 'After It');
    await test.expect.poll(() => library.course().pack.title).toBe('After It');
    expect(log.lines).toMatchObject([{ level: 'info' }]);
  });
});
