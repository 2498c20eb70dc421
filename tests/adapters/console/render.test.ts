import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colours, drawText, noColours } from '../../../src/adapters/console/render.ts';
import type { Block, Choice, Reply } from '../../../src/core/reply.ts';
import { bold, code, link, plain } from '../../../src/core/text.ts';
import { hostileTexts } from '../../fixtures/hostile.ts';

const say = (...blocks: Block[]): Reply => ({ summary: 'In short', blocks });
const width = 88;
const draw = (...blocks: Block[]) => drawText(say(...blocks), { ink: noColours, width });
const open = (page: number): Choice => ({ label: `Page ${page}`, action: { kind: 'lesson', lesson: '1.1', tab: 'traps', page } });
const lorem = 'word '.repeat(40).trim();
const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('a long line', () => {
  it('breaks between words, and none gets lost', () => {
    const drawn = draw({ kind: 'text', text: plain(lorem) });
    expect(widest(drawn)).toBeLessThanOrEqual(88);
    expect(drawn.replaceAll('\n', ' ')).toBe(lorem);
  });

  it('of a list goes on below its first word', () => {
    const [first, second] = draw({ kind: 'list', items: [plain(lorem)] }).split('\n');
    expect([first?.slice(0, 6), second?.slice(0, 6)]).toEqual(['- word', '  word']);
  });

  it('of rows goes on below its value, and beside short labels all values begin in one column', () => {
    const rows = [
      { label: 'A', value: plain('short') },
      { label: 'Grace', value: plain(lorem) },
    ];
    expect(draw({ kind: 'rows', rows }).split('\n').slice(0, 3)).toEqual([
      'A      short',
      `Grace  ${'word '.repeat(16).trim()}`,
      `       ${'word '.repeat(16).trim()}`,
    ]);
  });

  it('of rows with long labels stands below its label', () => {
    const rows = [{ label: '1.1 Pipelines, Estimators and Transformers', value: plain('What it is for.') }];
    expect(draw({ kind: 'rows', rows })).toBe('1.1 Pipelines, Estimators and Transformers\n    What it is for.');
  });

  it('without a space stays one line, for an address that was broken would lead nowhere', () => {
    const url = `https://example.org/${'x'.repeat(120)}`;
    expect(draw({ kind: 'text', text: [link('Here', url)] })).toBe(`Here\n<${url}>`);
  });

  it('is measured without its colours', () => {
    const text = Array.from({ length: 40 }, () => [bold('word'), ...plain(' ')]).flat();
    const coloured = drawText(say({ kind: 'text', text }), { ink: colours, width });
    expect(stripVTControlCharacters(coloured)).toBe(draw({ kind: 'text', text }));
  });
});

describe('buttons', () => {
  it('stand with their keys, whatever stands between them', () => {
    const drawn = draw(
      { kind: 'choices', choices: [open(1), open(2)] },
      { kind: 'text', text: plain('between') },
      { kind: 'choices', choices: [open(3)] },
    );
    expect(drawn).toBe('[1] Page 1  [2] Page 2\n\nbetween\n\n[3] Page 3');
  });

  it('of a menu stand below what it is for', () => {
    expect(draw({ kind: 'menu', label: 'Read more', choices: [open(1)] })).toBe('Read more:\n[6] Page 1');
  });

  it('do not say their key twice', () => {
    const lesson: Choice = { label: '1.1 Pipelines', action: { kind: 'lesson', lesson: '1.1', tab: 'summary', page: 1 } };
    expect(draw({ kind: 'choices', choices: [lesson] })).toBe('[1.1] Pipelines');
  });
});

describe('an answer', () => {
  const option = (letter: string, words: string, emphasis?: Choice['emphasis']) => ({
    letter,
    text: plain(words),
    choice: { ...open(letter.charCodeAt(0)), emphasis },
  });

  it('has its letter in front, and goes on below its first word', () => {
    const drawn = draw({ kind: 'options', options: [option('A', 'short'), option('B', lorem), option('C', 'last', 'picked')] });
    expect(drawn.split('\n').map((line) => line.slice(0, 8))).toEqual(['[A] shor', '[B] word', '    word', '    word', '[C] last']);
    expect(drawn).toMatch(/\[C\] last \(picked\)$/);
  });
});

describe('nothing that a terminal would obey', () => {
  const everywhere = (typed: string): Block[] => [
    { kind: 'heading', text: typed },
    { kind: 'text', text: [...plain(typed), bold(typed), code(typed), link(typed, typed)] },
    { kind: 'note', text: plain(typed) },
    { kind: 'list', items: [plain(typed)] },
    { kind: 'rows', rows: [{ label: typed, value: plain(typed) }] },
    { kind: 'code', code: typed },
    { kind: 'picture', url: typed, alt: typed },
    { kind: 'choices', choices: [{ label: typed, action: { kind: 'guide' } }] },
    { kind: 'menu', label: typed, choices: [{ label: typed, action: { kind: 'guide' } }] },
    { kind: 'options', options: [{ letter: 'A', text: plain(typed), choice: { label: typed, action: { kind: 'guide' } } }] },
  ];
  const obeyed = /(?![\n\t])\p{Cc}/u;

  it.each(hostileTexts)('gets through: %s', (_what, typed) => {
    expect(draw(...everywhere(typed))).not.toMatch(obeyed);
  });

  it('gets through, whatever was typed', () => {
    const nasty = fc.array(fc.oneof(fc.constantFrom('\u001B[', '\u001B]0;', '\u009B', '\u001B', '31m', '\u0007', 'a'), fc.string()));
    fc.assert(
      fc.property(nasty, (parts) => {
        expect(draw(...everywhere(parts.join('')))).not.toMatch(obeyed);
      }),
    );
  });

  it('but colours, where they were asked for', () => {
    const blocks: Block[] = [
      { kind: 'heading', text: 'Right' },
      { kind: 'text', text: [code('fit')] },
      { kind: 'note', text: [bold('aside')] },
    ];
    expect(drawText(say(...blocks), { ink: colours, width })).toBe(
      '\u001B[1mRight\u001B[22m\n\n\u001B[36mfit\u001B[39m\n\n\u001B[2maside\u001B[22m',
    );
    expect(draw(...blocks)).toBe('Right\n\nfit\n\naside');
  });
});

it('what is empty takes no room', () => {
  expect(draw({ kind: 'text', text: [] }, { kind: 'list', items: [] }, { kind: 'rows', rows: [] }, { kind: 'choices', choices: [] })).toBe(
    '',
  );
});
