import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCourse } from '../src/core/course.ts';
import type { Reminder } from '../src/core/remind/reminder.ts';
import { choicesIn } from '../src/core/reply.ts';
import { storageInMemory } from './fixtures/storage.ts';
import type { Ledger, Store } from '../src/storage/store.ts';
import { type Channel, makeChannel } from './fixtures/channel.ts';
import { tinyPack } from './fixtures/pack.ts';
import { heardLog } from './fixtures/quiet.ts';
import { makeSchedule } from './fixtures/schedule.ts';
import { stateIn } from './fixtures/state.ts';

const course = makeCourse(tinyPack);
const log = heardLog();
const day = 86_400_000;

let store: Store;
let ledger: Ledger;
let channel: Channel;
let now = 0;

beforeEach(async () => {
  ({ store, ledger } = await storageInMemory(tinyPack.id));
  channel = makeChannel();
  log.lines.length = 0;
});
afterEach(() => store.close());

const parts = () => ({ course: () => course, store, ledger, clock: () => now, log });
const schedule = (...others: Channel[]) => makeSchedule({ ...parts(), adapters: () => [channel, ...others] });
const tickAt = async (iso: string, running = schedule()) => {
  now = Date.parse(iso);
  await running.tick();
};

/** Somebody with something to do, who wants to hear of it at half past six in Berlin. */
async function wanted(learner = 'console:ana', different: Partial<Reminder> = {}): Promise<void> {
  const nextAt = Date.parse('2026-11-24T17:30:00Z');
  const reminder: Reminder = {
    learner,
    time: '18:30',
    zone: 'Europe/Berlin',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    quiet: null,
    active: true,
    nextAt,
    lastAt: null,
    unreachableAt: null,
    setAt: 0,
    ...different,
  };
  await store.save([{ kind: 'reminder-set', reminder }, missed(learner, (reminder.nextAt ?? nextAt) - 9 * day)]);
}

function missed(learner: string, at: number, askedIn = `quiz of ${learner}`) {
  const attempt = { learner, askedIn, item: '1.1-q01', lesson: '1.1', picks: 'b', correct: false, at };
  return { kind: 'attempted', attempt } as const;
}

describe('a reminder', () => {
  it('comes at its hour, in private, once a day, however often the clock ticks', async () => {
    await wanted();
    const running = schedule();
    for (const time of ['24T17:29', '24T17:30', '24T17:31', '24T18:20', '25T17:29', '25T17:30', '25T17:31'])
      await tickAt(`2026-11-${time}:00Z`, running);
    expect(channel.told.map(({ learner }) => learner)).toEqual(['console:ana', 'console:ana']);
    expect(choicesIn(channel.told[0]?.reply ?? { summary: '', blocks: [] }).map(({ label }) => label)).toEqual([
      'Review now',
      'No more reminders',
    ]);
  });

  it('comes once when several processes tick at the same moment', async () => {
    await wanted();
    now = Date.parse('2026-11-24T17:30:00Z');
    await Promise.all([schedule(), schedule(), schedule()].map(({ tick }) => tick()));
    expect(channel.told).toHaveLength(1);
  });

  it('does not come to whoever has answered today, has nothing to do, or sleeps', async () => {
    await wanted('console:ben');
    await store.save([missed('console:ben', Date.parse('2026-11-24T08:00:00Z'), 'today')]);
    await wanted('console:cem', { quiet: { from: '18:00', to: '07:00' } });
    await store.save([{ kind: 'reminder-set', reminder: { ...(await reminderOf('console:cem')), learner: 'console:dia', quiet: null } }]);
    await tickAt('2026-11-24T17:30:00Z');
    expect(channel.told).toEqual([]);
    await tickAt('2026-11-25T17:30:00Z');
    expect(channel.told.map(({ learner }) => learner)).toEqual(['console:ben']);
  });

  it('does not come late by more than an hour, and comes on the next day', async () => {
    await wanted();
    channel.ready = false;
    await tickAt('2026-11-24T17:30:00Z');
    channel.ready = true;
    await tickAt('2026-11-24T18:30:01Z');
    expect(channel.told).toEqual([]);
    await tickAt('2026-11-25T17:30:00Z');
    expect(channel.told).toHaveLength(1);
  });

  it('that the platform did not take is not sent again', async () => {
    await wanted();
    const { tell } = channel;
    channel.tell = () => Promise.reject(new Error('503'));
    await tickAt('2026-11-24T17:30:00Z');
    channel.tell = tell;
    await tickAt('2026-11-24T17:31:00Z');
    expect(channel.told).toEqual([]);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    await tickAt('2026-11-25T17:30:00Z');
    expect(channel.told).toHaveLength(1);
  });

  it('that nobody takes in private is turned off, and that is kept for when they ask', async () => {
    await wanted();
    channel.closedTo.add('console:ana');
    await tickAt('2026-11-24T17:30:00Z');
    expect(await reminderOf('console:ana')).toMatchObject({ active: false, nextAt: null, unreachableAt: now });
    channel.closedTo.clear();
    await tickAt('2026-11-25T17:30:00Z');
    expect(channel.told).toEqual([]);
  });

  it('waits when the clock is set back, and comes once', async () => {
    await wanted();
    for (const time of ['24T17:30', '24T16:00', '24T17:30', '23T17:30', '24T17:31']) await tickAt(`2026-11-${time}:00Z`);
    expect(channel.told).toHaveLength(1);
  });

  it('comes again after a clock that was years ahead is right', async () => {
    await wanted();
    await tickAt('2031-05-05T17:30:00Z');
    await tickAt('2026-11-24T12:00:00Z');
    await tickAt('2026-11-24T17:30:00Z');
    expect(channel.told).toHaveLength(1);
  });

  it('comes in the hour that daylight saving skips, once', async () => {
    await wanted('console:ana', { time: '02:30', nextAt: Date.parse('2026-03-29T01:30:00Z') });
    for (const time of ['01:00', '01:29', '01:30', '01:31', '02:00']) await tickAt(`2026-03-29T${time}:00Z`);
    expect(channel.told).toHaveLength(1);
  });

  it('of one platform does not wait for another that hangs', async () => {
    await wanted();
    await wanted('slack:U1');
    const hanging = { ...makeChannel('slack'), tell: () => new Promise<'told'>(() => undefined) };
    now = Date.parse('2026-11-24T17:30:00Z');
    void schedule(hanging).tick();
    await expect.poll(() => channel.told.length).toBe(1);
  });

  it('of one person does not suffer from another’s trouble', async () => {
    for (const name of ['ana', 'ben', 'cem']) await wanted(`console:${name}`);
    const { tell } = channel;
    channel.tell = (learner, reply) => (learner === 'console:ben' ? Promise.reject(new Error('boom')) : tell(learner, reply));
    await tickAt('2026-11-24T17:30:00Z');
    expect(channel.told.map(({ learner }) => learner)).toEqual(['console:ana', 'console:cem']);
  });

  it('is one of many at the same minute, in several batches', async () => {
    for (let nth = 0; nth < 230; nth += 1) await wanted(`console:n${nth}`);
    await tickAt('2026-11-24T17:30:00Z');
    expect(new Set(channel.told.map(({ learner }) => learner)).size).toBe(230);
    expect(channel.told).toHaveLength(230);
  });

  it('that cannot be reckoned is put off by a day, and keeps nobody waiting', async () => {
    const early = Date.parse('2026-11-24T17:00:00Z');
    for (let nth = 0; nth < 130; nth += 1) await wanted(`console:n${nth}`, { zone: 'Mars/Olympus', nextAt: early });
    await wanted();
    await tickAt('2026-11-24T17:30:00Z');
    expect(channel.told.map(({ learner }) => learner)).toEqual(['console:ana']);
    expect(await reminderOf('console:n7')).toMatchObject({ nextAt: now + day, lastAt: null });
  });
});

async function reminderOf(learner: string): Promise<Reminder> {
  const { reminder } = await stateIn(store, { reminder: true }, learner);
  if (reminder === undefined) throw new Error(`${learner} has no reminder.`);
  return reminder;
}
