import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/core/state.ts';
import { openStorage } from '../../src/storage/open.ts';
import { type Ended, openTool, startBot, type Tool } from '../fixtures/process.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const address = (name: string) => `sqlite:${join(folder, `${name}.db`)}`;

let tool: Tool;
beforeAll(() => {
  tool = openTool('dist/tools/items.js', 'shipped');
});
afterAll(() => tool.close());

const items = (name: string, ...parameters: string[]) => tool.callAt({ env: { DATABASE_URL: address(name) } }, ...parameters);

/** In a process of its own, as authors call it. */
async function itemsAlone(name: string, ...parameters: string[]): Promise<Ended> {
  const program = startBot({ DATABASE_URL: address(name) }, 'dist/tools/items.js', ...parameters);
  const code = await program.finish();
  return { code, said: program.said() };
}

describe('npm run items', () => {
  it('prints what first answers say while a bot runs, and nothing that is anybody’s', async () => {
    const { store } = await openStorage(address('some'), 'ml-pro');
    const answers = Array.from({ length: 30 }, (_, nth): Change => {
      const answer = { item: '1.2-q01', lesson: '1.2', picks: nth < 20 ? 'b' : 'a', correct: nth < 20, at: nth };
      return { kind: 'attempted', attempt: { learner: `slack:T1:U${nth}PERSON`, askedIn: `quiz${nth}`, ...answer } };
    });
    await store.save([...answers, { kind: 'reported', learner: 'slack:T1:U1PERSON', item: '1.2-q02', reason: 'two-fit', at: 1 }]);
    const [text, json] = [await items('some', '--lesson', '1.2'), await itemsAlone('some', '--json')];
    await store.close();
    expect([text.code, json.code]).toEqual([0, 0]);
    expect(text.said).toMatch(/^1\.2-q01 · \w+ · 30 answers · right 67 % \(49 % to 81 %\)$/m);
    expect(text.said).toContain('! 1 report: two answers fit (1)');
    expect(text.said).toContain('30 first answers of 30 people.');
    expect(text.said + json.said).not.toContain('PERSON');
    const { people, items: all } = JSON.parse(json.said) as { people: number; items: { item: string; answers: number }[] };
    expect([people, all[0]?.item, all.find(({ item }) => item === '1.2-q01')?.answers]).toEqual([30, '1.2-q02', 30]);
  });

  it.each([
    [['--since', '2027-02-31'], 2, '--since needs a day'],
    [['--lessons'], 2, 'npm run items'],
    [[], 1, 'There is no database at'],
  ] as const)('ends with a sentence when it is called with %j', async (parameters, code, words) => {
    expect(await items('none', ...parameters)).toEqual({ code, said: expect.stringContaining(words) });
  });
});
