import { describe, expect, it } from 'vitest';
import { drawText, noColours } from '../../src/adapters/console/render.ts';
import { drawMessage as drawForDiscord } from '../../src/adapters/discord/render.ts';
import { platforms } from '../../src/adapters/platforms.ts';
import { drawMessage as drawForSlack } from '../../src/adapters/slack/render.ts';
import { cueById, lessonById, questionById } from '../../src/core/pack-index.ts';
import type { Question } from '../../src/core/pack.ts';
import { drillPost } from '../../src/core/drill/replies.ts';
import { lessonReply } from '../../src/core/lessons/replies.ts';
import { feedbackReply } from '../../src/core/quiz/feedback-replies.ts';
import { questionReply } from '../../src/core/quiz/replies.ts';
import { type Block, choicesOf, type Reply, type Sign } from '../../src/core/reply.ts';
import { bold, channelNamed, code, moment, plain, type Span } from '../../src/core/text.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { tuesday } from '../fixtures/people.ts';
import { readDiscord, readSlack } from './readable.ts';

/** Readable ids instead of sealed ones. */
const sign: Sign = (action) =>
  Object.values(action)
    .flatMap((part) => (part instanceof Object ? Object.values(part) : part))
    .join(':');

const draw = {
  slack: (reply: Reply, by = sign) => drawForSlack(reply, by).blocks,
  discord: (reply: Reply, by = sign) => drawForDiscord(reply, by).components,
  console: (reply: Reply) => [drawText(reply, { ink: noColours, width: 88 })],
};
const drawings = (reply: Reply) => ({ slack: draw.slack(reply), discord: draw.discord(reply), console: draw.console(reply) });

/** Every platform has a column, and the console has one as well. */
const columns = [...platforms.map(({ name }) => name), 'console'];
const say = (...blocks: Block[]): Reply => ({ summary: 'In short', blocks });
const rich = (type: string, ...elements: object[]) => ({ type: 'rich_text', elements: [{ type, elements }] });
const words = (text: string, style?: object) => ({ type: 'text', text, ...(style && { style }) });
const display = (content: string) => ({ type: 10, content });

interface Row<Kind> {
  readonly is: Kind;
  readonly slack: object;
  readonly discord: object;
  readonly console: string;
}

/** One of each kind of block: a kind without a row here does not compile. */
const blocks: { readonly [Kind in Block['kind']]: Row<Extract<Block, { kind: Kind }>> } = {
  heading: {
    is: { kind: 'heading', text: '✓ Right' },
    slack: { type: 'header', text: { type: 'plain_text', text: '✓ Right', emoji: false } },
    discord: display('## ✓ Right'),
    console: '✓ Right',
  },
  text: {
    is: { kind: 'text', text: [...plain('Read it '), bold('once')] },
    slack: rich('rich_text_section', words('Read it '), words('once', { bold: true })),
    discord: display('Read it **once**'),
    console: 'Read it once',
  },
  list: {
    is: { kind: 'list', ordered: true, items: [plain('fit'), plain('transform')] },
    slack: {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [
            { type: 'rich_text_section', elements: [words('fit')] },
            { type: 'rich_text_section', elements: [words('transform')] },
          ],
        },
      ],
    },
    discord: display('1. fit\n2. transform'),
    console: '1. fit\n2. transform',
  },
  rows: {
    is: {
      kind: 'rows',
      rows: [
        { label: 'A', value: plain('Batch') },
        { label: 'B', value: plain('Stream') },
      ],
    },
    slack: rich(
      'rich_text_section',
      words('A:', { bold: true }),
      words(' '),
      words('Batch'),
      words('\n'),
      words('B:', { bold: true }),
      words(' '),
      words('Stream'),
    ),
    discord: display('**A** Batch\n**B** Stream'),
    console: 'A  Batch\nB  Stream',
  },
  code: {
    is: { kind: 'code', code: 'model = pipeline.fit(train)\nmodel.transform(test)' },
    slack: rich('rich_text_preformatted', words('model = pipeline.fit(train)\nmodel.transform(test)')),
    discord: display('```\nmodel = pipeline.fit(train)\nmodel.transform(test)\n```'),
    console: '    model = pipeline.fit(train)\n    model.transform(test)',
  },
  note: {
    is: { kind: 'note', text: plain('Answers are private until the reveal.') },
    slack: { type: 'context', elements: [{ type: 'plain_text', text: 'Answers are private until the reveal.', emoji: false }] },
    discord: display('-# Answers are private until the reveal.'),
    console: 'Answers are private until the reveal.',
  },
  picture: {
    is: { kind: 'picture', url: 'https://example.org/curve.png', alt: 'A curve that goes up' },
    slack: { type: 'image', image_url: 'https://example.org/curve.png', alt_text: 'A curve that goes up' },
    discord: { type: 12, items: [{ media: { url: 'https://example.org/curve.png' }, description: 'A curve that goes up' }] },
    console: '[picture: A curve that goes up]',
  },
  options: {
    is: {
      kind: 'options',
      options: [
        { letter: 'A', text: plain('Batch & *go*'), choice: { label: 'A', action: { kind: 'guide' } } },
        { letter: 'B', text: [code('fit()')], choice: { label: '✓ B picked', action: { kind: 'help' }, emphasis: 'picked' } },
      ],
    },
    slack: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*A*  Batch &amp; *\u200Bgo*\u200B', verbatim: true },
        accessory: {
          type: 'button',
          text: { type: 'plain_text', text: 'A', emoji: false },
          action_id: 'guide',
          accessibility_label: 'A: Batch & *go*',
        },
      },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*B*  `fit()`', verbatim: true },
        accessory: {
          type: 'button',
          text: { type: 'plain_text', text: '✓ B picked', emoji: false },
          action_id: 'help',
          style: 'primary',
          accessibility_label: '✓ B picked: fit()',
        },
      },
    ],
    discord: [
      { type: 9, components: [display('**A**  Batch & \\*go\\*')], accessory: { type: 2, style: 2, label: 'A', custom_id: 'guide' } },
      { type: 9, components: [display('**B**  `fit()`')], accessory: { type: 2, style: 3, label: '✓ B picked', custom_id: 'help' } },
    ],
    console: '[A] Batch & *go*\n[B] fit() (picked)',
  },
  menu: {
    is: { kind: 'menu', label: 'Read more', choices: [{ label: 'Traps', action: { kind: 'guide' } }] },
    slack: {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: 'menu',
          placeholder: { type: 'plain_text', text: 'Read more', emoji: false },
          options: [{ text: { type: 'plain_text', text: 'Traps', emoji: false }, value: 'guide' }],
        },
      ],
    },
    discord: {
      type: 1,
      components: [{ type: 3, custom_id: 'menu-0', placeholder: 'Read more', options: [{ label: 'Traps', value: 'guide' }] }],
    },
    console: 'Read more:\n[1] Traps',
  },
  choices: {
    is: {
      kind: 'choices',
      choices: [
        { label: 'Next question', action: { kind: 'next', session: 's1' }, emphasis: 'main' },
        { label: 'A (picked)', action: { kind: 'guide' }, emphasis: 'picked' },
        { label: 'Stop', action: { kind: 'stop', session: 's1' } },
        { label: 'Forget me', action: { kind: 'forget-me' }, emphasis: 'danger' },
      ],
    },
    slack: {
      type: 'actions',
      elements: [
        { type: 'button', text: { type: 'plain_text', text: 'Next question', emoji: false }, action_id: 'next:s1', style: 'primary' },
        { type: 'button', text: { type: 'plain_text', text: 'A (picked)', emoji: false }, action_id: 'guide', style: 'primary' },
        { type: 'button', text: { type: 'plain_text', text: 'Stop', emoji: false }, action_id: 'stop:s1' },
        { type: 'button', text: { type: 'plain_text', text: 'Forget me', emoji: false }, action_id: 'forget-me', style: 'danger' },
      ],
    },
    discord: {
      type: 1,
      components: [
        { type: 2, style: 1, label: 'Next question', custom_id: 'next:s1' },
        { type: 2, style: 3, label: 'A (picked)', custom_id: 'guide' },
        { type: 2, style: 2, label: 'Stop', custom_id: 'stop:s1' },
        { type: 2, style: 4, label: 'Forget me', custom_id: 'forget-me' },
      ],
    },
    console: '[n] Next question  [l] A (picked)  [s] Stop  [forget] Forget me',
  },
};

/** One of each kind of span, with signs in it that mean something elsewhere. */
const spans: { readonly [Kind in Span['kind']]: Row<Extract<Span, { kind: Kind }>> } = {
  plain: {
    is: { kind: 'plain', text: '<@U1> *all* @everyone' },
    slack: words('<@U1> *all* @everyone'),
    discord: display('\\<@U1> \\*all\\* \\@everyone'),
    console: '<@U1> *all* @everyone',
  },
  bold: {
    is: { kind: 'bold', text: '2 * 3' },
    slack: words('2 * 3', { bold: true }),
    discord: display('**2 \\* 3**'),
    console: '2 * 3',
  },
  code: {
    is: { kind: 'code', text: 'a_b * `c`' },
    slack: words('a_b * `c`', { code: true }),
    discord: display('`` a_b * `c` ``'),
    console: 'a_b * `c`',
  },
  command: {
    is: { kind: 'command', text: '/mlpro drill setup 09:00 Europe/Berlin' },
    slack: words('/mlpro drill setup 09:00 Europe/Berlin', { code: true }),
    discord: display('`/mlpro-drill setup time:09:00 zone:Europe/Berlin`'),
    console: '/mlpro drill setup 09:00 Europe/Berlin',
  },
  link: {
    is: { kind: 'link', text: 'The [guide]', url: 'https://spark.apache.org/docs' },
    slack: { type: 'link', url: 'https://spark.apache.org/docs', text: 'The [guide]' },
    discord: display('[The \\[guide\\]](https://spark.apache.org/docs)'),
    console: 'The [guide] <https://spark.apache.org/docs>',
  },
  moment: {
    is: moment(tuesday, 'Europe/Berlin'),
    slack: {
      type: 'date',
      timestamp: tuesday / 1000,
      format: '{date_short_pretty}, {time}',
      fallback: expect.stringContaining('11:00 (Europe/Berlin)'),
    },
    discord: display(`<t:${tuesday / 1000}:f> (<t:${tuesday / 1000}:R>)`),
    console: expect.stringContaining('11:00 (Europe/Berlin)'),
  },
  channel: {
    is: channelNamed('998877'),
    slack: words('#998877'),
    discord: display('<#998877>'),
    console: '#998877',
  },
};

describe('a block', () => {
  it.each(Object.entries(blocks))('of the kind %s is drawn as its row says', (_kind, { is, ...row }) => {
    expect(drawings(say(is))).toEqual(listed(row));
  });

  it.each(Object.entries(blocks))('of the kind %s has a column for each platform', (_kind, { is: _, ...row }) => {
    expect(Object.keys(row).sort()).toEqual([...columns].sort());
  });
});

describe('a span', () => {
  it.each(Object.entries(spans))('of the kind %s is drawn as its row says', (_kind, { is, ...row }) => {
    const drawn = drawings(say({ kind: 'text', text: [is] }));
    expect(drawn).toEqual(listed({ ...row, slack: rich('rich_text_section', row.slack) }));
  });

  it.each(Object.entries(spans))('of the kind %s has a column for each platform', (_kind, { is: _, ...row }) => {
    expect(Object.keys(row).sort()).toEqual([...columns].sort());
  });
});

describe('what can be pressed', () => {
  it.each(Object.entries(blocks))('in a block of the kind %s is what the core knows of, wherever it is drawn', (_kind, { is }) => {
    const { console, ...others } = draw;
    const known = choicesOf(is);
    for (const drawn of Object.values(others)) {
      const signed: string[] = [];
      drawn(say(is), (action) => (signed.push(sign(action)), sign(action)));
      expect(signed).toEqual(known.map(({ action }) => sign(action)));
    }
    expect(
      console(say(is))
        .join()
        .match(/\[\w+\]/g) ?? [],
    ).toHaveLength(known.length);
  });
});

/** One block may become several things. */
function listed(row: object): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(row).map(([name, drawn]: [string, unknown]) => [name, [drawn].flat()]));
}

const question = questionById(tinyPack, '1.2-q01') as Question;
const session = { id: 's1', learner: 'console:ana', lesson: '1.2', questions: [question.id], startedAt: tuesday, stoppedAt: null };
const attempt = { learner: 'console:ana', askedIn: 's1', item: question.id, lesson: '1.2', picks: 'a', correct: false, at: tuesday };
const drill = {
  id: 'd1',
  group: 'console:here',
  day: '2026-11-24',
  cue: '1.1-c01',
  status: 'posted',
  dueAt: tuesday,
  claimedAt: tuesday,
  late: false,
  message: null,
  shown: 0,
  revealAt: Date.parse('2026-11-24T16:00:00Z'),
} as const;

/** The drawings below each other, as they would stand side by side on a wider page. */
function rosetta(reply: Reply): string {
  const { slack, discord, console } = drawings(reply);
  const parts: Record<string, readonly string[]> = { slack: slack.map(readSlack), discord: discord.map(readDiscord), console };
  return columns.map((name) => [`── ${name}`, ...(parts[name] ?? [])].join('\n')).join('\n\n');
}

describe('a whole reply', () => {
  it('that is a question', () => {
    expect(rosetta(questionReply({ pack: tinyPack, session, attempts: [] }, question))).toMatchInlineSnapshot(`
      "── slack
      header   Question 1 of 1
      note     ░ lesson 1.2, easy
      section  The stem of *1.2-q01*, with 'code' in it?
      answer   *A*  Batch [A] answer:s1:1.2-q01:a:v001
      answer   *B*  Stream [B] answer:s1:1.2-q01:b:v001
      answer   *C*  Serve [C] answer:s1:1.2-q01:c:v001
      answer   *D*  Wait [D] answer:s1:1.2-q01:d:v001
      actions  [Stop] stop:s1

      ── discord
      ## Question 1 of 1
      -# ░ lesson 1.2, easy
      The stem of **1.2-q01**, with \`code\` in it?
      ──
      **A**  Batch [A] answer:s1:1.2-q01:a:v001
      **B**  Stream [B] answer:s1:1.2-q01:b:v001
      **C**  Serve [C] answer:s1:1.2-q01:c:v001
      **D**  Wait [D] answer:s1:1.2-q01:d:v001
      ──
      [Stop] stop:s1

      ── console
      Question 1 of 1

      lesson 1.2, easy

      The stem of 1.2-q01, with code in it?

      [A] Batch
      [B] Stream
      [C] Serve
      [D] Wait

      [s] Stop"
    `);
  });

  it('that is the feedback to its answer', () => {
    expect(rosetta(feedbackReply({ pack: tinyPack, session, attempts: [attempt] }, question, 'a'))).toMatchInlineSnapshot(`
      "── slack
      header   ✗ Not this time
      item     *A ✗ wrong, your answer: *Batch — Batch: this is what people try first.
      item     *C ✓ right: *Serve — Serve: this is what the case asks for.
      section  *Remember: *What decides *1.2-q01* is this.
      note     Source:​ <https://spark.apache.org/docs/latest/ml-pipeline.html|Spark guide>
      note     1 of 1 answered.
      actions  [See the result]! next:s1  [Why not the others] explain:s1:1.2-q01
      actions  {More: read, another like it: Read it in 1.2 lesson:1.2:cues:1:quiz:s1 | Report this question report:quiz:s1:1.2-q01}

      ── discord
      frame #b54708
      ## ✗ Not this time
      ──
      - **A ✗ wrong, your answer:** Batch — Batch: this is what people try first.
      - **C ✓ right:** Serve — Serve: this is what the case asks for.
      ──
      **Remember:** What decides **1.2-q01** is this.
      -# Source: [Spark guide](https://spark.apache.org/docs/latest/ml-pipeline.html)
      -# 1 of 1 answered.
      [See the result]! next:s1  [Why not the others] explain:s1:1.2-q01
      {More: read, another like it: Read it in 1.2 lesson:1.2:cues:1:quiz:s1 | Report this question report:quiz:s1:1.2-q01}

      ── console
      ✗ Not this time

      - A ✗ wrong, your answer: Batch — Batch: this is what people try first.
      - C ✓ right: Serve — Serve: this is what the case asks for.

      Remember: What decides 1.2-q01 is this.

      Source: Spark guide <https://spark.apache.org/docs/latest/ml-pipeline.html>

      1 of 1 answered.

      [n] See the result  [12] Why not the others

      More: read, another like it:
      [8] Read it in 1.2  [13] Report this question"
    `);
  });

  it('that is a drill', () => {
    expect(rosetta(drillPost(tinyPack, drill, cueById(tinyPack, '1.1-c01')!, 2))).toMatchInlineSnapshot(`
      "── slack
      header   Decision cue of the day
      section  A case for 1.1-c01 in which *the deciding words* stand.
      answer   *A*  The old way [A] vote:d1:c:v001
      answer   *B*  The tempting way [B] vote:d1:b:v001
      answer   *C*  The fitting way [C] vote:d1:a:v001
      note     2 people have answered. What you choose stays private. The answer comes <!date^1795536000^{date_short_pretty}, {time}|Tue 24 Nov, 16:00 (UTC)>​. Once the answer is out, argue about it in a reply here. Lesson 1.1.

      ── discord
      ## Decision cue of the day
      A case for 1.1-c01 in which **the deciding words** stand.
      ──
      **A**  The old way [A] vote:d1:c:v001
      **B**  The tempting way [B] vote:d1:b:v001
      **C**  The fitting way [C] vote:d1:a:v001
      ──
      -# 2 people have answered. What you choose stays private. The answer comes <t:1795536000:f> (<t:1795536000:R>). Once the answer is out, argue about it in a reply here. Lesson 1.1.

      ── console
      Decision cue of the day

      A case for 1.1-c01 in which the deciding words stand.

      [A] The old way
      [B] The tempting way
      [C] The fitting way

      2 people have answered. What you choose stays private. The answer comes Tue 24 Nov,
      16:00 (UTC). Once the answer is out, argue about it in a reply here. Lesson 1.1."
    `);
  });

  it('that is a tab of a lesson', () => {
    expect(rosetta(lessonReply(lessonById(tinyPack, '1.1')!, 'code', 1))).toMatchInlineSnapshot(`
      "── slack
      header   1.1 Pipelines: Code
      note     Calls as the exam shows them.
      section  *A call*
      code     pipeline.fit(train)
      note     It returns a model.
      actions  [Quiz me on it]! quiz:1.1:5  [All lessons] guide
      actions  {Read more of this lesson: Summary lesson:1.1:summary:1 | Concepts lesson:1.1:concepts:1 | Terms lesson:1.1:terms:1 | How to decide lesson:1.1:order:1 | Situations lesson:1.1:scenarios:1 | Traps lesson:1.1:traps:1 | Easily mixed up lesson:1.1:pairs:1 | Cues lesson:1.1:cues:1 | Sources lesson:1.1:sources:1}

      ── discord
      ## 1.1 Pipelines: Code
      -# Calls as the exam shows them.
      **A call**
      \`\`\`
      pipeline.fit(train)
      \`\`\`
      -# It returns a model.
      [Quiz me on it]! quiz:1.1:5  [All lessons] guide
      {Read more of this lesson: Summary lesson:1.1:summary:1 | Concepts lesson:1.1:concepts:1 | Terms lesson:1.1:terms:1 | How to decide lesson:1.1:order:1 | Situations lesson:1.1:scenarios:1 | Traps lesson:1.1:traps:1 | Easily mixed up lesson:1.1:pairs:1 | Cues lesson:1.1:cues:1 | Sources lesson:1.1:sources:1}

      ── console
      1.1 Pipelines: Code

      Calls as the exam shows them.

      A call

          pipeline.fit(train)

      It returns a model.

      [n] Quiz me on it  [l] All lessons

      Read more of this lesson:
      [1] Summary  [2] Concepts  [3] Terms  [4] How to decide  [5] Situations  [6] Traps
      [7] Easily mixed up  [8] Cues  [11] Sources"
    `);
  });
});
