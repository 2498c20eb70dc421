import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesIn } from '../../../src/adapters/console/files.ts';

describe('a file of a reply, at a terminal', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is put into a folder that need not be there yet, and only its owner may read it', async () => {
    const said = filesIn(join(folder, 'data'))({ name: 'plan.ics', content: 'BEGIN', alt: 'Your plan' });
    const path = join(folder, 'data', 'plan.ics');
    expect(said).toBe(`Your plan: it is in the file ${path}.`);
    expect(await readFile(path, 'utf8')).toBe('BEGIN');
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('takes the place of the last one of its name', async () => {
    const keep = filesIn(folder);
    for (const content of ['one', 'two']) keep({ name: 'plan.ics', content, alt: 'Your plan' });
    expect(await readFile(join(folder, 'plan.ics'), 'utf8')).toBe('two');
  });

  it('says why it could not be written', async () => {
    await writeFile(join(folder, 'taken'), '');
    expect(filesIn(join(folder, 'taken'))({ name: 'plan.ics', content: '', alt: 'Your plan' })).toContain('could not be written: E');
  });
});
