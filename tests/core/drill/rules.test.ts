import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, momentOf, sayMoment, canonicalTimeZone } from '../../../src/core/time.ts';
import type { DrillSettingsInput } from '../../../src/core/drill/typed.ts';
import { dueDrill, isRevealDue, nextCue, nextDrillAt } from '../../../src/core/drill/rules.ts';
import { parseCron } from '../../../src/core/drill/cron.ts';
import { parseDays, sayDays } from '../../../src/core/drill/days.ts';
import { parseTime, sayTimeProblem } from '../../../src/core/drill/hours.ts';
import { readZone } from '../../../src/core/drill/zones.ts';
import { readDrillSettings, usualSettings } from '../../../src/core/drill/settings.ts';
import { cuesOf } from '../../../src/core/pack-index.ts';
import type { Drill } from '../../../src/core/state.ts';
import { studyGroup } from '../../fixtures/group.ts';
import { tinyPack } from '../../fixtures/pack.ts';

const group = studyGroup;
const at = (iso: string) => Date.parse(iso);

describe('when a drill is due', () => {
  it.each([
    ['before its time', '2026-11-24T07:59:00Z', undefined],
    ['at its time', '2026-11-24T08:00:00Z', { day: '2026-11-24', late: false }],
    ['a little after', '2026-11-24T08:09:00Z', { day: '2026-11-24', late: false }],
    ['late, inside the grace', '2026-11-24T10:59:00Z', { day: '2026-11-24', late: true }],
    ['after the grace', '2026-11-24T11:00:00Z', undefined],
    ['on a Sunday', '2026-11-22T08:00:00Z', undefined],
  ])('%s', (_when, now, due) => {
    const found = dueDrill(group(), at(now));
    expect(found && { day: found.day, late: found.late }).toEqual(due);
  });

  it('is not what was due before the group wanted it', () => {
    const set = group({ setAt: at('2026-11-24T08:30:00Z') });
    expect(dueDrill(set, at('2026-11-24T09:00:00Z'))).toBeUndefined();
    expect(dueDrill(set, at('2026-11-25T08:00:00Z'))).toMatchObject({ day: '2026-11-25', late: false });
  });

  it('looks back over midnight', () => {
    const late = group({ time: '23:30', zone: 'UTC' });
    expect(dueDrill(late, at('2026-11-25T00:15:00Z'))).toMatchObject({ day: '2026-11-24', late: true });
    expect(dueDrill(late, at('2026-11-28T00:15:00Z'))).toMatchObject({ day: '2026-11-27' });
    expect(dueDrill(late, at('2026-11-29T00:15:00Z'))).toBeUndefined();
  });

  it('comes after the gap when daylight saving skips its hour', () => {
    const night = group({ time: '02:30', weekdays: [7] });
    expect(momentOf('2026-03-29', '02:30', 'Europe/Berlin')).toBe(at('2026-03-29T01:30:00Z'));
    expect(dueDrill(night, at('2026-03-29T01:29:00Z'))).toBeUndefined();
    expect(dueDrill(night, at('2026-03-29T01:31:00Z'))).toMatchObject({ day: '2026-03-29', late: false });
  });

  it('comes once, the first time, when daylight saving repeats its hour', () => {
    const night = group({ time: '02:30', weekdays: [7], grace: 30 });
    expect(dueDrill(night, at('2026-10-25T00:30:00Z'))).toMatchObject({ day: '2026-10-25' });
    expect(dueDrill(night, at('2026-10-25T01:30:00Z'))).toBeUndefined();
  });

  it('knows the next one, and says it with its zone', () => {
    const next = nextDrillAt(group(), at('2026-11-27T12:00:00Z'));
    expect(next).toBe(at('2026-11-30T08:00:00Z'));
    expect(sayMoment(next ?? 0, 'Europe/Berlin')).toMatch(/^Mon,? 30 Nov,? 09:00 \(Europe\/Berlin\)$/);
    expect(nextDrillAt(group({ weekdays: [] }), 0)).toBeUndefined();
  });
});

describe('when the answer is revealed', () => {
  const drill: Drill = {
    id: 'd',
    group: 'console:here',
    day: '2026-11-24',
    cue: 'c',
    status: 'posted',
    dueAt: at('2026-11-24T08:00:00Z'),
    claimedAt: 0,
    late: false,
    message: '1',
    shown: 0,
  };
  it('just before the next drill, over the weekend', () => {
    const friday = { ...drill, day: '2026-11-27', dueAt: at('2026-11-27T08:00:00Z') };
    expect(isRevealDue(group(), friday, at('2026-11-30T07:59:00Z'))).toBe(false);
    expect(isRevealDue(group(), friday, at('2026-11-30T08:00:00Z'))).toBe(true);
  });
  it('at the group’s hour, the next day if that hour is before the drill', () => {
    expect(isRevealDue(group({ reveal: '17:00' }), drill, at('2026-11-24T15:59:00Z'))).toBe(false);
    expect(isRevealDue(group({ reveal: '17:00' }), drill, at('2026-11-24T16:00:00Z'))).toBe(true);
    expect(isRevealDue(group({ reveal: '08:00' }), drill, at('2026-11-24T16:00:00Z'))).toBe(false);
    expect(isRevealDue(group({ reveal: '08:00' }), drill, at('2026-11-25T07:00:00Z'))).toBe(true);
  });
});

describe('which cue is drilled', () => {
  it('uses every cue once before any comes again', () => {
    const used = new Map<string, number>();
    const draw = () => {
      const cue = nextCue(tinyPack, used, 'console:here')?.id ?? '';
      used.set(cue, (used.get(cue) ?? 0) + 1);
      return cue;
    };
    const all = cuesOf(tinyPack)
      .map(({ id }) => id)
      .sort();
    expect([draw(), draw(), draw()].sort()).toEqual(all);
    expect([draw(), draw(), draw()].sort()).toEqual(all);
  });
  it('goes through them in another order in another group', () => {
    const firsts = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => nextCue(tinyPack, new Map(), id)?.id);
    expect(new Set(firsts).size).toBeGreaterThan(1);
  });
  it('has none when the pack has none', () => {
    expect(nextCue({ ...tinyPack, chapters: [] }, new Map(), 'g')).toBeUndefined();
  });
});

describe('settings as somebody types them', () => {
  const input = (different: Partial<DrillSettingsInput>): DrillSettingsInput => ({
    time: '',
    zone: '',
    days: '',
    grace: '',
    reveal: '',
    other: '',
    ...different,
  });
  it('changes what it names and keeps the rest', () => {
    expect(readDrillSettings(input({ time: '8.30', zone: 'america/new_york' }), usualSettings)).toEqual({
      kind: 'settings',
      settings: { ...usualSettings, time: '08:30', zone: 'America/New_York' },
    });
    expect(readDrillSettings(input({ reveal: 'next', grace: '60' }), { ...usualSettings, reveal: '17:00' })).toEqual({
      kind: 'settings',
      settings: { ...usualSettings, grace: 60 },
    });
  });
  it.each([
    [{ time: '25:00' }, '25:00'],
    [{ time: '9' }, '9'],
    [{ zone: 'Mars/Base' }, 'Mars/Base'],
    [{ days: 'someday' }, 'someday'],
    [{ grace: '-3' }, '-3'],
    [{ grace: '1e9' }, '1e9'],
    [{ reveal: '24:00' }, '24:00'],
    [{ other: 'please' }, 'please'],
  ])('%o is not understood, and says so', (typed, found) => {
    expect(readDrillSettings(input(typed), usualSettings)).toMatchObject({ kind: 'problems', problems: [{ found }] });
  });
  it('reports everything at once', () => {
    const parsed = readDrillSettings(input({ time: '25:00', zone: 'Mars/Base', days: 'x' }), usualSettings);
    expect(parsed.kind === 'problems' && parsed.problems.length).toBe(3);
  });
  it.each(['daily', 'weekdays', 'weekends', 'mon', 'mon,wed,fri', 'tue,sun'])('days "%s" read back as they are said', (days) => {
    expect(sayDays(parseDays(days) ?? [])).toBe(days);
  });
  it.each([
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['sat-mon', [1, 6, 7]],
    ['Monday,friday', [1, 5]],
    ['Mon–Fri', [1, 2, 3, 4, 5]],
    ['mon — wed', [1, 2, 3]],
    ['monday to friday', [1, 2, 3, 4, 5]],
    ['Mo-Fr', [1, 2, 3, 4, 5]],
    ['mon/wed', [1, 3]],
    ['mon, wed & fri', [1, 3, 5]],
    ['Mon, Wed, and Fri', [1, 3, 5]],
    ['mon wed fri', [1, 3, 5]],
    ['Tuesdays and Thursdays', [2, 4]],
    ['every day', [1, 2, 3, 4, 5, 6, 7]],
    ['everyday', [1, 2, 3, 4, 5, 6, 7]],
    ['each weekday', [1, 2, 3, 4, 5]],
    ['workdays', [1, 2, 3, 4, 5]],
    ['business days, sat', [1, 2, 3, 4, 5, 6]],
    ['week-ends', [6, 7]],
    ['Mon. through Thu.', [1, 2, 3, 4]],
    ['on Fridays', [5]],
    ['ＭＯＮ－ＦＲＩ', [1, 2, 3, 4, 5]],
    ['mon-tue thu', [1, 2, 4]],
    ['mon-fri-sun', undefined],
    ['mon-', undefined],
    [',', undefined],
    ['not sunday', undefined],
    ['weekdays except friday', undefined],
    ['monkey', undefined],
    ['t', undefined],
    ['1-5', undefined],
    ['day', undefined],
    ['twice a week', undefined],
  ])('days "%s"', (typed, days) => {
    expect(parseDays(typed)).toEqual(days);
  });
});

describe('a time of day', () => {
  it.each([
    ['09:00', '09:00'],
    ['8.30', '08:30'],
    ['9am', '09:00'],
    ['9 AM', '09:00'],
    ['9:00 am', '09:00'],
    ['9:15 p.m.', '21:15'],
    ['12am', '00:00'],
    ['12 pm', '12:00'],
    ["9 o'clock", '09:00'],
    ['9 o’clock', '09:00'],
    ['0900', '09:00'],
    ['930', '09:30'],
    ['21h', '21:00'],
    ['21h30', '21:30'],
    ['9 Uhr', '09:00'],
    ['at 9:00', '09:00'],
    ['9 in the evening', '21:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['０９：００', '09:00'],
    ['9', undefined],
    ['13pm', undefined],
    ['0am', undefined],
    ['24:00', undefined],
    ['9:60', undefined],
    ['2460', undefined],
    ['9:5', undefined],
    ['', undefined],
    ['-1:00', undefined],
  ])('"%s"', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  it('without a half of the day is asked about', () => {
    expect(sayTimeProblem('9')).toContain('Did you mean 09:00 or 21:00?');
  });
});

describe('a zone as people say it', () => {
  it.each([
    ['berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['berlin time', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['America/New York', 'America/New_York'],
    ['europe / berlin', 'Europe/Berlin'],
    ['kolkata', 'Asia/Kolkata'],
    ['Zürich', 'Europe/Zurich'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['ho chi minh', 'Asia/Ho_Chi_Minh'],
    ['utc', 'UTC'],
    ['Etc/GMT-2', 'Etc/GMT-2'],
  ])('"%s" is %s', (typed, zone) => {
    expect(readZone(typed)).toEqual({ kind: 'zone', zone });
  });

  it.each([
    ['CET', 'Europe/Berlin, Europe/Paris or Europe/Madrid'],
    ['est', 'America/New_York'],
    ['IST', 'Asia/Kolkata, Europe/Dublin or Asia/Jerusalem'],
    ['Eastern time', 'America/New_York'],
    ['pst', 'America/Los_Angeles'],
    ['GMT+2', 'Etc/GMT-2'],
    ['UTC-05:00', 'Etc/GMT+5'],
    ['+02:00', 'Etc/GMT-2'],
    ['UTC+5:30', 'An offset knows no summer time'],
    ['Europe/Berln', 'Did you mean Europe/Berlin?'],
    ['berln', 'Did you mean Europe/Berlin?'],
    ['Mars/Base', 'IANA name'],
    ['gotham', 'IANA name'],
    ['🎉', 'IANA name'],
  ])('"%s" is asked about: %s', (typed, words) => {
    const read = readZone(typed);
    expect(read.kind === 'problem' && read.remedy).toContain(words);
  });

  it('is each one that there is, by its name', () => {
    for (const zone of Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/')))
      expect(readZone(zone.toLowerCase())).toEqual({ kind: 'zone', zone: canonicalTimeZone(zone) });
  });
});

describe('the days of a cron line', () => {
  it.each([
    ['0-7', [1, 2, 3, 4, 5, 6, 7]],
    ['*', [1, 2, 3, 4, 5, 6, 7]],
    ['7', [7]],
    ['0', [7]],
    ['0,7', [7]],
    ['1-5', [1, 2, 3, 4, 5]],
    ['1-5/2', [1, 3, 5]],
    ['1-7/2', [1, 3, 5, 7]],
    ['*/2', [2, 4, 6, 7]],
    ['MON-WED/2', [1, 3]],
    ['MON-FRI', [1, 2, 3, 4, 5]],
    ['Mon,WED-FRI/2', [1, 3, 5]],
    ['sun', [7]],
    ['1,3,5', [1, 3, 5]],
    ['5-1', [1, 5, 6, 7]],
    ['6-0', [6, 7]],
    ['sat-sun', [6, 7]],
    ['0-2', [1, 2, 7]],
    ['8', undefined],
    ['1-5/0', undefined],
    ['*/8', undefined],
    ['1/2', undefined],
    ['1-', undefined],
    ['1-3-5', undefined],
    ['1-5/2/2', undefined],
    ['?', undefined],
    ['5L', undefined],
    ['1#2', undefined],
    ['mo-fr', undefined],
    ['someday', undefined],
    ['constructor', undefined],
  ])('"%s"', (field, weekdays) => {
    expect(parseCron(`0 9 * * ${field}`)?.weekdays).toEqual(weekdays);
  });

  it.each(['0 0 9 * * 1-5', '0 9 * *', '*/5 9 * * *', '0 9,17 * * *', '0 9 1 * *', '60 9 * * *', '@hourly', '@reboot', ''])(
    'line "%s" is refused',
    (line) => {
      expect(parseCron(line)).toBeUndefined();
    },
  );

  it('may be a nickname', () => {
    expect(parseCron('@daily')).toEqual({ time: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7] });
    expect(parseCron(' @Weekly ')).toEqual({ time: '00:00', weekdays: [7] });
  });

  it('are those that cron counts, whatever span and step', () => {
    const day = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 7 }), (first, last, step) => {
        const expected = new Set<number>();
        for (let at = first; at <= (last < first ? last + 7 : last); at += step) expected.add(((at + 6) % 7) + 1);
        expect(parseCron(`0 9 * * ${first}-${last}/${step}`)?.weekdays).toEqual(
          [1, 2, 3, 4, 5, 6, 7].filter((weekday) => expected.has(weekday)),
        );
      }),
    );
  });
});

describe('zones', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['utc', 'UTC'],
    ['+02:00', undefined],
    ['Mars/Base', undefined],
    ['', undefined],
  ])('"%s" is %s', (typed, zone) => {
    expect(canonicalTimeZone(typed)).toBe(zone);
  });

  it('decide which day it is', () => {
    expect(dayAt(at('2026-11-24T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-25');
    expect(dayAt(at('2026-11-24T23:30:00Z'), 'America/New_York', 1)).toBe('2026-11-25');
  });
});
