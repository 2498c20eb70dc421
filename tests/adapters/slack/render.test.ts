import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/adapters/slack/limits.ts';
import { drawHome, drawMessage, drawnMessage } from '../../../src/adapters/slack/render.ts';
import { spokenWords } from '../../../src/adapters/slack/spoken.ts';
import type { Action } from '../../../src/core/action.ts';
import { makeAction } from '../../../src/core/action-id.ts';
import { lessonsOf, questionById } from '../../../src/core/pack-index.ts';
import { guideReply } from '../../../src/core/lessons/guide.ts';
import { lessonReply } from '../../../src/core/lessons/replies.ts';
import { helpReply } from '../../../src/core/help/replies.ts';
import { feedbackReply } from '../../../src/core/quiz/feedback-replies.ts';
import { questionReply } from '../../../src/core/quiz/replies.ts';
import type { Question } from '../../../src/core/pack.ts';
import { type Block, type Reply, textsOf } from '../../../src/core/reply.ts';
import { bold, code, link, parseMarkup, plain, type Span, type Text, textWords } from '../../../src/core/text.ts';
import { anyBlock, anyReply } from '../../fixtures/arbitraries.ts';
import { hostileTexts } from '../../fixtures/hostile.ts';
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
const problemsOf = (reply: Reply) => {
  const ours = reply.blocks.flatMap(textsOf).flat().flatMap(sequencesOf);
  return [
    ...messageProblems('chat.postMessage', { ...drawMessage(reply, sign), channel: 'C0STUDY' }, ours),
    ...messageProblems('chat.update', { ...drawMessage(reply, sign), channel: 'C0STUDY', ts: '1' }, ours),
    ...viewProblems(drawHome(reply, sign), 'home', ours),
  ];
};

/** How the control sequences begin that a reply means to send. */
function sequencesOf(span: Span): string[] {
  if (span.kind === 'moment') return [`<!date^${Math.floor(span.at / 1000)}^{date_short_pretty}, {time}|`];
  return span.kind === 'channel' && /^[CGD][A-Z0-9]+$/.test(span.id) ? [`<#${span.id}>`] : [];
}

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
    [
      'small letters',
      { kind: 'note', text: plain('aside: *this*') },
      [{ type: 'context', elements: [{ type: 'plain_text', text: 'aside: *this*', emoji: false }] }],
    ],
    [
      'small letters with marks and a link',
      { kind: 'note', text: [...plain('Source: '), link('Guide & more', 'https://example.org/?a=1&b=2'), ...plain(' '), code('fit')] },
      [
        {
          type: 'context',
          elements: [
            {
              type: 'mrkdwn',
              text: 'Source:\u200B <https://example.org/?a=1&amp;b=2|Guide &amp; more> `fit`',
              verbatim: true,
            },
          ],
        },
      ],
    ],
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
      [
        {
          type: 'actions',
          elements: [
            { ...button('Go on', guide), style: 'primary' },
            { ...button('A (picked)', help), style: 'primary' },
          ],
        },
      ],
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

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

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
        { kind: 'menu', label: typed, choices: [{ label: typed, action: guide }] },
      ],
    };
    expect(problemsOf(reply)).toEqual([]);
    const drawn = drawMessage(reply, sign);
    expect(shownText(JSON.parse(JSON.stringify(drawn))).split('\n')).toContain(typed);
    const note = typed.repeat(3);
    expect(unescaped(drawn.text).split('\n')).toEqual([typed, typed, note, `- ${typed}`, `${typed}: ${typed}`, typed]);
  });

  it.each(hostile)('stays as it is beside a button: %s', (typed) => {
    const options = [{ letter: 'A', text: plain(typed), choice: { label: 'A', action: guide } }];
    const reply: Reply = { summary: 's', blocks: [{ kind: 'options', options }] };
    expect(problemsOf(reply)).toEqual([]);
    const [section] = drawMessage(reply, sign).blocks as { text: { text: string; verbatim: boolean } }[];
    expect(section?.text.verbatim).toBe(true);
    const [, words = ''] = /^\*A\* {2}([^]*)$/.exec(section?.text.text ?? '') ?? [];
    expect(unescaped(words.replaceAll('\u200B', ''))).toBe(typed);
    expect(words).not.toMatch(/[*_~`:](?!\u200B)/);
  });

  it.each([
    ...hostile,
    ...hostileTexts.map(([, text]) => text).filter((text) => text.length < 1000 && text.trim() !== ''),
    'https://evil.example/|<!here>',
    '<!date^1392734382^{date}|when> <!date^0^{time}^https://evil.example|x>',
    '<!date^1392734382^{date_short_pretty}, {time}|when>',
    '> quoted\n> *bold*',
  ])('stays as it is in a note: %s', (typed) => {
    const note = (...text: Text) => drawMessage({ summary: 's', blocks: [{ kind: 'note', text }] }, sign);
    const [alone] = note(...plain(typed)).blocks;
    expect(alone).toEqual({ type: 'context', elements: [{ type: 'plain_text', text: typed, emoji: false }] });
    const beside = note(...plain(`${typed} `), bold(typed), ...plain(' '), code(typed), link(typed, `https://example.org/${typed}`));
    expect(messageProblems('chat.postMessage', { ...beside, channel: 'C0STUDY' }, [])).toEqual([]);
    const text = (beside.blocks as { elements: { text: string }[] }[])[0]?.elements[0]?.text ?? '';
    const outside = text.replace(/<https?:\/\/[^<>|\s]+\|[^<>]*>/g, '');
    expect(outside).not.toMatch(/[<>]/);
    expect(outside.replace(/`[^`]*`/g, '').replace(/(^|\s)\*|\*(?=\s|$|\u200B)/g, '')).not.toMatch(/[*_~:](?!\u200B)/);
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
    ['a note without words', { kind: 'note', text: plain(' ') }],
    ['a list without items', { kind: 'list', items: [[], plain('')] }],
    ['no rows', { kind: 'rows', rows: [] }],
    ['no code', { kind: 'code', code: '' }],
    ['no choices', { kind: 'choices', choices: [] }],
    ['no options', { kind: 'options', options: [] }],
    ['a menu without entries', { kind: 'menu', label: 'More', choices: [] }],
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

  it('is spread over more menus: more entries than one takes, each once', () => {
    const pages = Array.from({ length: 130 }, (_, page): Action => ({ kind: 'lesson', lesson: '1.1', tab: 'summary', page }));
    const menus = draw({ kind: 'menu', label: 'More', choices: [...pages, ...pages].map((action) => ({ label: 'x', action })) });
    const counts = menus.map((block) => (block as { elements: { options: object[] }[] }).elements.map(({ options }) => options.length));
    expect(counts).toEqual([[100], [30]]);
  });

  it('is shortened: an answer, between its signs and marks', () => {
    for (const text of [plain('<&> '.repeat(900)), [bold('x<'.repeat(2500))], [code('y '.repeat(2000))]]) {
      const reply: Reply = {
        summary: 's',
        blocks: [{ kind: 'options', options: [{ letter: 'A', text, choice: { label: 'A', action: guide } }] }],
      };
      expect(problemsOf(reply)).toEqual([]);
      const [section] = drawMessage(reply, sign).blocks as { text: { text: string } }[];
      const drawn = section?.text.text ?? '';
      expect(drawn.length).toBeGreaterThan(limits.section * 0.95);
      expect(drawn.match(/&(?!(?:amp|lt|gt);)/)).toBeNull();
      expect(drawn).toMatch(/^\*A\* {2}(?:\*.*…\*|`.*…`|[^*`].*…)$/s);
    }
  });

  it('is cut of the answers, but their buttons stay', () => {
    const option = (letter: string, at: number) => ({
      letter,
      text: plain('word '.repeat(590)),
      choice: { label: letter, action: { kind: 'lesson', lesson: '1.1', tab: 'summary', page: at } as const },
    });
    const reply: Reply = { summary: 's', blocks: [{ kind: 'options', options: ['A', 'B', 'C', 'D', 'E'].map(option) }] };
    const letters = drawMessage(reply, sign).blocks.map((block) =>
      'accessory' in block ? (block.accessory as { text: object }).text : block,
    );
    expect(letters).toMatchObject(['A', 'B', 'C', 'D', 'E'].map((text) => ({ text })));
    expect(problemsOf(reply)).toEqual([]);
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

describe('what is read aloud', () => {
  const spoken = (reply: Reply) => drawMessage(reply, sign).text;
  const session = {
    id: 's1',
    learner: 'slack:U0LEARNER',
    lesson: '1.1',
    questions: ['1.1-q02'],
    startedAt: 0,
    stoppedAt: null,
  };
  const question = questionById(tinyPack, '1.1-q02') as Question;
  const view = { pack: tinyPack, session, attempts: [] };

  it('is the whole question, with the letter of every option', () => {
    const lines = spoken(questionReply(view, question, { picks: 'a' })).split('\n');
    expect(lines[0]).toBe('Question 1 of 1');
    expect(lines.filter((line) => line === 'Question 1 of 1')).toHaveLength(1);
    expect(lines).toContain(textWords(parseMarkup(question.stem)));
    const options = lines.flatMap((line) => /^([A-E])( \(picked\))?: (\w+)$/.exec(line)?.slice(1) ?? []);
    expect(options.filter((_, at) => at % 3 === 0)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(options.filter((_, at) => at % 3 === 2).sort()).toEqual(['Five', 'Four', 'One', 'Three', 'Two']);
    expect(options.indexOf(' (picked)') + 1).toBe(options.indexOf('One'));
  });

  it('is the whole feedback', () => {
    const text = spoken(feedbackReply(view, question, 'ac', { everything: true }));
    expect(text).toMatch(/^✓ Right\n/);
    for (const { why } of question.options) expect(text).toContain(why);
    expect(text).toMatch(/^- [A-E] ✓ right, your answer: One — /m);
  });

  it.each<[string, Block, string]>([
    ['▓▓░░░ 2 of 5 answered', { kind: 'note', text: plain('▓▓░░░ 2 of 5 answered') }, '2 of 5 answered'],
    ['▓ 1 of 1 answered', { kind: 'note', text: plain('▓ 1 of 1 answered') }, '1 of 1 answered'],
    ['░░░░░ lesson 1.1, easy', { kind: 'note', text: plain('░░░░░ lesson 1.1, easy') }, 'lesson 1.1, easy'],
    ['▓▓▓▓▓', { kind: 'text', text: plain('▓▓▓▓▓') }, ''],
    ['in a row', { kind: 'rows', rows: [{ label: 'Done', value: plain('▓▓░ 2 of 3') }] }, 'Done: 2 of 3'],
    ['in a list', { kind: 'list', items: [plain('▓░ first'), plain('░░ second')] }, '- first\n- second'],
    ['with marks', { kind: 'note', text: [bold('▓▓'), ...plain(' all')] }, 'all'],
    ['none', { kind: 'note', text: plain('2 of 5 answered') }, '2 of 5 answered'],
    ['two notes', { kind: 'text', text: plain('before ▓░ after') }, 'before after'],
    ['code', { kind: 'code', code: '▓▓░ x = 1' }, 'x = 1'],
  ])('has no drawing made of signs: %s', (_name, block, said) => {
    expect(spoken({ summary: 'In short', blocks: [block] })).toBe(['In short', said].filter(Boolean).join('\n'));
  });

  it('is escaped, and cut where Slack would refuse it', () => {
    const text = spoken({ summary: '<!channel>', blocks: [{ kind: 'text', text: plain('& '.repeat(3000)) }] });
    expect(text).toMatch(/^&lt;!channel&gt;\n(?:&amp; )*&amp;…$/);
    expect(text.length).toBeGreaterThan(limits.text - 10);
    const { cuts } = drawnMessage({ summary: 'Long', blocks: [{ kind: 'text', text: plain('& '.repeat(800)) }] }, sign);
    expect(cuts).toEqual([expect.stringContaining('is cut where it is read aloud: 4805 characters, 3900 fit.')]);
    expect(text.length).toBeLessThan(4000);
  });

  it('has every text of every kind of block, but for drawings made of signs', () => {
    const heard = (text: string) => text.replace(/[▓░]+ */g, '');
    // Buttons and menus are announced by themselves, each with its label: in the words they would be heard twice.
    const isAnnounced = ({ kind }: Block) => kind === 'choices' || kind === 'menu';
    fc.assert(
      fc.property(anyBlock, (block) => {
        const said = spokenWords({ summary: '', blocks: [block] });
        const texts = isAnnounced(block) ? [] : textsOf(block).map((text) => heard(textWords(text)));
        for (const text of texts) if (text.trim() !== '') expect(said).toContain(text);
      }),
    );
  });

  it('is never empty', () => {
    expect(spoken({ summary: ' ', blocks: [] })).toBe('…');
  });

  it('never comes alive and is never too long, whatever the reply', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const text = spoken(reply);
        expect(text.length).toBeLessThan(4000);
        expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
      }),
    );
  });
});

describe('in small letters', () => {
  const noted = (...text: Text) => JSON.stringify(draw({ kind: 'note', text: [...text, bold('!')] }));
  const at = Date.parse('2026-11-24T09:00:00Z');
  const date = (words: string) => `<!date^1795510800^{date_short_pretty}, {time}|${words}>`;

  it.each<[string, Span, string]>([
    ['a time', { kind: 'moment', text: 'Tue', at }, date('Tue')],
    ['a time between seconds', { kind: 'moment', text: 'Tue', at: at + 999 }, date('Tue')],
    ['a time whose words hold marks', { kind: 'moment', text: 'a|b>c', at }, date('a b c')],
    ['a time whose words hold a mention', { kind: 'moment', text: '<!here>', at }, date('&lt;!here ')],
    ['a time whose words hold an entity', { kind: 'moment', text: '&lt;', at }, date('&amp;lt;')],
    ['a public channel', { kind: 'channel', text: 'study', id: 'C0STUDY' }, '<#C0STUDY>'],
    ['a private channel', { kind: 'channel', text: 'study', id: 'G0STUDY' }, '<#G0STUDY>'],
    ['a channel of another platform', { kind: 'channel', text: '#study', id: '998877' }, '#study'],
    ['a channel whose id is a mention', { kind: 'channel', text: '#x', id: 'C0|x> <!here' }, '#x'],
    ['a channel whose name is a mention', { kind: 'channel', text: '<!here>', id: 'here' }, '&lt;!here&gt;'],
  ])('%s is drawn as our own', (_what, span, drawn) => {
    expect(noted(span)).toContain(drawn);
    expect(problemsOf({ summary: 'A note', blocks: [{ kind: 'note', text: [span, bold('!')] }] })).toEqual([]);
  });

  it.each(['', ' ', '|', '>', '|>', ' \n '])('a time without words, which Slack would refuse, is left out: “%s”', (text) => {
    expect(noted({ kind: 'moment', text, at })).not.toContain('date^');
  });

  it('what only looks like our own is none', () => {
    const typed = plain(`${date('x')} <#C0STUDY>`);
    const message = {
      text: 'x',
      channel: 'C0STUDY',
      blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: textWords(typed) }] }],
    };
    expect(messageProblems('chat.postMessage', message, [])).not.toEqual([]);
    expect(problemsOf({ summary: 'A note', blocks: [{ kind: 'note', text: [...typed, bold('!')] }] })).toEqual([]);
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
