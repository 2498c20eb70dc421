import { afterEach, expect, it, vi } from 'vitest';
import { makeTurns } from '../../src/support/turns.ts';

afterEach(() => void vi.restoreAllMocks());

/** In which round of the event loop each of six had its turn, when each of them takes so many milliseconds. */
async function rounds(slice: number, takes: number): Promise<number[]> {
  let [now, round, isOver] = [0, 0, false];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const count = () => {
    round += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const turn = makeTurns(slice);
  const seen: number[] = [];
  const all = Array.from({ length: 6 }, async () => {
    await turn();
    seen.push(round);
    now += takes;
  });
  await Promise.all(all);
  isOver = true;
  return seen.map((at) => at - (seen[0] ?? 0));
}

it.each([
  ['one a round', 0, 5, [0, 1, 2, 3, 4, 5]],
  ['as many a round as fit into a slice', 10, 5, [0, 0, 1, 1, 2, 2]],
  ['one a round that is longer than a slice', 10, 30, [0, 1, 2, 3, 4, 5]],
])('lets through %s', async (_what, slice, takes, expected) => {
  expect(await rounds(slice, takes)).toEqual(expected);
});
