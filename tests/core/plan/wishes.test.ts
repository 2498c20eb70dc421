import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/core/plan/wishes.ts';
import { anyLetters } from '../../fixtures/arbitraries.ts';

const today = '2026-11-24';
const read = (date: string, minutes = '', zone = '') => readPlan({ date, minutes, zone }, today);

/** What was understood, in a line: the day or days, the minutes, the zone, and what was left. */
function said(line: string, minutes = '', zone = ''): string {
  const wish = read(line, minutes, zone);
  if (wish.kind !== 'set') return wish.kind;
  const { day } = wish;
  const when = day.kind === 'day' ? day.day : day.kind === 'which' ? day.days.join(' or ') : day.kind;
  return [when, wish.minutes, wish.zone, wish.left && `left: ${wish.left}`].filter((part) => part !== undefined && part !== '').join(', ');
}

describe('a plan that is typed', () => {
  it.each([
    ['2027-02-01 20', '2027-02-01, 20'],
    ['2027-02-01', '2027-02-01'],
    ['date:2027-02-01 minutes:20', '2027-02-01, 20'],
    ['minutes=20 date=2027/2/1', '2027-02-01, 20'],
    ['20270201 20 min', '2027-02-01, 20'],
    ['1 Feb 2027 20 min', '2027-02-01, 20'],
    ['20 min 1 Feb 2027', '2027-02-01, 20'],
    ['1st of February 2027, 20 minutes a day', '2027-02-01, 20'],
    ['February 1, 2027 for half an hour', '2027-02-01, 30'],
    ['feb 1 20', '2027-02-01, 20'],
    ['Feb 1st 27', '2027-02-01'],
    ['12 Jan 30', '2027-01-12, 30'],
    ['20 feb', '2027-02-20'],
    ['my exam is on the 12th of January, 25 min/day', '2027-01-12, 25'],
    ['29 feb', '2028-02-29'],
    ['3 December', '2026-12-03'],
    ['3 November', '2027-11-03'],
    ['03.02.2027', '2027-02-03'],
    ['13/02/2027', '2027-02-13'],
    ['02/13/27 15m', '2027-02-13, 15'],
    ['02/02/2027', '2027-02-02'],
    ['01/02/2027 20', '2027-02-01 or 2027-01-02, 20'],
    ['1-2-27', '2027-02-01 or 2027-01-02'],
    ['in 6 weeks', '2027-01-05'],
    ['6 weeks 30m', '2027-01-05, 30'],
    ['in six weeks, 1h30', '2027-01-05, 90'],
    ['in two months an hour a day', '2027-01-24, 60'],
    ['in a fortnight', '2026-12-08'],
    ['in 10 days 1.5 h', '2026-12-04, 90'],
    ['in 30 years', '2056-11-24'],
    ['tomorrow', '2026-11-25'],
    ['the day after tomorrow', '2026-11-26'],
    ['my exam is today', '2026-11-24'],
    ['yesterday', '2026-11-23'],
    ['friday 20', '2026-11-27, 20'],
    ['tuesday', '2026-12-01'],
    ['next friday', '2026-11-27 or 2026-12-04'],
    ['30 feb 2027', 'no-such-day'],
    ['2027-02-30 20', 'no-such-day'],
    ['2027-13-01', 'no-such-day'],
    ['30/02/2027', 'no-such-day'],
    ['2027-02-01 0', '2027-02-01, 0'],
    ['2027-02-01 -5', '2027-02-01, -5'],
    ['2027-02-01 100000 minutes', '2027-02-01, 100000'],
    ['20 minutes', 'none, 20'],
    ['30', 'none, 30'],
    ['2027-02-01 20 Europe/Berlin', '2027-02-01, 20, Europe/Berlin'],
    ['1 Feb 2027 20m asia/calcutta', '2027-02-01, 20, Asia/Calcutta'],
    ['zone Berlin', 'none, Europe/Berlin'],
    ['zone CET', 'bad-zone'],
    ['2027-02-01 Mars/Base', 'bad-zone'],
    ['2027-02-01 20 remind me', '2027-02-01, 20, left: remind me'],
    ['whenever', 'none, left: whenever'],
    ['２０２７-０２-０１ ２０', '2027-02-01, 20'],
  ])('“%s” is understood as %s', (line, meant) => {
    expect(said(line)).toBe(meant);
  });

  it.each([
    ['', 'show'],
    ['show', 'show'],
    ['my plan please', 'show'],
    ['off', 'off'],
    ['stop it', 'off'],
    ['cancel my plan', 'off'],
    ['start', 'start'],
    ['go!', 'start'],
    ['calendar', 'calendar'],
    ['export as ics', 'calendar'],
    ['calendar at 7 pm', 'calendar'],
    ['ics file 19:00', 'calendar'],
  ])('“%s” asks to %s', (line, kind) => {
    expect(read(line).kind).toBe(kind);
  });

  it('has the hour of the calendar in it', () => {
    expect([read('calendar 7pm'), read('calendar')]).toEqual([{ kind: 'calendar', time: '19:00' }, { kind: 'calendar' }]);
    expect(read('calendar sometime').kind).toBe('set');
  });

  it('is the same where a platform tells the options apart', () => {
    expect(said('2027-02-01', '20', 'Berlin')).toBe('2027-02-01, 20, Europe/Berlin');
    expect(said('', '45')).toBe('none, 45');
    expect(said('in 6 weeks', 'half an hour')).toBe('2027-01-05, 30');
    expect(said('2027-02-01', 'a lot')).toBe('2027-02-01, a lot');
  });

  it('is something, whatever is typed', () => {
    fc.assert(
      fc.property(anyLetters(400), fc.string(), (date, minutes) => read(date, minutes).kind !== undefined),
      { numRuns: 50 },
    );
  });
});
