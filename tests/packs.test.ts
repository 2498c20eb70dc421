import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportOf } from '../src/authoring/report.ts';
import { type Bot, createBot, type Person } from '../src/bot.ts';
import type { Action } from '../src/core/action.ts';
import { type Course, makeCourse } from '../src/core/course.ts';
import { handle } from '../src/core/handle.ts';
import { chapterByNumber } from '../src/core/pack-index.ts';
import type { Pack } from '../src/core/pack.ts';
import { choicesIn, type Reply } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import { sayProblem } from '../src/reader/problem.ts';
import { readPack } from '../src/reader/pack.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Storage } from '../src/storage/store.ts';
import { basic, changed, questionsFile, secondPack, textIn, twoChapters } from './fixtures/files.ts';
import { someone, tuesday } from './fixtures/people.ts';
import { heardLog } from './fixtures/quiet.ts';
import { stateIn } from './fixtures/state.ts';
import { wordsIn } from './fixtures/words.ts';
import { problemsOf } from './reader/problems.ts';

const courseOf = (files: typeof basic): Course => {
  const read = readPack(files);
  if (read.kind === 'problems') throw new Error(read.problems.map(sayProblem).join('\n'));
  return makeCourse(read.pack);
};

it.each([
  ['basic', basic],
  ['two-chapters', twoChapters],
  ['second-pack', secondPack],
])('the fixture %s has no problems', (_name, files) => {
  expect(problemsOf(files)).toEqual([]);
});

describe('a second chapter', () => {
  const course = courseOf(twoChapters);
  const { pack } = course;
  const show = (request: Request) => handle(request, { state: {}, course, from: someone() }).reply;
  const press = (action: Action) => show({ kind: 'press', action });
  const guide = show({ kind: 'lesson', lesson: '' });

  /** What only one chapter says: its titles, its table, its principles, and what is in its lessons. */
  const own = (number: number): string[] => {
    const chapter = chapterByNumber(pack, number);
    if (chapter === undefined) throw new Error(`There is no chapter ${number}.`);
    const { intro, lessons, routing, strongAnswers } = chapter;
    return [
      intro,
      ...lessons.map(({ title }) => title),
      ...routing.map(({ about }) => about),
      ...strongAnswers.flatMap(({ principle, examples }) => [principle, ...examples.map(({ strong }) => strong)]),
    ];
  };
  const said = (reply: Reply, number: number) => own(number).filter((words) => wordsIn(reply).includes(words));

  it('changes no file of the first, and one line of pack.yaml', () => {
    const shared = [...basic.keys()].filter((file) => file !== 'pack.yaml');
    expect(shared.filter((file) => twoChapters.get(file) !== basic.get(file))).toEqual([]);
    expect(textIn(twoChapters, 'pack.yaml').replace('  - charts\n', '')).toBe(basic.get('pack.yaml'));
  });

  it('makes the guide an overview, with a way to each lesson and each chapter', () => {
    expect(wordsIn(guide)).toMatch(
      /1\. The Basics \(about 40% of the exam\)\n1\.1 Joining Tables\n2\. Charts \(about 60% of the exam\)\n2\.1 Scales/,
    );
    expect(choicesIn(guide).slice(2)).toMatchObject([
      { label: '1.1 Joining Tables', action: { kind: 'lesson', lesson: '1.1' } },
      { label: '2.1 Scales and Axes', action: { kind: 'lesson', lesson: '2.1' } },
      { label: '1. The Basics', action: { kind: 'chapter', chapter: 1 } },
      { label: '2. Charts', action: { kind: 'chapter', chapter: 2 } },
    ]);
  });

  it.each([
    [1, 2],
    [2, 1],
  ])('has a page of its own: that of chapter %i says nothing of chapter %i', (number, other) => {
    const page = press({ kind: 'chapter', chapter: number });
    const answers = press({ kind: 'strong-answers', chapter: number, page: 1 });
    expect(new Set([...said(page, number), ...said(answers, number)])).toEqual(new Set(own(number)));
    expect([said(page, other), said(answers, other)]).toEqual([[], []]);
    expect(choicesIn(page).map(({ label }) => label)).toContain('All chapters');
    expect(choicesIn(answers)).toContainEqual(expect.objectContaining({ action: { kind: 'chapter', chapter: number } }));
  });

  it.each([
    { kind: 'chapter', chapter: 3 },
    { kind: 'strong-answers', chapter: 3, page: 1 },
  ] as const)('that is gone again: its button for "$kind" shows the guide', (action) => {
    expect(press(action)).toEqual(guide);
  });

  it('is found, quizzed and routed to as the first is', () => {
    const title = (request: Request) => show(request).summary;
    expect(title({ kind: 'lesson', lesson: '2.1' })).toBe('2.1 Scales and Axes');
    expect(title({ kind: 'lesson', lesson: 'scales' })).toBe('2.1 Scales and Axes');
    expect(title({ kind: 'route', question: 'where should the axis of a bar chart begin' })).toBe('Go first to 2.1 Scales and Axes');
    expect(title({ kind: 'route', question: 'which join keeps all rows' })).toBe('Go first to 1.1 Joining Tables');
    expect(title({ kind: 'quiz', lesson: '', count: '20' })).toBe('Question 1 of 3');
  });

  it('has its own objectives: the first of both are not one', () => {
    expect(reportOf(pack).objectives).toMatchObject([
      { chapter: 1, objective: 1, questions: 2, cues: 1 },
      { chapter: 2, objective: 1, questions: 1, cues: 1, enough: false },
    ]);
  });

  const alone = changed(questionsFile, 'The order of the columns', 'The order of the rows');
  it.each<[string, string, string, typeof basic]>([
    ['with a negative question', 'Which join fits?', 'Which join does NOT fit?', basic],
    ['with a right option that echoes the stem', 'The kind of join', 'What happens to unmatched addresses', alone],
    ['with an explanation by position', 'It forgets whoever stayed away.', 'The first option forgets whoever stayed away.', basic],
    ['with a retired name', 'A left join that', 'A TableGlue left join that', basic],
    [
      'with a stem like another',
      'Two lists of addresses share a column',
      'A report must show every customer, also those who never ordered',
      basic,
    ],
  ])('leaves what is told of the first as it was: %s', (_what, passage, words, from) => {
    const before = problemsOf(changed(questionsFile, passage, words, from));
    const grown = new Map([...twoChapters, [questionsFile, from.get(questionsFile) ?? '']]);
    expect(problemsOf(changed(questionsFile, passage, words, grown))).toEqual(before);
    expect(before).toHaveLength(1);
  });
});

describe('a second pack on the same database, with items of the same names', () => {
  const ana: Person = { learner: 'console:ana', group: 'console:here', channel: 'here', mayManage: true };
  let folder = '';
  let opened: Storage[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  });
  afterEach(async () => {
    for (const { store } of opened) await store.close();
    opened = [];
    await rm(folder, { recursive: true, force: true });
  });
  const packs = { basic: courseOf(basic), second: courseOf(secondPack) };

  /** The bot as it starts with that pack. */
  async function teaching(course: Course): Promise<{ bot: Bot; storage: Storage }> {
    const storage = await openStorage(`sqlite:${join(folder, 'one.db')}`, course.pack.id);
    opened.push(storage);
    const signingKey = await storage.store.signingKey();
    const parts = { course: () => course, store: storage.store, clock: () => tuesday, log: heardLog(), voteCounted: () => undefined };
    return { bot: createBot({ ...parts, signingKey }), storage };
  }
  const ids = ({ chapters }: Pack) =>
    chapters.flatMap(({ lessons }) =>
      lessons.flatMap(({ id, cues, questions }) => [id, ...[...cues, ...questions].map((item) => item.id)]),
    );
  const quiz: Request = { kind: 'quiz', lesson: '', count: '' };

  it('has them, and teaches something else', () => {
    expect(ids(packs.second.pack)).toEqual(ids(packs.basic.pack));
    expect(packs.second.pack.id).not.toBe(packs.basic.pack.id);
  });

  it('begins a quiz of its own, and the quiz of the first one goes on when that is taught again', async () => {
    const first = await teaching(packs.basic);
    const question = await first.bot.answer(quiz, ana);
    const answer = choicesIn(question).find(({ label }) => label === 'A');
    await first.bot.answer({ kind: 'press', action: answer?.action ?? { kind: 'help' } }, ana);
    const second = await teaching(packs.second);
    expect(await second.bot.answer(quiz, ana)).toMatchObject({ summary: 'Question 1 of 2' });
    expect(await stateIn(second.storage.store, { cards: true })).toEqual({ cards: new Map() });
    expect((await (await teaching(packs.basic)).bot.answer(quiz, ana)).summary).toBe('Question 2 of 2');
  });

  it('takes no button of the first for one of its own', async () => {
    const [first, second] = [await teaching(packs.basic), await teaching(packs.second)];
    const open: Action = { kind: 'lesson', lesson: '1.1', tab: 'summary', page: 1 };
    expect(first.bot.requestOf(first.bot.sign(open))).toMatchObject({ kind: 'press', action: open });
    expect(second.bot.requestOf(first.bot.sign(open))).toEqual({ kind: 'foreign-press' });
    expect((await second.bot.answer({ kind: 'foreign-press' }, ana)).summary).toBe('That button is too old');
  });
});
