import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands, needsManager, parseCommand } from '../../src/core/commands.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { makeCourse } from '../../src/core/course.ts';
import { handle } from '../../src/core/handle.ts';
import { someone } from '../fixtures/people.ts';

describe('a typed line', () => {
  it.each([
    ['', { kind: 'help', about: '' }],
    ['/mlpro', { kind: 'help', about: '' }],
    ['/mlpro route how do I avoid leakage?', { kind: 'route', question: 'how do I avoid leakage?' }],
    ['ROUTE Anything', { kind: 'route', question: 'Anything' }],
    ['route', { kind: 'route', question: '' }],
    ['lesson 1.2', { kind: 'lesson', lesson: '1.2' }],
    ['lesson', { kind: 'lesson', lesson: '' }],
    ['quiz', { kind: 'quiz', lesson: '', count: '' }],
    ['quiz 1.2 5', { kind: 'quiz', lesson: '1.2', count: '5' }],
    ['quiz 7', { kind: 'quiz', lesson: '', count: '7' }],
    ['quiz inference fit 3', { kind: 'quiz', lesson: 'inference fit', count: '3' }],
    ['quiz 1.1 -3', { kind: 'quiz', lesson: '1.1', count: '-3' }],
    ['quiz 1.1 1e9', { kind: 'quiz', lesson: '1.1', count: '1e9' }],
    ['quiz many', { kind: 'quiz', lesson: '', count: 'many' }],
    ['drill', { kind: 'drill' }],
    ['drill off', { kind: 'drill-off' }],
    ['drill   status', { kind: 'drill-status' }],
    ['drill stats', { kind: 'unknown', typed: 'drill stats' }],
    ['qiuz 1.2', { kind: 'unknown', typed: 'qiuz 1.2' }],
    ['routes', { kind: 'unknown', typed: 'routes' }],
  ])('"%s"', (line, request) => {
    expect(parseCommand(line)).toEqual(request);
  });

  const empty = { time: '', zone: '', days: '', grace: '', reveal: '', other: '' };
  it.each([
    ['drill setup 09:00 Europe/Berlin weekdays', { time: '09:00', zone: 'Europe/Berlin', days: 'weekdays' }],
    ['drill setup mon,wed 8:30 utc', { time: '8:30', zone: 'utc', days: 'mon,wed' }],
    ['drill setup 09:00 reveal=17:00 grace=30', { time: '09:00', reveal: '17:00', grace: '30' }],
    ['drill setup 25:00 Mars/Base', { time: '25:00', zone: 'Mars/Base' }],
    ['drill setup sometime soon', { other: 'sometime soon' }],
  ])('"%s" tells its settings apart by their shape', (line, settings) => {
    expect(parseCommand(line)).toEqual({ kind: 'drill-setup', settings: { ...empty, ...settings } });
  });

  it('is always some request, whatever it is, and gets an answer', () => {
    const course = makeCourse(tinyPack);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc.constantFrom(...commands.map(({ name }) => name)).chain((name) => fc.string().map((rest) => `${name} ${rest}`)),
        ),
        (line) => {
          expect(handle(parseCommand(line), { state: {}, course, from: someone() }).reply.blocks.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('the table of commands', () => {
  it.each(commands.flatMap((command) => command.examples(tinyPack).map((example) => [example, command.name, command] as const)))(
    'example "%s" is a request of %s',
    (example, name, command) => {
      expect(parseCommand(example).kind).toBe(command.request({}).kind);
      expect(example.startsWith(name)).toBe(true);
    },
  );

  it('says of each request whether it needs a manager, as its row does', () => {
    expect(commands.filter((command) => needsManager(command.request({}))).map(({ name }) => name)).toEqual(
      commands.filter(({ manages }) => manages).map(({ name }) => name),
    );
  });
});
