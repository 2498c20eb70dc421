import { expect, test } from 'vitest';
import { commands } from '../../../src/core/commands.ts';
import { completeDays, completeLesson, completeTime, completeZone, completionFor } from '../../../src/core/find/complete.ts';
import { parseDays } from '../../../src/core/drill/days.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { tinyPack } from '../../fixtures/pack.ts';

const course = makeCourse(tinyPack);
const lessons = (typed: string) => completeLesson(course, typed).map(({ value }) => value);
const zones = (typed: string) => completeZone(typed).map(({ value }) => value);

test.each([
  ['', ['1.1', '1.2']],
  ['1.2', ['1.2']],
  ['PIPE', ['1.1']],
  ['estimator', ['1.1']],
  ['streaming', ['1.2']],
  ['xyzzy', []],
])('a lesson by %j', (typed, expected) => {
  expect(lessons(typed)).toEqual(expected);
});

test('a lesson is read by its name and sent by its number', () => {
  expect(completeLesson(course, '1.2')).toEqual([{ name: '1.2 Inference Fit and Scoring Modes', value: '1.2' }]);
});

test('a zone by a part of its name, cities that begin with it first', () => {
  expect(zones('berl')).toEqual(['Europe/Berlin']);
  expect(zones('new york')[0]).toBe('America/New_York');
  expect(zones('utc')[0]).toBe('UTC');
  expect(zones('europe').every((zone) => zone.startsWith('Europe/'))).toBe(true);
  expect(zones('nowhere')).toEqual([]);
});

test('before anything is typed, the usual zones', () => {
  expect(zones('')).toContain('Europe/Berlin');
  expect(zones('').length).toBeLessThan(25);
});

test.each([
  ['9', ['09:00', '09:15', '09:30', '09:45']],
  ['09', ['09:00', '09:15', '09:30', '09:45']],
  ['17:', ['17:00', '17:15', '17:30', '17:45']],
  ['7h', ['07:00', '07:15', '07:30', '07:45']],
  ['1730', ['17:30']],
  ['8.05', ['08:05']],
  [' 23:59 ', ['23:59']],
  ['12:5', ['12:50', '12:51', '12:52', '12:53', '12:54', '12:55', '12:56', '12:57', '12:58', '12:59']],
  ['12:7', []],
  ['24', []],
  ['nine', []],
  ['9:00:00', []],
])('a time of day by %j', (typed, expected) => {
  expect(completeTime(typed).map(({ value }) => value)).toEqual(expected);
});

test.each([
  ['', ['weekdays', 'daily', 'weekends', 'mon,wed,fri', 'tue,thu']],
  ['week', ['weekdays', 'weekends', 'week']],
  ['every', ['daily', 'every']],
  ['MON', ['weekdays', 'mon,wed,fri', 'MON']],
  ['tue,thu', ['tue,thu']],
  ['mon-thu', ['mon-thu']],
  ['sat', ['weekends', 'sat']],
  ['daily', ['daily']],
  ['friday', ['weekdays', 'mon,wed,fri', 'friday']],
  ['xyzzy', ['xyzzy']],
])('days by %j', (typed, expected) => {
  expect(completeDays(typed).map(({ value }) => value)).toEqual(expected);
});

test('all days that are offered before anything is typed can be read', () => {
  expect(completeDays('').map(({ value }) => parseDays(value))).not.toContain(undefined);
});

test.each([
  ['time', '9', '09:00'],
  ['reveal', '', 'next'],
  ['reveal', 'ne', 'next'],
  ['reveal', '17', '17:00'],
  ['days', 'mon', 'mon,wed,fri'],
  ['zone', 'berl', 'Europe/Berlin'],
])('an option of the set-up, %s, by %j', (name, typed, value) => {
  const option = commands.find((command) => command.name === 'drill setup')?.options.find((one) => one.name === name);
  expect(option && completionFor(option, course)?.(typed)).toContainEqual(expect.objectContaining({ value }));
});
