import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { whyNotOn } from '../src/node-version.ts';
import { hasSqlite } from '../src/storage/sqlite-file.ts';

describe('a version of Node', () => {
  it.each([
    ['14.21.3', false],
    ['16.20.2', false],
    ['18.20.8', false],
    ['19.9.0', false],
    ['20.0.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['21.7.3', false],
    ['22.0.0', true],
    ['23.0.0', true],
    ['23.10.0', true],
    ['24.11.0', true],
    ['26.0.0-nightly20260101', true],
  ])('%s is fit: %s', (version, isFit) => {
    expect(whyNotOn(version) === undefined).toBe(isFit);
    if (!isFit) expect(whyNotOn(version)).toContain(`this is ${version}.`);
  });

  it.each([
    ['20.19.0', false],
    ['22.5.1', false],
    ['22.12.0', false],
    ['22.15.1', false],
    ['22.16.0', true],
    ['22.20.0', true],
    ['23.0.0', false],
    ['23.5.0', false],
    ['23.10.0', false],
    ['23.11.0', true],
    ['24.0.0', true],
    ['25.1.0', true],
  ])('%s has all of SQLite that is needed: %s', (version, has) => {
    expect(hasSqlite(version)).toBe(has);
  });

  it('is looked at before anything else is run, and is the one that package.json asks for', async () => {
    const [main = ''] = (await readFile('src/main.ts', 'utf8')).split('\n');
    expect(main).toBe("import './node-version.ts';");
    expect(JSON.parse(await readFile('package.json', 'utf8')).engines.node).toBe('>=20.19 <21 || >=22');
  });
});
