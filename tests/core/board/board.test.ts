import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Board, BoardAnswer, BoardMember, BoardWeek, Standing } from '../../../src/core/board/board.ts';
import { longestNickname, nicknameKey, readNickname } from '../../../src/core/board/nickname.ts';
import { ordinal, weeklyPost } from '../../../src/core/board/replies.ts';
import { dueWeek, mostADay, mostMembers, nextWeekly, placesBy, standingOf, weekAt } from '../../../src/core/board/rules.ts';
import { parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { handle } from '../../../src/core/handle.ts';
import { choicesIn } from '../../../src/core/reply.ts';
import type { From } from '../../../src/core/request.ts';
import { hostile } from '../../fixtures/arbitraries.ts';
import { studyGroup } from '../../fixtures/group.ts';
import { hostileTexts } from '../../fixtures/hostile.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const course = makeCourse(tinyPack);
const hour = 3_600_000;
const day = 24 * hour;
const group = 'console:here';

const member = (name: string, nickname: string | null = name): BoardMember => ({
  learner: `console:${name}`,
  group,
  nickname,
  joinedAt: name.charCodeAt(0),
});

const settings: Board = { group, channel: 'here', zone: 'Europe/Berlin', goal: null, weeklySince: null };

/** The board of the week of that Tuesday. */
function boardOf(members: readonly BoardMember[], answers: readonly BoardAnswer[] = [], board?: Partial<Board>): BoardWeek {
  const zone = board?.zone ?? 'Europe/Berlin';
  const standings = standingsOf(members, answers);
  return { group, zone, week: weekAt(tuesday, zone), members, idle: [], standings, ...(board && { board: { ...settings, ...board } }) };
}

/** As the store looks them up: each member with their own answers. */
function standingsOf(members: readonly BoardMember[], answers: readonly BoardAnswer[], until = tuesday + hour): Standing[] {
  return members.flatMap((member) => {
    const own = answers.filter(({ learner }) => learner === member.learner);
    return standingOf(member, own, weekAt(tuesday, 'Europe/Berlin'), until) ?? [];
  });
}

const answer = (name: string, item: string, at = tuesday, correct = true): BoardAnswer => ({
  learner: `console:${name}`,
  item,
  at,
  correct,
});
const many = (name: string, count: number, at = tuesday) =>
  Array.from({ length: count }, (_, nth) => answer(name, `1.1-q${nth}`, at + nth));

const ask = (line: string, board?: BoardWeek, from: Partial<From> = {}) =>
  handle(parseCommand(line), { state: board ? { board } : {}, course, from: someone(from) });

describe('a week', () => {
  it.each([
    ['in Berlin', '2026-11-24T10:00:00Z', 'Europe/Berlin', '2026-W48', '2026-11-23', '2026-11-22T23:00:00.000Z', 7 * day],
    [
      'on a Monday in UTC+14 that is a Sunday here',
      '2026-11-22T10:00:00Z',
      'Pacific/Kiritimati',
      '2026-W48',
      '2026-11-23',
      '2026-11-22T10:00:00.000Z',
      7 * day,
    ],
    [
      'on a Sunday in UTC-11 that is a Monday here',
      '2026-11-23T10:59:59Z',
      'Pacific/Pago_Pago',
      '2026-W47',
      '2026-11-16',
      '2026-11-16T11:00:00.000Z',
      7 * day,
    ],
    [
      'that is an hour short',
      '2026-03-25T10:00:00Z',
      'Europe/Berlin',
      '2026-W13',
      '2026-03-23',
      '2026-03-22T23:00:00.000Z',
      7 * day - hour,
    ],
    ['that is an hour long', '2026-10-21T10:00:00Z', 'Europe/Berlin', '2026-W43', '2026-10-19', '2026-10-18T22:00:00.000Z', 7 * day + hour],
    ['of the year before', '2027-01-03T10:00:00Z', 'UTC', '2026-W53', '2026-12-28', '2026-12-28T00:00:00.000Z', 7 * day],
  ])('%s', (_, now, zone, name, monday, begins, lasts) => {
    const week = weekAt(Date.parse(now), zone);
    expect(week).toMatchObject({ name, monday });
    expect(new Date(week.days[0] ?? 0).toISOString()).toBe(begins);
    expect((week.days[7] ?? 0) - (week.days[0] ?? 0)).toBe(lasts);
  });
});

describe('what counts', () => {
  const effortOf = (answers: readonly BoardAnswer[], now = tuesday + hour) => standingsOf([member('ana')], answers, now)[0]?.effort;
  const masteryOf = (answers: readonly BoardAnswer[], now = tuesday + hour) => standingsOf([member('ana')], answers, now)[0]?.mastery;

  it('is effort: answers of the week, so many a day at most', () => {
    expect(effortOf([...many('ana', 3), ...many('ana', 2, tuesday - day)])).toBe(5);
    expect(effortOf([...many('ana', 300), ...many('ana', 2, tuesday - day)])).toBe(mostADay + 2);
    expect(effortOf([...many('ana', 3), ...many('ana', 2, tuesday - 2 * day)])).toBe(3);
    expect(effortOf(many('ana', 3, tuesday - 7 * day))).toBeUndefined();
  });

  it.each([
    ['an item answered right for the first time', [['q', 0, true]], 1],
    ['one that is wrong', [['q', 0, false]], 0],
    [
      'one that was right and then wrong',
      [
        ['q', -hour, true],
        ['q', 0, false],
      ],
      0,
    ],
    [
      'one that was wrong and then right',
      [
        ['q', -hour, false],
        ['q', 0, true],
      ],
      1,
    ],
    [
      'one that was wrong before the week',
      [
        ['q', -9 * day, false],
        ['q', 0, true],
      ],
      1,
    ],
    [
      'one that was forgotten before the week',
      [
        ['q', -90 * day, true],
        ['q', 0, true],
      ],
      1,
    ],
    [
      'one that was known when the week began',
      [
        ['q', -2 * day, true],
        ['q', 0, true],
      ],
      0,
    ],
    [
      'one that nobody asked this week',
      [
        ['q', -90 * day, true],
        ['p', 0, false],
      ],
      0,
    ],
    [
      'two items, one of them twice',
      [
        ['q', -hour, true],
        ['q', 0, true],
        ['p', 0, true],
      ],
      2,
    ],
  ] as const)('is mastery: %s', (_, given, gained) => {
    expect(masteryOf(given.map(([item, ago, correct]) => answer('ana', item, tuesday + ago, correct)))).toBe(gained);
  });

  it('is no mastery, but effort, when it was practice before the exam', () => {
    const practice: BoardAnswer = { ...answer('ana', 'q'), isCram: true };
    expect([effortOf([practice]), masteryOf([practice])]).toEqual([1, 0]);
  });

  it('is only what is still recalled on the day that is looked at', () => {
    const guessed: BoardAnswer = { ...answer('ana', 'q', tuesday - day), confidence: 'guess' };
    expect(masteryOf([guessed], tuesday)).toBe(1);
    expect(masteryOf([guessed], tuesday + 5 * day)).toBe(0);
  });

  it('is nobody who has not joined, and never what comes later', () => {
    const answers = [answer('ana', 'q'), answer('ben', 'q'), answer('ana', 'p', tuesday + hour)];
    expect(standingsOf([member('ana')], answers, tuesday)).toMatchObject([{ member: { learner: 'console:ana' }, effort: 1 }]);
  });

  it('ties share a place, and the next place is left out', () => {
    const answers = [...many('ana', 5), ...many('ben', 7), ...many('cem', 5), ...many('dia', 1)];
    const placed = placesBy(
      'effort',
      standingsOf(
        ['ana', 'ben', 'cem', 'dia'].map((name) => member(name)),
        answers,
      ),
    );
    expect(placed.map(({ place, standing }) => [place, standing.member.nickname])).toEqual([
      [1, 'ben'],
      [2, 'ana'],
      [2, 'cem'],
      [4, 'dia'],
    ]);
  });

  it('places in words', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 33, 111].map(ordinal).join(' ')).toBe('1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 33rd 111th');
  });
});

describe('/mlpro board', () => {
  const three = boardOf(
    [member('ana'), member('ben', 'Ben <@U1>'), member('cem', null)],
    [...many('ana', 3), ...many('ben', 5), ...many('cem', 3)],
  );
  const shown = (board: BoardWeek, from: Partial<From> = {}) => wordsIn(ask('board', board, { now: tuesday + hour, ...from }).reply);

  it('shows places, says which are one’s own, and how it is reckoned', () => {
    const words = shown(three);
    expect(words).toContain('23–29 November 2026 (Europe/Berlin)');
    expect(words).toContain('1st Ben <@U1>: 5 answers');
    expect(words).toContain('2nd ana (you): 3 answers');
    expect(words).toContain('2nd somebody: 3 answers');
    expect(words).toMatch(/effort is answers, at most 40 a day; mastery is .* Speed does not count\./);
  });

  it('shows no places in a small group, and says why', () => {
    const words = shown(boardOf([member('ana'), member('ben')], [...many('ana', 3), ...many('ben', 5)]));
    expect(words).toContain('ben: 5 answers');
    expect(words).not.toMatch(/1st|2nd/);
    expect(words).toContain('there are no places');
  });

  it('shows nobody, and how to join, where nobody has joined', () => {
    const { reply } = ask('board', boardOf([]));
    expect(wordsIn(reply)).toContain('Nobody has joined yet.');
    expect(choicesIn(reply)[0]).toMatchObject({ label: 'Join the board', action: { kind: 'join', group } });
  });

  it('shows the first eight and oneself', () => {
    const names = [...'bcdefghijklmn'].map((letter) => letter.repeat(3));
    const answers = names.flatMap((name, nth) => many(name, 20 - nth));
    const words = shown(boardOf([...names.map((name) => member(name)), member('ana')], [...answers, ...many('ana', 1)]));
    expect(words).toContain('8th iii');
    expect(words).not.toContain('jjj');
    expect(words).toContain('14th ana (you): 1 answer');
    expect(words).toContain('and 5 more');
  });

  it.each([
    [200, 'Together: 11 of 200 answers ░░░░░░░░░░ 5 %. 189 to go'],
    [20, 'Together: 11 of 20 answers ▓▓▓▓▓░░░░░ 55 %. 9 to go'],
    [10, 'Together: 11 of 10 answers ▓▓▓▓▓▓▓▓▓▓ 110 %. The goal is reached!'],
  ])('shows how far all are together on the way to %i', (goal, words) => {
    expect(shown({ ...three, board: { ...settings, goal } })).toContain(words);
  });

  it('belongs to a channel; in private one can leave all of them', () => {
    expect(wordsIn(ask('board join', undefined, { isPrivate: true }).reply)).toContain('A board belongs to a channel');
    expect(ask('board leave', undefined, { isPrivate: true }).changes).toEqual([{ kind: 'board-left', learner: 'console:ana' }]);
  });
});

describe('joining', () => {
  const empty = boardOf([]);
  it.each([
    ['board join', null],
    ['board join Ana', 'Ana'],
    ['board join as Captain  Spark', 'Captain Spark'],
    ['board join nickname: Ölaf-Peter', 'Ölaf-Peter'],
    ['board join somebody', null],
    ['board join @everyone', 'everyone'],
    ['board join <!channel> http://evil.ex', 'channel http evil ex'],
    ['board join **bold** :smile:', 'bold smile'],
    ['board join Z̷̧̢̛͚͎a̵̡̛l̴g̵o', 'Z̷̧a̵̡l̴g̵o'],
    ['board join 李小龙', '李小龙'],
    ["board join O'Neill", "O'Neill"],
    ['/mlpro board sign me up', null],
  ])('"%s"', (line, nickname) => {
    expect(ask(line, empty).changes).toMatchObject([
      { kind: 'board-joined', member: { learner: 'console:ana', nickname: nickname?.normalize('NFKC') ?? null } },
    ]);
  });

  it.each(['board join 🚀🔥', 'board join ---', `board join ${'x'.repeat(longestNickname + 1)}`])('"%s" is asked back about', (line) => {
    const { reply, changes } = ask(line, empty);
    expect(changes).toEqual([]);
    expect(wordsIn(reply)).toContain('That nickname cannot be shown');
  });

  it.each(hostileTexts)('with %s shows nothing that is alive', (_, text) => {
    const [change] = ask(`board join ${text.slice(0, 3000)}`, empty).changes;
    if (change?.kind === 'board-joined') expect(change.member.nickname ?? '').toMatch(/^[\p{L}\p{M}\p{N} '’_-]*$/u);
  });

  it('makes a nickname that is read again as itself, of whatever was typed', () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        const read = readNickname(typed);
        if (read.kind === 'nickname' && read.nickname !== null) expect(readNickname(read.nickname)).toEqual(read);
      }),
    );
  });

  it('nobody takes the name of another, however it is written', () => {
    const board = boardOf([member('ben', 'Captain Spark')]);
    for (const typed of ['Captain Spark', 'captain-spark', 'ＣＡＰＴＡＩＮ　ＳＰＡＲＫ']) {
      const { reply, changes } = ask(`board join ${typed}`, board);
      expect(changes).toEqual([]);
      expect(wordsIn(reply)).toContain('Somebody here is called that');
    }
    expect(nicknameKey('Captain Spark')).toBe(nicknameKey('captain_spark'));
  });

  it('twice is once; with another nickname, it is changed', () => {
    const board = boardOf([member('ana', 'Ana')]);
    expect(ask('board join', board).changes).toEqual([]);
    expect(ask('board join Ana', board).changes).toEqual([]);
    expect(ask('board join Anna', board).changes).toMatchObject([{ member: { nickname: 'Anna', joinedAt: 97 } }]);
  });

  it.each<[string, number, boolean, string | undefined]>([
    ['nobody', 0, false, undefined],
    ['one other', 1, false, '1 more is left out: two weeks without an answer.'],
    ['three others', 3, false, '3 more are left out: two weeks without an answer.'],
    ['oneself', 1, true, 'You are left out: two weeks without an answer.'],
    ['oneself and two others', 3, true, 'You and 2 more are left out: two weeks without an answer.'],
  ])('says that %s has not answered for two weeks, and names nobody', (_, count, isOwn, words) => {
    const idle = Array.from({ length: count }, (__, nth) => ({
      ...member(`idle${nth}`),
      ...(isOwn && nth === 0 && { learner: 'console:ana' }),
    }));
    const said = wordsIn(ask('board', { ...boardOf([member('ben')]), idle }).reply);
    if (words === undefined) expect(said).not.toContain('wo weeks');
    else expect(said).toContain(words);
    expect(said).not.toContain('idle');
  });

  it('has room again when members have not answered for two weeks; their nicknames stay theirs', () => {
    const full = Array.from({ length: mostMembers }, (_, nth) => member(`m${nth}`));
    const [first, ...others] = full;
    if (first === undefined) throw new Error('Nobody is on the board.');
    expect(ask('board join Ana', boardOf(full)).changes).toEqual([]);
    const half = { ...boardOf(others), idle: [first] };
    expect(ask('board join Ana', half).changes).toMatchObject([{ kind: 'board-joined', member: { nickname: 'Ana' } }]);
    expect(ask('board join m0', half).changes).toEqual([]);
  });

  it('is refused kindly when the board is full', () => {
    const board = boardOf(Array.from({ length: mostMembers }, (_, nth) => member(`m${nth}`)));
    expect(ask('board join', board).changes).toEqual([]);
  });

  it('ends at any time, once', () => {
    expect(ask('board leave', boardOf([member('ana')])).changes).toEqual([{ kind: 'board-left', learner: 'console:ana', group }]);
    expect(ask('board leave', empty).changes).toEqual([]);
  });

  it('by a button is the same', () => {
    const press = (kind: 'board' | 'join' | 'leave', board: BoardWeek) =>
      handle({ kind: 'press', action: { kind, group } }, { state: { board }, course, from: someone() });
    expect(press('join', empty).changes).toMatchObject([{ kind: 'board-joined' }]);
    expect(press('leave', boardOf([member('ana')])).changes).toMatchObject([{ kind: 'board-left' }]);
    expect(press('board', empty).changes).toEqual([]);
  });

  it('is the only thing that is understood besides leaving', () => {
    expect(wordsIn(ask('board goals 200', empty).reply)).toContain('What about the board?');
  });
});

describe('what managers set', () => {
  it.each([
    ['board goal 200', 200],
    ['board goal 1,000 answers a week', 1000],
    ['board goal off', null],
    ['board goal 0', null],
  ])('"%s"', (line, goal) => {
    expect(ask(line, boardOf([], [], {})).changes).toMatchObject([{ kind: 'board-set', board: { goal, zone: 'Europe/Berlin' } }]);
  });

  it.each([
    'board goal -5',
    'board goal 9',
    'board goal 1000000',
    'board goal 1e3',
    'board goal lots',
    'board goal 20.5',
    'board goal 200 300',
    'board goal',
  ])('"%s" sets nothing', (line) => {
    expect(ask(line, boardOf([])).changes).toEqual([]);
  });

  it.each([
    ['board show', { kind: 'board', what: '' }],
    ['board this week', { kind: 'board', what: '' }],
    ['board who is on it', { kind: 'board', what: '' }],
    ['board rename Ana', { kind: 'board', what: 'join', nickname: 'Ana' }],
    ['board call me Ana', { kind: 'board', what: 'join', nickname: 'Ana' }],
    ['board change my name to Ana', { kind: 'board', what: 'join', nickname: 'Ana' }],
    ['board remove me', { kind: 'board', what: 'leave' }],
    ['board hide my name', { kind: 'board', what: 'leave' }],
    ['board off', { kind: 'board', what: 'off' }],
    ['board last week', { kind: 'board', what: 'last week' }],
    ['board weekly yes', { kind: 'board-weekly', turn: 'on' }],
    ['board weekly stop', { kind: 'board-weekly', turn: 'off' }],
    ['board weekly turn it off please', { kind: 'board-weekly', turn: 'off' }],
    ['board weekly on in berlin please', { kind: 'board-weekly', turn: 'on', zone: 'berlin' }],
    ['board weekly every friday', { kind: 'board-weekly', turn: '', zone: 'every friday' }],
  ])('"%s" is understood, or left to be asked about', (line, request) => {
    expect(parseCommand(line)).toMatchObject(request);
  });

  it.each([
    ['board goal about 300', 300],
    ['board goal set to 1,000 answers', 1000],
    ['board goal 1k', 1000],
    ['board goal none please', null],
    ['board goal turn it off', null],
  ])('"%s" is a goal', (line, goal) => {
    expect(ask(line, boardOf([])).changes).toMatchObject([{ kind: 'board-set', board: { goal } }]);
  });

  it('a weekly post, in the zone of the drill, of the person, or one that is said', () => {
    const weekly = (line: string, from: Partial<From> = {}, state = {}) =>
      handle(parseCommand(line), { state: { board: boardOf([]), ...state }, course, from: someone(from) }).changes;
    expect(weekly('board weekly on')).toEqual([]);
    expect(weekly('board weekly on Mars')).toEqual([]);
    expect(weekly('board weekly perhaps')).toEqual([]);
    const onlyZone = { kind: 'board-weekly', turn: '', zone: 'Asia/Tokyo' } as const;
    expect(handle(onlyZone, { state: { board: boardOf([]) }, course, from: someone() }).changes).toEqual([]);
    expect(weekly('board weekly on tokyo')).toMatchObject([{ board: { zone: 'Asia/Tokyo', weeklySince: tuesday } }]);
    expect(weekly('board weekly on', { zone: 'Asia/Tokyo' })).toMatchObject([{ board: { zone: 'Asia/Tokyo' } }]);
    expect(weekly('board weekly on', {}, { group: studyGroup() })).toMatchObject([{ board: { zone: 'Europe/Berlin' } }]);
    const on = { board: boardOf([], [], { weeklySince: 5 }) };
    expect(weekly('board weekly on', {}, on)).toMatchObject([{ board: { weeklySince: 5 } }]);
    expect(weekly('board weekly off', {}, on)).toMatchObject([{ board: { weeklySince: null } }]);
    expect(weekly('board weekly off')).toEqual([]);
  });

  it.each(['board weekly on', 'board goal 200'])('"%s" is refused to others, and in private', (line) => {
    expect(ask(line, boardOf([]), { mayManage: false, zone: 'UTC' }).changes).toEqual([]);
    expect(ask(line, boardOf([]), { isPrivate: true, zone: 'UTC' }).changes).toEqual([]);
  });

  it('says why the last one did not come', () => {
    const board = { ...boardOf([], [], { weeklySince: 5 }), trouble: 'The channel is archived.' };
    expect(wordsIn(ask('board weekly', board).reply)).toContain('The last one did not come. The channel is archived.');
  });
});

describe('the weekly post', () => {
  const board = { ...settings, weeklySince: 0 };
  it.each([
    ['on Monday at nine', {}, '2026-11-23T08:00:00Z', '2026-W47'],
    ['until a day later', {}, '2026-11-24T07:59:59Z', '2026-W47'],
    ['not before', {}, '2026-11-23T07:59:59Z', undefined],
    ['not after a day', {}, '2026-11-24T08:00:00Z', undefined],
    ['not when it was wanted later', { weeklySince: Date.parse('2026-11-23T08:00:00Z') }, '2026-11-23T09:00:00Z', undefined],
    ['not when it is off', { weeklySince: null }, '2026-11-23T08:00:00Z', undefined],
    ['in UTC+14', { zone: 'Pacific/Kiritimati' }, '2026-11-22T19:00:00Z', '2026-W47'],
    ['in UTC-11', { zone: 'Pacific/Pago_Pago' }, '2026-11-23T20:00:00Z', '2026-W47'],
    ['after the night that is an hour shorter', {}, '2026-03-30T07:00:00Z', '2026-W13'],
  ])('comes %s', (_, different, now, name) => {
    expect(dueWeek({ ...board, ...different }, Date.parse(now))?.name).toBe(name);
  });

  it('says when the next one comes', () => {
    const next = (now: string) => new Date(nextWeekly('Europe/Berlin', Date.parse(now))).toISOString();
    expect(next('2026-11-23T07:59:59Z')).toBe('2026-11-23T08:00:00.000Z');
    expect(next('2026-11-23T08:00:00Z')).toBe('2026-11-30T08:00:00.000Z');
  });

  it('shows the week as it ended, and nobody’s own place', () => {
    const week = boardOf([member('ana'), member('ben')], [...many('ana', 3), ...many('ben', 5)], { goal: 10 });
    const reply = weeklyPost(week);
    const words = reply ? wordsIn(reply) : '';
    expect(words).toContain('The group’s week, 23–29 November 2026');
    expect(words).toContain('Together: 8 of 10 answers ▓▓▓▓▓▓▓▓░░ 80 %. 2 were missing.');
    expect(words).not.toContain('(you)');
  });

  it('is none when nobody on the board has answered', () => {
    expect(weeklyPost(boardOf([member('ana')]))).toBeUndefined();
  });
});
