import { expect, test } from 'vitest';
import { completeLesson, completeZone } from '../../../src/core/find/complete.ts';
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
