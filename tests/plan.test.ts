import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bot, createBot, type Person } from '../src/bot.ts';
import { parseCommand } from '../src/core/commands.ts';
import { makeCourse } from '../src/core/course.ts';
import { itemById } from '../src/core/pack-index.ts';
import { choicesIn, type Reply } from '../src/core/reply.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Store } from '../src/storage/store.ts';
import { tinyPack } from './fixtures/pack.ts';
import { tuesday } from './fixtures/people.ts';
import { heardLog } from './fixtures/quiet.ts';
import { stateIn } from './fixtures/state.ts';
import { wordsIn } from './fixtures/words.ts';

const day = 86_400_000;
const ana: Person = { learner: 'console:ana', group: 'console:here', channel: 'here', mayManage: true, zone: 'Europe/Berlin' };
let folder: string;
let store: Store;
let bot: Bot;
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-'));
  ({ store } = await openStorage(`sqlite:${join(folder, 'mlpro.db')}`, tinyPack.id));
  now = tuesday;
  const course = makeCourse(tinyPack);
  bot = createBot({ course: () => course, store, signingKey: 'key', clock: () => now, log: heardLog(), voteCounted: () => undefined });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const say = (line: string, person = ana) => bot.answer(parseCommand(line), person);
const cards = async () => (await stateIn(store, { cards: true }, ana.learner)).cards;
const open = async () => (await stateIn(store, { quiz: 'open' }, ana.learner)).quiz;

/** Answers the open quiz to its end, and shows the result: right, or with the first option that is wrong. */
async function answerAll(right: boolean): Promise<Reply> {
  const quiz = await open();
  if (quiz === undefined) throw new Error('No quiz is open.');
  for (const id of quiz.session.questions) {
    const item = itemById(tinyPack, id);
    const correct = item?.options.filter((option) => option.correct).map((option) => option.id) ?? [];
    const wrong = item?.options.filter((option) => !option.correct).map((option) => option.id) ?? [];
    const picks = (right ? correct : [...wrong, ...correct].slice(0, correct.length)).toSorted().join('');
    now += 40_000;
    const action = { kind: 'answer', session: quiz.session.id, item: id, picks, version: item?.version ?? '' } as const;
    const press = { ...ana, requestId: `${quiz.session.id} ${id}` };
    await bot.answer({ kind: 'press', action }, press);
    await bot.answer({ kind: 'press', action }, press);
  }
  return bot.answer({ kind: 'press', action: { kind: 'next', session: quiz.session.id } }, ana);
}

it('a plan leads from its first day over missed ones to a cram that moves nothing', async () => {
  expect(wordsIn(await say('plan in 3 weeks 20 min'))).toContain('Tuesday, 15 December 2026');
  await say('plan start');
  expect((await open())?.session).toMatchObject({ purpose: 'plan' });
  const result = await answerAll(true);
  expect(choicesIn(result).map(({ label }) => label)).toContain('On with today’s set');
  expect((await cards())?.size).toBe(6);
  expect(wordsIn(await say('plan start'))).toContain('6 answers today');

  now = tuesday + 5 * day;
  expect(wordsIn(await say('plan'))).toContain('4 days were missed');

  now = tuesday + 19 * day;
  const before = await cards();
  expect(wordsIn(await say('quiz'))).toContain('A cram is practice');
  expect(wordsIn(await answerAll(false))).toContain('This was practice');
  expect(await cards()).toEqual(before);
  expect((await stateIn(store, { latestAttempts: 100 }, ana.learner)).latestAttempts).toHaveLength(12);

  now = tuesday + 21 * day;
  expect(wordsIn(await say('plan'))).toContain('Good luck!');
  now = tuesday + 22 * day;
  expect(wordsIn(await say('plan'))).toContain('Its exam was on Tuesday, 15 December 2026.');
  await say('plan off');
  expect(await stateIn(store, { plan: true }, ana.learner)).toEqual({});
});

it('a set that is begun on two devices at once is one quiz', async () => {
  await say('plan in 3 weeks 20 min');
  const replies = await Promise.all(['phone', 'laptop', 'phone'].map((requestId) => say('plan start', { ...ana, requestId })));
  expect(replies.map((reply) => wordsIn(reply)).every((words) => words.includes('Question 1 of 6'))).toBe(true);
  const quizzes = (await stateIn(store, { keptPage: 1 }, ana.learner)).keptPage?.lines.filter(({ kind }) => kind === 'quiz');
  expect(quizzes).toHaveLength(1);
});
