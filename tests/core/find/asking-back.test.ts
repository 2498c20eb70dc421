import { describe, expect, it } from 'vitest';
import { makeCourse } from '../../../src/core/course.ts';
import { handle, needsOf } from '../../../src/core/handle.ts';
import { narrowed } from '../../../src/core/find/names.ts';
import { leftOut, withoutSecrets } from '../../../src/core/find/secrets.ts';
import { choicesIn, type Reply } from '../../../src/core/reply.ts';
import type { Request } from '../../../src/core/request.ts';
import type { TaughtQuestion } from '../../../src/core/find/routed.ts';
import type { State } from '../../../src/core/state.ts';
import type { Route } from '../../../src/router/route.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const course = makeCourse(tinyPack);
const routed = { id: 'routed01', learner: 'console:ana', question: 'which one is it', shown: ['1.1', '1.2'], at: tuesday };
const from = someone();

/** What is said to a question that the router answers so. */
function answer(route: Route, state: State = {}) {
  return handle({ kind: 'route', question: 'which one is it' }, { state, from, course: { ...course, router: { route: () => route } } });
}

function press(action: (Request & { kind: 'press' })['action'], state: State = { routed }) {
  return handle({ kind: 'press', action }, { state, from, course });
}

const labels = (reply: Reply) => choicesIn(reply).map(({ label }) => label);
const ranked = (label: string, confidence: number) => ({ label, confidence });
const unsure: Route = { kind: 'unsure', first: ranked('1.1', 0.4), others: [ranked('1.2', 0.3)], evidence: [] };

describe('a question that may belong to several lessons', () => {
  it('is asked back in everyday words, with a button for each lesson and a way to say none', () => {
    const { reply } = answer(unsure);
    expect(wordsIn(reply)).toContain('1.1 – what people mean by Pipelines');
    expect(labels(reply)).toEqual([expect.stringContaining('1.1'), expect.stringContaining('1.2'), 'None of these', 'Keep nothing']);
  });

  it('leads to the lesson that was chosen, and teaches the group, without a name', () => {
    const { reply, changes } = press({ kind: 'choose-lesson', routed: routed.id, lesson: '1.2' });
    expect(reply.summary).toContain('1.2');
    expect(changes).toEqual([
      {
        kind: 'routing-corrected',
        correction: {
          question: routed.question,
          shown: routed.shown,
          corrected: '1.2',
          at: from.now,
          press: 'routed01.1.2',
          group: from.group,
        },
      },
    ]);
    expect(JSON.stringify(changes)).not.toContain('ana');
  });

  it('that is chosen again leads there again, and teaches nothing more', () => {
    const action = { kind: 'choose-lesson', routed: routed.id, lesson: '1.2' } as const;
    expect(needsOf({ kind: 'press', action }, from)).toEqual({ routed: routed.id, correction: 'routed01.1.2' });
    const correction = { question: routed.question, shown: routed.shown, corrected: '1.2', at: 1 };
    const { reply, changes } = press(action, { routed, correction });
    expect(reply.summary).toContain('1.2');
    expect(changes).toEqual([]);
  });

  it('teaches nobody in a private conversation, where a group is one person', () => {
    const action = { kind: 'choose-lesson', routed: routed.id, lesson: '1.2' } as const;
    const { changes } = handle({ kind: 'press', action }, { state: { routed }, from: { ...from, isPrivate: true }, course });
    expect(JSON.stringify(changes)).not.toContain(from.group);
  });

  it.each<[string, State, string]>([
    ['is forgotten', {}, '1.2'],
    ['is somebody else’s', { routed: { ...routed, learner: 'console:ben' } }, '1.2'],
    ['was about a lesson that is gone', { routed }, '9.9'],
  ])('that %s changes nothing', (_what, state, lesson) => {
    const { reply, changes } = press({ kind: 'choose-lesson', routed: routed.id, lesson }, state);
    expect(reply.summary).toBe('That was a while ago');
    expect(changes).toEqual([]);
  });
});

describe('“Keep nothing”', () => {
  const action = { kind: 'keep-nothing', routed: routed.id } as const;

  it('forgets the question of whoever presses it', () => {
    const { reply, changes } = press(action);
    expect([reply.summary, changes]).toEqual(['Nothing is kept', [{ kind: 'routed-forgotten', routed: routed.id }]]);
  });

  it.each<[string, State, string]>([
    ['somebody else’s question', { routed: { ...routed, learner: 'console:ben' } }, 'That was a while ago'],
    ['one that is gone', {}, 'Nothing more is kept with your name'],
  ])('forgets nothing of %s, and does not say so', (_what, state, summary) => {
    const { reply, changes } = press(action, state);
    expect([reply.summary, changes]).toEqual([summary, []]);
  });
});

describe('an answer', () => {
  const place = (kind: string) => course.passages.findIndex((passage) => passage.kind === kind && passage.label === '1.1');

  it.each(['concept', 'pair', 'trap', 'scenario', 'cue', 'call'])('may be a %s, with its source and a button to its place', (kind) => {
    const passage = course.passages[place(kind)];
    const { reply } = answer({ kind: 'one', first: ranked('1.1', 0.95), evidence: [], passage: place(kind) });
    expect(passage).toBeDefined();
    expect(wordsIn(reply)).toMatch(/Sources?: /);
    expect(choicesIn(reply).find(({ label }) => label === 'Read on in 1.1')?.action).toMatchObject({
      kind: 'lesson',
      lesson: '1.1',
      tab: passage?.tab,
      cameFrom: { kind: 'routed' },
    });
  });

  it('about the exam is the fact that was asked for, with a way to all of them', () => {
    const at = course.passages.findIndex(({ kind }) => kind === 'fact');
    const { reply } = answer({ kind: 'one', first: ranked('exam', 0.9), evidence: [], passage: at });
    expect(wordsIn(reply)).toContain(course.passages[at]?.title);
    expect(labels(reply)).toContain('All facts about the exam');
  });
});

describe('what a group has taught', () => {
  it('is asked for with every question, and helps with the next one that is alike', () => {
    const question = 'a pipeline that has to serve';
    expect(needsOf({ kind: 'route', question }, from)).toMatchObject({ taught: from.group });
    const sureOf = (label: string, taught: readonly TaughtQuestion[]) => {
      const route = course.router.route(question, { taught });
      const ranked = route.kind === 'none' ? [] : route.kind === 'one' ? [route.first, route.runnerUp] : [route.first, ...route.others];
      return ranked.find((one) => one?.label === label)?.confidence ?? 0;
    };
    for (const label of ['1.1', '1.2'])
      expect(sureOf(label, [{ words: 'the pipeline has to serve', label }])).toBeGreaterThan(sureOf(label, []));
    const jokes = Array.from({ length: 50 }, () => ({ words: question, label: '1.2' }));
    expect(sureOf('1.1', jokes)).toBeGreaterThan(0);
  });

  it('says nothing about other questions, however often it was said', () => {
    const joke = { words: 'something else entirely', label: '1.2' };
    const question = 'how do I build a pipeline of stages';
    expect(course.router.route(question, { taught: Array.from({ length: 50 }, () => joke) })).toEqual(course.router.route(question));
  });
});

describe('a chapter that a question names', () => {
  const title = tinyPack.chapters[0]?.title ?? '';
  it.each([
    [`in ${title}, how do I …`, 'how do I …'],
    [`in ${title}: how do I …`, 'how do I …'],
    [`${title}: how do I …`, 'how do I …'],
    [`${title.toUpperCase()} – how do I …`, 'how do I …'],
    [`for the chapter ${title} how do I …`, 'how do I …'],
    [`how do I build it in ${title}?`, 'how do I build it'],
    [`how do I build it in the domain ${title}`, 'how do I build it'],
  ])('in “%s” narrows it down, and is no word of the question', (question, rest) => {
    expect(narrowed(question, tinyPack)).toEqual({ chapter: tinyPack.chapters[0], question: rest });
  });

  it.each(['ML-PRO (part 1)', 'C++ & co. [new]', 'a/b | c?', '100 % – really', '$1 \\d+', '日本語'])('may be called “%s”', (name) => {
    const [chapter] = tinyPack.chapters;
    const pack = { ...tinyPack, chapters: chapter ? [{ ...chapter, title: name }] : [] };
    expect(narrowed(`in ${name}: how do I …`, pack).question).toBe('how do I …');
    expect(narrowed('how do I …', pack).chapter).toBeUndefined();
  });

  it.each([
    `the ${title} team builds it`,
    `what is in ${title} of all things worth reading`,
    title,
    'how do I build it',
    '',
    '('.repeat(500),
  ])('is not seen in “%s”', (question) => expect(narrowed(question, tinyPack)).toEqual({ question }));
});

describe('a secret that was pasted by accident', () => {
  const rest = 'x1Y2'.repeat(10);
  it.each([
    ['a Slack token', `xox${'b'}-123456789012-${rest}`],
    ['an app token', `xapp-1-A0-${rest}`],
    ['a GitHub token', `ghp_${rest}`],
    ['a Databricks token', `dapi${'0123456789abcdef'.repeat(2)}`],
    ['an AWS key', `AKIA${'ABCDEFGH12345678'}`],
    ['a web token', `eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.${rest}`],
    ['a password in a line of code', 'hunter22hunter', 'password = "', '"'],
    ['a key in a setting', rest, 'api_key: ', ''],
    ['the password of an address', 's3cr3tPass', 'postgres://me:', '@host/db'],
    ['a bearer', rest, 'Authorization: Bearer ', ''],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
  ])('%s is neither shown nor kept', (_what, secret, before = '', after = '') => {
    const question = `why does ${before}${secret}${after} fail`;
    expect(withoutSecrets(question)).toBe(`why does ${before}${leftOut}${after} fail`);
    const outcome = handle({ kind: 'route', question }, { state: {}, from, course });
    expect(JSON.stringify(outcome)).not.toContain(secret);
  });

  it.each([
    'token length of the model',
    'my password manager',
    'set the secret scope',
    'sk-learn pipelines',
    'bearer of news',
    'https://docs.databricks.com/aws/en/mlflow',
  ])('is not seen in “%s”', (question) => expect(withoutSecrets(question)).toBe(question));

  it('is looked for in reasonable time, whatever is pasted', () => {
    for (const unit of ['a', 'eyJ', '://a:', 'password', 'xoxb-', '-----BEGIN ', 'sk-a'])
      expect(withoutSecrets(unit.repeat(4_000 / unit.length)).length).toBeGreaterThan(0);
  });
});

describe('a question about the exam that is put just as an author wrote it', () => {
  it.each(['how do we get there', 'How do we get there?', '  how do we get THERE ...'])(
    'is known though it is nothing but small words: “%s”',
    (question) => {
      const outside = [{ topic: 'The exam', answeredBy: 'exam' as const, phrasings: ['how do we get there'] }];
      const route = makeCourse({ ...tinyPack, outside }).router.route(question);
      expect(route).toMatchObject({ kind: 'one', first: { label: 'exam', confidence: 1 } });
    },
  );
});
