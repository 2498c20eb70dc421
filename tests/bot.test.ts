import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bot, type BotParts, createBot, type Person } from '../src/bot.ts';
import type { Action } from '../src/core/action.ts';
import { makeCourse } from '../src/core/course.ts';
import { choicesIn, type Reply } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import { openStorage } from '../src/storage/open.ts';
import { storageInMemory } from './fixtures/storage.ts';
import { sqlStorage } from '../src/storage/sql.ts';
import { sqliteDialect } from '../src/storage/sqlite.ts';
import type { Store } from '../src/storage/store.ts';
import type { Tables } from '../src/storage/tables.ts';
import { tinyPack } from './fixtures/pack.ts';
import { tuesday } from './fixtures/people.ts';
import { postgresForTests } from './fixtures/postgres.ts';
import { heardLog } from './fixtures/quiet.ts';
import { stateIn } from './fixtures/state.ts';
import { wordsIn } from './fixtures/words.ts';

const course = makeCourse(tinyPack);
const ana: Person = { learner: 'console:ana', group: 'console:here', channel: 'here', mayManage: true };
const sorry = 'That did not work';
const log = heardLog();
const voted: string[] = [];
beforeEach(() => {
  log.lines.length = 0;
  voted.length = 0;
});

const botOn = (store: Store): Bot =>
  createBot({ course: () => course, store, signingKey: 'key', clock: () => tuesday, log, voteCounted: (drill) => void voted.push(drill) });
const quiz: Request = { kind: 'quiz', lesson: '1.2', count: '1' };
/** What the first button of a reply whose label begins so means. */
function actionOf(reply: Reply, label: string): Action {
  const choice = choicesIn(reply).find((one) => one.label.startsWith(label));
  if (!choice) throw new Error(`There is no button ${label} in: ${wordsIn(reply)}`);
  return choice.action;
}
const pressed = (reply: Reply, label: string): Request => ({ kind: 'press', action: actionOf(reply, label) });
const answersIn = async (store: Store) => (await stateIn(store, { attemptCount: true }, ana.learner)).attemptCount;

describe('a picture', () => {
  const svgs: string[] = [];
  const drawn = async (draw: BotParts['draw']) => {
    const { store } = await storageInMemory(tinyPack.id);
    await store.save([
      {
        kind: 'attempted',
        attempt: { learner: ana.learner, askedIn: 'before01', item: '1.1-q01', lesson: '1.1', picks: 'b', correct: true, at: tuesday },
      },
    ]);
    const bot = createBot({
      course: () => course,
      store,
      signingKey: 'key',
      clock: () => tuesday,
      log,
      voteCounted: () => undefined,
      ...(draw && { draw }),
    });
    const reply = await bot.answer({ kind: 'progress' }, ana);
    await store.close();
    return reply;
  };

  it('comes with its words, and the same in an alternative text', async () => {
    const reply = await drawn(async ({ svg }) => {
      svgs.push(svg);
      return new Uint8Array([1]);
    });
    expect(reply.attachments).toEqual([
      { name: 'progress.png', content: new Uint8Array([1]), alt: expect.stringContaining('Streak: 1 day') },
    ]);
    expect(svgs[0]).toContain('<svg');
  });

  it.each([
    ['cannot be drawn', () => Promise.reject(new Error('ink is out'))],
    ['nobody draws', undefined],
  ])('that %s costs nothing but itself', async (_, draw) => {
    const reply = await drawn(draw);
    expect([reply.attachments, reply.isApology]).toEqual([undefined, undefined]);
    expect(wordsIn(reply)).toContain('Streak: 1 day');
  });
});

it('counts each request at debug, with how long it took, and not what was typed', async () => {
  const debugging = heardLog({ debug: true });
  const working = { decide: async () => ({ reply: { summary: '', blocks: [] }, changes: [] }) } as unknown as Store;
  const bot = createBot({
    course: () => course,
    store: working,
    signingKey: 'key',
    clock: () => tuesday,
    log: debugging,
    voteCounted: () => undefined,
  });
  await bot.answer({ kind: 'route', question: 'a secret question' }, ana);
  await bot.answer(quiz, ana);
  const line = (request: string, count: number) => ({ level: 'debug', fields: { request, count, ms: expect.any(Number) } });
  expect(debugging.lines).toMatchObject([line('route', 1), line('quiz', 2)]);
  expect(JSON.stringify(debugging.lines)).not.toContain('a secret question');
});

describe('a store that throws', () => {
  const trouble = new Error('the statement failed', { cause: new Error('the disk is on fire') });
  const broken = { decide: () => Promise.reject(trouble) } as unknown as Store;

  it.each<[string, Request]>([
    ['a quiz', quiz],
    ['a question', { kind: 'route', question: 'how do I build a pipeline' }],
    ['a vote', { kind: 'press', action: { kind: 'vote', drill: 'drill001', pick: 'a', version: 'v001' } }],
  ])('gets whoever asks for %s a kind word, and nothing is counted', async (_what, request) => {
    const reply = await botOn(broken).answer(request, ana);
    expect(wordsIn(reply)).toContain('The fault is on this side, and nothing was counted.');
    expect(wordsIn(reply)).not.toMatch(/statement|fire|Error/);
    expect(voted).toEqual([]);
  });

  it('is logged with its cause and the kind of request, not with what was typed', async () => {
    await botOn(broken).answer({ kind: 'route', question: 'my private worries' }, ana);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { err: trouble, request: 'route' } }]);
    expect(JSON.stringify(log.lines)).not.toMatch(/private worries|console:ana/);
  });

  it('does not keep the bot from coming to rest', async () => {
    const bot = botOn(broken);
    void bot.answer(quiz, ana);
    await bot.idle();
  });
});

describe('a database file', () => {
  let folder = '';
  let file = '';
  let count = 0;
  let store: Store;
  let db: Kysely<Tables>;
  let bot: Bot;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    file = join(folder, `${++count}.db`);
    await (await openStorage(`sqlite:${file}`, tinyPack.id)).store.close();
    db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
    ({ store } = sqlStorage(db, tinyPack.id, false));
    bot = botOn(store);
  });
  afterEach(() => store.close());
  const pragma = (words: string) => sql.raw(`pragma ${words}`).execute(db);

  it('that another process has locked costs one kind word, and serves again when it is free', async ({ onTestFinished }) => {
    const question = await bot.answer(quiz, ana);
    const other = new Kysely<Tables>({ dialect: sqliteDialect(file) });
    const held = await other.startTransaction().execute();
    let clock = performance.now();
    let looks = 0;
    const told = vi.spyOn(performance, 'now').mockImplementation(() => {
      looks += 1;
      return clock;
    });
    onTestFinished(() => told.mockRestore());
    let answer = '';
    const press = bot.answer(pressed(question, 'A'), ana).then(({ summary }) => (answer = summary));
    // It looks at the clock each time it has been turned away.
    await expect.poll(() => looks).toBeGreaterThan(5);
    expect(answer).toBe('');
    clock += 5_000;
    expect(await press).toBe(sorry);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { err: { message: expect.stringContaining('locked') } } }]);
    await held.rollback().execute();
    await other.destroy();
    expect(await answersIn(store)).toBe(0);
    expect((await bot.answer(pressed(question, 'A'), ana)).summary).toMatch(/✓ Right|✗ Not this time/);
    expect(await answersIn(store)).toBe(1);
  });

  it('that can only be read still teaches, and counts nothing that it cannot keep', async () => {
    const question = await bot.answer(quiz, ana);
    await pragma('query_only = on');
    expect((await bot.answer(pressed(question, 'A'), ana)).summary).toBe(sorry);
    expect((await bot.answer({ kind: 'lesson', lesson: '1.2' }, ana)).summary).toContain('1.2 Inference Fit');
    expect(log.lines).toMatchObject([{ fields: { err: { message: expect.stringContaining('readonly') } } }]);
    await pragma('query_only = off');
    expect(await answersIn(store)).toBe(0);
  });

  it('on a full disk keeps what was acknowledged, and goes on when there is room', async () => {
    await pragma('max_page_count = 1');
    const acknowledged = await answerUntilItIsFull();
    expect(log.lines[0]).toMatchObject({ fields: { err: { message: expect.stringContaining('full') } } });
    expect(acknowledged).toBeGreaterThan(1);
    expect(await attempts()).toBe(acknowledged);
    expect((await bot.answer({ kind: 'lesson', lesson: '1.1' }, ana)).summary).toContain('1.1 Pipelines');
    await pragma('max_page_count = 100000');
    expect((await bot.answer(quiz, ana)).summary).toBe('Question 1 of 1');
    expect(await attempts()).toBe(acknowledged);
  });

  /** One person after the other takes a quiz; says how many had their answer acknowledged before something could not be kept. */
  async function answerUntilItIsFull(): Promise<number> {
    for (let acknowledged = 0; acknowledged < 100; acknowledged += 1) {
      const person = { ...ana, learner: `console:${acknowledged}${'x'.repeat(400)}` };
      const question = await bot.answer(quiz, person);
      const feedback = question.summary === sorry ? question : await bot.answer(pressed(question, 'A'), person);
      if (feedback.summary === sorry) return acknowledged;
    }
    throw new Error('The disk never got full.');
  }

  const attempts = async () => (await db.selectFrom('attempts').select('learner').execute()).length;
});

describe('a question that was routed', () => {
  let store: Store;
  beforeEach(async () => {
    ({ store } = await storageInMemory(tinyPack.id));
  });
  afterEach(() => store.close());
  const question: Request = { kind: 'route', question: 'how do I build a pipeline' };
  const routedIn = async (reply: Reply) => {
    const action = actionOf(reply, 'Not this one');
    return (await stateIn(store, { routed: action.kind === 'not-this' ? action.routed : '' })).routed;
  };

  it('is kept after the answer has left, and before the bot comes to rest', async () => {
    const bot = botOn(store);
    const reply = await bot.answer(question, ana);
    expect(await routedIn(reply)).toBeUndefined();
    await bot.idle();
    expect(await routedIn(reply)).toMatchObject({
      learner: ana.learner,
      question: 'how do I build a pipeline',
      shown: ['1.1'],
      at: tuesday,
    });
  });

  it('can be corrected at once: the press waits until the question is kept', async () => {
    const happened: string[] = [];
    const slow: Store = {
      ...store,
      decide: (...given) => {
        happened.push('decided');
        return store.decide(...given);
      },
      save: async (changes) => {
        for (let turn = 0; turn < 50; turn += 1) await setImmediate();
        await store.save(changes);
        happened.push('saved');
      },
    };
    const bot = botOn(slow);
    const press = pressed(await bot.answer(question, ana), 'Not this one');
    expect((await bot.answer(press, ana)).summary).toBe('Which one did you need?');
    expect(happened).toEqual(['decided', 'saved', 'decided']);
  });

  it('is lost with a line in the log when it cannot be kept, and its answer is given all the same', async () => {
    const bot = botOn({ ...store, save: () => Promise.reject(new Error('the disk is full')) });
    const reply = await bot.answer(question, ana);
    expect(reply.summary).toBe('Go first to 1.1 Pipelines, Estimators and Transformers');
    expect((await bot.answer(pressed(reply, 'Not this one'), ana)).summary).toBe('That was a while ago');
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { err: { message: 'the disk is full' } } }]);
  });
});

const postgres = await postgresForTests();
describe.skipIf('reason' in postgres)(`a PostgreSQL that goes away${'reason' in postgres ? `: ${postgres.reason}` : ''}`, () => {
  const schema = `mlpro_bot_${process.pid}`;
  let admin: pg.Client;
  let store: Store;
  let bot: Bot;
  beforeAll(async () => {
    if ('reason' in postgres) return;
    admin = new pg.Client({ connectionString: postgres.address });
    await admin.connect();
    await admin.query(`create schema ${schema}`);
    const address = new URL(postgres.address);
    address.searchParams.set('options', `-c search_path=${schema}`);
    address.searchParams.set('application_name', schema);
    ({ store } = await openStorage(address.toString(), tinyPack.id));
    bot = botOn(store);
  });
  afterAll(async () => {
    if ('reason' in postgres) return;
    await store.close();
    await admin.query(`drop schema ${schema} cascade`);
    await admin.end();
  });
  const cut = () => admin.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [schema]);

  it('between two requests is not noticed by anybody', async () => {
    await bot.answer(quiz, ana);
    await cut();
    await expect.poll(async () => (await bot.answer(quiz, ana)).summary, { interval: 5 }).toBe('Question 1 of 1');
  });

  it('in the middle of a request costs one kind word; what was acknowledged stays, and the next press counts', async () => {
    const question = await bot.answer(quiz, ana);
    // Somebody holds the table that the press writes to, so that it is under way when the connections are cut.
    await admin.query(`begin; lock table ${schema}.attempts in share mode`);
    const press = bot.answer(pressed(question, 'A'), ana);
    await expect.poll(async () => (await waiting()).length, { interval: 5 }).toBe(1);
    await cut();
    expect((await press).summary).toBe(sorry);
    await admin.query('rollback');
    expect(await answersIn(store)).toBe(0);
    expect((await bot.answer(pressed(question, 'A'), ana)).summary).toMatch(/✓ Right|✗ Not this time/);
    expect(await answersIn(store)).toBe(1);
    expect(log.lines).toHaveLength(1);
  });

  async function waiting(): Promise<unknown[]> {
    const { rows } = await admin.query("select 1 from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'", [schema]);
    return rows;
  }
});
