import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCourse } from '../src/core/course.ts';
import { handle, needsOf } from '../src/core/handle.ts';
import type { Action } from '../src/core/action.ts';
import { choicesIn } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import { storageInMemory } from './fixtures/storage.ts';
import type { Storage } from '../src/storage/store.ts';
import { type Channel, makeChannel } from './fixtures/channel.ts';
import { tinyPack } from './fixtures/pack.ts';
import { someone, tuesday } from './fixtures/people.ts';
import { heardLog } from './fixtures/quiet.ts';
import { makeSchedule } from './fixtures/schedule.ts';
import { stateIn } from './fixtures/state.ts';
import { wordsIn } from './fixtures/words.ts';

const course = makeCourse(tinyPack);
const minute = 60_000;

let storage: Storage;
let channel: Channel;
let now = tuesday;
const log = heardLog();

beforeEach(async () => {
  storage = await storageInMemory(tinyPack.id);
  channel = makeChannel();
  now = tuesday;
  log.lines.length = 0;
});
afterEach(() => storage.store.close());

const ask = (request: Request, learner = 'console:ana') => {
  const from = someone({ learner, now, randomId: 'exam0001' });
  return storage.store.decide(learner, needsOf(request, from), (state) => handle(request, { state, course, from }));
};
const press = (action: Action, learner?: string) => ask({ kind: 'press', action }, learner);
const start = async (learner?: string) => {
  await press({ kind: 'mock-start', questions: 3, form: 1 }, learner);
  await press({ kind: 'mock-pick', exam: 'exam0001', item: '1.2-q01', picks: 'c', version: 'v001' }, learner);
};
const tick = () => makeSchedule({ ...storage, adapters: () => [channel], course: () => course, clock: () => now, log }).tick();
const told = () => channel.told.map(({ learner, reply }) => [learner, reply.summary]);
const countOf = async (learner?: string) => (await stateIn(storage.store, { attemptCount: true }, learner)).attemptCount;
const result = ['console:ana', 'Mock exam: 1 of 3 (33 %) right'];

describe('a mock exam whose time is up while nobody looks', () => {
  it('is submitted by the schedule, and its learner told once, with the way on', async () => {
    await start();
    now += 5 * minute;
    await tick();
    expect([told(), await countOf()]).toEqual([[], 0]);
    now += minute;
    await Promise.all([tick(), tick(), tick()]);
    await tick();
    expect([told(), await countOf()]).toEqual([[result], 1]);
    const [message] = channel.told;
    expect(message && wordsIn(message.reply)).toContain('The time is up, and what you had answered was submitted.');
    expect(message && choicesIn(message.reply).map(({ label }) => label)).toContain('What I missed (2)');
  });

  it('is not told to those who looked first', async () => {
    await start();
    now += 6 * minute;
    await ask({ kind: 'mock-exam', wish: '' });
    await tick();
    expect([told(), await countOf()]).toEqual([[], 1]);
  });

  it('is told as soon as the platform lets us, when it did not at first', async () => {
    await start();
    now += 6 * minute;
    const { tell } = channel;
    channel.tell = () => Promise.reject(new Error('The platform is away.'));
    await tick();
    expect(JSON.stringify(log.lines)).toContain('could not be ended');
    channel.tell = tell;
    now += minute;
    await tick();
    expect([told(), await countOf()]).toEqual([[result], 1]);
  });

  it('waits for a platform that is not connected, and is not told a day later', async () => {
    await start();
    now += 6 * minute;
    channel.ready = false;
    await tick();
    expect(await countOf()).toBe(0);
    channel.ready = true;
    now += 25 * 60 * minute;
    await tick();
    expect([told(), await countOf()]).toEqual([[], 1]);
  });

  it('is forgotten when its learner wants to be, during the exam', async () => {
    await start();
    await press({ kind: 'forget-all' });
    now += 6 * minute;
    await tick();
    expect([told(), await countOf()]).toEqual([[], 0]);
    expect((await press({ kind: 'mock-submit', exam: 'exam0001' })).reply.summary).toBe('I can’t find that mock exam');
  });

  it('keeps nobody else waiting when it cannot be told', async () => {
    await start();
    await start('console:ben');
    now += 6 * minute;
    const { tell } = channel;
    channel.tell = (learner, reply) => (learner === 'console:ana' ? Promise.reject(new Error('No.')) : tell(learner, reply));
    await tick();
    expect(told()).toEqual([['console:ben', 'Mock exam: 1 of 3 (33 %) right']]);
  });

  it('is that of another platform until its own adapter looks', async () => {
    await start('slack:T1:U1');
    now += 6 * minute;
    await tick();
    expect([told(), await countOf('slack:T1:U1')]).toEqual([[], 0]);
    channel = makeChannel('slack');
    await tick();
    expect(told()).toEqual([['slack:T1:U1', 'Mock exam: 1 of 3 (33 %) right']]);
  });
});
