import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeIn, codePrint } from '../../src/support/kept-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  await mkdir(join(folder, 'text'));
  await writeFile(join(folder, 'learn.ts'), 'export const rate = 1;\n');
  await writeFile(join(folder, 'text/words.ts'), 'export const words = 2;\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const printNow = () => codePrint(pathToFileURL(folder));

describe('the print of the code in a folder', () => {
  it.each<[string, () => Promise<void>]>([
    ['a letter of it', () => writeFile(join(folder, 'learn.ts'), 'export const rate = 3;\n')],
    ['a letter of it further below', () => writeFile(join(folder, 'text/words.ts'), 'export const words = 3;\n')],
    ['the name of a file', () => rename(join(folder, 'learn.ts'), join(folder, 'learner.ts'))],
    ['the number of files', () => writeFile(join(folder, 'new.ts'), '')],
  ])('is another one when %s has changed', async (_what, change) => {
    const before = await printNow();
    await change();
    expect(await printNow()).not.toBe(before);
  });

  it('does not depend on where the folder is, or on what is no code', async () => {
    const before = await printNow();
    await writeFile(join(folder, 'README.md'), 'about it');
    await rename(folder, `${folder}-moved`);
    folder = `${folder}-moved`;
    expect(await printNow()).toBe(before);
  });

  it('is taken of each folder of the program by its name', async () => {
    const prints = await codeIn('reader', 'core/find');
    expect([...prints]).toEqual([
      ['reader', await codePrint(new URL('../../src/reader', import.meta.url))],
      ['core/find', await codePrint(new URL('../../src/core/find', import.meta.url))],
    ]);
  });
});
