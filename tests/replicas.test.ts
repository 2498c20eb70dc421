import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, createBot, type Person } from '../src/bot.ts';
import type { Action } from '../src/core/action.ts';
import { makeCourse } from '../src/core/course.ts';
import { choicesIn, type Reply } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Storage } from '../src/storage/store.ts';
import { tinyPack } from './fixtures/pack.ts';
import { tuesday } from './fixtures/people.ts';
import { postgresForTests } from './fixtures/postgres.ts';
import { heardLog } from './fixtures/quiet.ts';
import { stateIn } from './fixtures/state.ts';
import { wordsIn } from './fixtures/words.ts';

const course = makeCourse(tinyPack);
const before = 'that first answer counts';
let people = 0;

/** Two processes of the bot on one database, to which the same press may be delivered at the same moment or one after the other. */
function replicaSuite(name: string, address: () => string): void {
  describe(`two replicas on ${name}`, () => {
    let storages: Storage[] = [];
    let bots: Bot[] = [];
    let ana: Person;
    beforeEach(async () => {
      people += 1;
      ana = { learner: `console:ana${people}`, group: 'console:here', channel: 'here', mayManage: true };
      storages = [await openStorage(address(), tinyPack.id), await openStorage(address(), tinyPack.id)];
      bots = storages.map(({ store }) =>
        createBot({ course: () => course, store, signingKey: 'key', clock: () => tuesday, log: heardLog(), voteCounted: () => undefined }),
      );
    });
    afterEach(async () => {
      for (const bot of bots) await bot.idle();
      for (const { store } of storages) await store.close();
    });

    const one = (request: Request, requestId: string, at = 0) => bots[at]!.answer(request, { ...ana, requestId });
    const both = (request: Request, requestId: string) => Promise.all([one(request, requestId), one(request, requestId, 1)]);
    const press = (reply: Reply, label: string): Request => {
      const found = choicesIn(reply).find((choice) => choice.label.startsWith(label));
      if (!found) throw new Error(`There is no ${label} in ${wordsIn(reply)}`);
      return { kind: 'press', action: found.action };
    };
    const store = () => storages[0]!.store;
    const kept = async () => await stateIn(store(), { quiz: 'open', attemptCount: true }, ana.learner);
    const quiz: Request = { kind: 'quiz', lesson: '1.1', count: '2' };
    const onIt: Request = { kind: 'press', action: { kind: 'quiz', lesson: '1.1', count: 2 } };

    it.each<[string, Request]>([
      ['a command', quiz],
      ['a press', onIt],
      ['a bare command', { kind: 'quiz', lesson: '', count: '' }],
    ])('start one quiz for %s that both are given, and show the same', async (_what, request) => {
      const [first, second] = await both(request, 'start');
      expect(second).toEqual(first);
      expect((await one(request, 'start')).summary).toBe(first.summary);
    });

    it('keep one open quiz for somebody who starts several at once', async () => {
      const replies = await Promise.all(['a', 'b', 'c', 'd'].map((id, at) => one(quiz, id, at % 2)));
      const open = (await kept()).quiz?.session.id;
      const sessions = replies.map((reply) => (press(reply, 'Stop') as { action: { session: string } }).action.session);
      expect(new Set(sessions)).toEqual(new Set([open]));
    });

    it('start no second quiz when the press that started one comes again later', async () => {
      const first = await one(onIt, 'start');
      const shown = await one(press(first, 'A'), 'answer');
      // One of the two questions wants two options.
      if (shown.summary === first.summary) await one(press(await one(press(shown, 'B'), 'picked, too'), 'Answer'), 'answer, too');
      const open = (await kept()).quiz?.session.id;
      expect((await one(onIt, 'start', 1)).summary).toBe('Question 2 of 2');
      expect((await kept()).quiz?.session.id).toBe(open);
      await one(press(first, 'Stop'), 'stop');
      expect((await one(onIt, 'start', 1)).summary).toMatch(/of 1 right/);
      expect((await kept()).quiz).toBeUndefined();
    });

    it('count an answer that both are given once, and tell neither that it was given before', async () => {
      const question = await one({ kind: 'quiz', lesson: '1.2', count: '1' }, 'start');
      const [first, second] = await both(press(question, 'A'), 'answer');
      expect(second).toEqual(first);
      expect(wordsIn(await one(press(question, 'A'), 'answer', 1))).not.toContain(before);
      expect(wordsIn(await one(press(question, 'B'), 'another press', 1))).toContain(before);
      expect((await kept()).attemptCount).toBe(1);
    });

    it('count a vote that both are given once, in the same way', async () => {
      const drill = `drill${people}`;
      const about = { group: `console:${people}`, day: '2026-11-24', cue: '1.1-c01', dueAt: tuesday, claimedAt: tuesday };
      await storages[0]!.ledger.claim({ id: drill, ...about, status: 'posted', late: false, message: 'm', shown: 0 });
      const vote = (pick: string): Request => ({ kind: 'press', action: { kind: 'vote', drill, pick, version: 'v001' } });
      const [first, second] = await both(vote('a'), 'vote');
      expect(second).toEqual(first);
      expect(wordsIn(first)).not.toContain(before);
      expect(wordsIn(await one(vote('b'), 'another'))).toContain(before);
      expect((await kept()).attemptCount).toBe(1);
    });

    const routed = async () => {
      const [reply] = await both({ kind: 'route', question: 'how do I build a pipeline' }, 'route');
      for (const bot of bots) await bot.idle();
      return { reply, action: (press(reply, 'Not this one') as { action: Action & { kind: 'not-this' } }).action };
    };

    it('forget every copy of a question when nothing is to be kept', async () => {
      const { action } = await routed();
      await both({ kind: 'press', action: { kind: 'keep-nothing', routed: action.routed } }, 'nothing');
      expect((await stateIn(store(), { routed: action.routed })).routed).toBeUndefined();
      await one({ kind: 'press', action }, 'again');
    });

    it('keep a correction once, and thank for it twice', async () => {
      const { action } = await routed();
      const count = async () => (await store().routingCorrections()).length;
      const earlier = await count();
      const correct: Request = { kind: 'press', action: { kind: 'correct-route', routed: action.routed, lesson: '1.2' } };
      const replies = [...(await both(correct, 'correct')), await one(correct, 'correct', 1)];
      expect(replies.map(({ summary }) => summary)).toEqual(['Thank you, noted', 'Thank you, noted', 'Thank you, noted']);
      expect((await one({ ...correct }, 'another press')).summary).toBe('That was a while ago');
      expect((await count()) - earlier).toBe(1);
    });

    it('keep apart what two people ask under the same id', async () => {
      await one(quiz, 'start');
      const ben = { ...ana, learner: `${ana.learner}b`, requestId: 'start' };
      expect((await bots[1]!.answer(quiz, ben)).summary).toBe('Question 1 of 2');
      expect((await stateIn(store(), { quiz: 'open' }, ben.learner)).quiz?.session.learner).toBe(ben.learner);
    });
  });
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
replicaSuite('SQLite', () => `sqlite:${join(folder, 'shared.db')}`);

const postgres = await postgresForTests();
if ('reason' in postgres) describe('two replicas on PostgreSQL', () => it.skip(postgres.reason, () => undefined));
else replicaSuite('PostgreSQL', () => postgres.address);

describe('an id that somebody forged', () => {
  const bot = createBot({
    course: () => course,
    store: { decide: () => Promise.reject(new Error('not asked')) } as never,
    signingKey: 'key',
    clock: () => tuesday,
    log: heardLog(),
    voteCounted: () => undefined,
  });
  it.each([
    'tiny/guide:ÄÖÜäöüßé',
    'tiny/guide:äaaaaaaa',
    'tiny/guide:💥💥💥💥',
    'tiny/guide:\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000',
    'tiny/guide:\ud800aaaaaaa',
    'tiny/guide:中中中中中中中中',
    'tiny/guide:aaaaaaa\u0301',
    'tiny/guide:',
    ':',
    '',
    'ä'.repeat(32),
    'é:é:é:é:éééééééé',
  ])('%j is a foreign press, and nothing breaks', (id) => {
    expect(bot.requestOf(id)).toEqual({ kind: 'foreign-press' });
  });
});
