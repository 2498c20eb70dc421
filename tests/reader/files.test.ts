import { execFileSync } from 'node:child_process';
import { linkSync, mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFiles } from '../../src/reader/files.ts';
import { whyNoFolder } from '../../src/reader/no-folder.ts';
import type { Problem } from '../../src/reader/problem.ts';
import { basic, lessonFile, questionsFile, textIn, writeBasic } from '../fixtures/files.ts';
import { problemsOf } from './problems.ts';

let folder = '';
let content = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlpro-'));
  content = join(folder, 'content');
  writeBasic(content);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const only = async (): Promise<Problem> => {
  const problems = problemsOf(await readFiles(content));
  expect(problems).toHaveLength(1);
  return problems[0] as Problem;
};
const path = (name: string) => join(content, name);
const text = textIn(basic, questionsFile);

describe('a content folder that is not there', () => {
  const said = async (name: string) => {
    const error: unknown = await readFiles(path(name)).catch((problem: unknown) => problem);
    return (await whyNoFolder(path(name), error)).replaceAll(content, '…');
  };

  it.each([
    ['basic', '…/basics'],
    ['bascis', '…/basics'],
    ['Basics1', '…/basics'],
    ['basics-', '…/basics'],
    ['basics/1.1-joning', '…/basics/1.1-joining'],
    ['basics/1.1_joining', '…/basics/1.1-joining'],
    ['basics/1.2-joining', '…/basics/1.1-joining'],
    ['basisc/1.1-joining', '…/basics/1.1-joining'],
    ['basisc/1.1-joinin', '…/basics/1.1-joining'],
    ['../contents/basics', '…/basics'],
  ])('“%s” is probably %s', async (typed, meant) => {
    expect(await said(typed)).toBe(`there is no such folder. Did you mean ${meant}?`);
  });

  it.each(['zzz', 'zzz/1.1-joining', 'basics/zzz', 'a/b/c/d/e', '../../no/where/near'])('“%s” is like none', async (typed) => {
    const wayOut = 'Name the folder of one pack, the one with its pack.yaml, such as content/ml-pro.';
    expect(await said(typed)).toBe(`there is no such folder. ${wayOut}`);
  });

  it('is told from one that is no folder, or may not be read', async () => {
    expect(await said('pack.yaml')).toContain('ENOTDIR');
    expect(await whyNoFolder(content, Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }))).toContain('EACCES');
  });
});

describe('what is left in a content folder', () => {
  it.each([
    '._pack.yaml',
    '.DS_Store',
    '.git',
    '..2026_11_28',
    '.#questions.yaml',
    '.questions.yaml.swp',
    '#questions.yaml#',
    'questions.yaml~',
    'questions.yaml.bak',
    'questions.yaml.orig',
    'questions.yaml.tmp',
    'questions.yaml.new',
    'questions.yaml___jb_tmp___',
    'Thumbs.db',
    'desktop.ini',
    'README.md',
    'LICENSE',
  ])('%s is passed over', async (name) => {
    const place = path(join('basics/1.1-joining', name));
    await (name.startsWith('.#') ? symlink('someone@host.1:2', place) : writeFile(place, 'x'));
    expect(await readFiles(content)).toEqual(basic);
  });

  it('by a folder of that name is passed over as well', async () => {
    await cp(join(content, 'basics'), path('..data'), { recursive: true });
    expect(await readFiles(content)).toEqual(basic);
  });
});

describe('the bytes of a file', () => {
  const cell = (words: string) => text.replace('All members stay', words);

  it.each<[string, Buffer, number, number, string]>([
    ['Latin-1', Buffer.from(cell('All m\u00fcller stay'), 'latin1'), 13, 19, 'a letter that is not saved as UTF-8'],
    [
      'Windows-1252 quotes',
      Buffer.concat([Buffer.from(text), Buffer.from([0x0a, 0x23, 0x93, 0x0a])]),
      51,
      2,
      'a letter that is not saved as UTF-8',
    ],
    ['half a letter', Buffer.concat([Buffer.from(text), Buffer.from([0xc3])]), 50, 1, 'a letter that is not saved as UTF-8'],
    ['a replacement sign of an earlier loss', Buffer.from(cell('All m\ufffdller stay')), 13, 19, 'a sign that no screen shows'],
    ['a zero', Buffer.from(cell('All m\0ller stay')), 13, 19, 'a sign that no screen shows'],
    ['an escape', Buffer.from(cell('All m\u001b[31m stay')), 13, 19, 'a sign that no screen shows'],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le'), 1, 1, 'a text saved as UTF-16'],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 1, 1, 'a text saved as UTF-16'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 1, 1, 'a text saved as UTF-16'],
    ['more than two megabytes', Buffer.alloc(2_100_000, '#'), 1, 1, 'a file of 2.1 MB'],
  ])('in %s are one problem', async (_what, bytes, line, column, found) => {
    await writeFile(path(questionsFile), bytes);
    expect(await only()).toMatchObject({ file: questionsFile, line, column, found });
  });

  it.each<[string, string]>([
    ['a mark at the beginning', `\ufeff${text}`],
    ['line ends of Windows', text.replaceAll('\n', '\r\n')],
    ['letters of any language', cell('All Müller, 山田 and 🎉 stay')],
  ])('may have %s', async (_what, saved) => {
    await writeFile(path(questionsFile), saved);
    expect(problemsOf(await readFiles(content))).toEqual([]);
  });
});

describe('a link', () => {
  const secret = 'SECRET: of somebody else';

  it.each<[string, (target: string) => Promise<void>]>([
    [
      'a file',
      async (target) => {
        await rm(path(questionsFile));
        await symlink(target, path(questionsFile));
      },
    ],
    [
      'a folder',
      async (target) => {
        await rm(path('basics/1.1-joining'), { recursive: true });
        await symlink(join(target, '..'), path('basics/1.1-joining'));
      },
    ],
    ['a file that nothing lists', async (target) => symlink(target, path('basics/extra.yaml'))],
  ])('to %s outside of the folder is refused, and nothing of it is read', async (_what, link) => {
    const outside = join(folder, 'elsewhere');
    await mkdir(outside);
    await writeFile(join(outside, 'questions.yaml'), secret);
    await link(join(outside, 'questions.yaml'));
    const problem = await only();
    expect(problem.found).toBe('a link that leads out of the content folder');
    expect(JSON.stringify(problem)).not.toContain('SECRET');
  });

  it('that leads nowhere is told', async () => {
    await rm(path(questionsFile));
    await symlink('nowhere.yaml', path(questionsFile));
    expect(await only()).toMatchObject({ file: questionsFile, found: 'a link that leads nowhere' });
  });

  it('to itself is told', async () => {
    await symlink('loop.yaml', path('basics/loop.yaml'));
    expect(await only()).toMatchObject({ file: 'basics/loop.yaml', found: 'a link that leads nowhere' });
  });

  it('to a folder around it ends', async () => {
    await symlink('..', path('basics/again'));
    expect(problemsOf(await readFiles(content)).length).toBeGreaterThan(0);
  });

  it('inside of the folder is followed, to files and to folders', async () => {
    await rename(path('basics/1.1-joining'), path('.kept'));
    await symlink('../.kept', path('basics/1.1-joining'));
    expect(await readFiles(content)).toEqual(basic);
  });
});

describe('what is no file', () => {
  it.each<[string, (place: string) => unknown, string]>([
    ['a folder', (place) => mkdir(place), 'something that is not an ordinary file'],
    ['a pipe', (place) => execFileSync('mkfifo', [place]), 'something that is not an ordinary file'],
  ])('%s in its place is told', async (_what, make, found) => {
    await rm(path(lessonFile));
    await make(path(lessonFile));
    expect(await only()).toMatchObject({ file: lessonFile, found });
  });

  it('a folder inside of a lesson is told', async () => {
    await mkdir(path('basics/1.1-joining/pictures'));
    expect(await only()).toMatchObject({ file: 'basics/1.1-joining/pictures', found: 'a folder inside of a lesson' });
  });

  it('a folder with more files than any pack has is told', async () => {
    await mkdir(path('many'));
    await writeFile(path('many/0.yaml'), '');
    // Names of one file are files like any others, and made in no time.
    for (let at = 1; at <= 2_000; at += 1) linkSync(path('many/0.yaml'), path(`many/${at}.yaml`));
    expect(problemsOf(await readFiles(content))).toContainEqual(expect.objectContaining({ found: 'more than 2000 files' }));
  });
});

describe('a text that would take long', () => {
  const lines = (count: number, line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at)).join('\n');

  it.each<[string, string]>([
    ['keys that nobody knows', lines(20_000, (at) => `k${at}: 1`)],
    ['keys that nobody knows, on one line', `{${lines(20_000, (at) => `k${at}: 1`).replaceAll('\n', ', ')}}`],
    ['the same key', lines(20_000, () => 'questions: []')],
    ['lists in lists', '['.repeat(50_000)],
    ['closed lists in lists', `questions: ${'['.repeat(3_000)}${']'.repeat(3_000)}`],
    ['keys in keys', lines(1_000, (at) => `${' '.repeat(at)}a:`)],
    ['dashes', '- '.repeat(20_000)],
    ['aliases', `a: &a [x]\n${lines(5_000, (at) => `b${at}: *a`)}`],
    ['broken questions', `questions:\n${lines(5_000, (at) => `  - id: ${at}`)}`],
    ['quotes', '"a" '.repeat(20_000)],
  ])('of %s ends with a few sentences', (_what, long) => {
    const problems = problemsOf(new Map(basic).set(questionsFile, long));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(30);
    expect(problems.every(({ found }) => found.length < 300)).toBe(true);
  });
});
