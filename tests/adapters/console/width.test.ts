import { describe, expect, it } from 'vitest';
import { buttonsOf } from '../../../src/adapters/console/keys.ts';
import { partsOf } from '../../../src/adapters/console/window.ts';
import { screensOf } from '../../../src/authoring/screens.ts';
import type { Block, Reply } from '../../../src/core/reply.ts';
import { code, link, plain } from '../../../src/core/text.ts';
import { brokenAt } from '../../fixtures/terminal.ts';
import { tinyPack } from '../../fixtures/pack.ts';

const screens = screensOf(tinyPack);

const replies = (block: Block): Reply => ({ summary: 'x', blocks: [block] });

describe.each([40, 60, 80, 120])('at %i columns', (width) => {
  it('no screen has a broken word, and none loses one', () => {
    expect(screens.flatMap(({ name, reply }) => brokenAt(width, reply).map((line) => `${name}: ${line}`))).toEqual([]);
  });

  it.each<[string, Block]>([
    ['Chinese', { kind: 'text', text: plain('日本語 のテスト です '.repeat(20)) }],
    ['combining marks', { kind: 'text', text: plain(`${'e\u0301tude '.repeat(40)}`) }],
    ['emoji', { kind: 'text', text: plain('👩‍👩‍👧‍👦 🏳️‍🌈 🚀 '.repeat(20)) }],
    ['code in a sentence', { kind: 'text', text: Array.from({ length: 30 }, () => [code('fit()'), ...plain(' ')]).flat() }],
    ['an address', { kind: 'text', text: [link('Here it is', `https://example.org/${'x'.repeat(150)}`)] }],
    ['a long heading', { kind: 'heading', text: 'word '.repeat(28) }],
    ['a long label', { kind: 'rows', rows: [{ label: 'word '.repeat(20).trim(), value: plain('word '.repeat(30)) }] }],
    ['a long line of code', { kind: 'code', code: `  model.fit(${'train, '.repeat(30)})` }],
    ['a long button', { kind: 'choices', choices: [{ label: 'word '.repeat(14).trim(), action: { kind: 'exam' } }] }],
    ['a picture', { kind: 'picture', url: 'https://example.org', alt: 'word '.repeat(30) }],
  ])('%s breaks between words only', (_what, block) => {
    expect(brokenAt(width, replies(block))).toEqual([]);
  });
});

describe('the keys of all these screens', () => {
  it('are each there once, and none is a letter of an answer', () => {
    for (const { name, reply } of screens) {
      const keys = buttonsOf(reply).map(({ key }) => key);
      expect({ name, keys }).toEqual({ name, keys: [...new Set(keys)] });
      expect({ name, letters: keys.filter((key) => /^[a-h]$/.test(key)) }).toEqual({ name, letters: [] });
    }
  });

  it.each<[string, RegExp]>([
    ['1', /^Summary$/],
    ['2', /^Concepts$/],
    ['6', /^Traps$/],
    ['11', /^Sources$/],
  ])('%s opens the same part on every page of a lesson', (key, label) => {
    const labels = screens
      .filter(({ name }) => /^lesson \d/.test(name))
      .flatMap(({ reply }) => buttonsOf(reply))
      .filter((button) => button.key === key);
    expect(labels.length).toBeGreaterThan(5);
    expect(labels.filter(({ choice }) => !label.test(choice.label))).toEqual([]);
  });

  it.each<[string, string]>([
    ['s', 'stop'],
    ['l', 'guide'],
    ['m', 'quiz'],
  ])('%s does the same everywhere', (key, kind) => {
    const buttons = screens.flatMap(({ reply }) => buttonsOf(reply)).filter((button) => button.key === key);
    expect([...new Set(buttons.map(({ choice }) => choice.action.kind))]).toEqual([kind]);
  });

  it('are whole words where something cannot be undone', () => {
    const buttons = screens.flatMap(({ reply }) => buttonsOf(reply)).filter(({ choice }) => choice.emphasis === 'danger');
    expect(buttons.filter(({ key }) => key.length < 3)).toEqual([]);
  });
});

describe('a text in parts', () => {
  const lines = (count: number, gaps: readonly number[] = []) =>
    Array.from({ length: count }, (_, at) => (gaps.includes(at) ? '' : `line ${at}`)).join('\n');

  it.each<[string, string, number, number[]]>([
    ['one that fits', lines(10), 10, [10]],
    ['one line too long', lines(11), 10, [10, 1]],
    ['much too long', lines(35), 10, [10, 10, 10, 5]],
    ['one with a paragraph that ends late', lines(15, [7]), 10, [7, 7]],
    ['one with a paragraph that ends early', lines(15, [2]), 10, [10, 5]],
    ['one with a paragraph at the very end of a part', lines(15, [10]), 10, [10, 4]],
    ['an empty one', '', 10, [1]],
  ])('%s', (_what, text, most, lengths) => {
    const parts = partsOf(text, most);
    expect(parts.map((part) => part.split('\n').length)).toEqual(lengths);
    expect(parts.join('\n').split(/\n+/)).toEqual(text.split(/\n+/));
  });
});
