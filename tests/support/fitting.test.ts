import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inRows, largest } from '../../src/support/fitting.ts';

describe('the largest number that fits', () => {
  it('is the bound itself where that is smaller', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (most, bound) => {
        expect(largest(most, (count) => count <= bound)).toBe(Math.min(most, bound));
      }),
    );
  });

  it('is 0 where none does', () => {
    expect(largest(100, () => false)).toBe(0);
  });

  it('is found in few tries', () => {
    let tries = 0;
    expect(largest(4000, (count) => (tries++, count <= 1234))).toBe(1234);
    expect(tries).toBeLessThan(15);
  });
});

describe('rows', () => {
  it('have everything in its order, and none has too many or could take the next one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 30 }), (all, most) => {
        const rows = inRows(all, most);
        expect(rows.flat()).toEqual(all);
        expect(rows.slice(0, -1).every(({ length }) => length === most)).toBe(true);
        expect(rows.every(({ length }) => length > 0 && length <= most)).toBe(true);
      }),
    );
  });
});
