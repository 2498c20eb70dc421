import { describe, expect, it } from 'vitest';
import { calendarOf, type CalendarParts } from '../../../src/core/plan/calendar.ts';
import { tuesday } from '../../fixtures/people.ts';

const parts: CalendarParts = {
  plan: { examDay: '2027-02-01', minutes: 20, setAt: tuesday },
  pack: {
    id: 'ml-pro',
    title: 'Exam; with, signs \\ of its own – and a title that is so long that no line of a calendar could hold it: Prüfung',
  },
  learner: 'slack:T1:U2',
  today: '2026-11-24',
  now: tuesday,
};
const file = (different: Partial<CalendarParts> = {}) => calendarOf({ ...parts, ...different });
/** As a calendar reads it: unfolded. */
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const valuesOf = (text: string, name: string) =>
  linesOf(text)
    .filter((line) => line.startsWith(name))
    .map((line) => line.slice(name.length));

/** Each event, its properties by their names. */
const eventsOf = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) => new Map(event.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])));
const nameOf = (uid: string) => /-(\w+)@mlpro$/.exec(uid)?.[1];

describe('the calendar file of a plan', () => {
  it('has the daily study time, the cram days and the exam, each for whole days', () => {
    expect(linesOf(file()).filter((line) => /^(DTSTART|DTEND|RRULE)/.test(line))).toEqual([
      'DTSTART;VALUE=DATE:20261124',
      'DTEND;VALUE=DATE:20261125',
      'RRULE:FREQ=DAILY;UNTIL=20270129',
      'DTSTART;VALUE=DATE:20270130',
      'DTEND;VALUE=DATE:20270201',
      'DTSTART;VALUE=DATE:20270201',
      'DTEND;VALUE=DATE:20270202',
    ]);
  });

  it('has the learner’s hour where they named one: of their own clock, so without a zone', () => {
    const lines = linesOf(file({ time: '19:30' })).slice(0, 16);
    expect(lines).toContain('DTSTART:20261124T193000');
    expect(lines).toContain('DURATION:PT20M');
    expect(lines).toContain('RRULE:FREQ=DAILY;UNTIL=20270129T193000');
    expect(lines).not.toContain('TRANSP:TRANSPARENT');
  });

  it.each([
    ['2026-11-24', ['study', 'cram', 'exam'], []],
    ['2027-01-29', ['study', 'cram', 'exam'], []],
    ['2027-01-30', ['cram', 'exam'], ['study']],
    ['2027-01-31', ['cram', 'exam'], ['study']],
    ['2027-02-01', ['exam'], ['study', 'cram']],
  ])('has on %s what is still ahead, %j, and cancels the rest by its UID: %j', (today, ahead, gone) => {
    const events = eventsOf(file({ today }));
    const names = (isGone: boolean) =>
      events.filter((event) => event.has('STATUS') === isGone).map((event) => nameOf(event.get('UID') ?? ''));
    expect([names(false), names(true)]).toEqual([ahead, gone]);
  });

  it.each([
    ['moved to within two days', '2026-11-26', ['study']],
    ['moved to tomorrow', '2026-11-25', ['study']],
    ['moved to within a week', '2026-11-30', []],
    ['moved later', '2027-04-01', []],
  ])('replaces or cancels every event of a plan that was %s, with the same UID and a higher SEQUENCE', (_, examDay, gone) => {
    const before = eventsOf(file());
    const later = tuesday + 3_600_000;
    const after = eventsOf(file({ plan: { examDay, minutes: 20, setAt: later }, now: later }));
    expect(after.map((event) => event.get('UID'))).toEqual(before.map((event) => event.get('UID')));
    for (const [at, event] of after.entries()) expect(Number(event.get('SEQUENCE'))).toBeGreaterThan(Number(before[at]?.get('SEQUENCE')));
    const cancelled = after.filter((event) => event.get('STATUS') === 'CANCELLED');
    expect(cancelled.map((event) => nameOf(event.get('UID') ?? ''))).toEqual(gone);
    for (const event of cancelled)
      expect([event.has('DTSTART;VALUE=DATE'), event.has('DTSTAMP'), event.has('RRULE')]).toEqual([true, true, false]);
  });

  it('ends every line as RFC 5545 has it, and folds what is longer than 75 bytes without cutting a character', () => {
    expect(file().endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const longest = Math.max(
      ...file()
        .split('\r\n')
        .map((line) => Buffer.byteLength(line)),
    );
    expect(longest).toBeLessThanOrEqual(75);
    expect(file()).not.toContain('\uFFFD');
  });

  it('takes the meaning from signs that have one', () => {
    const [, , exam] = valuesOf(file(), 'SUMMARY:');
    expect(exam).toContain('Exam\\; with\\, signs \\\\ of its own');
    expect(exam).toContain('Prüfung');
  });

  it('names each event the same whatever the plan becomes, a later plan higher, and nobody', () => {
    const moved = file({ plan: { examDay: '2027-03-01', minutes: 45, setAt: tuesday + 86_400_000 }, now: tuesday + 86_400_000 });
    expect(valuesOf(moved, 'UID:')).toEqual(valuesOf(file(), 'UID:'));
    expect(new Set(valuesOf(moved, 'UID:')).size).toBe(3);
    expect(Number(valuesOf(moved, 'SEQUENCE:')[0])).toBeGreaterThan(Number(valuesOf(file(), 'SEQUENCE:')[0]));
    expect(valuesOf(file({ learner: 'slack:T1:U3' }), 'UID:')).not.toEqual(valuesOf(file(), 'UID:'));
    expect(file()).not.toContain('U2');
  });

  it('says when it was made, in UTC', () => {
    expect(valuesOf(file(), 'DTSTAMP:')).toEqual(Array.from({ length: 3 }, () => '20261124T100000Z'));
  });
});
