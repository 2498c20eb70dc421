import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { startBot, startTool } from '../fixtures/process.ts';

const fixture = (name: string) => `tests/fixtures/content/${name}`;

/** What `npm run content -- …` says, and how it ends. */
async function check(...parameters: string[]): Promise<{ said: string; code: number | null }> {
  const program = startBot({}, 'dist/tools/content.js', ...parameters);
  const code = await program.finish();
  return { said: program.said(), code };
}

describe.concurrent('npm run content', () => {
  it('says of each folder that all is well, and ends well', async ({ expect }) => {
    expect(await check(fixture('basic'), fixture('second-pack'))).toEqual({
      said: [fixture('basic'), fixture('second-pack')].map((folder) => `${folder}: everything resolves, and every screen fits.\n`).join(''),
      code: 0,
    });
  });

  it('says that an id is taken when two folders have the same one, where it stands, and the way out', async ({ expect }) => {
    const { said, code } = await check(fixture('basic'), fixture('two-chapters'));
    expect(said).toContain(
      `pack.yaml:1:5  found the id "basic", which ${fixture('basic')} has; expected an id of its own\n    Choose another one`,
    );
    expect(said).toContain(`1 problem in ${fixture('two-chapters')}.`);
    expect(code).toBe(1);
  });

  it('looks through every folder of content/ when none is named', async ({ expect }) => {
    const folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
    for (const name of ['basic', 'second-pack']) await cp(fixture(name), join(folder, 'content', name), { recursive: true });
    const program = startTool('dist/tools/content.js', folder);
    expect(await program.finish()).toBe(0);
    for (const name of ['basic', 'second-pack']) expect(program.said()).toContain(`content/${name}: everything resolves`);
    await rm(folder, { recursive: true });
  });

  it('prints the statistics of a bank chapter by chapter', async ({ expect }) => {
    const { said, code } = await check(fixture('two-chapters'), '--report');
    expect(said).toMatch(/1: 1 .* 2 questions .*\n {2}2: 1 .* 1 questions/);
    expect(code).toBe(0);
  });
});
