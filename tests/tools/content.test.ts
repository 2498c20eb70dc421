import { describe, it } from 'vitest';
import { startBot } from '../fixtures/process.ts';

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
    expect(await check()).toMatchObject({ said: expect.stringContaining('content/ml-pro: everything resolves'), code: 0 });
  });

  it('prints the statistics of a bank chapter by chapter', async ({ expect }) => {
    const { said, code } = await check(fixture('two-chapters'), '--report');
    expect(said).toMatch(/1: 1 .* 2 questions .*\n {2}2: 1 .* 1 questions/);
    expect(code).toBe(0);
  });
});
