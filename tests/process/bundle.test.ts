import { cp, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { rememberingCourse, weightsBeside } from '../../src/learned.ts';
import { readPackKept, usualCache } from '../../src/reader/cache.ts';
import { readFiles } from '../../src/reader/files.ts';
import { smallPack, startTool } from '../fixtures/process.ts';

it('what the bundle keeps is of use to the code that it was built from', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const content = join(folder, 'content/ml-pro');
  await cp(smallPack.CONTENT_DIR, content, { recursive: true });
  const pack = join(folder, usualCache);
  const router = weightsBeside(pack);
  const bot = startTool('dist/main.js', folder);
  await expect.poll(() => stat(router).catch(() => undefined)).toBeDefined();
  expect(await bot.finish()).toBe(0);

  // As if the bundle had understood something else: so it can be told that its pack was taken.
  await writeFile(pack, (await readFile(pack, 'utf8')).replace(/"title":"[^"]*"/, '"title":"From the Bundle"'));
  const files = await readFiles(content);
  const read = await readPackKept(files, pack);
  if (read.kind === 'problems') throw new Error('The pack has problems.');
  expect(read.pack.title).toBe('From the Bundle');
  await utimes(router, 1, 1);
  await (await rememberingCourse(read.pack, files, router)).learn();
  expect((await stat(router)).mtimeMs).toBe(1000);
});
