import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTool, type Running, smallPack, startAtTerminal, startBot, type Tool } from '../fixtures/process.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const database = (name: string) => ({ DATABASE_URL: `sqlite:${join(folder, name)}.db` });

describe.concurrent('the program without any token', () => {
  it('is a console that answers piped lines and leaves with exit code 0', async () => {
    const bot = startBot(database('piped'));
    bot.type('route how do I keep tomorrow out of my training set');
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
      const feedback = first.until('1 of 3 answered');
      first.type('a b');
      await feedback;
    }
    await first.kill('SIGKILL');
    const second = startBot(database('killed'));
    second.type('quiz');
    second.type('data');
    await second.finish();
    expect(second.said()).toContain('Welcome back. Your quiz on 1.1 is at 1 of 3: type quiz to go on.');
    expect(second.said()).toContain('Question 2 of 3');
    expect(second.said()).toMatch(/Answers\s+1\. /);
  });

  it('goes on with a mock exam after it was killed, with its answers, flags and end, and explains it after the next start', async () => {
    const first = startBot(database('exam'));
    const press = async (bot: Running, line: string, until: string | RegExp) => {
      const seen = bot.until(until);
      bot.type(line);
      await seen;
    };
    await press(first, 'exam 5', 'Start now: 5 questions');
    await press(first, 'n', 'Question 1 of 5');
    const end = /until [^.]+\(UTC\)/.exec(first.said())?.[0] ?? 'no end';
    await press(first, 'flag', 'Question 1 of 5, flagged');
    await press(first, 'a', /Noted for question 1|One more to choose/);
    await first.kill('SIGKILL');
    const second = startBot(database('exam'));
    await press(second, 'exam review', 'Overview of your mock exam');
    expect(second.said()).toMatch(/Your mock exam is running: [01] of 5\s+answered/);
    expect(second.said().replaceAll(/\s+/g, ' ')).toContain(end);
    expect(second.said()).toMatch(/Flagged\s+1: 1\n/);
    await press(second, 'exam question 2', 'Question 2 of 5');
    await press(second, 'exam submit', /Submit with [45] not answered/);
    const submit = /\[(\w+)\] Submit with/.exec(second.said().slice(second.said().lastIndexOf('Overview')))?.[1] ?? '';
    await press(second, submit, /Mock exam: [01] of 5|This mock exam has no answers/);
    await press(second, 'exam review', 'No mock exam is running');
    expect(await second.finish()).toBe(0);
  });

  it('leaves at SIGTERM by itself', async () => {
    const bot = startBot({ ...database('stopped'), ...smallPack });
    await bot.until('quit leaves');
    expect(await bot.kill('SIGTERM')).toBe(0);
  });
});

const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;
describe.skipIf(!hasPython)('at a terminal', { concurrent: true }, () => {
  const [up, left, ctrlC] = ['\u001B[A', '\u001B[D', '\u0003'];
  const start = async (name: string, env: Record<string, string> = smallPack) => {
    const bot = startAtTerminal({ ...database(name), ...env }, 40, 60);
    await bot.until('you> ');
    return bot;
  };
  const press = async (bot: Running, keys: string, until: string | RegExp) => {
    const seen = bot.until(until);
    bot.child.stdin?.write(keys);
    await seen;
  };

  /** Saves again and again: the folder may not be watched yet when the prompt comes. */
  const writeUntil = async (bot: Running, file: string, text: string, told: RegExp) => {
    const seen = bot.until(told);
    const saving = setInterval(() => writeFileSync(file, text), 1_500);
    await seen.finally(() => clearInterval(saving));
  };

  it('takes keys one by one, fits the window, and leaves at Ctrl-C, with a word and without an error', async () => {
    const bot = await start('keys');
    await press(bot, `leson 1.1${left.repeat(6)}s\r`, /1\.1 Joining Tables[^]*you> /);
    await press(bot, `${up}\r`, /1\.1 Joining Tables[^]*you> /);
    await press(bot, `quiz${ctrlC}${ctrlC}`, 'Goodbye.');
    expect(await bot.finish()).toBe(0);
    expect(bot.said()).not.toMatch(/\^\[\[A|\{"level"/);
    const lines = stripVTControlCharacters(bot.said()).split(/\r?\n/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('hears of changed content above the line that is being typed, in plain words', async () => {
    const content = join(folder, 'live');
    await cp('tests/fixtures/content/basic', content, { recursive: true });
    const bot = await start('live', { CONTENT_DIR: content });
    const pack = await readFile(join(content, 'pack.yaml'), 'utf8');
    await press(bot, 'less', 'less');
    await writeUntil(bot, join(content, 'pack.yaml'), `titel: Wrong\n${pack}`, /stays in use[^]*you> less/);
    await writeUntil(bot, join(content, 'pack.yaml'), pack, /changed content is in use[^]*you> less/);
    await press(bot, 'on\r', /you> /);
    expect(bot.said()).not.toMatch(/\{"level"|at .*\.(js|ts):/);
    await bot.kill('SIGKILL');
  });
});

describe.concurrent('what comes through a pipe', () => {
  it('does no harm: a megabyte in one line, bytes that are no text, orders to the terminal, a line without an end', async () => {
    const bot = startBot(database('pipe'));
    bot.type(`search ${'leak '.repeat(200_000)}`);
    bot.type(`${'!'.repeat(1_000_000)}x`);
    bot.child.stdin?.write(Buffer.from([0, 1, 2, 7, 27, 127, 155, 255, 10, 10]));
    bot.type('\u001B[2J\u001B]0;title\u0007\u001B[31mred');
    bot.child.stdin?.write('lesson 1.2');
    expect(await bot.finish()).toBe(0);
    expect(bot.said()).toContain('1.2 Inference Fit');
    expect(bot.said()).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(bot.said().length).toBeLessThan(20_000);
  });

  it('may be closed at the other end', async () => {
    const bot = startBot({ ...database('closed'), ...smallPack });
    bot.child.stdout?.destroy();
    bot.type('lesson 1.1');
    expect(await bot.finish()).toBe(0);
  });
});

describe.concurrent('what an operator gets wrong', () => {
  it('is reported all at once, without secrets, and the program leaves with exit code 1', async () => {
    const bot = startBot({ ...database('wrong'), DISCORD_TOKEN: 'not-a-token', SLACK_APP_TOKEN: 'xapp-1-hidden', LOG_LEVEL: 'loud' });
    expect(await bot.finish()).toBe(1);
    for (const variable of ['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'LOG_LEVEL']) expect(bot.said()).toContain(variable);
    expect(bot.said()).not.toMatch(/not-a-token|xapp-1-hidden|at .*\.[jt]s:/);
  });

  let again: Tool;
  beforeAll(() => {
    again = openTool('dist/main.js');
  });
  afterAll(() => again.close());

  it.each<[string, Record<string, string>, string]>([
    ['a database that is not there', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'The database cannot be opened'],
    ['a file that cannot be written', { DATABASE_URL: 'sqlite:/dev/null/x.db' }, 'The database cannot be opened'],
    ['a content folder that is not there', { CONTENT_DIR: '/nowhere' }, 'cannot be read'],
  ])('%s is one clear sentence', async (_which, env, sentence) => {
    const { code, said } = await again.callAt({ env: { ...database('wrong'), ...smallPack, ...env } });
    expect([code, said]).toEqual([1, expect.stringContaining(sentence)]);
    expect(said).not.toMatch(/at .*\.[jt]s:/);
  });

  it('a pack made from a copy, with the id of the one beside it, does not start: their answers would mix', async () => {
    const packs = join(folder, 'packs');
    for (const name of ['first', 'copy']) await cp('tests/fixtures/content/basic', join(packs, name), { recursive: true });
    const pack = join(packs, 'copy/pack.yaml');
    await writeFile(pack, (await readFile(pack, 'utf8')).replace('A Basic Exam', 'Another Exam'));
    const { code, said } = await again.callAt({ env: { ...database('copied'), CONTENT_DIR: join(packs, 'copy') } });
    expect(code).toBe(1);
    expect(said).toContain(`${pack}:1:1  found the id "basic", which ${join(packs, 'first')} has for "A Basic Exam"`);
    expect(said).toContain('expected an id of its own for "Another Exam"\n    Choose another one');
  });

  it('bad content does not start, with file, line, column and the way out', async () => {
    const content = join(folder, 'content');
    await cp('tests/fixtures/content/basic', content, { recursive: true });
    await writeFile(join(content, 'pack.yaml'), 'id: basic\ntitel: Wrong\n');
    const { code, said } = await again.callAt({ env: { ...database('wrong'), CONTENT_DIR: content } });
    expect(code).toBe(1);
    expect(said).toContain('pack.yaml:2:1');
    expect(said).toMatch(/\d+ problems in /);
  });
});
