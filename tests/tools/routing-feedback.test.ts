import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { helpReply } from '../../src/core/help/replies.ts';
import { openStorage } from '../../src/storage/open.ts';
import { smallPack, startBot } from '../fixtures/process.ts';
import { tinyPack } from '../fixtures/pack.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const address = (name: string) => `sqlite:${join(folder, `${name}.db`)}`;

/** What the program prints for the database of that name. */
async function feedback(name: string): Promise<string> {
  const env = { DATABASE_URL: address(name), ...smallPack };
  const program = startBot(env, 'dist/tools/routing-feedback.js');
  expect(await program.finish()).toBe(0);
  return program.said();
}

describe.concurrent('what learners corrected', () => {
  it('is YAML in the form of routing.yaml, lesson by lesson, whatever they typed', async ({ expect }) => {
    const { store } = await openStorage(address('some'), 'basic');
    const correctedTo = (question: string, shown: string[], corrected: string | null, at: number) =>
      ({ kind: 'routing-corrected', correction: { question, shown, corrected, at } }) as const;
    const hostile = '- "yes": #no\n  *bold* & <@U1>: {a: [b]}';
    const changes = [
      correctedTo('how do I score at night', ['1.1', '1.2'], '1.2', 1),
      correctedTo(hostile, ['1.1'], '1.2', 2),
      correctedTo('will it rain', ['1.2'], null, 3),
    ];
    await store.decide('console:ana', {}, () => ({ reply: helpReply(tinyPack), changes }));
    await store.close();
    const said = await feedback('some');
    expect(said).toMatch(/^# 3 corrections/);
    expect(said).not.toContain('console:ana');
    expect(parse(said)).toEqual({
      '1.1': {
        elsewhere: [
          { question: 'how do I score at night', lesson: '1.2' },
          { question: hostile, lesson: '1.2' },
        ],
      },
      '1.2': { phrasings: ['how do I score at night', hostile], elsewhere: [{ question: 'will it rain', lesson: null }] },
    });
  });

  it('may be nothing so far', async ({ expect }) => {
    expect(await feedback('none')).toBe('# No corrections so far.\n');
  });
});
