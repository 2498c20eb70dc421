import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/adapters/slack/limits.ts';
import { drawHome, drawMessage } from '../../../src/adapters/slack/render.ts';
import { type Action, makeAction } from '../../../src/core/action.ts';
import { lessonsOf } from '../../../src/core/pack-index.ts';
import { guideReply } from '../../../src/core/lessons/guide.ts';
import { lessonReply } from '../../../src/core/lessons/replies.ts';
import { helpReply } from '../../../src/core/help/replies.ts';
import type { Block, Reply } from '../../../src/core/reply.ts';
import { bold, code, link, plain } from '../../../src/core/text.ts';
import { anyReply } from '../../fixtures/arbitraries.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { messageProblems, shownText, viewProblems } from '../../standins/slack/index.ts';

const sign = (action: Action) => makeAction(action, { key: 'key', pack: 'tiny' });
const guide: Action = { kind: 'guide' };
const help: Action = { kind: 'help' };

/** One block, drawn. */
const draw = (block: Block) => drawMessage({ summary: 'summary', blocks: [block] }, sign).blocks;
const words = (text: string) => ({ type: 'text', text });
const rich = (element: object) => [{ type: 'rich_text', elements: [element] }];
const button = (label: string, action: Action) => ({
  type: 'button',
  text: { type: 'plain_text', text: label, emoji: false },
  action_id: sign(action),
});
const problemsOf = (reply: Reply) => [
  ...messageProblems('chat.postMessage', { ...drawMessage(reply, sign), channel: 'C0STUDY' }, []),
  ...messageProblems('chat.update', { ...drawMessage(reply, sign), channel: 'C0STUDY', ts: '1' }, []),
  ...viewProblems(drawHome(reply, sign), 'home', []),
];

describe('a block becomes', () => {
  it.each<[string, Block, object[]]>([
    ['a header', { kind: 'heading', text: 'Title' }, [{ type: 'header', text: { type: 'plain_text', text: 'Title', emoji: false } }]],
    [
      'a section with its marks',
      { kind: 'text', text: [...plain('a '), bold('b'), ...plain(' '), code('c'), link('d', 'https://example.org/')] },
      rich({
        type: 'rich_text_section',
        elements: [
          words('a '),
          { ...words('b'), style: { bold: true } },
          words(' '),
          { ...words('c'), style: { code: true } },
          { type: 'link', url: 'https://example.org/', text: 'd' },
        ],
      }),
    ],
    ['a quote', { kind: 'note', text: plain('aside') }, rich({ type: 'rich_text_quote', elements: [words('aside')] })],
    [
      'a list',
      { kind: 'list', items: [plain('one'), plain('two')], ordered: true },
      rich({
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          { type: 'rich_text_section', elements: [words('one')] },
          { type: 'rich_text_section', elements: [words('two')] },
        ],
      }),
    ],
    [
      'lines with a name in front',
      {
        kind: 'rows',
        rows: [
          { label: 'A', value: plain('first') },
          { label: 'B', value: plain('second') },
        ],
      },
      rich({
        type: 'rich_text_section',
        elements: [
          { ...words('A:'), style: { bold: true } },
          words(' '),
          words('first'),
          words('\n'),
          { ...words('B:'), style: { bold: true } },
          words(' '),
          words('second'),
        ],
      }),
    ],
    ['preformatted text', { kind: 'code', code: 'fit(x)' }, rich({ type: 'rich_text_preformatted', elements: [words('fit(x)')] })],
    [
      'buttons, the main one in colour',
      {
        kind: 'choices',
        choices: [
          { label: 'Go on', action: guide, emphasis: 'main' },
          { label: 'A (picked)', action: help, emphasis: 'picked' },
        ],
      },
      [{ type: 'actions', elements: [{ ...button('Go on', guide), style: 'primary' }, button('A (picked)', help)] }],
    ],
    [
      'an image with words for those who do not see it',
      { kind: 'picture', url: 'https://example.org/p.png', alt: 'A curve' },
      [{ type: 'image', image_url: 'https://example.org/p.png', alt_text: 'A curve' }],
    ],
  ])('%s', (_name, block, drawn) => {
    expect(draw(block)).toEqual(drawn);
  });
});

describe('what a person typed', () => {
  const hostile = [
    '<!channel>',
    '<!here|x>',
    '<@U0LEARNER>',
    '<#C0STUDY>',
    '*bold* _it_ `c`',
    '<https://evil.example|ok>',
    '&lt;!channel&gt;',
    '&',
  ];

  it.each(hostile)('stays as it is: %s', (typed) => {
    const text = plain(typed);
    const reply: Reply = {
      summary: typed,
      blocks: [
        { kind: 'heading', text: typed },
        { kind: 'text', text },
        { kind: 'note', text: [bold(typed), code(typed), link(typed, 'https://example.org')] },
        { kind: 'list', items: [text] },
        { kind: 'rows', rows: [{ label: typed, value: text }] },
        { kind: 'code', code: typed },
        { kind: 'choices', choices: [{ label: typed, action: guide }] },
      ],
    };
    expect(problemsOf(reply)).toEqual([]);
    const drawn = drawMessage(reply, sign);
    expect(shownText(JSON.parse(JSON.stringify(drawn))).split('\n')).toContain(typed);
    expect(drawn.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(typed);
  });

  it('is no link, whatever its address says', () => {
    expect(draw({ kind: 'text', text: [link('press me', 'javascript:alert(1)')] })).toEqual(
      rich({ type: 'rich_text_section', elements: [words('press me')] }),
    );
  });
});

describe('what Slack would refuse', () => {
  it.each<[string, Block]>([
    ['an empty heading', { kind: 'heading', text: ' ' }],
    ['a text without words', { kind: 'text', text: [...plain(''), bold('')] }],
    ['a list without items', { kind: 'list', items: [[], plain('')] }],
    ['no rows', { kind: 'rows', rows: [] }],
    ['no code', { kind: 'code', code: '' }],
    ['no choices', { kind: 'choices', choices: [] }],
  ])('is left out: %s', (_name, block) => {
    expect(draw(block)).toEqual([]);
  });

  it('is shortened: a heading, a label', () => {
    const [header] = draw({ kind: 'heading', text: 'x '.repeat(100) });
    const [actions] = draw({ kind: 'choices', choices: [{ label: '🙂'.repeat(75), action: guide }] });
    expect(header).toMatchObject({ text: { text: expect.stringMatching(/^.{80,150}$/s) } });
    expect(actions).toMatchObject({ elements: [{ text: { text: expect.stringMatching(/^.{30,75}$/s) } }] });
  });

  it('is spread over more blocks: many buttons, and a button that is there twice', () => {
    const pages = Array.from({ length: 30 }, (_, page): Action => ({ kind: 'lesson', lesson: '1.1', tab: 'summary', page }));
    const many = draw({ kind: 'choices', choices: pages.map((action) => ({ label: 'x', action })) });
    const twice = draw({ kind: 'choices', choices: [guide, help, guide].map((action) => ({ label: 'x', action })) });
    const counts = (blocks: object[]) => blocks.map((block) => (block as { elements: object[] }).elements.length);
    expect(counts(many)).toEqual([25, 5]);
    expect(counts(twice)).toEqual([2, 1]);
  });

  it('is joined: more texts than a message has blocks', () => {
    const blocks = Array.from({ length: 60 }, (_, at): Block => ({ kind: 'text', text: plain(`text ${at}`) }));
    const drawn = drawMessage({ summary: 's', blocks: [{ kind: 'heading', text: 'All' }, ...blocks] }, sign);
    expect(drawn.blocks).toHaveLength(2);
    expect(JSON.stringify(drawn)).toContain('text 59');
  });

  it('is cut, but the buttons stay', () => {
    const long: Block = { kind: 'text', text: plain('word '.repeat(2500)) };
    const end: Block = { kind: 'list', items: [plain('the end')] };
    const reply: Reply = { summary: 's', blocks: [long, end, { kind: 'choices', choices: [{ label: 'On', action: guide }] }] };
    const { blocks } = drawMessage(reply, sign);
    expect(blocks.at(-1)).toMatchObject({ type: 'actions' });
    expect(JSON.stringify(blocks)).toContain('word…');
    expect(JSON.stringify(blocks).length).toBeGreaterThan(limits.message.text * 0.95);
    expect(problemsOf(reply)).toEqual([]);
  });
});

it('any reply can be sent', () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      expect(problemsOf(reply)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it.each<[string, Reply]>([
  ['the guide', guideReply(tinyPack)],
  ['the help', helpReply(tinyPack)],
  ...lessonsOf(tinyPack).map((lesson): [string, Reply] => [lesson.id, lessonReply(lesson, 'summary', 1)]),
])('nothing is joined or cut of %s', (_name, reply) => {
  expect(drawMessage(reply, sign).blocks.length).toBeGreaterThanOrEqual(reply.blocks.length);
  expect(problemsOf(reply)).toEqual([]);
});
