import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeLine } from '../../src/storage/line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('has as many places as it says, and gives them on in the order in which people came', async () => {
  const line = makeLine(2, 1000);
  const order: number[] = [];
  for (const nth of [1, 2, 3, 4]) void line.enter().then(() => order.push(nth));
  await vi.advanceTimersByTimeAsync(1);
  expect(order).toEqual([1, 2]);
  line.leave(true);
  line.leave(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(order).toEqual([1, 2, 3, 4]);
});

it('turns nobody away while it moves, however long it takes', async () => {
  const line = makeLine(1, 1000);
  await line.enter();
  const all = Promise.all(Array.from({ length: 10 }, () => line.enter()));
  for (let nth = 0; nth < 10; nth += 1) {
    await vi.advanceTimersByTimeAsync(900);
    line.leave(true);
  }
  expect(await all).toHaveLength(10);
});

it.each([
  ['nobody leaves', (): void => undefined],
  ['whoever leaves had no use of it', (line: ReturnType<typeof makeLine>): void => line.leave(false)],
])('turns people away when it stands still: %s', async (_what, happens) => {
  const line = makeLine(1, 1000);
  await line.enter();
  const [first, second] = [line.enter(), line.enter()].map((entered) => entered.then(() => 'in', String));
  await vi.advanceTimersByTimeAsync(900);
  happens(line);
  await vi.advanceTimersByTimeAsync(200);
  expect(await second).toBe('Error: Nobody in front got ahead for 1 s.');
  line.leave(true);
  await first;
  await line.enter();
});
