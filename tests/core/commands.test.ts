import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands, needsManager, parseCommand } from '../../src/core/commands.ts';
import { anyLetters } from '../fixtures/arbitraries.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { makeCourse } from '../../src/core/course.ts';
import { handle } from '../../src/core/handle.ts';
import { someone } from '../fixtures/people.ts';

describe('a typed line', () => {
  it.each([
    ['', { kind: 'unknown', typed: '' }],
    ['/mlpro', { kind: 'unknown', typed: '' }],
    ['/mlpro route how do I avoid leakage?', { kind: 'route', question: 'how do I avoid leakage?' }],
    ['ROUTE Anything', { kind: 'route', question: 'Anything' }],
    ['route', { kind: 'route', question: '' }],
    ['lesson 1.2', { kind: 'lesson', lesson: '1.2' }],
    ['lesson', { kind: 'lesson', lesson: '' }],
    ['quiz', { kind: 'quiz', lesson: '', count: '' }],
    ['quiz 1.2 5', { kind: 'quiz', lesson: '1.2 5', count: '' }],
    ['lesson 1.4 quiz', { kind: 'quiz', lesson: '1.4', count: '' }],
    ['drill', { kind: 'drill' }],
    ['drill off', { kind: 'drill-off' }],
    ['drill   status', { kind: 'drill-status' }],
    ['drill stats', { kind: 'unknown', typed: 'drill stats' }],
    ['qiuz 1.2', { kind: 'unknown', typed: 'qiuz 1.2' }],
    ['routes', { kind: 'unknown', typed: 'routes' }],
    ['/MLPRO quiz', { kind: 'quiz', lesson: '', count: '' }],
    ['\u00a0quiz\u00a01.2', { kind: 'quiz', lesson: '1.2', count: '' }],
    ['"quiz"', { kind: 'quiz', lesson: '', count: '' }],
    ['/quiz 1.2', { kind: 'quiz', lesson: '1.2', count: '' }],
    ['quiz: 1.2', { kind: 'quiz', lesson: '1.2', count: '' }],
    ['quiz1.2', { kind: 'quiz', lesson: '1.2', count: '' }],
    ['Help!', { kind: 'help', about: '' }],
    ['@mlpro, help quiz', { kind: 'help', about: 'quiz' }],
    ['mlpro: data', { kind: 'my-data' }],
    ['data please', { kind: 'my-data' }],
    ['data leakage', { kind: 'unknown', typed: 'data leakage' }],
    ['/mlpro-drill status', { kind: 'drill-status' }],
    ['drill-off', { kind: 'drill-off' }],
    ['drill today?', { kind: 'drill' }],
    ['!!!', { kind: 'unknown', typed: '!!!' }],
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
    ['drill setup 9 am berlin monday to friday', { time: '9 am', zone: 'berlin', days: 'monday to friday' }],
    ['drill setup every weekday at 9am new york', { time: '9am', zone: 'new york', days: 'every weekday' }],
    ['drill setup mon, wed & fri 8:30 a.m. Europe/Berlin', { time: '8:30 a.m.', zone: 'Europe/Berlin', days: 'mon, wed & fri' }],
    ['drill setup Mo–Fr 21h', { time: '21h', days: 'Mo–Fr' }],
    ['drill setup 9:00, kolkata, every day', { time: '9:00', zone: 'kolkata', days: 'every day' }],
    ['drill setup time:09:00 zone:Europe/Berlin days:weekdays', { time: '09:00', zone: 'Europe/Berlin', days: 'weekdays' }],
    ['drill setup weekdays noon reveal at 5 pm grace 2 hours', { time: 'noon', days: 'weekdays', reveal: '5 pm', grace: '2 hours' }],
    ['drill setup 9:00 weekdays except friday', { time: '9:00', days: 'weekdays except friday' }],
    ['drill setup 9:00 17:00', { time: '9:00', other: '17:00' }],
    ['drill setup 9:00 CET', { time: '9:00', zone: 'CET' }],
    ['drill setup 9:00 America/New York daily', { time: '9:00', zone: 'America/New York', days: 'daily' }],
    ['drill setup 9', { time: '9' }],
    ['drill setup 9:00 weekdays soon please', { time: '9:00', days: 'weekdays', other: 'soon' }],
    ['drill setup and', { other: 'and' }],
  ])('"%s" tells its settings apart by their shape', (line, settings) => {
    expect(parseCommand(line)).toEqual({ kind: 'drill-setup', settings: { ...empty, ...settings } });
  });

  it('is always some request, whatever it is, and gets an answer', () => {
    const course = makeCourse(tinyPack);
    fc.assert(
      fc.property(
        fc.oneof(
          anyLetters(40),
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

  it.each(commands.map(({ name }) => name))('is read at once with hundreds of signs behind it: %s', (name) => {
    // Read in twice the ways for each sign more, this would take longer than the exam is away.
    expect(parseCommand(`${name} ${'?! '.repeat(100)}x`)).toBeDefined();
    expect(parseCommand(`${name} ${'please '.repeat(100)}x`)).toBeDefined();
  });

  it('says of each request whether it needs a manager, as its row does', () => {
    expect(commands.filter((command) => needsManager(command.request({}))).map(({ name }) => name)).toEqual(
      commands.filter(({ manages }) => manages).map(({ name }) => name),
    );
  });
});
