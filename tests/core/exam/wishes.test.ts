import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/core/commands.ts';
import { readMockWish } from '../../../src/core/exam/wishes.ts';
import { handle } from '../../../src/core/handle.ts';
import { someone } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';
import { shipped } from '../../fixtures/shipped.ts';

const none = { route: () => ({ kind: 'none' as const, nearest: [] }) };
const read = (typed: string) => readMockWish(typed, { ...shipped, pack: shipped.pack, router: none });

describe('a line that means the mock exam', () => {
  it.each([
    ['exam', ''],
    ['/mlpro mock exam', ''],
    ['mock', ''],
    ['Mock-exam 30', '30'],
    ['practice test short', 'short'],
    ['timed exam', ''],
    ['exam: form 3', 'form 3'],
    ['exam price', 'price'],
  ])('"%s"', (line, wish) => {
    expect(parseCommand(line)).toEqual({ kind: 'mock-exam', wish });
  });

  it.each(['mocking a table in a test', 'practice makes perfect', 'mock-up of a pipeline', 'examples of drift'])(
    '"%s" does not',
    (line) => {
      expect(parseCommand(line).kind).not.toBe('mock-exam');
    },
  );
});

describe('what is typed after exam', () => {
  it.each<[string, number | undefined, number | undefined]>([
    ['', undefined, undefined],
    ['59', 59, undefined],
    ['30', 30, undefined],
    ['30 questions please', 30, undefined],
    ['thirty', 30, undefined],
    ['a short one', 20, undefined],
    ['SHORT', 20, undefined],
    ['half', 30, undefined],
    ['half an hour', 14, undefined],
    ['full', undefined, undefined],
    ['form 3', undefined, 3],
    ['form3', undefined, 3],
    ['short form two', 20, 2],
    ['30, form 5!', 30, 5],
    ['start the mock exam', undefined, undefined],
    ['30 minutes', 14, undefined],
    ['1 hour', 29, undefined],
    ['60min', 29, undefined],
  ])('"%s" is %s questions of form %s', (typed, questions, form) => {
    expect(read(typed)).toEqual({ kind: 'begin', questions, form });
  });

  it.each<[string, number, string]>([
    ['1000', 59, '5 to 59'],
    ['0', 5, '5 to 59'],
    ['-3', 5, '5 to 59'],
    ['2', 5, '5 to 59'],
    ['99999', 59, '5 to 59'],
  ])('"%s" becomes %i and says why', (typed, questions, said) => {
    expect(read(typed)).toMatchObject({ kind: 'begin', questions, said: expect.stringContaining(said) });
  });

  it('a form that is none is said to be none', () => {
    expect(read('form 9')).toMatchObject({ kind: 'begin', form: undefined, said: 'The forms are numbered 1 to 5.' });
  });

  it.each([
    ['question 12', { kind: 'question', at: 12 }],
    ['q12', { kind: 'question', at: 12 }],
    ['submit', { kind: 'review' }],
    ['review', { kind: 'review' }],
    ['flagged', { kind: 'review' }],
    ['my last result', { kind: 'result' }],
    ['score', { kind: 'result' }],
    ['price', { kind: 'facts' }],
    ['passing score', { kind: 'facts' }],
    ['how long is it', { kind: 'facts' }],
    ['how many questions', { kind: 'facts' }],
    ['questions', { kind: 'facts' }],
    ['language?', { kind: 'facts' }],
    ['banana', { kind: 'not-understood' }],
    ['<!channel> *x*', { kind: 'not-understood' }],
    ['feature store drift', { kind: 'not-understood' }],
  ])('"%s" is %j', (typed, wish) => {
    expect(read(typed)).toEqual(wish);
  });

  it('is about the exam when the router says so', () => {
    const router = {
      route: () => ({
        kind: 'one' as const,
        first: { label: 'exam', confidence: 1 },
        runnerUp: { label: '1.1', confidence: 0 },
        others: [],
        evidence: [],
      }),
    };
    expect(readMockWish('may i bring a banana', { ...shipped, router })).toEqual({ kind: 'facts' });
  });
});

describe('a line after exam that is no length', () => {
  it.each<[string, string]>([
    ['pause', 'stop'],
    ['give up', 'stop'],
    ['quit', 'stop'],
    ['abort', 'stop'],
    ['cancel it', 'stop'],
    ['next', 'go-on'],
    ['skip question', 'go-on'],
    ['back', 'go-on'],
    ['what did I get wrong', 'result'],
    ['my mistakes', 'result'],
    ['history', 'result'],
    ['again', 'begin'],
    ['on 1.2', 'part'],
    ['chapter 2', 'part'],
    ['lesson 3', 'part'],
    ['date', 'day'],
    ['tommorow', 'day'],
    ['is on february 1', 'day'],
    ['on 2027-02-01', 'day'],
    ['in six weeks', 'day'],
    ['next friday', 'day'],
    ['serving', 'not-understood'],
    ['later', 'not-understood'],
    ['only hard ones', 'not-understood'],
  ])('"%s" is %s', (typed, kind) => {
    expect(read(typed).kind).toBe(kind);
  });

  it.each([
    ['exam on 1.2', 'A mock exam is on everything'],
    ['exam is on february 1', 'Is that the day of your exam?'],
    ['exam pause', 'No mock exam is running'],
    ['exam next', 'No mock exam is running'],
    ['exam serving', 'The mock exam, or about the exam?'],
  ])('"%s" is answered with "%s", and nothing begins', (line, title) => {
    const { reply, changes } = handle(parseCommand(line), { state: {}, course: shipped, from: someone() });
    expect(wordsIn(reply)).toContain(title);
    expect(changes).toEqual([]);
  });
});
