import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayAt, momentOf, timeAt, weekdayOf } from '../../src/core/time.ts';

const minute = 60_000;

/** Moments every so many hours from three days before it to three days after it. */
const around = (moment: string) => Array.from({ length: 31 }, (_, nth) => Date.parse(moment) + (nth - 15) * 288 * minute);

describe.each([
  ['Europe/Berlin', '2026-03-29T01:00Z', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  ['America/St_Johns', '2010-03-14T03:31Z', '2010-11-07T02:31Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z', '2018-11-04T03:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00Z', '2026-03-22T02:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z', '2026-10-03T15:30Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z', '2026-01-01T10:00Z'],
  ['Asia/Kolkata', '2026-06-01T00:00Z', '9999-12-30T00:00Z'],
  ['UTC', '1969-12-31T23:59Z', '2028-02-29T12:00Z'],
])('in %s, where clocks change and where they do not', (zone, ...changes) => {
  const moments = changes.flatMap(around);
  const there = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);

  it('a moment has the date and the time of day that Temporal says', () => {
    for (const moment of moments) {
      const date = there(moment).toPlainDate();
      expect([-7, 0, 1].map((days) => dayAt(moment, zone, days))).toEqual([-7, 0, 1].map((days) => date.add({ days }).toString()));
      expect(timeAt(moment, zone)).toBe(there(moment).toPlainTime().toString({ smallestUnit: 'minute' }));
      expect(weekdayOf(date.toString())).toBe(date.dayOfWeek);
    }
  });

  it('a local time is the moment that Temporal says, in gaps and repeated hours, too', () => {
    for (const moment of moments)
      for (const time of ['00:00', '00:01', '01:45', '02:30', '23:30']) {
        const date = there(moment).toPlainDate();
        expect([time, momentOf(date.toString(), time, zone)]).toEqual([
          time,
          date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
        ]);
      }
  });
});

it.each(['2026-02-30', '2026-13-01', 'tomorrow'])('there is no moment on %s', (date) => {
  expect(() => momentOf(date, '09:00', 'UTC')).toThrow(RangeError);
});

it('there is no time in a zone that is none', () => {
  expect(() => dayAt(0, 'Mars/Olympus')).toThrow(RangeError);
  expect(() => momentOf('2026-03-01', '09:00', 'Mars/Olympus')).toThrow(RangeError);
});
