import { describe, expect, it } from 'vitest';
import { dayAt, momentOf, sayMoment, canonicalTimeZone } from '../../../src/core/time.ts';
import type { DrillSettingsInput } from '../../../src/core/commands.ts';
import { dueDrill, isRevealDue, nextCue, nextDrillAt } from '../../../src/core/drill/rules.ts';
import { parseDays, parseSettings, sayDays, usualSettings } from '../../../src/core/drill/settings.ts';
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
    expect(parseSettings(input({ time: '8.30', zone: 'america/new_york' }), usualSettings)).toEqual({
      kind: 'settings',
      settings: { ...usualSettings, time: '08:30', zone: 'America/New_York' },
    });
    expect(parseSettings(input({ reveal: 'next', grace: '60' }), { ...usualSettings, reveal: '17:00' })).toEqual({
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
    expect(parseSettings(input(typed), usualSettings)).toMatchObject({ kind: 'problems', problems: [{ found }] });
  });
  it('reports everything at once', () => {
    const parsed = parseSettings(input({ time: '25:00', zone: 'Mars/Base', days: 'x' }), usualSettings);
    expect(parsed.kind === 'problems' && parsed.problems.length).toBe(3);
  });
  it.each(['daily', 'weekdays', 'weekends', 'mon', 'mon,wed,fri', 'tue,sun'])('days "%s" read back as they are said', (days) => {
    expect(sayDays(parseDays(days) ?? [])).toBe(days);
  });
  it.each([
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['sat-mon', [1, 6, 7]],
    ['Monday,friday', [1, 5]],
  ])('days "%s"', (typed, days) => {
    expect(parseDays(typed)).toEqual(days);
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
