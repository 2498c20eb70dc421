import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = new URL('../src/', import.meta.url).pathname;
const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts'));
const imports = new Map<string, string[]>();
for (const file of files) {
  const text = await readFile(join(source, file), 'utf8');
  const found = text.matchAll(/^(?:import|export|\})[^'\n]*\bfrom '([^']+)';$|\bimport\('([^']+)'\)/gm);
  imports.set(
    file,
    [...found].map(([, name, late]) => name ?? late ?? ''),
  );
}
const importsOf = (folder: string) =>
  [...imports].filter(([file]) => file.startsWith(folder)).flatMap(([file, names]) => names.map((name) => ({ file, name })));

describe('arrows point inward', () => {
  it.each([
    ['core/', /^\.{1,2}\/(?!.*(adapters|reader|storage)\/)|^(fuse\.js|temporal-polyfill|node:crypto)$/],
    ['reader/', /^\.{1,2}\/(?!.*(adapters|storage)\/)|^(zod|yaml|node:crypto|node:fs\/promises|node:path)$/],
    ['storage/', /^\.\/|^\.\.\/core\/|^(kysely|pg|node:crypto|node:fs|node:module|node:path)$/],
  ])('%s imports only what it may', (folder, allowed) => {
    expect(importsOf(folder).filter(({ name }) => !allowed.test(name))).toEqual([]);
  });

  it.each(['slack', 'discord', 'console'])('the %s adapter knows no other adapter and no store', (name) => {
    const others = ['slack', 'discord', 'console'].filter((other) => other !== name);
    const forbidden = new RegExp(`\\.\\./(${others.join('|')})/|/storage/|/reader/`);
    expect(importsOf(`adapters/${name}/`).filter((entry) => forbidden.test(entry.name))).toEqual([]);
  });

  it('nothing imports main.ts', () => {
    expect([...imports.values()].flat().filter((name) => name.endsWith('/main.ts'))).toEqual([]);
  });

  it('only config.ts reads the environment, and only programs hand it over', async () => {
    const users = await Promise.all(
      files.map(async (file) => ((await readFile(join(source, file), 'utf8')).includes('process.env') ? [file] : [])),
    );
    expect(users.flat().sort()).toEqual(['main.ts', 'routing-feedback.ts']);
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
