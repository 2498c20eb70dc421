import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refused } from '../src/adapters/platform.ts';
import { makeCourse } from '../src/core/course.ts';
import { helpReply } from '../src/core/help/replies.ts';
import type { Group } from '../src/core/state.ts';
import { makeSchedule } from './fixtures/schedule.ts';
import { storageInMemory } from './fixtures/storage.ts';
import type { Ledger, Store } from '../src/storage/store.ts';
import { type Channel, makeChannel } from './fixtures/channel.ts';
import { studyGroup } from './fixtures/group.ts';
import { tinyPack } from './fixtures/pack.ts';
import { heardLog } from './fixtures/quiet.ts';
import { stateIn } from './fixtures/state.ts';
import { wordsIn } from './fixtures/words.ts';

const group = studyGroup();
const course = makeCourse(tinyPack);

let store: Store;
let ledger: Ledger;
let channel: Channel;
let now = 0;
const log = heardLog();

beforeEach(async () => {
  ({ store, ledger } = await storageInMemory(tinyPack.id));
  channel = makeChannel();
  log.lines.length = 0;
});
afterEach(() => store.close());

const schedule = (...others: Channel[]) =>
  makeSchedule({ adapters: () => [channel, ...others], course: () => course, store, ledger, clock: () => now, log });
const set = (different: Partial<Group> = {}) =>
  store.decide('console:ana', {}, () => ({
    reply: helpReply(tinyPack),
    changes: [{ kind: 'group-set', group: { ...group, ...different } }],
  }));
const at = (iso: string) => {
  now = Date.parse(iso);
};
const vote = (learner: string, picks: string) => {
  const drill = channel.posts.at(-1)?.drill ?? '';
  return store.decide(learner, {}, () => ({
    reply: helpReply(tinyPack),
    changes: [{ kind: 'attempted', attempt: { learner, askedIn: drill, item: 'c', lesson: '1.1', picks, correct: false, at: now } }],
  }));
};

describe('the daily drill', () => {
  it('comes at its time, once, however often the clock ticks', async () => {
    await set();
    const { tick } = schedule();
    at('2026-11-24T07:59:00Z');
    await tick();
    expect(channel.posts).toHaveLength(0);
    for (const minute of ['08:00', '08:01', '08:02', '09:30']) {
      at(`2026-11-24T${minute}:00Z`);
      await tick();
    }
    expect(channel.posts).toHaveLength(1);
    expect(channel.posts[0]?.words).not.toContain('Late');
  });

  it('comes once when several processes tick at the same moment', async () => {
    await set();
    at('2026-11-24T08:00:00Z');
    await Promise.all([schedule(), schedule(), schedule()].map(({ tick }) => tick()));
    expect(channel.posts).toHaveLength(1);
  });

  it('comes late, and says so, when the bot was away; after the grace it does not come', async () => {
    await set();
    at('2026-11-24T10:30:00Z');
    await schedule().tick();
    expect(channel.posts[0]?.words).toContain('Late today');
    at('2026-11-25T11:30:00Z');
    await schedule().tick();
    expect(channel.posts).toHaveLength(1);
  });

  it('comes every study day with another cue, and the answer to the last one comes first', async () => {
    await set();
    const { post } = channel;
    const order: string[] = [];
    channel.post = (next) => {
      order.push(next.reply.summary);
      return post(next);
    };
    const { tick } = schedule();
    for (const day of ['24', '25', '26']) {
      at(`2026-11-${day}T08:00:00Z`);
      await tick();
    }
    const [drill, answer, notice] = ['Decision cue of the day', 'Decision cue: the answer', 'The answer is out.'];
    expect(order).toEqual([drill, answer, notice, drill, answer, notice, drill]);
    expect(new Set(channel.posts.map(({ words }) => words)).size).toBe(3);
  });

  it('is revealed at the group’s hour, with how the group chose', async () => {
    await set({ reveal: '17:00' });
    const { tick } = schedule();
    at('2026-11-24T08:00:00Z');
    await tick();
    await vote('console:ana', 'a');
    await vote('console:ben', 'b');
    await vote('console:cem', 'b');
    at('2026-11-24T16:00:00Z');
    await tick();
    expect(channel.redraws).toHaveLength(1);
    expect(channel.redraws[0]).toContain('chosen by 1 of 3');
    at('2026-11-24T16:01:00Z');
    await tick();
    expect(channel.redraws).toHaveLength(1);
  });

  it('shows in the channel how many have answered, not what', async () => {
    await set();
    const { tick } = schedule();
    at('2026-11-24T08:00:00Z');
    await tick();
    await vote('console:ana', 'a');
    await tick();
    await tick();
    expect(channel.redraws).toHaveLength(1);
    expect(channel.redraws[0]).toContain('1 person has answered');
    expect(channel.redraws[0]).not.toContain('chosen by');
  });

  it('waits with a new count and with its answer while the platform takes no edits', async () => {
    await set();
    const { tick } = schedule();
    at('2026-11-24T08:00:00Z');
    await tick();
    await vote('console:ana', 'a');
    channel.canRedraw = () => false;
    await tick();
    at('2026-11-25T08:00:00Z');
    await tick();
    expect([channel.posts.length, channel.redraws.length, channel.replies.length]).toEqual([2, 0, 0]);
    channel.canRedraw = () => true;
    await tick();
    expect([channel.posts.length, channel.redraws.length, channel.replies.length]).toEqual([2, 1, 1]);
  });

  it('that was posted by a process which died before it could write so is found again, not posted twice', async () => {
    await set();
    at('2026-11-24T08:00:00Z');
    channel.failures.push({ error: new Error('the connection was cut'), stored: true });
    await schedule().tick();
    expect(channel.posts).toHaveLength(1);
    at('2026-11-24T08:00:30Z');
    await schedule().tick();
    at('2026-11-24T08:02:00Z');
    await schedule().tick();
    expect(channel.posts).toHaveLength(1);
    expect(await ledger.findDrill(group.id, '2026-11-24')).toMatchObject({ status: 'posted', message: 'message 1' });
  });

  it('is tried again when the platform had a moment', async () => {
    await set();
    channel.failures.push({ error: new Error('500'), stored: false }, { error: new Error('500'), stored: false });
    for (const minute of ['00', '02', '04']) {
      at(`2026-11-24T08:${minute}:00Z`);
      await schedule().tick();
    }
    expect(channel.posts).toHaveLength(1);
  });

  it('that the platform never took in its grace is given up, and the next day has its own', async () => {
    await set();
    const boom = { error: new Error('500'), stored: false };
    channel.failures.push(boom, boom);
    for (const time of ['24T08:00', '24T10:59', '24T11:02', '24T11:10']) {
      at(`2026-11-${time}:00Z`);
      await schedule().tick();
    }
    expect(channel.failures).toEqual([]);
    expect(channel.posts).toEqual([]);
    expect(await ledger.findDrill(group.id, '2026-11-24')).toMatchObject({ status: 'failed' });
    at('2026-11-25T08:00:00Z');
    await schedule().tick();
    expect(channel.posts).toHaveLength(1);
  });

  it('that the channel refuses is reported once to the one who set it up, and the schedule stays', async () => {
    await set();
    const refusal = () => ({ error: new Refused('The channel is archived.'), stored: false });
    channel.failures.push(refusal());
    at('2026-11-24T08:00:00Z');
    await schedule().tick();
    channel.failures.push(refusal());
    at('2026-11-25T08:00:00Z');
    await schedule().tick();
    expect(channel.told).toHaveLength(1);
    expect(channel.told[0]?.learner).toBe('console:ana');
    expect(wordsIn(channel.told[0]?.reply ?? helpReply(tinyPack))).toContain('The channel is archived.');
    at('2026-11-26T08:00:00Z');
    await schedule().tick();
    expect(channel.posts).toHaveLength(1);
  });

  it('waits while the platform is not connected, and comes late then', async () => {
    await set();
    channel.ready = false;
    at('2026-11-24T08:00:00Z');
    await schedule().tick();
    channel.ready = true;
    at('2026-11-24T09:00:00Z');
    await schedule().tick();
    expect(channel.posts[0]?.words).toContain('Late today');
  });

  it('of one platform does not wait for another that hangs', async () => {
    await set();
    await set({ id: 'slack:C1', channel: 'C1' });
    const slack = makeChannel('slack');
    let answer: ((message: string) => void) | undefined;
    const late = new Promise<string>((resolve) => (answer = resolve));
    at('2026-11-24T08:00:00Z');
    const ticked = schedule({ ...slack, post: () => late }).tick();
    await expect.poll(() => channel.posts.length).toBe(1);
    answer?.('a message');
    await ticked;
  });

  it('of one group does not suffer from another group’s trouble', async () => {
    await set({ id: 'console:first', channel: 'first' });
    await set();
    channel.failures.push({ error: new Error('boom'), stored: false });
    at('2026-11-24T08:00:00Z');
    await schedule().tick();
    expect(channel.posts).toHaveLength(1);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('does not come on days or for groups that do not want it', async () => {
    await set({ active: false });
    at('2026-11-24T08:00:00Z');
    await schedule().tick();
    await set();
    at('2026-11-22T08:00:00Z');
    await schedule().tick();
    expect(channel.posts).toHaveLength(0);
  });

  it('comes in the hour that daylight saving skips, once', async () => {
    await set({ time: '02:30', weekdays: [7] });
    for (const minute of ['00:59', '01:00', '01:29', '01:30', '01:31']) {
      at(`2026-03-29T${minute}:00Z`);
      await schedule().tick();
    }
    expect(channel.posts).toHaveLength(1);
  });
});

describe('with a clock that stands still', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('many quick votes are one redraw, a moment later', async () => {
    await set();
    at('2026-11-24T08:00:00Z');
    const running = schedule();
    await running.tick();
    for (const learner of ['console:ana', 'console:ben', 'console:cem']) {
      await vote(learner, 'a');
      running.voteCounted(channel.posts[0]?.drill ?? '');
    }
    expect(channel.redraws).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_500);
    vi.useRealTimers();
    await expect.poll(() => channel.redraws).toEqual([expect.stringContaining('3 people have answered.')]);
  });

  it('a schedule that has stopped leaves no timer behind', async () => {
    const running = schedule();
    running.start();
    running.voteCounted('drill001');
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    await running.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('a minute that a busy process comes late to is not dropped', async () => {
  await set();
  at('2026-11-24T08:00:00Z');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: now - 500 });
  const running = makeSchedule({ adapters: () => [channel], course: () => course, store, ledger, clock: () => now, log });
  running.start();
  await vi.advanceTimersByTimeAsync(0);
  vi.setSystemTime(now + 20_000);
  await vi.advanceTimersByTimeAsync(600);
  vi.useRealTimers();
  await expect.poll(() => channel.posts.length).toBe(1);
  await running.stop();
});

it('a routed question is forgotten after an hour', async () => {
  const routed = { id: 'routed01', learner: 'console:ana', question: 'how?', shown: ['1.1'], at: Date.parse('2026-11-24T08:00:00Z') };
  await store.save([{ kind: 'routed', routed }]);
  const kept = async () => (await stateIn(store, { routed: routed.id })).routed;
  at('2026-11-24T09:00:00Z');
  await schedule().tick();
  expect(await kept()).toEqual(routed);
  at('2026-11-24T09:01:00Z');
  await schedule().tick();
  expect(await kept()).toBeUndefined();
});

describe('that the bot runs', () => {
  const outagesOf = async (learner: string) => (await stateIn(store, { practice: true }, learner)).practice?.outages;

  it('is written down each minute for every platform that can be reached; a terminal of one’s own is never down', async () => {
    const [slack, discord] = [makeChannel('slack'), makeChannel('discord')];
    const own = { ...makeChannel('console'), isOwn: true } as const;
    const ticking = makeSchedule({ adapters: () => [slack, discord, own], course: () => course, store, ledger, clock: () => now, log });
    for (const [time, isReachable] of [
      ['09:00', true],
      ['09:01', false],
      ['09:04', false],
      ['09:20', true],
    ] as const) {
      at(`2026-11-24T${time}:00Z`);
      discord.ready = isReachable;
      await ticking.tick();
      if (time !== '09:20') continue;
      expect(await outagesOf('discord:1')).toEqual([{ from: Date.parse('2026-11-24T09:00:00Z'), to: now }]);
      expect(await outagesOf('slack:T:U')).toEqual([{ from: Date.parse('2026-11-24T09:04:00Z'), to: now }]);
      expect(await outagesOf('console:ana')).toEqual([]);
    }
    await ticking.stop();
  });
});
