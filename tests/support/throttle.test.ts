import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeThrottle, type Throttle } from '../../src/support/throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When each of so many had its turn, in milliseconds from now on. */
async function turns(throttle: Throttle, count: number, takes: number): Promise<number[]> {
  const began = performance.now();
  const all = Promise.all(Array.from({ length: count }, () => throttle().then(() => Math.round(performance.now() - began))));
  await vi.advanceTimersByTimeAsync(takes);
  return all;
}

it.each([
  ['one after the other', 20, 1, [0, 20, 40, 60, 80]],
  ['some at once, and then one after the other', 100, 3, [0, 0, 0, 100, 200]],
])('lets through %s', async (_what, between, atOnce, expected) => {
  expect(await turns(makeThrottle(between, atOnce), expected.length, 1000)).toEqual(expected);
});

it('has so many at once again after a quiet while, and no more', async () => {
  const throttle = makeThrottle(100, 3);
  await turns(throttle, 3, 0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await turns(throttle, 5, 1000)).toEqual([0, 0, 0, 100, 200]);
});
