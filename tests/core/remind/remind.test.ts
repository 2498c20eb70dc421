import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { handle, needsOf } from '../../../src/core/handle.ts';
import { remindNow } from '../../../src/core/remind/handle.ts';
import type { Reminder } from '../../../src/core/remind/reminder.ts';
import { isQuietAt, nextReminder, reminderStep } from '../../../src/core/remind/rules.ts';
import { choicesIn } from '../../../src/core/reply.ts';
import type { From } from '../../../src/core/request.ts';
import type { State } from '../../../src/core/state.ts';
import { cardsOf } from '../../fixtures/cards.ts';
import { hostileTexts } from '../../fixtures/hostile.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const course = makeCourse(tinyPack);
const ask = (line: string, state: State = {}, from: Partial<From> = {}) =>
  handle(parseCommand(line), { state, course, from: someone(from) });
const at = (iso: string) => Date.parse(iso);
const iso = (moment: number | undefined | null) => (moment == null ? moment : new Date(moment).toISOString());

/** Every day at half past six in the evening in Berlin. */
function reminder(different: Partial<Reminder> = {}): Reminder {
  return {
    learner: 'console:ana',
    time: '18:30',
    zone: 'Europe/Berlin',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    quiet: null,
    active: true,
    nextAt: at('2026-11-24T17:30:00Z'),
    lastAt: null,
    unreachableAt: null,
    setAt: 0,
    ...different,
  };
}

const setBy = (line: string, state: State = {}, from: Partial<From> = {}) => {
  const [change] = ask(line, state, from).changes;
  return change?.kind === 'reminder-set' ? change.reminder : undefined;
};

describe('what is typed', () => {
  const berlin = { zone: 'Europe/Berlin' };
  it.each([
    ['remind 18:30', berlin, { time: '18:30', zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5, 6, 7], quiet: null }],
    ['remind 18:30 Europe/Berlin weekdays', {}, { time: '18:30', zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5] }],
    ['remind me at 6:30 pm every weekday new york', {}, { time: '18:30', zone: 'America/New_York', weekdays: [1, 2, 3, 4, 5] }],
    ['remind 7 am, mon wed & fri, kolkata', {}, { time: '07:00', zone: 'Asia/Kolkata', weekdays: [1, 3, 5] }],
    ['remind 18:30 quiet 22:00-07:00', berlin, { time: '18:30', quiet: { from: '22:00', to: '07:00' } }],
    ['remind quiet hours from 10 pm to 7 am 18:30', berlin, { time: '18:30', quiet: { from: '22:00', to: '07:00' } }],
    ['remind 18:30 quiet=22-7', berlin, { time: '18:30', quiet: { from: '22:00', to: '07:00' } }],
    [
      'remind 18:30 quiet 13:00 – 14:00 Pacific/Kiritimati',
      {},
      { time: '18:30', zone: 'Pacific/Kiritimati', quiet: { from: '13:00', to: '14:00' } },
    ],
    ['remind 18:30 no quiet hours', berlin, { time: '18:30', quiet: null }],
    ['remind noon', berlin, { time: '12:00' }],
    ['remind 18:30 America/Buenos_Aires', {}, { time: '18:30' }],
  ] as const)('"%s" is set', (line, from, settings) => {
    expect(setBy(line, {}, from)).toMatchObject({ ...settings, active: true });
  });

  it.each([
    ['remind 25:00', 'A time of day is written 00:00 to 23:59'],
    ['remind 6', 'Did you mean 06:00 or 18:00?'],
    ['remind 18:30 Mars/Base', 'A time zone is an IANA name'],
    ['remind 18:30 Europe/Berln', 'Did you mean Europe/Berlin?'],
    ['remind 18:30 CET', 'may be Europe/Berlin'],
    ['remind 18:30 UTC+2', 'An offset knows no summer time'],
    ['remind 18:30 quiet', 'Quiet hours go from one time of day to another'],
    ['remind 18:30 quiet 22:00', 'Quiet hours go from one time of day to another'],
    ['remind 18:30 quiet 22:00-25:00', 'Quiet hours go from one time of day to another'],
    ['remind 18:30 quiet 10-7', 'Quiet hours go from one time of day to another'],
    ['remind 18:30 quiet 09:00-09:00', 'That would be the whole day'],
    ['remind 18:30 quiet 00:00-23:59', 'would never come'],
    ['remind 06:30 quiet 22:00-07:00', 'would never come'],
    ['remind 18:30 grace 20 minutes', 'Say a time'],
    ['remind now and then perhaps', 'Say a time'],
    ['remind weekdays', 'Say it with the time of day'],
    ['remind quiet 22:00-07:00', 'Say it with the time of day'],
  ])('"%s" is asked back about, and nothing is set', (line, words) => {
    const { reply, changes } = ask(line, {}, { zone: 'Europe/Berlin' });
    expect(changes).toEqual([]);
    expect(wordsIn(reply)).toContain(words);
  });

  it('needs a zone, and nobody’s is guessed; one that is told once is known everywhere', () => {
    const { reply, changes } = ask('remind 18:30 weekdays');
    expect(changes).toEqual([]);
    expect(wordsIn(reply)).toContain('/mlpro remind 18:30 Europe/Berlin weekdays');
    expect(ask('remind 18:30 Asia/Tokyo').changes).toContainEqual({
      kind: 'preferences-set',
      learner: 'console:ana',
      preferences: { zone: 'Asia/Tokyo', asksConfidence: true, earlierZones: [{ zone: 'UTC', until: tuesday }] },
    });
    const preferences = { zone: 'Asia/Tokyo', asksConfidence: false };
    expect(setBy('remind 18:30', { preferences })).toMatchObject({ zone: 'Asia/Tokyo' });
    expect(ask('remind 18:30 Europe/Berlin', { preferences }).changes).toHaveLength(1);
  });

  it('changes one thing and leaves the rest; what is off stays off until an hour is said', () => {
    const before = reminder({ weekdays: [1, 2], quiet: { from: '22:00', to: '07:00' } });
    expect(setBy('remind 19:00', { reminder: before })).toMatchObject({ time: '19:00', weekdays: [1, 2], quiet: before.quiet });
    expect(setBy('remind quiet off', { reminder: before })).toMatchObject({ time: '18:30', quiet: null, active: true });
    const off = reminder({ active: false, nextAt: null });
    expect(setBy('remind weekends', { reminder: off })).toMatchObject({ active: false, nextAt: null, weekdays: [6, 7] });
    expect(setBy('remind 18:30', { reminder: off })).toMatchObject({ active: true });
    expect(setBy('remind on', { reminder: off })).toMatchObject({ active: true, nextAt: at('2026-11-24T17:30:00Z') });
  });

  it.each(['remind off', 'remind stop', 'remind turn it off please', 'remind no more reminders', 'Remind OFF!', 'remind never'])(
    '"%s" ends them',
    (line) => {
      expect(ask(line, { reminder: reminder() }).changes).toEqual([{ kind: 'reminder-off', learner: 'console:ana' }]);
      expect(ask(line).changes).toEqual([]);
    },
  );

  it.each(hostileTexts)('with %s is answered, and nothing is set', (_, text) => {
    const { reply, changes } = ask(`remind ${text.slice(0, 4000)}`);
    expect(reply.blocks.length).toBeGreaterThan(0);
    expect(changes).toEqual([]);
  });
});

describe('/mlpro remind alone', () => {
  it('says how it stands, with the zone, and stops it by one press', () => {
    const { reply } = ask('remind', { reminder: reminder({ quiet: { from: '22:00', to: '07:00' } }) });
    expect(wordsIn(reply)).toContain('18:30 (Europe/Berlin)');
    expect(wordsIn(reply)).toContain('22:00 to 07:00 (Europe/Berlin)');
    expect(choicesIn(reply)[0]).toMatchObject({ label: 'No more reminders', action: { kind: 'remind-off' } });
  });

  it('says that they were turned off because nobody could be told', () => {
    const unreachable = reminder({ active: false, nextAt: null, unreachableAt: tuesday });
    expect(wordsIn(ask('remind', { reminder: unreachable }).reply)).toContain('turned off on Tue 24 Nov, 11:00 (Europe/Berlin)');
    expect(setBy('remind on', { reminder: unreachable })).toMatchObject({ active: true, unreachableAt: null });
  });

  it('says how to begin', () => {
    expect(wordsIn(ask('remind').reply)).toContain('No reminder is set.');
  });
});

describe('the next hour', () => {
  it.each([
    ['today, when it is still to come', {}, '2026-11-24T17:29:59Z', '2026-11-24T17:30:00.000Z'],
    ['tomorrow, when it has come', {}, '2026-11-24T17:30:00Z', '2026-11-25T17:30:00.000Z'],
    ['tomorrow, when today has had one', { lastAt: at('2026-11-24T07:00:00Z') }, '2026-11-24T08:00:00Z', '2026-11-25T17:30:00.000Z'],
    ['on the next of its days', { weekdays: [1] }, '2026-11-24T18:00:00Z', '2026-11-30T17:30:00.000Z'],
    ['in the hour after the one that daylight saving skips', { time: '02:30' }, '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
    ['in the first of two hours', { time: '02:30' }, '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
    [
      'once in a night with two such hours',
      { time: '02:30', lastAt: at('2026-10-25T00:30:00Z') },
      '2026-10-25T00:31:00Z',
      '2026-10-26T01:30:00.000Z',
    ],
    ['in UTC+14', { zone: 'Pacific/Kiritimati' }, '2026-11-24T04:29:00Z', '2026-11-24T04:30:00.000Z'],
    ['in UTC-11', { zone: 'Pacific/Pago_Pago' }, '2026-11-24T05:31:00Z', '2026-11-25T05:30:00.000Z'],
    [
      'on the next day of the place to which one has travelled',
      { zone: 'Pacific/Kiritimati', lastAt: at('2026-11-24T05:30:00Z') },
      '2026-11-24T05:31:00Z',
      '2026-11-25T04:30:00.000Z',
    ],
    [
      'as if nothing were sent, after a clock that was years ahead',
      { lastAt: at('2031-01-01T00:00:00Z') },
      '2026-11-24T08:00:00Z',
      '2026-11-24T17:30:00.000Z',
    ],
  ] as const)('is %s', (_, different, now, next) => {
    expect(iso(nextReminder(reminder(different), at(now)))).toBe(next);
  });
});

it.each([
  ['22:00', '07:00', ['22:00', '23:59', '00:00', '06:59'], ['07:00', '12:00', '21:59']],
  ['13:00', '14:00', ['13:00', '13:59'], ['14:00', '12:59', '00:00']],
  ['00:00', '23:59', ['00:00', '12:00', '23:58'], ['23:59']],
] as const)('quiet hours from %s to %s', (from, to, quiet, loud) => {
  expect(quiet.filter((time) => !isQuietAt({ from, to }, time))).toEqual([]);
  expect(loud.filter((time) => isQuietAt({ from, to }, time))).toEqual([]);
});

describe('a reminder that is looked at', () => {
  const work = { hasWork: true, hasAnswered: false };
  it.each([
    ['at its hour is sent', {}, work, '2026-11-24T17:30:00Z', 'send'],
    ['before its hour waits', {}, work, '2026-11-24T17:29:59Z', 'wait'],
    ['within an hour is sent', {}, work, '2026-11-24T18:30:00Z', 'send'],
    ['after more than an hour is left out', {}, work, '2026-11-24T18:30:01Z', 'skip'],
    ['with nothing due is left out', {}, { ...work, hasWork: false }, '2026-11-24T17:30:00Z', 'skip'],
    ['after an answer today is left out', {}, { ...work, hasAnswered: true }, '2026-11-24T17:30:00Z', 'skip'],
    ['late, in quiet hours, is left out', { quiet: { from: '19:00', to: '07:00' } }, work, '2026-11-24T18:15:00Z', 'skip'],
    ['before quiet hours is sent', { quiet: { from: '19:00', to: '07:00' } }, work, '2026-11-24T17:59:00Z', 'send'],
    ['while it is off waits', { active: false, nextAt: null }, work, '2026-11-24T17:30:00Z', 'wait'],
    ['with a clock that was set back waits', {}, work, '2026-11-23T17:30:00Z', 'wait'],
    ['years before its hour is put right', { nextAt: at('2031-01-01T00:00:00Z') }, work, '2026-11-24T17:00:00Z', 'skip'],
  ] as const)('%s', (_, different, found, now, kind) => {
    const step = reminderStep(reminder(different), found, at(now));
    expect(step.kind).toBe(kind);
    if (step.kind !== 'wait') expect(step.taken.nextAt).toBeGreaterThan(at(now));
    if (step.kind === 'send') expect(step.taken).toMatchObject({ lastAt: at(now), nextAt: at('2026-11-25T17:30:00Z') });
  });

  it('counts only what is still taught, and can be stopped by one press', () => {
    const dueWork = { items: ['1.1-q01', '1.1-c01', 'gone'], hasAnswered: false };
    const { reply } = remindNow({ reminder: reminder(), dueWork }, tinyPack, at('2026-11-24T17:30:00Z'));
    expect(wordsIn(reply)).toContain('2 items are due today.');
    expect(choicesIn(reply).map(({ action }) => action.kind)).toEqual(['review', 'remind-off']);
    const gone = remindNow({ reminder: reminder(), dueWork: { ...dueWork, items: ['gone'] } }, tinyPack, at('2026-11-24T17:30:00Z'));
    expect(gone.reply.blocks).toEqual([]);
  });

  describe('beside a plan', () => {
    const now = at('2026-11-24T17:30:00Z');
    const open = (examDay: string, { items = [], ...state }: State & { items?: readonly string[] } = {}) =>
      remindNow(
        { reminder: reminder(), plan: { examDay, minutes: 20, setAt: 0 }, dueWork: { items, hasAnswered: false }, ...state },
        tinyPack,
        now,
      ).reply;
    /** All of the pack, answered so many milliseconds ago. */
    const known = (ago: number, correct = true) =>
      cardsOf(
        Object.fromEntries(
          ['1.1-q01', '1.1-q02', '1.1-c01', '1.1-c02', '1.2-q01', '1.2-c01'].map((item) => [
            item,
            { correct, at: now - ago, confidence: 'sure' },
          ]),
        ),
      );
    const day = 86_400_000;

    it.each<[string, string, State & { items?: readonly string[] }, string | undefined, string | undefined]>([
      ['with new ones for today', '2026-12-24', {}, 'Today’s set of your plan has 6 questions. A few minutes', 'plan-start'],
      ['on the day before the exam', '2026-11-25', {}, 'Today’s set of your plan has', 'plan-start'],
      ['with new ones and one that is due', '2026-12-24', { items: ['1.1-q01'] }, 'has 6 questions. 1 item is due today.', 'plan-start'],
      ['on the day of the exam', '2026-11-24', {}, undefined, undefined],
      ['after the exam', '2026-11-20', {}, undefined, undefined],
      ['on the day of the exam with one that is due', '2026-11-24', { items: ['1.1-q01'] }, '1 item is due today.', 'review'],
      ['after an answer that day', '2026-12-24', { dueWork: { items: [], hasAnswered: true } }, undefined, undefined],
      ['with all of it answered this morning', '2026-12-24', { cards: known(day / 4) }, undefined, undefined],
      [
        'with all of it answered this morning and one that is due',
        '2026-12-24',
        { cards: known(day / 4), items: ['1.1-q01'] },
        '1 item is due today.',
        'review',
      ],
      ['with all of it known and long ago', '2026-11-30', { cards: known(40 * day) }, 'Today’s set of your plan has', 'plan-start'],
    ])('says what is true %s', (_, examDay, state, words, action) => {
      const reply = open(examDay, state);
      if (words === undefined) expect(reply.blocks).toEqual([]);
      else expect(wordsIn(reply)).toContain(words);
      expect(choicesIn(reply)[0]?.action.kind).toBe(action);
    });

    it('counts the day of the learner’s own zone, where they have one', () => {
      const preferences = { zone: 'Pacific/Kiritimati', asksConfidence: true };
      expect(open('2026-11-25', { preferences }).blocks).toEqual([]);
      expect(open('2026-11-25').blocks.length).toBeGreaterThan(0);
    });
  });

  it('pressed away twice is off once', () => {
    const press = (state: State) => handle({ kind: 'press', action: { kind: 'remind-off' } }, { state, course, from: someone() });
    expect(press({ reminder: reminder() }).changes).toEqual([{ kind: 'reminder-off', learner: 'console:ana' }]);
    expect(press({ reminder: reminder({ active: false, nextAt: null }) }).changes).toEqual([]);
  });
});

describe('a time that is no time of day', () => {
  it.each([
    ['remind me tommorow', 'not once'],
    ['remind me tomorrow at 18:00', 'not once'],
    ['remind me tonight', 'not once'],
    ['remind me later', 'not once'],
    ['remind me next week', 'not once'],
    ['remind me in 10 minutes', 'not once'],
    ['remind me in two hours', 'not once'],
    ['remind me in the evening', 'such as 18:30 or 20:00'],
    ['remind me every morning', 'such as 07:30 or 09:00'],
    ['remind me after lunch', 'such as 12:00 or 13:00'],
    ['remind me at night', 'such as 21:00 or 22:00'],
    ['remind me in the aftrenoon', 'such as 14:00 or 16:00'],
    ['remind me weekly', 'once a day at most'],
    ['remind me twice a day', 'once a day at most'],
    ['remind me every hour', 'once a day at most'],
    ['remind me at half past six', 'Did you mean 06:30 or 18:30?'],
    ['remind me at a quarter to nine', 'Did you mean 08:45 or 20:45?'],
    ['drill setup in the morning', 'such as 07:30 or 09:00'],
    ['drill setup tommorow 9:00', 'not once'],
    ['drill setup easy', 'Say a time, a time zone and days'],
    ['drill setup stop', 'drill off'],
    ['drill setup reveal after an hour', 'The reveal is a time'],
  ])('"%s" is asked about as one, and taken for no city', (line, words) => {
    const { reply, changes } = ask(line, {}, { zone: 'Europe/Berlin' });
    expect(changes).toEqual([]);
    expect(wordsIn(reply)).toContain(words);
    expect(wordsIn(reply)).not.toContain('IANA');
  });

  it.each([
    ['remind me in the morning at 8', '08:00'],
    ['remind me every evening at 7', '19:00'],
    ['remind me at 8 every morning', '08:00'],
    ['remind me at 6:30 in the evening', '18:30'],
  ])('"%s" has its hour', (line, time) => {
    expect(setBy(line, {}, { zone: 'Europe/Berlin' })).toMatchObject({ time, active: true });
  });
});

describe('the command that is suggested where nobody knows the zone', () => {
  it.each(['remind 18:30', 'remind 18:30 weekdays', 'remind 07:15 mon,fri quiet 22:00-07:00', 'remind 9 am quiet hours from 21 to 6'])(
    'sets with the zone all that “%s” said',
    (line) => {
      const asked = ask(line);
      const [suggested = ''] = /\/mlpro remind \d[^\n]*/.exec(wordsIn(asked.reply)) ?? [];
      const kept = ({ changes }: ReturnType<typeof ask>) =>
        changes.flatMap((change) => (change.kind === 'reminder-set' ? [change.reminder] : []));
      expect(kept(asked)).toEqual([]);
      const typed = suggested.replace('/mlpro ', '');
      expect(kept(ask(typed))).toEqual(kept(ask(line, {}, { zone: 'Europe/Berlin' })));
    },
  );
});

describe('a reminder whose learner moves', () => {
  const stays = 'Your reminder still comes at 18:30 of Europe/Berlin. To move it too: /mlpro remind Asia/Tokyo';

  it.each([
    ['zone Asia/Tokyo', reminder(), true],
    ['plan zone Asia/Tokyo', reminder(), true],
    ['plan in 6 weeks zone Asia/Tokyo', reminder(), true],
    ['plan 2020-01-01 zone Asia/Tokyo', reminder(), true],
    ['zone Asia/Tokyo', reminder({ active: false }), false],
    ['zone Asia/Tokyo', reminder({ zone: 'Asia/Tokyo' }), false],
    ['zone Asia/Tokyo', undefined, false],
    ['plan in 6 weeks', reminder(), false],
  ])('“%s” says that it stays where it was, and how it is moved (%#)', (line, own, isSaid) => {
    const state: State = own ? { reminder: own } : {};
    expect(wordsIn(ask(line, state).reply).includes(stays)).toBe(isSaid);
    expect(needsOf(parseCommand(line), someone()).reminder).toBe(true);
  });

  it('moves with the command that is named', () => {
    expect(
      ask('remind Asia/Tokyo', { reminder: reminder(), preferences: { zone: 'Asia/Tokyo', asksConfidence: true } }).changes,
    ).toMatchObject([{ kind: 'reminder-set', reminder: { time: '18:30', zone: 'Asia/Tokyo', active: true } }]);
  });
});
