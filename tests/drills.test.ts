import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../src/adapters/platform.ts';
import { type Course, makeCourse } from '../src/core/course.ts';
import { handle, needsOf } from '../src/core/handle.ts';
import { cueById } from '../src/core/pack-index.ts';
import type { Cue, Pack } from '../src/core/pack.ts';
import { choicesIn } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import type { Drill, Group } from '../src/core/state.ts';
import { type Drills, makeDrills } from '../src/drills.ts';
import { storageInMemory } from './fixtures/storage.ts';
import type { Ledger, Store } from '../src/storage/store.ts';
import { type Channel, makeChannel } from './fixtures/channel.ts';
import { studyGroup } from './fixtures/group.ts';
import { tinyPack } from './fixtures/pack.ts';
import { someone } from './fixtures/people.ts';
import { heardLog } from './fixtures/quiet.ts';
import { wordsIn } from './fixtures/words.ts';

const group = studyGroup();
const day = '2026-11-24';
const log = heardLog();
let course: Course;
let store: Store;
let ledger: Ledger;
let channel: Channel;
let now = 0;

beforeEach(async () => {
  ({ store, ledger } = await storageInMemory(tinyPack.id));
  channel = makeChannel();
  course = makeCourse(tinyPack);
  log.lines.length = 0;
});
afterEach(() => store.close());

const at = (time: string) => {
  now = Date.parse(time.includes('T') ? `2026-11-${time}:00Z` : `${day}T${time}:00Z`);
};
const save = (different: Partial<Group> = {}) => store.save([{ kind: 'group-set', group: { ...group, ...different } }]);
/** A process of its own, with whatever its ledger does differently. */
const process = (different: Partial<Ledger> = {}) =>
  makeDrills({ course: () => course, ledger: { ...ledger, ...different }, clock: () => now, log });
const tick = (time: string, drills = process()) => {
  at(time);
  return drills.lookAfter(channel);
};
const today = (on = day) => ledger.findDrill(group.id, on);
/** Where a process dies. */
let deathsSoFar = 0;
const never = () => {
  deathsSoFar += 1;
  return new Promise<never>(() => undefined);
};
/** Looks after the drill with a process that never comes back from there. */
const lookAfterAndDie = async (drills: Drills, broken: Partial<Channel> = {}) => {
  const before = deathsSoFar;
  void drills.lookAfter({ ...channel, ...broken });
  await expect.poll(() => deathsSoFar).toBeGreaterThan(before);
};
const ask = (request: Request, different = {}) => {
  const from = someone({ now, ...different });
  return store.decide(from.learner, needsOf(request, from), (state) => handle(request, { state, course, from }));
};
const say = async (request: Request) => wordsIn((await ask(request)).reply);
const press = (pick: string, learner = 'console:ana', version = 'v001', randomId = `press${learner}`) =>
  ask({ kind: 'press', action: { kind: 'vote', drill: channel.posts.at(-1)?.drill ?? '', pick, version } }, { learner, randomId });
const setUp = (settings: Partial<Record<'time' | 'zone' | 'days' | 'grace' | 'reveal', string>>): Request => ({
  kind: 'drill-setup',
  settings: { time: '', zone: '', days: '', grace: '', reveal: '', other: '', ...settings },
});

/** Processes that die at some point between claim and confirmation, as far as the others can see. */
const deaths: readonly [string, Partial<Ledger>, (channel: Channel) => Partial<Channel>, boolean][] = [
  ['right after its claim', { hold: never }, () => ({}), false],
  ['before its post', {}, () => ({ post: never }), false],
  ['after its post', { confirm: never }, () => ({}), true],
];

describe('a process that dies', () => {
  describe.each(deaths)('%s', (_when, dies, broken, isPosted) => {
    const die = async (time: string) => {
      at(time);
      await lookAfterAndDie(process(dies), broken(channel));
      expect(await today()).toMatchObject({ status: 'claimed' });
      expect(channel.posts).toHaveLength(isPosted ? 1 : 0);
    };

    it.each(['08:02', '08:30', '10:30', '10:59', '11:01'])('is found out about at %s, and the drill is there once', async (back) => {
      await save();
      await die(back === '11:01' ? '10:59' : '08:00');
      await tick(back);
      expect(channel.posts).toHaveLength(1);
      expect(await today()).toMatchObject({ status: 'posted', message: 'message 1' });
    });

    it('and leaves the drill after its grace is not posted then, and not given up when it is there', async () => {
      await save();
      await die('08:00');
      await tick('12:30');
      expect(await today()).toMatchObject(
        isPosted ? { status: 'posted' } : { status: 'failed', reason: expect.stringContaining('could not') },
      );
      expect(channel.posts).toHaveLength(isPosted ? 1 : 0);
    });
  });

  it.each<[string, Partial<Ledger>, (channel: Channel) => Partial<Channel>, string]>([
    ['before its post', {}, () => ({ post: never }), 'failed'],
    ['after its post', { confirm: never }, () => ({}), 'posted'],
  ])('%s, and comes back after a week, looks in the channel before it writes the drill off', async (_when, dies, broken, status) => {
    await save();
    at('08:00');
    await lookAfterAndDie(process(dies), broken(channel));
    at('23:00');
    now += 7 * 86_400_000;
    await process().lookAfter(channel);
    expect(await today()).toMatchObject({ status });
  });

  it('and after a week may not look is looked for once, and written off', async () => {
    await save();
    at('08:00');
    await lookAfterAndDie(process({ confirm: never }), channel);
    let looks = 0;
    const find = () => {
      looks += 1;
      return Promise.reject(new Refused('No history.'));
    };
    for (const minutes of [0, 1, 9, 11, 30]) {
      now = Date.parse(`${day}T23:00:00Z`) + 7 * 86_400_000 + minutes * 60_000;
      await process().lookAfter({ ...channel, find });
    }
    expect([looks, (await today())?.status]).toEqual([1, 'failed']);
  });

  it('while it tells of trouble has not told: another one does', async () => {
    await save();
    channel.failures.push({ error: new Refused('The channel is archived.'), stored: false });
    const { tell } = channel;
    channel.tell = () => Promise.reject(new Error('503'));
    await tick('08:00');
    channel.tell = tell;
    await tick('08:02');
    await tick('08:05');
    expect(channel.told).toHaveLength(1);
  });
});

it('trouble after a drill was posted is no trouble with the drill', async () => {
  await save();
  const confirm: Ledger['confirm'] = async (...given) => {
    await ledger.confirm(...given);
    throw new Error('the database went away before it could say so');
  };
  await tick('08:00', process({ confirm }));
  expect(await today()).toMatchObject({ status: 'posted', reason: undefined });
  expect(await ledger.troubles()).toEqual([]);
});

describe('two processes', () => {
  it('of which one pauses between claim and post do not both post', async () => {
    await save();
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    at('08:00');
    const slow = process({ hold: async (drill, when) => asleep.then(() => ledger.hold(drill, when)) }).lookAfter(channel);
    await expect.poll(async () => (await today())?.status).toBe('claimed');
    await tick('08:02');
    wake();
    await slow;
    expect(channel.posts).toHaveLength(1);
  });

  it('of which one hears late of its own claim do not both post', async () => {
    await save();
    let answer = () => {};
    const late = new Promise<void>((resolve) => (answer = resolve));
    at('08:00');
    const slow = process({
      claim: async (drill) => {
        const claimed = await ledger.claim(drill);
        await late;
        return claimed;
      },
    }).lookAfter(channel);
    await expect.poll(async () => (await today())?.status).toBe('claimed');
    await tick('08:02');
    answer();
    await slow;
    expect(channel.posts).toHaveLength(1);
  });

  it('reveal and redraw once between them', async () => {
    await save({ reveal: '17:00' });
    const both = [process(), process(), process()];
    const all = async (time: string) => Promise.all(both.map((one) => tick(time, one)));
    await all('08:00');
    await press('a');
    await all('08:01');
    expect(channel.redraws).toHaveLength(1);
    await all('16:00');
    await all('16:01');
    expect(channel.redraws).toHaveLength(2);
    expect(await today()).toMatchObject({ status: 'revealed', shown: 'reveal' });
  });
});

describe('a clock', () => {
  it('that is set back two hours takes no drill away, and brings none twice', async () => {
    await save({ setAt: Date.parse(`${day}T09:58:00Z`) });
    await tick('08:00');
    expect(channel.posts).toHaveLength(1);
    await tick('08:30');
    await tick('10:30');
    expect(channel.posts).toHaveLength(1);
  });

  it('that is set back while a drill is claimed does not leave it claimed', async () => {
    await save();
    at('10:00');
    void process({ confirm: never }).lookAfter(channel);
    await expect.poll(() => channel.posts.length).toBe(1);
    await tick('08:00');
    expect(await today()).toMatchObject({ status: 'posted', message: 'message 1' });
    expect(channel.posts).toHaveLength(1);
  });
});

describe('a group that is set up anew on its day', () => {
  it.each<[string, Parameters<typeof setUp>[0], string, string]>([
    ['keeps the drill that was still to come', { reveal: '17:00' }, '08:30', 'The first one comes within a minute'],
    ['has it later when it is moved later', { time: '15:00' }, '08:30', 'The first one comes Tue'],
  ])('%s', async (_what, settings, when, said) => {
    await save();
    at(when);
    expect(await say(setUp(settings))).toContain(said);
    await tick(when);
    await tick('14:01');
    expect(channel.posts).toHaveLength(1);
  });

  it('that had its drill is told truly when the next one comes, and the open one keeps its reveal', async () => {
    await save();
    await tick('08:00');
    at('08:30');
    const said = await say(setUp({ time: '12:00' }));
    expect(said).toMatch(/The first one comes Wed,? 25 Nov,? 12:00/);
    await tick('11:01');
    expect(channel.posts).toHaveLength(1);
    expect(channel.redraws).toHaveLength(0);
    await tick('25T08:00');
    expect(channel.redraws).toHaveLength(1);
  });
});

describe('a late drill', () => {
  it('says so even when it was claimed in time', async () => {
    await save();
    channel.failures.push({ error: new Error('503'), stored: false });
    await tick('08:00');
    await tick('08:30');
    expect(channel.posts[0]?.words).toContain('Late today');
    expect(await today()).toMatchObject({ late: true });
  });

  it('leaves time to answer: a reveal that is already past comes on the next day', async () => {
    await save({ reveal: '09:15' });
    await tick('08:20');
    for (const time of ['08:21', '08:50', '12:00']) await tick(time);
    expect(channel.redraws).toHaveLength(0);
    await tick('25T08:00');
    expect(channel.redraws[0]).toContain('the answer');
  });
});

/** The course without the cue that was posted, or with another wording of it. */
const edited = (change: (cue: Cue) => Cue | undefined): Pack => ({
  ...tinyPack,
  chapters: tinyPack.chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.map((lesson) => ({ ...lesson, cues: lesson.cues.flatMap((cue) => change(cue) ?? []) })),
  })),
});

describe('content that changes under an open drill', () => {
  it.each<[string, (cue: Cue) => Cue | undefined]>([
    ['a word is mended', (cue) => ({ ...cue, stem: `${cue.stem} Mended.`, version: 'v002' })],
    ['the options change places', (cue) => ({ ...cue, options: cue.options.toReversed(), version: 'v002' })],
    ['an option goes', (cue) => ({ ...cue, options: cue.options.slice(0, 2), version: 'v002' })],
    [
      'another option is right',
      (cue) => ({ ...cue, options: cue.options.map((one) => ({ ...one, correct: one.id === 'b' })), version: 'v002' }),
    ],
    ['all cues are removed', () => undefined],
    ['its id changes', (cue) => ({ ...cue, id: `${cue.id}x` })],
    ['its lesson gets another', (cue) => ({ ...cue, lesson: '1.2' })],
    ['its sources go', (cue) => ({ ...cue, sources: [] })],
    ['the line to remember changes', (cue) => ({ ...cue, remember: 'Something else' })],
    ['nothing changes', (cue) => cue],
  ])('is answered, counted and revealed as people saw it when %s', async (_what, change) => {
    await save({ reveal: '17:00' });
    await tick('08:00');
    const shown = cueById(tinyPack, (await today())?.cue ?? '');
    course = makeCourse(edited(change));
    at('09:00');
    expect((await press('a')).reply.summary).toBe('✓ Right');
    expect((await press('b', 'console:ben')).reply.summary).toBe('✗ Not this time');
    await press('c', 'console:cem');
    await tick('09:01');
    expect(channel.redraws.at(-1)).toContain('3 people have answered');
    await tick('16:00');
    const answer = channel.redraws.at(-1) ?? '';
    expect(answer).toContain('chosen by 1 of 3');
    expect(answer).toContain('✓ right: The fitting way');
    expect(answer).toContain(`Remember ${shown?.id}`);
    expect(answer).not.toContain('Mended');
  });
});

describe('a reveal', () => {
  it('that the channel refuses in passing is made when it does not any more', async () => {
    await save({ reveal: '17:00' });
    const drills = process();
    await tick('08:00', drills);
    channel.failures.push({ error: new Refused('I can no longer see the channel.'), stored: false });
    await tick('16:00', drills);
    expect(await today()).toMatchObject({ status: 'revealed', shown: 0 });
    await tick('16:11', drills);
    expect(await today()).toMatchObject({ shown: 'reveal' });
    expect(channel.redraws).toHaveLength(1);
  });

  it('of a message that was deleted is over', async () => {
    await save({ reveal: '17:00' });
    await tick('08:00');
    channel.failures.push({ error: new Refused('The message was deleted.', { isGone: true }), stored: false });
    await tick('16:00');
    expect(await today()).toMatchObject({ status: 'revealed', shown: 'reveal' });
  });

  it.each([
    [0, 'Nobody answered this one.', /chosen by/],
    [1, 'One person answered this one', /chosen by/],
    [2, 'Two people answered this one', /chosen by/],
    [3, 'chosen by 3 of 3', /person answered/],
  ])('with %i voters shows nobody’s own choice', async (voters, shown, hidden) => {
    await save({ reveal: '17:00' });
    await tick('08:00');
    for (let voter = 0; voter < voters; voter += 1) await press('a', `console:${voter}`);
    await tick('16:00');
    expect(channel.redraws.at(-1)).toContain(shown);
    expect(channel.redraws.at(-1)).not.toMatch(hidden);
  });
});

describe('a drill that does not come', () => {
  it('because the channel refuses it says why in the status, in the log, and to whoever set it up', async () => {
    await save();
    channel.failures.push({ error: new Refused('The channel is archived.'), stored: false });
    await tick('08:00');
    expect(await today()).toMatchObject({ status: 'failed', reason: 'The channel is archived.' });
    const status = await say({ kind: 'drill-status' });
    expect(status).toContain('did not come');
    expect(status).toContain('The channel is archived.');
    expect(await say({ kind: 'drill' })).toContain('The channel is archived.');
    expect(channel.told).toHaveLength(1);
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { reason: 'The channel is archived.' } }]);
    expect(await ledger.troubles()).toMatchObject([{ day, reason: 'The channel is archived.', isTold: true, isFinal: true }]);
  });

  it('because the platform fails for all of its grace says so, too', async () => {
    await save({ grace: 5 });
    const boom = () => ({ error: new Error('503 at https://discord.com/api/webhooks/1/secret'), stored: false });
    channel.failures.push(boom(), boom(), boom(), boom(), boom(), boom(), boom());
    for (const time of ['08:00', '08:02', '08:04']) await tick(time);
    expect(await say({ kind: 'drill-status' })).toContain(
      'Not posted yet, and tried again each minute. It did not work: 503 at (an address)',
    );
    for (const time of ['08:06', '08:20']) await tick(time);
    expect(await today()).toMatchObject({ status: 'failed', reason: expect.stringContaining('503') });
    expect(channel.told).toHaveLength(1);
    expect(JSON.stringify(await ledger.troubles())).not.toContain('secret');
  });

  it('because the bot was away says so in the status', async () => {
    await save();
    at('12:00');
    expect(await say({ kind: 'drill-status' })).toMatch(/No drill came at .* or the bot was away for all of its grace/);
    at('08:01');
    expect(await say({ kind: 'drill-status' })).toContain('is about to come');
  });

  it('and then comes again is told of as well, once', async () => {
    await save();
    channel.failures.push({ error: new Refused('The channel is archived.'), stored: false });
    for (const time of ['24T08:00', '25T08:00', '26T08:00']) await tick(time);
    expect(channel.told.map(({ reply }) => reply.summary)).toEqual(['The daily drill could not be posted', 'The daily drill works again']);
    expect(await ledger.troubles()).toEqual([]);
  });

  it('is told of although the word that an earlier one is over was lost', async () => {
    await save();
    const { tell, post } = channel;
    const archived = () => Promise.reject(new Refused('The channel is archived.'));
    channel.post = archived;
    await tick('24T08:00');
    channel.tell = () => Promise.reject(new Error('503'));
    channel.post = post;
    await tick('25T08:00');
    expect(log.lines.at(-1)?.message).toBe('Whoever set the drill up could not be told that it works again.');
    channel.tell = tell;
    channel.post = archived;
    await tick('26T08:00');
    expect(channel.told.map(({ reply }) => reply.summary)).toEqual(Array(2).fill('The daily drill could not be posted'));
  });

  it('is told of although whoever would have said that an earlier one is over died', async () => {
    await save();
    const { post } = channel;
    const archived = () => Promise.reject(new Refused('The channel is archived.'));
    channel.post = archived;
    await tick('24T08:00');
    channel.post = post;
    at('25T08:00');
    await lookAfterAndDie(process(), { tell: never });
    channel.post = archived;
    await tick('26T08:00');
    expect(channel.told.map(({ reply }) => reply.summary)).toEqual(Array(2).fill('The daily drill could not be posted'));
  });

  it('in a channel that the environment names is in the log, and nobody is written to', async () => {
    await ledger.setGroup({ ...group, setBy: 'environment' });
    channel.failures.push({ error: new Refused('The channel does not exist.'), stored: false });
    await tick('08:00');
    await tick('08:01');
    expect(channel.told).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });
});

it('a drill that was turned off before its post was certain is not posted any more, and nobody is told of trouble', async () => {
  await save();
  at('08:00');
  void process({ hold: never }).lookAfter(channel);
  await expect.poll(async () => (await today())?.status).toBe('claimed');
  await ask({ kind: 'drill-off' });
  await tick('08:05');
  await tick('08:20');
  expect([channel.posts.length, channel.told.length]).toEqual([0, 0]);
  expect(await today()).toMatchObject({ status: 'failed' });
});

describe('a drill of the environment', () => {
  const named = { ...group, setBy: 'environment' };
  const isOn = async () => (await ledger.activeGroups('console')).length === 1;

  it('that was turned off stays off however often the bot starts, until the environment says something new', async () => {
    await ledger.setGroup(named);
    await ask({ kind: 'drill-off' });
    await ledger.setGroup(named);
    expect(await isOn()).toBe(false);
    await ledger.setGroup({ ...named, time: '10:00' });
    expect(await isOn()).toBe(true);
  });

  it('that is named no longer ends, and begins again when it is named again', async () => {
    await ledger.setGroup(named);
    expect(await ledger.endUnnamed(['console'], [named.id])).toEqual([]);
    expect(await ledger.endUnnamed(['slack'], [])).toEqual([]);
    expect(await ledger.endUnnamed(['console'], [])).toEqual([named.id]);
    expect(await isOn()).toBe(false);
    expect(await ledger.endUnnamed(['console'], [])).toEqual([]);
    await ledger.setGroup(named);
    expect(await isOn()).toBe(true);
  });

  it('leaves alone what somebody set up by command', async () => {
    await save();
    expect(await ledger.endUnnamed(['console'], [])).toEqual([]);
    expect(await isOn()).toBe(true);
  });
});

describe('today’s drill, asked for', () => {
  it.each([
    ['on its day', '24T12:00', {}, 'Decision cue of the day', /From /],
    ['on the next morning, still open', '25T07:00', {}, 'From Tuesday, 24 November 2026', /No drill/],
    [
      'after its reveal, a day later',
      '25T17:00',
      { weekdays: [2] as const, reveal: '17:00' },
      'From Tuesday, 24 November 2026',
      /No drill/,
    ],
    ['three weeks later', '30T17:00', { weekdays: [2] as const, reveal: '17:00' }, 'No drill here today', /the answer/],
    [
      'after it was turned off',
      '25T17:00',
      { weekdays: [2] as const, reveal: '17:00', active: false },
      'The daily drill is off here',
      /the answer/,
    ],
  ])('%s', async (_when, time, different, shown, hidden) => {
    const { active = true, ...settings } = different as Partial<Group>;
    await save(settings);
    await tick('08:00');
    await tick('24T17:00');
    if (!active) await ask({ kind: 'drill-off' });
    at(time);
    const said = await say({ kind: 'drill' });
    expect(said).toContain(shown);
    expect(said).not.toMatch(hidden);
  });

  it('is there before its post is confirmed', async () => {
    await save();
    at('08:00');
    void process({ confirm: never }).lookAfter(channel);
    await expect.poll(() => channel.posts.length).toBe(1);
    expect(await say({ kind: 'drill' })).toContain('Decision cue of the day');
  });
});

describe('many groups', () => {
  it('that are due at once do not wait for one whose channel is slow', async () => {
    for (let one = 0; one < 40; one += 1) await save({ id: `console:${one}`, channel: String(one) });
    const { post } = channel;
    channel.post = (next) => (next.channel === '0' ? never() : post(next));
    at('08:00');
    void process().lookAfter(channel);
    await expect.poll(() => channel.posts.length).toBe(39);
  });

  it('cost one redraw no more than few do: only the drill itself is loaded', async () => {
    await save();
    await tick('08:00');
    await press('a');
    const asked: string[] = [];
    const counting = { openDrills: async () => asked.push('all') && [] } as Partial<Ledger>;
    await process(counting).redraw(channel, (await today())?.id ?? '');
    expect([channel.redraws.length, asked]).toEqual([1, []]);
  });
});

it('who is forgotten is forgotten by the drills that they set up, which go on', async () => {
  await save();
  await store.save([{ kind: 'learner-forgotten', learner: 'console:ana' }]);
  expect(await ledger.activeGroups('console')).toMatchObject([{ setBy: 'nobody' }]);
});

it('what was posted is found in the ledger as posted, whatever somebody thought of it meanwhile', async () => {
  const drill: Drill = {
    id: 'd',
    group: group.id,
    day,
    cue: 'c',
    status: 'claimed',
    dueAt: 0,
    claimedAt: 0,
    late: false,
    message: null,
    shown: 0,
  };
  await ledger.claim(drill);
  await ledger.fail(drill.id, 'given up');
  await ledger.confirm(drill.id, 'message 1');
  expect(await today()).toMatchObject({ status: 'posted', reason: undefined });
});

describe('that the answer is out', () => {
  const reveal = (drills = process()) => tick('25T08:00', drills);
  const posted = async () => {
    await save({ weekdays: [2], reveal: '09:30' });
    await tick('08:00');
  };

  it('is said once, under the drill, after it was redrawn', async () => {
    await posted();
    for (const learner of ['a', 'b', 'c']) await press(learner === 'a' ? 'a' : 'b', `console:${learner}`);
    await reveal();
    await reveal();
    expect(channel.replies).toEqual([{ to: 'message 1', words: expect.stringContaining('The answer is out: 1 of 3 had it.') }]);
    expect(channel.redraws.at(-1)).toContain('Decision cue: the answer');
  });

  it('is said once by three processes', async () => {
    await posted();
    at('25T08:00');
    await Promise.all([1, 2, 3].map(() => process().lookAfter(channel)));
    expect(channel.replies).toHaveLength(1);
  });

  it.each<[string, Partial<Ledger>, number]>([
    ['before the channel was redrawn', { claimDrawing: never }, 1],
    ['after it was redrawn', { claimNotice: never }, 1],
    ['after it was said', { setShown: never }, 1],
    ['right before it is said', { claimNotice: async (id, when) => (await ledger.claimNotice(id, when)) && never() }, 0],
  ])('is said at most once when a process dies %s', async (_when, dies, times) => {
    await posted();
    at('25T08:00');
    await lookAfterAndDie(process(dies));
    expect(await today()).toMatchObject({ status: 'revealed' });
    for (const time of ['25T08:02', '25T08:04']) await tick(time);
    expect(channel.replies).toHaveLength(times);
    expect(channel.redraws.at(-1)).toContain('Decision cue: the answer');
    expect(await today()).toMatchObject({ status: 'revealed', shown: 'reveal' });
  });

  it.each([
    new Refused('The channel takes no threads.'),
    new Refused('Replies are off.', { isGone: true }),
    new Error('503'),
    new Error('the answer was lost'),
  ])('does not matter to the redraw when it is refused: %s', async (error) => {
    await posted();
    const { post } = channel;
    channel.post = (next) => (next.repliesTo ? Promise.reject(error) : post(next));
    await reveal();
    expect(await today()).toMatchObject({ status: 'revealed', shown: 'reveal' });
    expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('is told to whoever set the drill up, once, when its message was deleted', async () => {
    await posted();
    channel.post = () => Promise.reject(new Refused('The message is gone.', { isMessageGone: true }));
    await reveal();
    await reveal();
    expect(channel.told.map(({ learner, reply }) => [learner, reply.summary])).toEqual([
      ['console:ana', 'The drill was deleted before its answer came'],
    ]);
  });
});

describe('a channel whose drill is set', () => {
  it('hears when it comes, and not who set it', async () => {
    await process().announce(channel, group);
    expect(channel.posts.map(({ words }) => words)).toEqual(['Daily drill at 09:00 (Europe/Berlin), weekdays.']);
  });

  it('of another platform hears nothing', async () => {
    await process().announce(channel, { ...group, id: 'slack:C012' });
    expect(channel.posts).toEqual([]);
  });

  it.each([
    [new Refused('The channel is archived: unarchive it.'), ['The daily drill could not be posted']],
    [new Error('503'), []],
  ])('and refuses is told to whoever set it, at once: %s', async (error, told) => {
    channel.failures.push({ error, stored: false });
    await process().announce(channel, group);
    expect(channel.told.map(({ reply }) => reply.summary)).toEqual(told);
  });
});

it('between two of many drills that are redrawn at once, everything else is done', async () => {
  const many = 60;
  for (let one = 0; one < many; one += 1) await save({ id: `console:${one}`, channel: String(one) });
  await tick('08:00');
  for (const { drill } of await ledger.openDrills('console'))
    await ask({ kind: 'press', action: { kind: 'vote', drill: drill.id, pick: 'a', version: 'v001' } });
  let rounds = 0;
  let isOver = false;
  const round = () => {
    rounds += 1;
    if (!isOver) setImmediate(round);
  };
  round();
  const drills = process();
  await Promise.all((await ledger.openDrills('console')).map(({ drill }) => drills.redraw(channel, drill.id)));
  isOver = true;
  expect(channel.redraws).toHaveLength(many);
  expect(rounds).toBeGreaterThanOrEqual(many);
});

it.each([
  ['slack', 'The channel is archived: unarchive it, or set the drill up in another one.'],
  ['discord', 'The channel of the daily drill does not exist any more: set the drill up in another one, or turn it off.'],
])(
  'the notice that a drill did not come names its channel on %s, what helps, and has a button that turns it off',
  async (_name, reason) => {
    await save({ channelName: '#study on Serious Learners' });
    channel.failures.push({ error: new Refused(reason), stored: false });
    await tick('08:00');
    const [told] = channel.told;
    expect(told && wordsIn(told.reply)).toContain('#here, set up as #study on Serious Learners');
    expect(told && wordsIn(told.reply)).toContain(reason);
    const [off] = told ? choicesIn(told.reply) : [];
    expect(off).toMatchObject({ label: 'Turn it off', action: { kind: 'drill-off', group: group.id } });
    await ask({ kind: 'press', action: { kind: 'drill-off', group: group.id } }, { group: 'console:dm', mayManage: false });
    expect(await ledger.activeGroups('console')).toEqual([]);
  },
);

it('a group whose zone this machine does not know keeps no other group waiting', async () => {
  await save({ id: 'console:first', zone: 'Mars/Olympus' });
  await save();
  await tick('08:00');
  expect(channel.posts).toHaveLength(1);
  expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
});
