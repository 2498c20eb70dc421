import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { completions } from '../../../src/adapters/console/complete.ts';
import { buttonsOf } from '../../../src/adapters/console/keys.ts';
import { keysOf } from '../../../src/adapters/console/keyboard.ts';
import { lessonReply } from '../../../src/core/lessons/replies.ts';
import { lessonById } from '../../../src/core/pack-index.ts';
import { waitFor } from '../../fixtures/deadline.ts';
import { hostileTexts } from '../../fixtures/hostile.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { openTerminal, paste, type Terminal, type TerminalOptions } from './setting.ts';

const [up, left, home, erase, tab, enter, ctrlC, ctrlD] = ['\u001B[A', '\u001B[D', '\u001B[H', '\u007F', '\t', '\r', '\u0003', '\u0004'];

let terminal: Terminal | undefined;
const open = async (options?: TerminalOptions) => (terminal = await openTerminal(options));
afterEach(async () => {
  await terminal?.stop();
  terminal = undefined;
});

describe('a line that is edited', () => {
  it.each([
    ['a letter that was forgotten', ['leson 1.2', left.repeat(6), 's']],
    ['letters too many', ['lesskk', erase, erase, 'on 1.2']],
    ['its beginning', ['on 1.2', home, 'less']],
    ['a word begun', ['les', tab, '1.2']],
    ['two words begun', ['l', 'es', tab, tab, '2']],
    ['a line that was given up', ['quiz 1.1', ctrlC, 'lesson 1.2']],
    ['a line from before', ['lesson 1.2', enter, up]],
  ])('has the meaning that it has in the end: %s', async (_what, pressed) => {
    const { press } = await open();
    expect(await press(...pressed, enter)).toContain('1.2 Inference Fit and Scoring Modes');
  });

  it('comes back with the arrow up, the one before it with another', async () => {
    const { type, press, raw } = await open();
    await type('lesson 1.2');
    await type('lesson 1.1');
    expect(await press(up, up, enter)).toContain('1.2 Inference Fit');
    expect(await press(up, up, enter)).toContain('1.1 Pipelines');
    expect(raw()).not.toContain('^[[A');
  });

  it.each([
    ['Ctrl-C where nothing stands', [ctrlC]],
    ['Ctrl-C twice', ['lesson', ctrlC, ctrlC]],
    ['Ctrl-D', [ctrlD]],
  ])('is not waited for after %s', async (_what, pressed) => {
    const { keys, ended, screen } = await open();
    keys(...pressed);
    await ended;
    expect(screen()).toContain('Goodbye.');
  });
});

it('shows what was typed ahead where it was asked for', async () => {
  const { keys, screen } = await open();
  keys('lesson 1.2\r', 'lesson 1.1\r', '@maria\r');
  await waitFor(() => screen().endsWith('maria> '));
  expect(screen()).toMatch(/\nyou> lesson 1\.1\n1\.1 Pipelines/);
  expect(screen()).not.toMatch(/> .*> /);
});

describe('Tab', () => {
  const buttons = buttonsOf(lessonReply(lessonById(tinyPack, '1.2')!, 'summary', 1));
  it.each([
    ['les', ['lesson ']],
    ['dat', ['data ']],
    ['lesson ', ['lesson 1.1', 'lesson 1.2']],
    ['quiz 1.', ['quiz 1.1', 'quiz 1.2']],
    ['qui', ['quiz', 'quit']],
    ['quiz ', ['quiz 1.1', 'quiz 1.2']],
    ['quiz m', ['quiz me on it']],
    ['drill ', ['drill setup', 'drill off', 'drill status']],
    ['drill s', ['drill setup', 'drill status']],
    ['help dr', ['help drill']],
    ['tra', ['traps']],
    ['ALL', ['all lessons']],
    ['how', ['how to decide']],
    ['xyz', []],
  ])('after "%s" offers %j', (line, offered) => {
    expect(completions(line, tinyPack, buttons)).toEqual(expect.arrayContaining(offered));
    if (offered.length === 0) expect(completions(line, tinyPack, buttons)).toEqual([]);
  });
});

/** What the line editor gets to see when these chunks arrive: it takes a hundred letters a line. */
async function filtered(...chunks: (string | Buffer)[]): Promise<string> {
  const input = new PassThrough();
  const keys = keysOf(input, () => 100 - seen.replace(/^[^]*[\r\u0003]/, '').length);
  let seen = '';
  keys.on('keypress', (letter: string | undefined, key: { sequence: string }) => (seen += letter ?? key.sequence));
  const ended = once(keys.resume(), 'end');
  for (const chunk of chunks) input.write(chunk);
  input.end();
  await ended;
  keys.destroy();
  return seen;
}

describe('what is pasted', () => {
  it.each<[string, string[], string]>([
    ['is one line, whatever lines it had', [paste('one\ntwo\r\nthree')], 'one two three'],
    ['has no orders for the terminal', [paste('a\u001B[2Jb\u001B]0;title\u0007c\u009B31md')], 'abcd'],
    ['has no keys', [paste('a\u001B[Ab\u0003c\u0004d\te')], 'ab c d e'],
    ['does not turn the direction of reading', [paste('a\u202Eb\u2067c')], 'abc'],
    ['may come in pieces', ['\u001B[2', '00~on', 'e\u001B[20', '1~two'], 'onetwo'],
    ['ends where its mark ends', [`${paste('a\n')}\r`], 'a \r'],
    ['may be nothing', [paste('')], ''],
    ['comes twice', [paste('a') + paste('b')], 'ab'],
    ['is no longer than what the bot reads', [paste('x'.repeat(1000))], 'x'.repeat(100)],
    ['may have wide letters', [paste('日本\n語')], '日本 語'],
  ])('%s', async (_what, chunks, seen) => {
    expect(await filtered(...chunks)).toBe(seen);
  });

  it.each<[string, (string | Buffer)[], string]>([
    ['an arrow', ['\u001B[A'], '\u001B[A'],
    ['a letter with Alt', ['\u001B', 'a'], '\u001Ba'],
    ['letters beyond the end of the line', ['x'.repeat(150), '\r', 'y'], `${'x'.repeat(100)}\ry`],
    ['a line after one that was given up', ['x'.repeat(150), '\u0003y'], `${'x'.repeat(100)}\u0003y`],
    ['half a letter', [Buffer.from([0xc3]), Buffer.from([0xa9])], 'é'],
    ['bytes that are none', [Buffer.from([0xff, 0x61, 0x0d])], '\uFFFDa\r'],
  ])('is told apart from what is typed: %s', async (_what, chunks, seen) => {
    expect(await filtered(...chunks)).toBe(seen);
  });

  it('may be a megabyte, and the next line is read', async () => {
    const { press, type } = await open();
    expect(await press('route ', paste('leak '.repeat(200_000)), enter)).toMatch(/lesson|guide/i);
    expect(await type('lesson 1.2')).toContain('1.2 Inference Fit');
  });

  it.each(hostileTexts)('comes back harmless: %s', async (_what, text) => {
    const { press } = await open();
    expect(await press('search ', paste(text), enter)).not.toMatch(/(?![\n])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
  });
});

describe('what arrives by itself', () => {
  it('stands above the line that is being typed, which goes on', async () => {
    const { press, adapter, screen, keys } = await open();
    keys('lesson 1.');
    adapter.notice('The changed content is in use.');
    expect(screen()).toMatch(/The changed content is in use\.\n\nyou> lesson 1\.$/);
    expect(await press('2', enter)).toContain('1.2 Inference Fit');
  });

  it('clears the line that it takes the place of', async () => {
    const { adapter, raw, keys } = await open();
    keys('les');
    const before = raw().length;
    adapter.notice('News.');
    expect(raw().slice(before)).toMatch(/^\u001B\[1G\u001B\[0J(?:)News\./);
  });
});

describe('a window that is lower than what is shown', () => {
  it('shows it in parts, each with Enter', async () => {
    const { type, screen } = await open({ columns: 80, rows: 24 });
    let shown = await type('help');
    expect(screen()).toMatch(/\nmore: Enter> $/);
    expect(shown).toMatch(/^What you can ask for/);
    let all = shown;
    for (let part = 0; part < 5 && screen().endsWith('more: Enter> '); part += 1) {
      shown = await type('');
      expect(shown.trim().split('\n').length).toBeLessThanOrEqual(22);
      all += shown;
    }
    expect(all).toContain('[n] Quiz me');
    expect(screen()).toMatch(/\nyou> $/);
  });

  it('takes a command in between', async () => {
    const { type, screen } = await open({ columns: 80, rows: 24 });
    await type('help');
    expect(await type('quiz 1.2 1')).toContain('Question 1 of 1');
    expect(screen()).toMatch(/\nyou> $/);
  });

  it.each([undefined, 0, 5])('but is not torn to pieces where there are %s rows', async (rows) => {
    const { type } = await open({ columns: 80, ...(rows === undefined ? {} : { rows }) });
    expect(await type('help')).toContain('[n] Quiz me');
  });
});

it('is as wide as the window at that moment', async () => {
  const { type, resize } = await open({ columns: 80 });
  const widest = async () => Math.max(...(await type('help')).split('\n').map((line) => line.length));
  expect(await widest()).toBeLessThanOrEqual(80);
  resize({ columns: 50 });
  expect(await widest()).toBeLessThanOrEqual(50);
  resize({ columns: 300 });
  expect(await widest()).toBeLessThanOrEqual(100);
});

it('gives a dumb terminal no orders', async () => {
  const { type, raw } = await open({ isDumb: true });
  expect(await type('lesson 1.2')).toContain('1.2 Inference Fit');
  expect(raw()).not.toContain('\u001B[?2004h');
});
