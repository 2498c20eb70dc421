import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, longestAction, makeAction, parseAction, tabs } from '../../src/core/action.ts';

const key = 'a key of this installation';
const id = fc.stringMatching(/^[A-Za-z0-9_-]{8}$/);
const lesson = fc.stringMatching(/^\d{1,2}\.\d{1,2}$/);
const item = fc.stringMatching(/^\d{1,2}\.\d{1,2}-[cq]\d{2,3}$/);
const version = fc.stringMatching(/^[A-Za-z0-9_-]{4}$/);

const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom<Action>({ kind: 'guide' }, { kind: 'strong-answers' }, { kind: 'exam' }, { kind: 'help' }, { kind: 'forget-me' }),
  fc.record({ kind: fc.constant('lesson' as const), lesson, tab: fc.constantFrom(...tabs), page: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ kind: fc.constant('export' as const), page: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ kind: fc.constant('quiz' as const), lesson: fc.option(lesson), count: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('answer' as const), session: id, item, picks: fc.constantFrom('', 'a', 'ad', 'bce'), version }),
  fc.record({ kind: fc.constantFrom('next' as const, 'stop' as const), session: id }),
  fc.record({ kind: fc.constant('vote' as const), drill: id, pick: fc.constantFrom('a', 'b'), version }),
  fc.record({ kind: fc.constantFrom('not-this' as const, 'keep-nothing' as const), asked: id }),
  fc.record({ kind: fc.constant('rather' as const), asked: id, lesson: fc.option(lesson) }),
);

describe('actions', () => {
  it('read back as they were written, in at most 64 bytes', () => {
    fc.assert(
      fc.property(actions, (action) => {
        const made = makeAction(action, key);
        expect(Buffer.byteLength(made)).toBeLessThanOrEqual(longestAction);
        expect(parseAction(made, key)).toEqual(action);
      }),
    );
  });

  it('are refused with another key, or when anything in them was changed', () => {
    fc.assert(
      fc.property(actions, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (action, at, other) => {
        const made = makeAction(action, key);
        const place = at % made.length;
        const forged = made.slice(0, place) + other + made.slice(place + 1);
        expect(parseAction(made, 'another key')).toBeUndefined();
        expect(forged === made || parseAction(forged, key) === undefined).toBe(true);
      }),
    );
  });

  it.each(['', ':', 'guide', 'guide:', 'answer:1:2:3', 'x'.repeat(65), '💥'.repeat(16)])('"%s" is no action', (forged) => {
    expect(parseAction(forged, key)).toBeUndefined();
  });

  it('never tell the answer: which option is right is not in them', () => {
    expect(makeAction({ kind: 'answer', session: 'session1', item: '1.1-q01', picks: 'b', version: 'abcd' }, key)).toMatch(
      /^answer:session1:1\.1-q01:b:abcd:[\w-]{8}$/,
    );
  });
});
