import { describe, expect, it } from 'vitest';
import { type Day, dayIn, dayNamed, daysOf, nameOfDay, streakOf } from '../../../src/core/progress/days.ts';

const hour = 3_600_000;
const today = dayNamed('2026-11-24');

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
  const named = (days: Iterable<Day>) => [...days].map(nameOfDay);

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
    expect(nameOfDay(dayIn('Asia/Kolkata')(now))).toBe('2026-11-24');
  });
});
