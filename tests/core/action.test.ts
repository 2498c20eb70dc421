import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionKinds, longestAction, makeAction, parseAction } from '../../src/core/action-id.ts';
import { anyAction } from '../fixtures/arbitraries.ts';

const key = 'a key of this installation';
const pack = 'sixteen-letters-';
const signer = { key, pack };

describe('actions', () => {
  it('read back as they were written, in at most 64 bytes', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        const made = makeAction(action, signer);
        expect(Buffer.byteLength(made)).toBeLessThanOrEqual(longestAction);
        expect(parseAction(made, key)).toEqual({ action, pack });
      }),
    );
  });

  it('are refused with another key, or when anything in them was changed', () => {
    fc.assert(
      fc.property(anyAction, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (action, at, other) => {
        const made = makeAction(action, signer);
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
    expect(makeAction({ kind: 'answer', session: 'session1', item: '1.1-q01', picks: 'b', version: 'abcd' }, signer)).toMatch(
      /^sixteen-letters-\/answer:session1:1\.1-q01:b:abcd:[\w-]{8}$/,
    );
  });

  it('of before they named their pack are still read, and belong to none in particular', () => {
    const [body, digest] = ['lesson:1.1:traps:2', createHmac('sha256', key).update('lesson:1.1:traps:2').digest('base64url').slice(0, 8)];
    expect(parseAction(`${body}:${digest}`, key)).toEqual({
      action: { kind: 'lesson', lesson: '1.1', tab: 'traps', page: 2, cameFrom: null },
      pack: undefined,
    });
  });

  it('of before they had a page still lead to the first one', () => {
    const body = 'ml-pro/strong-answers:2';
    const digest = createHmac('sha256', key).update(body).digest('base64url').slice(0, 8);
    expect(parseAction(`${body}:${digest}`, key)?.action).toEqual({ kind: 'strong-answers', chapter: 2, page: 1 });
  });

  it.each(['x12345678', '12345678', ' '])('of a lesson that was opened from "%s" are none', (cameFrom) => {
    const body = `ml-pro/lesson:1.1:traps:2:${cameFrom}`;
    expect(parseAction(`${body}:${createHmac('sha256', key).update(body).digest('base64url').slice(0, 8)}`, key)).toBeUndefined();
  });

  it('are all fuzzed here', () => {
    const seen = new Set(fc.sample(anyAction, { numRuns: 1000, seed: 1 }).map(({ kind }) => kind));
    expect([...seen].sort()).toEqual([...actionKinds].sort());
  });
});
