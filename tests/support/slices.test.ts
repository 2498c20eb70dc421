import { expect, it } from 'vitest';
import { joined } from '../../src/support/slices.ts';

it('lets other things happen between the pieces of a long text', async () => {
  let time = 0;
  let others = 0;
  const made: number[] = [];
  function* pieces() {
    for (let nth = 0; nth < 10; nth += 1) {
      time += 5;
      made.push(others);
      yield String(nth);
    }
  }
  const other = () => {
    others += 1;
    if (others < 100) setImmediate(other);
  };
  setImmediate(other);
  expect(await joined(pieces(), () => time)).toBe('0123456789');
  // Two pieces of five milliseconds are more than a slice.
  expect(new Set(made).size).toBe(5);
});

it('is nothing where there are no pieces', async () => {
  expect(await joined([])).toBe('');
});
