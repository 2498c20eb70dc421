import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/adapters/discord/limits.ts';
import { drawMessage, drawnMessage, type Message } from '../../../src/adapters/discord/render.ts';
import { makeAction } from '../../../src/core/action-id.ts';
import { lessonsOf } from '../../../src/core/pack-index.ts';
import { guideReply } from '../../../src/core/lessons/guide.ts';
import { lessonReply } from '../../../src/core/lessons/replies.ts';
import { helpReply } from '../../../src/core/help/replies.ts';
import type { Block, Choice, Reply, Sign } from '../../../src/core/reply.ts';
import { bold, code, command, plain } from '../../../src/core/text.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { checkMessage } from '../../standins/discord/check.ts';
import { anyReply } from '../../fixtures/arbitraries.ts';

const sign: Sign = (action) => makeAction(action, { key: 'key', pack: 'tiny' });
const say = (...blocks: Block[]): Reply => ({ summary: 'In short', blocks });
const draw = (...blocks: Block[]) => drawMessage(say(...blocks), sign);
const texts = ({ components }: Message) => components.flatMap((one) => (one.type === ComponentType.TextDisplay ? [one.content] : []));
const rows = ({ components }: Message) => components.flatMap((one) => (one.type === ComponentType.ActionRow ? [one.components] : []));
const open = (page: number, more: Partial<Choice> = {}): Choice => ({
  label: `Page ${page}`,
  action: { kind: 'lesson', lesson: '1.1', tab: 'traps', page },
  ...more,
});
const option = (letter: string, page: number, words = 'word '.repeat(300)) => ({
  letter,
  text: plain(words),
  choice: open(page, { label: letter }),
});
const sections = ({ components }: Message) =>
  components.flatMap((one) =>
    one.type === ComponentType.Section ? [{ text: one.components[0]?.content ?? '', button: one.accessory }] : [],
  );
const menus = (message: Message) =>
  rows(message).flatMap((row) => row.flatMap((one) => (one.type === ComponentType.StringSelect ? [one] : [])));
const pages = (count: number) => Array.from({ length: count }, (_, page) => open(page));
const refused = (message: Message) => checkMessage('MessageCreateRequest', message, 0);

describe('A block and what Discord shows:', () => {
  test.each<[string, Block, string]>([
    ['heading', { kind: 'heading', text: 'Right #1' }, '## Right #1'],
    ['text', { kind: 'text', text: [...plain('Use '), code('fit'), ...plain(', '), bold('once')] }, 'Use `fit`, **once**'],
    ['list', { kind: 'list', items: [plain('one'), plain('two\nlines')] }, '- one\n- two\n  lines'],
    ['ordered list', { kind: 'list', ordered: true, items: [plain('first'), [], plain('then')] }, '1. first\n2. then'],
    [
      'rows',
      {
        kind: 'rows',
        rows: [
          { label: 'A', value: plain('fit') },
          { label: 'B', value: [code('load')] },
        ],
      },
      '**A** fit\n**B** `load`',
    ],
    ['code', { kind: 'code', code: 'a = "```"\n' }, '```\na = "``\u200b`"\n```'],
    ['note', { kind: 'note', text: plain('small\nprint') }, '-# small\n-# print'],
    ['a command that is called otherwise here', { kind: 'text', text: [command('drill off')] }, '`/mlpro-drill off`'],
    ['a picture that Discord cannot fetch', { kind: 'picture', url: 'file:///etc/passwd', alt: 'A chart' }, 'A chart'],
  ])('%s', (_kind, block, shown) => {
    expect(texts(draw(block))).toEqual([shown]);
  });

  test('a picture is shown with its words', () => {
    expect(draw({ kind: 'picture', url: 'https://a.example/p.png', alt: 'A chart' }).components).toEqual([
      { type: ComponentType.MediaGallery, items: [{ media: { url: 'https://a.example/p.png' }, description: 'A chart' }] },
    ]);
  });

  test('choices become rows of five, coloured by emphasis, each action once', () => {
    const drawn = rows(draw({ kind: 'choices', choices: [open(0, { emphasis: 'main' }), open(1, { emphasis: 'picked' }), ...pages(6)] }));
    expect(drawn.map((row) => row.map((button) => ('label' in button ? `${button.label} ${button.style}` : 'a menu')))).toEqual([
      ['Page 0 1', 'Page 1 3', 'Page 2 2', 'Page 3 2', 'Page 4 2'],
      ['Page 5 2'],
    ]);
    expect(drawn[0]?.[0]?.custom_id).toBe(sign(open(0).action));
  });

  test('a menu becomes as many as it needs, 25 entries each, each action once', () => {
    const drawn = draw({ kind: 'menu', label: 'Read on', choices: [...pages(30), ...pages(30)] });
    expect(menus(drawn).map(({ options }) => options.length)).toEqual([25, 5]);
    expect(menus(drawn)[1]?.options[4]).toEqual({ label: 'Page 29', value: sign(open(29).action) });
    expect(new Set(menus(drawn).map(({ custom_id }) => custom_id)).size).toBe(2);
    expect(refused(drawn).refused).toEqual([]);
  });

  test('an entry of a menu is cut at 100 characters, and one without words still can be picked', () => {
    const [menu] = menus(draw({ kind: 'menu', label: ' ', choices: [open(1, { label: '🙂'.repeat(120) }), open(2, { label: '' })] }));
    expect(menu?.options.map(({ label }) => [...label].length)).toEqual([100, 1]);
    expect(menu?.placeholder).toBe('…');
  });
});

describe('Lines part the options, or what is said of them, from the rest:', () => {
  const blocks: Record<string, Block> = {
    t: { kind: 'text', text: plain('text') },
    e: { kind: 'text', text: [] },
    l: { kind: 'list', items: [plain('list')] },
    o: { kind: 'options', options: [option('A', 1, 'one'), option('B', 2, 'two')] },
    n: { kind: 'note', text: plain('note') },
    c: { kind: 'choices', choices: [open(7)] },
  };
  const signs: Partial<Record<ComponentType, string>> = {
    [ComponentType.TextDisplay]: 't',
    [ComponentType.Section]: 'o',
    [ComponentType.Separator]: '|',
    [ComponentType.ActionRow]: 'c',
  };
  const shape = (of: string, verdict?: 'right' | 'wrong') => {
    const { components } = drawMessage({ ...say(...[...of].flatMap((letter) => blocks[letter] ?? [])), ...(verdict && { verdict }) }, sign);
    const [frame] = components;
    const inside = frame?.type === ComponentType.Container ? frame.components : components;
    return inside.map(({ type }) => signs[type]).join('');
  };

  test.each([
    ['toc', 't|oo|c'],
    ['ttoc', 'tt|oo|c'],
    ['ton', 't|oo|t'],
    ['o', 'oo'],
    ['oc', 'oo|c'],
    ['to', 't|oo'],
    ['eo', 'oo'],
    ['oe', 'oo'],
    ['one', 'oo|t'],
    ['teoec', 't|oo|c'],
    ['tln', 'ttt'],
    ['tc', 'tc'],
  ])('%s is drawn as %s', (of, drawn) => {
    expect(shape(of)).toBe(drawn);
  });

  test.each([
    ['tlnc', 't|t|tc'],
    ['ltn', 't|tt'],
    ['tl', 't|t'],
    ['tn', 'tt'],
  ])('%s under a verdict as %s, in a frame of its colour', (of, drawn) => {
    for (const verdict of ['right', 'wrong'] as const) expect(shape(of, verdict)).toBe(drawn);
    const colourOf = (verdict: 'right' | 'wrong') => drawMessage({ ...say({ kind: 'heading', text: '✓' }), verdict }, sign).components[0];
    expect([colourOf('right'), colourOf('wrong')]).toMatchObject([{ accent_color: 0x2d7d46 }, { accent_color: 0xb54708 }]);
  });

  test('a frame counts as a component, and holds all that fits', () => {
    const full = { ...say(...Array.from({ length: 50 }, (): Block => ({ kind: 'text', text: plain('x') }))), verdict: 'right' as const };
    const many = { ...say(...pages(40).map((one): Block => ({ kind: 'choices', choices: [one] }))), verdict: 'wrong' as const };
    for (const reply of [full, many]) expect(refused(drawMessage(reply, sign)).refused).toEqual([]);
  });
});

describe('Nothing is too much:', () => {
  test('empty blocks are left out, and an empty reply says its summary', () => {
    expect(
      texts(
        draw(
          { kind: 'text', text: [] },
          { kind: 'list', items: [] },
          { kind: 'choices', choices: [] },
          { kind: 'menu', label: 'More', choices: [] },
        ),
      ),
    ).toEqual(['In short']);
  });

  test('a long block is cut with an ellipsis, the short ones beside it stay whole', () => {
    const [first, long, last] = texts(
      draw({ kind: 'heading', text: 'Start' }, { kind: 'text', text: plain('word_ '.repeat(2000)) }, { kind: 'note', text: plain('End') }),
    );
    expect([first, last]).toEqual(['## Start', '-# End']);
    expect(long).toMatch(/…$/);
    expect(long?.length).toBeGreaterThan(limits.textInAll - 100);
  });

  test('long answers are cut with the rest, and keep their letters and buttons', () => {
    const message = draw(
      { kind: 'text', text: plain('stem '.repeat(300)) },
      { kind: 'options', options: ['A', 'B', 'C', 'D', 'E'].map((letter, page) => option(letter, page)) },
    );
    expect(refused(message).refused).toEqual([]);
    expect(sections(message).map(({ text }) => text.slice(0, 7))).toEqual(['A', 'B', 'C', 'D', 'E'].map((letter) => `**${letter}**  `));
    for (const { text, button } of sections(message)) {
      expect(text).toMatch(/word…$/);
      expect(button).toMatchObject({ type: ComponentType.Button });
    }
    const { cuts } = drawnMessage(say({ kind: 'options', options: ['A', 'B', 'C'].map((letter, page) => option(letter, page)) }), sign);
    expect(cuts).toHaveLength(3);
  });

  test('an answer without words still has its letter and its button', () => {
    const message = draw({ kind: 'options', options: [option('A', 1, '')] });
    expect(sections(message)).toMatchObject([{ text: expect.stringMatching(/^\*\*A\*\* *$/), button: { label: 'A' } }]);
  });

  test('code that is cut still ends', () => {
    expect(texts(draw({ kind: 'code', code: 'x\n'.repeat(4000) }))[0]).toMatch(/…\n```$/);
  });

  test('more than 40 components: neighbouring texts share one, and then buttons are left out', () => {
    const many = draw(...Array.from({ length: 30 }, (): Block => ({ kind: 'text', text: plain('x') })), {
      kind: 'choices',
      choices: pages(20),
    });
    expect(texts(many)).toHaveLength(1);
    expect(rows(many).flat()).toHaveLength(20);
    expect(refused(draw({ kind: 'choices', choices: pages(60) })).refused).toEqual([]);
  });

  test('whatever the reply, Discord takes its drawing', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        expect(refused(drawMessage(reply, sign))).toMatchObject({ refused: [], noted: [], empty: false });
      }),
      { numRuns: 150 },
    );
  });

  test('drawing leaves the reply as it was', () => {
    const reply = lessonReply(lessonsOf(tinyPack)[0]!, 'summary', 1);
    const before = structuredClone(reply);
    drawMessage(reply, sign);
    expect(reply).toEqual(before);
  });

  test.each([
    ['guide', guideReply(tinyPack)],
    ['help', helpReply(tinyPack)],
  ])('the %s fits without a cut', (_name, reply) => {
    const message = drawMessage(reply, sign);
    expect(refused(message).refused).toEqual([]);
    expect(texts(message).join()).not.toContain('…\n');
  });
});
