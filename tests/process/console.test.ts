import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from '../fixtures/process.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const database = (name: string) => ({ DATABASE_URL: `sqlite:${join(folder, name)}.db` });

describe('the program without any token', () => {
  it('is a console that answers piped lines and leaves with exit code 0', async () => {
    const bot = startBot(database('piped'));
    bot.type('route how do I avoid leakage');
    bot.type('lesson 1.2');
    expect(await bot.finish()).toBe(0);
    expect(bot.said()).toContain('1.5 Nested Runs, Point-in-Time Correctness and Online Features');
    expect(bot.said()).toContain('1.2 Inference Fit, Single-Node vs SparkML, and Scoring Modes');
    expect(bot.said()).not.toContain('\u001B[');
  });

  it('has lost nothing that it acknowledged when it is killed in the middle of a quiz', async () => {
    const first = startBot(database('killed'));
    const question = first.until('Question 1 of 3');
    first.type('quiz 1.1 3');
    await question;
    const pressed = first.until(/1 of 3 answered|\(picked\)/);
    first.type('a');
    await pressed;
    if (first.said().includes('(picked)')) {
      // A "choose two" wants a second letter, and then its answer.
      const answer = first.until(/\[\d+\] Answer/);
      first.type('b');
      await answer;
      const feedback = first.until('1 of 3 answered');
      first.type(/\[(\d+)\] Answer/.exec(first.said())?.[1] ?? 'no answer');
      await feedback;
    }
    await first.kill('SIGKILL');
    const second = startBot(database('killed'));
    second.type('quiz');
    second.type('data');
    await second.finish();
    expect(second.said()).toContain('Question 2 of 3');
    expect(second.said()).toMatch(/Answers\s+1\n/);
  });

  it('leaves at SIGTERM by itself', async () => {
    const bot = startBot(database('stopped'));
    await bot.until('A study group of one');
    expect(await bot.kill('SIGTERM')).toBe(0);
  });
});

describe('content that changes while somebody studies', () => {
  it('is told in a line or a few, and nothing of the log is typed over it', async () => {
    const content = join(folder, 'changing');
    await cp('tests/fixtures/content/basic', content, { recursive: true });
    const bot = startBot({ ...database('changing'), CONTENT_DIR: content });
    await bot.until('A study group of one');
    const pack = await readFile(join(content, 'pack.yaml'), 'utf8');
    const save = async (text: string) => {
      await writeFile(join(content, 'pack.yaml.new'), text);
      await rename(join(content, 'pack.yaml.new'), join(content, 'pack.yaml'));
    };
    const refused = bot.until(
      /The changed content has 1 problem; the earlier content stays in use\.\npack\.yaml:2:1 {2}found the key "titel".*\n {4}Did you mean "title"\?/,
    );
    await save(pack.replace('title:', 'titel:'));
    await refused;
    const taken = bot.until('The changed content is in use.');
    await save(pack);
    await taken;
    expect(await bot.finish()).toBe(0);
  });
});

describe('what an operator gets wrong', () => {
  it('is reported all at once, without secrets, and the program leaves with exit code 1', async () => {
    const bot = startBot({ ...database('wrong'), DISCORD_TOKEN: 'not-a-token', SLACK_APP_TOKEN: 'xapp-1-hidden', LOG_LEVEL: 'loud' });
    expect(await bot.finish()).toBe(1);
    for (const variable of ['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'LOG_LEVEL']) expect(bot.said()).toContain(variable);
    expect(bot.said()).not.toMatch(/not-a-token|xapp-1-hidden|at .*\.ts:/);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a database that is not there', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'The database cannot be opened'],
    ['a file that cannot be written', { DATABASE_URL: 'sqlite:/dev/null/x.db' }, 'The database cannot be opened'],
    ['a content folder that is not there', { CONTENT_DIR: '/nowhere' }, 'cannot be read'],
  ])('%s is one clear sentence', async (_which, env, sentence) => {
    const bot = startBot({ ...database('wrong'), ...env });
    expect(await bot.finish()).toBe(1);
    expect(bot.said()).toContain(sentence);
    expect(bot.said()).not.toMatch(/at .*\.ts:/);
  });

  it('bad content does not start, with file, line, column and the way out', async () => {
    const content = join(folder, 'content');
    await cp('content/ml-pro', content, { recursive: true });
    await writeFile(join(content, 'pack.yaml'), 'id: ml-pro\ntitel: Wrong\n');
    const bot = startBot({ ...database('wrong'), CONTENT_DIR: content });
    expect(await bot.finish()).toBe(1);
    expect(bot.said()).toContain('pack.yaml:2:1');
    expect(bot.said()).toMatch(/\d+ problems in /);
  });
});
