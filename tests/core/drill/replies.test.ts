import { describe, expect, it } from 'vitest';
import type { DrillSettingsInput } from '../../../src/core/drill/typed.ts';
import { parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { drillPost, revealNotice, revealPost, voteReply } from '../../../src/core/drill/replies.ts';
import { daysInWords } from '../../../src/core/drill/days.ts';
import { scheduleLine } from '../../../src/core/drill/schedule-replies.ts';
import { handle } from '../../../src/core/handle.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { cuesOf } from '../../../src/core/pack-index.ts';
import type { Request, From } from '../../../src/core/request.ts';
import type { Drill, Group, State, Tally, Weekday } from '../../../src/core/state.ts';
import { studyGroup } from '../../fixtures/group.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const course = makeCourse(tinyPack);
const cue = cuesOf(tinyPack)[0] as NonNullable<ReturnType<typeof cuesOf>[0]>;
const drill: Drill = {
  id: 'd',
  group: 'console:here',
  day: '2026-11-24',
  cue: cue.id,
  status: 'posted',
  dueAt: tuesday,
  claimedAt: tuesday,
  late: false,
  message: 'm',
  shown: 0,
  revealAt: Date.parse('2026-11-24T16:00:00Z'),
};
const ask = (request: Request, state: State = {}, from: Partial<From> = {}) => handle(request, { state, course, from: someone(from) });
const unsaid: DrillSettingsInput = { time: '', zone: '', days: '', grace: '', reveal: '', other: '' };
const setUp = (settings: Partial<DrillSettingsInput>, state: State = {}, from: Partial<From> = {}) =>
  ask({ kind: 'drill-setup', settings: { ...unsaid, ...settings } }, state, from);

describe('the answer in the channel', () => {
  it.each<[Tally, string, RegExp]>([
    [{}, 'The answer is out.', /Nobody answered/],
    [{ a: 1 }, 'The answer is out.', /One person answered/],
    [{ b: 1 }, 'The answer is out.', /One person answered/],
    [{ a: 2 }, 'The answer is out.', /Two people answered/],
    [{ a: 1, c: 1 }, 'The answer is out.', /Two people answered/],
    [{ a: 3 }, 'The answer is out: all 3 had it.', /chosen by 3 of 3/],
    [{ a: 2, b: 1 }, 'The answer is out: 2 of 3 had it.', /chosen by 2 of 3/],
    [{ b: 2, c: 1 }, 'The answer is out: none of 3 had it.', /chosen by 0 of 3/],
    [{ a: 3, b: 5 }, 'The answer is out: 3 of 8 had it.', /chosen by 3 of 8/],
    [{ a: 1, b: 99, c: 100 }, 'The answer is out: 1 of 200 had it.', /chosen by 1 of 200/],
    [{ c: 4 }, 'The answer is out: none of 4 had it.', /chosen by 4 of 4/],
  ])('for %j: “%s”, and nobody is recognised', (tally, line, shown) => {
    expect(revealNotice(cue, tally).summary).toBe(line);
    const answer = wordsIn(revealPost(tinyPack, drill, cue, tally));
    expect(answer).toMatch(shown);
    const people = Object.values(tally).reduce((sum, count) => sum + count, 0);
    expect(answer.includes('chosen by')).toBe(people >= 3);
  });
});

describe('the open drill says when its answer comes', () => {
  it.each([
    ['UTC', '16:00 (UTC)'],
    ['Europe/Berlin', '17:00 (Europe/Berlin)'],
    ['America/New_York', '11:00 (America/New_York)'],
    ['Asia/Kolkata', '21:30 (Asia/Kolkata)'],
    ['Asia/Tokyo', 'Wed 25 Nov, 01:00 (Asia/Tokyo)'],
    ['Pacific/Apia', 'Wed 25 Nov, 05:00 (Pacific/Apia)'],
    ['Asia/Kathmandu', '21:45 (Asia/Kathmandu)'],
    ['America/St_Johns', '12:30 (America/St_Johns)'],
    ['Australia/Lord_Howe', '03:00 (Australia/Lord_Howe)'],
    ['Pacific/Kiritimati', '06:00 (Pacific/Kiritimati)'],
  ])('in %s', (zone, said) => {
    for (const reply of [
      drillPost(tinyPack, drill, cue, 0, zone),
      voteReply(tinyPack, drill, cue, { picks: 'a', correct: true }, { zone }),
    ])
      expect(wordsIn(reply).replace(/,? /g, ' ')).toContain(said.replace(/,? /g, ' '));
  });

  it.each([undefined, Number.MAX_SAFE_INTEGER])('and nothing where nobody knows: %s', (revealAt) => {
    expect(wordsIn(drillPost(tinyPack, { ...drill, revealAt }, cue, 0))).not.toContain('The answer comes');
  });

  it('but not when it is out', () => {
    expect(wordsIn(voteReply(tinyPack, { ...drill, status: 'revealed' }, cue, { picks: 'a', correct: true }))).not.toContain(
      'The channel sees the answer',
    );
  });
});

it.each<[readonly Weekday[], string]>([
  [[1, 2, 3, 4, 5], 'weekdays'],
  [[1, 2, 3, 4, 5, 6, 7], 'every day'],
  [[6, 7], 'weekends'],
  [[1], 'Monday'],
  [[7], 'Sunday'],
  [[1, 5], 'Monday and Friday'],
  [[1, 3, 5], 'Monday, Wednesday and Friday'],
  [[2, 4], 'Tuesday and Thursday'],
  [[1, 2, 3, 4], 'Monday, Tuesday, Wednesday and Thursday'],
  [[1, 2, 3, 4, 5, 6], 'Monday, Tuesday, Wednesday, Thursday, Friday and Saturday'],
])('the days %j are said as “%s”, to the channel as well', (days, words) => {
  expect(daysInWords(days)).toBe(words);
  expect(scheduleLine(studyGroup({ weekdays: days })).summary).toBe(`Daily drill at 09:00 (Europe/Berlin), ${words}`);
});

describe('setting up', () => {
  const on = studyGroup();
  const off = studyGroup({ active: false, time: '07:15', weekdays: [2, 4] });
  it.each<[string, Partial<DrillSettingsInput>, State, Partial<From>, RegExp]>([
    ['nothing said, nothing there', {}, {}, {}, /When should the daily drill come\?/],
    ['nothing said, the zone known', {}, {}, { zone: 'Asia/Tokyo' }, /drill setup 09:00 Asia\/Tokyo weekdays/],
    ['nothing said, the drill on', {}, { group: on }, {}, /The daily drill is on[^]*Nothing was changed/],
    ['nothing said, the drill off', {}, { group: off }, {}, /drill setup 07:15 Europe\/Berlin tue,thu/],
    ['a time alone', { time: '08:30' }, {}, {}, /In which time zone\?[^]*drill setup 08:30 Europe\/Berlin weekdays/],
    ['days alone', { days: 'daily' }, {}, {}, /In which time zone\?[^]*drill setup 09:00 Europe\/Berlin daily/],
    ['a reveal alone', { reveal: '17:00' }, {}, {}, /In which time zone\?/],
    ['a grace alone', { grace: '60' }, {}, {}, /In which time zone\?/],
    ['time and days without a zone', { time: '7:00', days: 'mon,wed' }, {}, {}, /drill setup 07:00 Europe\/Berlin mon,wed/],
    ['a zone that there is not', { zone: 'Mars/Base' }, {}, {}, /The drill was not changed/],
    ['something that is not understood', { other: 'sometime' }, {}, { zone: 'UTC' }, /The drill was not changed/],
  ])('with %s sets nothing, and says what to say', (_what, settings, state, from, said) => {
    const { reply, changes, announces } = setUp(settings, state, from);
    expect(wordsIn(reply)).toMatch(said);
    expect([changes, announces]).toEqual([[], undefined]);
  });

  it.each<[string, Partial<DrillSettingsInput>, Group | undefined, string | undefined]>([
    ['a new one', { time: '09:00', zone: 'Europe/Berlin' }, undefined, 'Daily drill at 09:00 (Europe/Berlin), weekdays'],
    ['one that was off', { days: 'weekdays' }, { ...on, active: false }, 'Daily drill at 09:00 (Europe/Berlin), weekdays'],
    ['another time', { time: '10:00' }, on, 'Daily drill at 10:00 (Europe/Berlin), weekdays'],
    ['other days', { days: 'daily' }, on, 'Daily drill at 09:00 (Europe/Berlin), every day'],
    ['another zone', { zone: 'UTC' }, on, 'Daily drill at 09:00 (UTC), weekdays'],
    ['the same once more', { time: '09:00' }, on, undefined],
    ['another grace', { grace: '60' }, on, undefined],
    ['another reveal', { reveal: '17:00' }, on, undefined],
    ['a reveal before the next one', { reveal: 'next' }, { ...on, reveal: '17:00' }, undefined],
    ['all of it anew', { time: '07:00', zone: 'UTC', days: 'sat' }, on, 'Daily drill at 07:00 (UTC), Saturday'],
  ])('%s is said to the channel only when it is news', (_what, settings, group, line) => {
    const { reply, changes, announces } = setUp(settings, group ? { group } : {});
    expect(changes).toMatchObject([{ kind: 'group-set', group: { active: true } }]);
    expect(announces && scheduleLine(announces).summary).toBe(line);
    expect(wordsIn(reply)).toContain('The first one comes');
  });

  it('names the channel where it is another one', () => {
    expect(wordsIn(setUp({ zone: 'UTC' }, {}, { channelName: '#drill on Study' }).reply)).not.toContain('#drill');
    expect(wordsIn(setUp({ zone: 'UTC' }, {}, { isElsewhere: true, channelName: '#drill on Study' }).reply)).toContain(
      '#here, set up as #drill on Study',
    );
  });
});

describe('a command that a drill’s screen names', () => {
  const off = studyGroup({ active: false, time: '07:15', weekdays: [2, 4] });
  it.each<[string, Outcome, string]>([
    ['nothing said', setUp({}), 'setup 09:00 Europe/Berlin weekdays'],
    ['nothing said, the zone known', setUp({}, {}, { zone: 'Asia/Tokyo' }), 'setup 09:00 Asia/Tokyo weekdays'],
    ['nothing said, the drill off', setUp({}, { group: off }), 'setup 07:15 Europe/Berlin tue,thu'],
    ['a time without a zone', setUp({ time: '08:30' }), 'setup 08:30 Europe/Berlin weekdays'],
    ['days without a zone', setUp({ days: 'daily' }), 'setup 09:00 Europe/Berlin daily'],
    ['a zone that there is not', setUp({ zone: 'Mars/Base' }), 'setup 09:00 Europe/Berlin weekdays'],
    ['turned off', ask({ kind: 'drill-off' }, { group: studyGroup() }), 'setup 09:00 Europe/Berlin weekdays'],
    [
      'turned off from elsewhere',
      ask({ kind: 'press', action: { kind: 'drill-off', group: 'console:here' } }, { group: studyGroup() }, { channel: 'there' }),
      'setup 09:00 Europe/Berlin weekdays',
    ],
    ['turned off twice', ask({ kind: 'drill-off' }, { group: off }), 'setup 07:15 Europe/Berlin tue,thu'],
    ['turned off, where there is none', ask({ kind: 'drill-off' }), 'setup 09:00 Europe/Berlin weekdays'],
    ['asked for, where there is none', ask({ kind: 'drill' }), 'setup 09:00 Europe/Berlin weekdays'],
    ['asked for, when it is off', ask({ kind: 'drill' }, { group: off }), 'setup 07:15 Europe/Berlin tue,thu'],
    ['looked at, where there is none', ask({ kind: 'drill-status' }), 'setup 09:00 Europe/Berlin weekdays'],
    [
      'looked at, when the bot was away',
      ask({ kind: 'drill-status' }, { group: studyGroup() }, { now: tuesday + 4 * 3_600_000 }),
      'setup grace=720',
    ],
  ])('with %s is written as it is typed on each platform', (_what, { reply }, line) => {
    const spans = JSON.stringify(reply);
    expect(spans).toContain(JSON.stringify({ kind: 'command', text: `/mlpro drill ${line}` }));
    expect(spans).not.toMatch(/"(plain|code|bold)","text":"[^"]*\/mlpro/);
  });

  it('has its values named in a way that both a line and an option take', () => {
    const words = wordsIn(setUp({}).reply);
    for (const said of ['reveal 17:00', 'reveal next', 'grace 60']) expect(words).toContain(said);
    expect(parseCommand('drill setup 09:00 UTC reveal next grace 60')).toMatchObject({
      settings: { reveal: 'next', grace: '60', other: '' },
    });
  });
});

describe('the buttons of a drill', () => {
  const setter = { learner: 'console:ana', mayManage: false };
  const elsewhere = { group: 'console:dm', channel: 'dm' };
  it.each<[string, Partial<Group> | undefined, Partial<From>, boolean]>([
    ['the one who set it up, in the channel', {}, setter, true],
    ['the one who set it up, in private', {}, { ...setter, ...elsewhere, isPrivate: true }, true],
    ['the one who set it up, who manages another channel', {}, { ...setter, ...elsewhere, mayManage: true }, true],
    ['somebody who manages the channel, there', {}, { learner: 'console:mia', mayManage: true }, true],
    ['somebody who manages another channel, there', {}, { learner: 'console:mia', mayManage: true, ...elsewhere }, false],
    ['a learner in the channel', {}, { learner: 'console:ben', mayManage: false }, false],
    ['a learner elsewhere', {}, { learner: 'console:ben', mayManage: false, ...elsewhere }, false],
    ['a learner, of a drill of the environment', { setBy: 'environment' }, { learner: 'console:ben', mayManage: false }, false],
    ['a manager, of a drill of the environment', { setBy: 'environment' }, { learner: 'console:mia', mayManage: true }, true],
    ['whoever is left, of a drill that is nobody’s', { setBy: 'nobody' }, setter, false],
    ['the one who set it up, when it is off', { active: false }, setter, true],
    ['somebody, of a drill that there is not', undefined, { ...setter, ...elsewhere, mayManage: true }, false],
  ])('work for %s: %s', (_who, different, from, may) => {
    const state = different ? { group: studyGroup(different) } : {};
    const off = ask({ kind: 'press', action: { kind: 'drill-off', group: 'console:here' } }, state, from);
    const status = ask({ kind: 'press', action: { kind: 'status', group: 'console:here' } }, state, from);
    const refused = 'That is for people who manage this channel';
    expect([off, status].map(({ reply }) => reply.summary === refused)).toEqual([!may, !may]);
    expect(off.changes).toEqual(may && different?.active !== false ? [{ kind: 'group-off', group: 'console:here' }] : []);
  });
});

describe('today’s drill', () => {
  const now = tuesday;
  const old = { ...drill, day: '2026-11-01', dueAt: tuesday - 23 * 86_400_000, status: 'revealed' } as const;
  it.each<[string, State, Partial<From>, RegExp]>([
    ['nothing set up', {}, {}, /No drill is set up in this channel/],
    ['in private', {}, { isPrivate: true }, /^Drills come to channels/],
    [
      'turned off',
      { group: studyGroup({ active: false }) },
      {},
      /^The daily drill is off here[^]*drill setup 09:00 Europe\/Berlin weekdays/,
    ],
    ['on, and none so far', { group: studyGroup() }, {}, /^No drill here today[^]*The next one comes Wed,? 25 Nov/],
    ['an old one, on', { group: studyGroup(), drill: { drill: old, tally: {} } }, {}, /^No drill here today/],
    ['an old one, off', { group: studyGroup({ active: false }), drill: { drill: old, tally: {} } }, {}, /^The daily drill is off here/],
    ['one of today', { group: studyGroup(), drill: { drill, tally: {} } }, {}, /^Decision cue of the day/],
    ['one of today that was answered', { group: studyGroup(), drill: { drill, tally: { a: 1 }, own: own() } }, {}, /^✓ Right/],
    [
      'one of today that is out',
      { group: studyGroup(), drill: { drill: { ...drill, status: 'revealed' }, tally: {} } },
      {},
      /^Decision cue: the answer/,
    ],
    [
      'one of yesterday',
      { group: studyGroup(), drill: { drill: { ...drill, day: '2026-11-23' }, tally: {} } },
      {},
      /From Monday, 23 November/,
    ],
    [
      'one that failed',
      { group: studyGroup(), drill: { drill: { ...drill, status: 'failed', reason: 'The channel is archived.' }, tally: {} } },
      {},
      /The last one did not come: The channel is archived\./,
    ],
  ])('with %s', (_what, state, from, said) => {
    expect(wordsIn(ask({ kind: 'drill' }, state, { now, ...from }).reply)).toMatch(said);
  });
});

function own() {
  return { learner: 'console:ana', askedIn: 'd', item: cue.id, lesson: cue.lesson, picks: 'a', correct: true, at: tuesday };
}

describe('the status of a drill for which no row was written', () => {
  const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);
  const before = { ...studyGroup({ zone: 'UTC', grace: 180 }), setAt: at('00:00') - 9 * 86_400_000 };
  const yesterday = { drill: { ...drill, day: '2026-11-23', dueAt: at('18:00') - 86_400_000, status: 'revealed' }, tally: {} } as const;
  /** As it stands at 16:01, when the drill of 18:00 was moved a minute before. */
  const movedTo = (time: string) => {
    const [change] = setUp({ time }, { group: { ...before, time: '18:00' } }, { now: at('16:00') }).changes;
    if (change?.kind !== 'group-set') throw new Error(`The drill was not moved to ${time}`);
    return wordsIn(ask({ kind: 'drill-status' }, { group: change.group, drill: yesterday }, { now: at('16:01') }).reply);
  };

  it.each([
    ['09:00', /No drill came at .*: either that time was set only after it had passed, or the bot was away/],
    ['12:59', /No drill came at .*: either that time was set only after it had passed, or the bot was away/],
    ['14:00', /The drill of .* is about to come/],
    ['17:00', /^(?!.*(?:No drill came|about to come))/s],
  ])('and which was moved to %s after four o’clock blames nobody for what was never owed', (time, words) => {
    expect(movedTo(time)).toMatch(words);
  });
});

describe('what a platform said is shown as it said it', () => {
  const raw = 'Cannot `POST` to **that** [place](https://example.com) \\* (50013)';
  const looks = (status: 'claimed' | 'failed') => ({ group: studyGroup(), drill: { drill: { ...drill, status, reason: raw }, tally: {} } });

  it.each<[string, State, Partial<From>]>([
    ['why nothing can be posted', { group: studyGroup() }, { obstacle: raw }],
    ['why a drill is not posted yet', looks('claimed'), {}],
    ['why one did not come', looks('failed'), {}],
  ])('in the status: %s', (_, state, from) => {
    const { reply } = ask({ kind: 'drill-status' }, state, from);
    const spans = reply.blocks.flatMap((block) => (block.kind === 'note' ? block.text : []));
    expect(spans.filter((span) => span.kind === 'plain' && span.text.includes(raw))).toHaveLength(1);
  });
});

describe('a drill that is set while its grace runs', () => {
  it.each([
    ['of today', '09:00', '2026-11-24T09:10Z', '2026-11-24T09:00Z'],
    ['of the day before', '23:50', '2026-11-24T00:10Z', '2026-11-23T23:50Z'],
  ])('names the moment %s', (_, time, now, due) => {
    const long = { ...studyGroup({ zone: 'UTC', grace: 180, weekdays: [1, 2, 3, 4, 5] }), setAt: 0 };
    const { reply } = setUp({ time }, { group: long }, { now: Date.parse(now) });
    const spans = reply.blocks.flatMap((block) => (block.kind === 'text' ? block.text : []));
    expect(spans[1]).toMatchObject({ kind: 'moment', at: Date.parse(due) });
    expect(wordsIn(reply)).toContain('comes within a minute');
    expect(wordsIn(reply)).not.toContain('today');
  });
});

describe('drill setup without a word', () => {
  const ask = (group?: Group) => {
    const { reply, changes } = handle(parseCommand('drill setup'), { state: group ? { group } : {}, course, from: someone() });
    expect(changes).toEqual([]);
    return reply;
  };
  const set = studyGroup({ time: '08:15', zone: 'Asia/Tokyo', weekdays: [2, 4], reveal: '18:00', grace: 45 });

  it.each<[string, Group | undefined, string, string[]]>([
    ['of a new one asks for all', undefined, 'When should the daily drill come?', ['Nothing is set yet.']],
    [
      'of one that is on says what is set',
      set,
      'The daily drill is on',
      ['08:15 (Asia/Tokyo)', 'Tuesday and Thursday', '18:00', '45 minutes'],
    ],
    [
      'of one that is off says what was set, and how it is on again',
      { ...set, active: false },
      'The daily drill is off',
      ['08:15 (Asia/Tokyo)', 'Tuesday and Thursday', '/mlpro drill setup 08:15 Asia/Tokyo tue,thu'],
    ],
  ])('%s, and changes nothing', (_, group, title, words) => {
    const said = wordsIn(ask(group));
    for (const word of [title, ...words]) expect(said).toContain(word);
  });

  it('begins a form with what is set, and with nothing where nothing is', () => {
    const filled = { time: '08:15', zone: 'Asia/Tokyo', days: 'tue,thu', grace: '45', reveal: '18:00' };
    expect(ask(set).form).toMatchObject({ filled, isChange: true });
    expect(ask({ ...set, active: false }).form).toMatchObject({ filled, isChange: false });
    expect(ask().form).toMatchObject({ filled: {}, isChange: false });
  });
});
