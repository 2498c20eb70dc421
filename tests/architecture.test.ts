import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { platforms } from '../src/adapters/platforms.ts';

const source = new URL('../src/', import.meta.url).pathname;
const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts'));

interface Import {
  readonly file: string;
  readonly name: string;
  /** Within `src/`; undefined for a package. */
  readonly path?: string;
  /** The first folder of the path, or the file itself at the top. */
  readonly room?: string;
}

const imports: Import[] = [];
for (const file of files) {
  const text = await readFile(join(source, file), 'utf8');
  const found = text.matchAll(/^(?:import|export|\})[^'\n]*\bfrom '([^']+)';$|\bimport\('([^']+)'\)/gm);
  for (const [, early, late] of found) imports.push(importIn(file, early ?? late ?? ''));
}

function importIn(file: string, name: string): Import {
  if (!name.startsWith('.')) return { file, name };
  const path = join(dirname(file), name);
  return { file, name, path, room: path.split('/')[0] ?? path };
}

const importsOf = (folder: string) => imports.filter(({ file }) => file.startsWith(folder));
const platformFolders = (await readdir(join(source, 'adapters'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'support')
  .map(({ name }) => name);

describe('arrows point inward', () => {
  /** A line a folder: what it may import besides itself. */
  it.each([
    ['core/', ['core', 'router'], /^(ts-fsrs|fuse\.js|temporal-polyfill|node:crypto)$/],
    ['router/', ['router'], /^stemmer$/],
    ['reader/', ['core', 'reader', 'support'], /^(zod|yaml|node:(buffer|crypto|fs\/promises|path|url))$/],
    ['authoring/', ['core', 'reader', 'authoring'], /^(stemmer|yaml)$/],
    ['storage/', ['core', 'storage'], /^(kysely|pg|node:(crypto|fs|module|path|timers\/promises))$/],
  ] as const)('%s imports only what it may', (folder, rooms, packages) => {
    const allowed = (room: string | undefined, name: string) =>
      room === undefined ? packages.test(name) : rooms.some((one) => one === room);
    expect(importsOf(folder).filter(({ room, name }) => !allowed(room, name))).toEqual([]);
  });

  it.each(platformFolders)('the %s adapter knows no other adapter, no store and no reader', (name) => {
    const isForeign = ({ path, room }: Import) =>
      room === 'storage' || room === 'reader' || platformFolders.some((other) => other !== name && path?.startsWith(`adapters/${other}/`));
    expect(importsOf(`adapters/${name}/`).filter(isForeign)).toEqual([]);
  });

  it.each(platformFolders)('the %s adapter is held to what every adapter has to do', async (name) => {
    const suite = await readFile(new URL(`adapters/${name}/conformance.test.ts`, import.meta.url), 'utf8').catch(() => '');
    expect(suite).toMatch(/^adapterConformance\(/m);
  });

  it('every platform is in a folder of its name, and every folder is in the list of platforms', () => {
    expect([...platforms.map(({ name }) => name), 'console'].sort()).toEqual([...platformFolders].sort());
  });

  it('only the adapters know a platform by its name, and the one tool that writes for it', async () => {
    const named = new RegExp(platforms.map(({ name }) => name).join('|'), 'i');
    const comments = /\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm;
    const others = files.filter((file) => !file.startsWith('adapters/'));
    const naming = await Promise.all(
      others.map(async (file) => (named.test((await readFile(join(source, file), 'utf8')).replace(comments, '')) ? [file] : [])),
    );
    expect(naming.flat()).toEqual(['tools/write-manifest.ts']);
  });

  it('nothing imports main.ts', () => {
    expect(imports.filter(({ path }) => path === 'main.ts')).toEqual([]);
  });

  it('only config.ts reads the environment, and only programs hand it over', async () => {
    const users = await Promise.all(
      files.map(async (file) => ((await readFile(join(source, file), 'utf8')).includes('process.env') ? [file] : [])),
    );
    expect(users.flat().sort()).toEqual(['main.ts', 'tools/backup.ts', 'tools/items.ts', 'tools/routing-feedback.ts']);
  });

  it('the core speaks of no platform by its name, but in ids as an example', async () => {
    const inside = files.filter((file) => /^(core|router|reader|authoring)\//.test(file));
    const names = new RegExp(`\\b(${platformFolders.filter((name) => name !== 'console').join('|')})\\b(?!:)`, 'i');
    const speaking = await Promise.all(inside.map(async (file) => (names.test(await readFile(join(source, file), 'utf8')) ? [file] : [])));
    expect(speaking.flat()).toEqual([]);
  });

  it('the core asks neither clock nor chance', async () => {
    const core = files.filter((file) => file.startsWith('core/'));
    const asking = await Promise.all(
      core.map(async (file) =>
        /Date\.now|Math\.random|new Date\(\)|process\./.test(await readFile(join(source, file), 'utf8')) ? [file] : [],
      ),
    );
    expect(asking.flat()).toEqual([]);
  });
});
