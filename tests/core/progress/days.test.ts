import { describe, expect, it } from 'vitest';
import type { EarlierZone } from '../../../src/core/state.ts';
import { dateOf, daysOf, type EpochDay, epochDayIn, epochDayOf, streakOf } from '../../../src/core/progress/days.ts';

const hour = 3_600_000;
const today = epochDayOf('2026-11-24');

/** A letter a day, the last one today: `x` practised, `.` not, `d` the bot was down. */
function streakIn(calendar: string) {
  const days = [...calendar].map((sign, at) => [today - calendar.length + 1 + at, sign] as const);
  const of = (sign: string) => days.filter(([, found]) => found === sign).map(([day]) => day);
  return streakOf({ today, answers: new Map(of('x').map((day) => [day, 1])), down: new Set(of('d')) });
}

describe('a streak', () => {
  it.each([
    ['', 0, 0],
    ['.', 0, 0],
    ['x', 1, 0],
    ['x.', 1, 0],
    ['x..', 0, 0],
    ['xx.', 2, 0],
    ['x.x', 1, 0],
    ['xdx', 2, 0],
    ['xd.', 1, 0],
    ['xddddddddd.', 1, 0],
    ['xd.x', 1, 0],
    ['d', 0, 0],
    ['xxxxxxx', 7, 1],
    ['xxxxxxx.x', 8, 0],
    ['xxxxxxx..x', 1, 0],
    ['xxxxxxx...', 0, 0],
    ['xxxxxxxxxxxxxx', 14, 2],
    ['xxxxxxxxxxxxxxxxxxxxxxxxxxxx', 28, 2],
    ['xxxxxxxxxxxxxx..x', 15, 0],
    ['xxxxxxxxxxxxxx.d.dx', 15, 0],
    ['xxxxxxxxxxxxxx...x', 1, 0],
    ['xxxxxxxd', 7, 1],
    ['xxxxxxx.xxxxxxx.x', 15, 0],
  ])('of "%s" is %i days, with %i freezes kept', (calendar, days, freezes) => {
    expect(streakIn(calendar)).toMatchObject({ days, freezes });
  });

  it('says when the next freeze comes, and which days one was used on', () => {
    expect(streakIn('xxxx').untilFreeze).toBe(3);
    expect(streakIn('xxxxxxxxxxxxxx').untilFreeze).toBeUndefined();
    expect([...streakIn('xxxxxxx.x').frozen]).toEqual([today - 1]);
  });
});

describe('days', () => {
  const quarters = (...moments: readonly string[]) => moments.map((iso) => ({ at: Date.parse(iso), answers: 2 }));
  const named = (days: Iterable<EpochDay>) => [...days].map(dateOf);

  it.each([
    ['UTC', ['2026-11-23', '2026-11-24']],
    ['Pacific/Kiritimati', ['2026-11-24']],
    ['Pacific/Pago_Pago', ['2026-11-23']],
    ['Asia/Kathmandu', ['2026-11-24']],
  ])('in %s begin and end there', (zone, days) => {
    const { answers } = daysOf(
      { quarters: quarters('2026-11-23T23:45:00Z', '2026-11-24T00:00:00Z'), outages: [] },
      Date.parse('2026-11-24T09:00Z'),
      zone,
    );
    expect(named(answers.keys())).toEqual(days);
  });

  it.each([
    ['forward', '2026-03-28T22:45:00Z', '2026-03-29T21:45:00Z', '2026-03-29T22:00:00Z'],
    ['back', '2026-10-24T21:45:00Z', '2026-10-25T22:45:00Z', '2026-10-25T23:00:00Z'],
  ])('on which the clocks go %s are one day each', (_, before, last, after) => {
    const { answers } = daysOf({ quarters: quarters(before, last, after), outages: [] }, Date.parse(after), 'Europe/Berlin');
    const all = [...answers.keys()];
    expect(all.map((day) => day - (all[0] ?? 0))).toEqual([0, 1, 2]);
  });

  describe('of somebody who moves', () => {
    const at = (iso: string) => Date.parse(iso);
    const hourly = { now: at('2026-11-24T12:00Z') };
    /** Practised on eight evenings in Berlin, the last one just before the move. */
    const evenings = quarters(...Array.from({ length: 8 }, (_, ago) => `2026-11-${String(23 - ago).padStart(2, '0')}T21:30:00Z`)).reverse();
    const moved = at('2026-11-23T22:00Z');
    const streakIn = (zone: string, earlier: readonly EarlierZone[], now = hourly.now) =>
      streakOf(daysOf({ quarters: evenings, outages: [] }, now, zone, earlier));

    it.each([
      'Pacific/Kiritimati',
      'Pacific/Auckland',
      'Asia/Tokyo',
      'Asia/Kolkata',
      'UTC',
      'America/New_York',
      'America/Los_Angeles',
      'Pacific/Honolulu',
      'Pacific/Pago_Pago',
      'Asia/Kathmandu',
    ])('to %s keeps every day that was counted, and the streak', (zone) => {
      const before = daysOf({ quarters: evenings, outages: [] }, moved, 'Europe/Berlin');
      const after = daysOf({ quarters: evenings, outages: [] }, moved, zone, [{ zone: 'Europe/Berlin', until: moved }]);
      expect(after.answers).toEqual(before.answers);
      expect(streakOf(after).days).toBeGreaterThanOrEqual(streakOf(before).days);
      // Counted anew, the last evening is another day in some of them.
      expect(streakIn(zone, [{ zone: 'Europe/Berlin', until: moved }], moved).days).toBe(8);
    });

    it('there and back, and back again, counts each day by where they were', () => {
      const earlier = [
        { zone: 'Europe/Berlin', until: at('2026-11-18T00:00Z') },
        { zone: 'Pacific/Kiritimati', until: at('2026-11-20T00:00Z') },
        { zone: 'America/New_York', until: at('2026-11-22T00:00Z') },
      ];
      const { answers } = daysOf({ quarters: evenings, outages: [] }, hourly.now, 'Europe/Berlin', earlier);
      expect(named(answers.keys())).toEqual([
        '2026-11-16',
        '2026-11-17',
        '2026-11-19',
        '2026-11-20',
        '2026-11-21',
        '2026-11-22',
        '2026-11-23',
      ]);
    });

    it('over the date line has a day that nobody had, and it ends no streak', () => {
      const until = at('2026-11-24T10:45Z');
      const [before, after] = [quarters('2026-11-24T10:30:00Z'), quarters('2026-11-24T11:00:00Z')];
      const days = daysOf({ quarters: [...before, ...after], outages: [] }, until + 1_800_000, 'Pacific/Kiritimati', [
        { zone: 'Pacific/Pago_Pago', until },
      ]);
      expect(named(days.answers.keys())).toEqual(['2026-11-23', '2026-11-25']);
      expect(named(days.down)).toEqual(['2026-11-24']);
      expect(streakOf(days)).toMatchObject({ days: 2, isTodayDone: true });
    });

    it('from a zone that this machine does not know any more is counted in UTC', () => {
      const earlier = [{ zone: 'Mars/Olympus', until: moved }];
      expect(named(daysOf({ quarters: evenings, outages: [] }, moved, 'UTC', earlier).answers.keys())).toHaveLength(8);
    });
  });

  it('have none to come, though the clock was set back', () => {
    const now = Date.parse('2026-11-24T09:00Z');
    expect(named(daysOf({ quarters: quarters('2027-11-24T09:00Z'), outages: [] }, now, 'UTC').answers.keys())).toEqual(['2026-11-24']);
  });

  it.each([
    ['of five minutes', 12, 5 / 60, []],
    ['of an hour', 12, 1, ['2026-11-22']],
    ['over midnight', 23.5, 1, ['2026-11-22', '2026-11-23']],
    ['of three days', 12, 60, ['2026-11-22', '2026-11-23', '2026-11-24']],
    ['that is not over', 12, 24_000, ['2026-11-22', '2026-11-23', '2026-11-24']],
    ['that is still to come', 24_000, 1, []],
  ])('with an outage %s are not counted', (_, begins, hours, days) => {
    const from = Date.parse('2026-11-22T00:00Z') + begins * hour;
    const { down } = daysOf({ quarters: [], outages: [{ from, to: from + hours * hour }] }, Date.parse('2026-11-24T09:00Z'), 'UTC');
    expect(named(down)).toEqual(days);
  });

  it('are found fast for somebody with ten years of them', () => {
    const now = Date.parse('2026-11-24T09:00Z');
    const many = Array.from({ length: 20_000 }, (_, at) => ({ at: now - at * 4 * hour, answers: 1 }));
    expect(daysOf({ quarters: many, outages: [] }, now, 'America/New_York').answers.size).toBeGreaterThan(3_300);
    expect(dateOf(epochDayIn('Asia/Kolkata')(now))).toBe('2026-11-24');
  });
});
