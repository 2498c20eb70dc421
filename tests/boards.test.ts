import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../src/adapters/platform.ts';
import type { Board } from '../src/core/board/board.ts';
import { makeCourse } from '../src/core/course.ts';
import { storageInMemory } from './fixtures/storage.ts';
import type { Ledger, Store } from '../src/storage/store.ts';
import { type Channel, makeChannel } from './fixtures/channel.ts';
import { tinyPack } from './fixtures/pack.ts';
import { heardLog } from './fixtures/quiet.ts';
import { makeSchedule } from './fixtures/schedule.ts';
import { stateIn } from './fixtures/state.ts';

const course = makeCourse(tinyPack);
const log = heardLog();
const group = 'console:here';

let store: Store;
let ledger: Ledger;
let channel: Channel;
let now = 0;

beforeEach(async () => {
  ({ store, ledger } = await storageInMemory(tinyPack.id));
  channel = makeChannel();
});
afterEach(() => store.close());

const schedule = () => makeSchedule({ course: () => course, store, ledger, clock: () => now, log, adapters: () => [channel] });
const tickAt = async (iso: string, running = schedule()) => {
  now = Date.parse(iso);
  await running.tick();
};

async function wanted(different: Partial<Board> = {}): Promise<void> {
  const board: Board = { group, channel: 'here', zone: 'Europe/Berlin', goal: 20, weeklySince: 0, ...different };
  const member = { learner: 'console:ana', group: board.group, nickname: 'Ana', joinedAt: 0 };
  await store.save([
    { kind: 'board-set', board },
    { kind: 'board-joined', member },
  ]);
}

async function answered(learner: string, iso: string): Promise<void> {
  const attempt = { learner, askedIn: `${learner} ${iso}`, item: '1.1-q01', lesson: '1.1', picks: 'a', correct: true, at: Date.parse(iso) };
  await store.save([{ kind: 'attempted', attempt }]);
}

describe('the board of a week', () => {
  beforeEach(async () => {
    await answered('console:ana', '2026-11-22T22:59:59Z');
    await answered('console:ana', '2026-11-22T23:00:00Z');
    await answered('console:ben', '2026-11-20T10:00:00Z');
  });

  it('is posted on Monday at nine, once, with those who joined', async () => {
    await wanted();
    const running = schedule();
    for (const time of ['23T07:59', '23T08:00', '23T08:01', '23T20:00', '24T07:59', '24T09:00'])
      await tickAt(`2026-11-${time}:00Z`, running);
    expect(channel.posts).toHaveLength(1);
    expect(channel.posts[0]?.words).toContain('Together: 1 of 20 answers');
    expect(channel.posts[0]?.words).toContain('Ana: 1 answer');
    expect(channel.posts[0]?.words).not.toContain('ben');
    await tickAt('2026-11-30T08:00:00Z');
    expect(channel.posts).toHaveLength(2);
  });

  it('is posted once when several processes tick at the same moment', async () => {
    await wanted();
    now = Date.parse('2026-11-23T08:00:00Z');
    await Promise.all([schedule(), schedule(), schedule()].map(({ tick }) => tick()));
    expect(channel.posts).toHaveLength(1);
  });

  it('is not posted again when nobody knows whether it was; why is kept for who asks', async () => {
    await wanted();
    channel.failures.push({ error: new Error('the connection was cut'), stored: true });
    for (const time of ['08:00', '08:01', '09:00']) await tickAt(`2026-11-23T${time}:00Z`);
    expect(channel.posts).toHaveLength(1);
    expect((await stateIn(store, { board: { group, at: now } })).board?.trouble).toBe('The platform did not take it.');
  });

  it('that is in the channel is not said to be missing, even where that could not be kept', async () => {
    await wanted();
    const confirm = () => Promise.reject(new Error('the disk is full'));
    store = { ...store, boardWeeks: { ...store.boardWeeks, confirm } };
    for (const time of ['08:00', '08:01']) await tickAt(`2026-11-23T${time}:00Z`);
    expect(channel.posts).toHaveLength(1);
    expect((await stateIn(store, { board: { group, at: now } })).board?.trouble).toBeUndefined();
  });

  it('that the channel refuses does not keep another group waiting', async () => {
    await wanted({ group: 'console:first', channel: 'first' });
    await wanted();
    channel.failures.push({ error: new Refused('The channel is archived.'), stored: false });
    await tickAt('2026-11-23T08:00:00Z');
    expect(channel.posts).toHaveLength(1);
    expect((await stateIn(store, { board: { group: 'console:first', at: now } })).board?.trouble).toBe('The channel is archived.');
  });

  it('is made up for when the bot comes back within a day, and not later', async () => {
    await wanted();
    channel.ready = false;
    await tickAt('2026-11-23T08:00:00Z');
    channel.ready = true;
    await tickAt('2026-11-24T07:00:00Z');
    expect(channel.posts).toHaveLength(1);
    await tickAt('2026-12-01T08:00:00Z');
    expect(channel.posts).toHaveLength(1);
  });

  it('is none where nobody asked for it, or nobody on the board has answered', async () => {
    await wanted({ weeklySince: null });
    await tickAt('2026-11-23T08:00:00Z');
    await wanted();
    await store.save([{ kind: 'board-left', learner: 'console:ana' }]);
    await tickAt('2026-11-23T08:01:00Z');
    expect(channel.posts).toEqual([]);
  });

  it('comes on the Monday of its group, wherever that is', async () => {
    await answered('console:ana', '2026-11-20T10:00:00Z');
    await wanted({ group: 'console:east', channel: 'east', zone: 'Pacific/Kiritimati' });
    await wanted({ group: 'console:west', channel: 'west', zone: 'Pacific/Pago_Pago' });
    const running = schedule();
    const posted: string[] = [];
    for (const time of ['22T18:59', '22T19:00', '23T19:59', '23T20:00', '23T20:01']) {
      await tickAt(`2026-11-${time}:00Z`, running);
      posted.push(`${time} ${channel.posts.length}`);
    }
    expect(posted).toEqual(['22T18:59 0', '22T19:00 1', '23T19:59 1', '23T20:00 2', '23T20:01 2']);
  });

  it('in a zone that this machine does not know keeps no other group waiting, and can be set anew', async () => {
    await wanted({ group: 'console:first', channel: 'first', zone: 'Mars/Olympus' });
    await wanted();
    await tickAt('2026-11-23T08:00:00Z');
    expect(channel.posts).toHaveLength(1);
    expect((await stateIn(store, { board: { group: 'console:first', at: now } })).board?.zone).toBe('UTC');
  });
});
