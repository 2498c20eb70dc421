import { intAt } from './arrays.ts';

/** Numbers by numbers, as a `Map` would hold them in five times the time. At most `2 ** bits` of them, best half as many. */
export interface IntMap {
  /** 0 when there is none. */
  get(key: number): number;
  set(key: number, value: number): void;
  entries(): (readonly [key: number, value: number])[];
}

/** Open addressing with linear probing: D. E. Knuth, "The art of computer programming", volume 3, section 6.4. No value may be 0. */
export function makeIntMap(bits: number): IntMap {
  const keys = new Int32Array(1 << bits);
  const values = new Int32Array(1 << bits);
  const mask = (1 << bits) - 1;
  const placeOf = (key: number) => {
    let place = hash(key, bits);
    while (intAt(values, place) !== 0 && intAt(keys, place) !== key) place = (place + 1) & mask;
    return place;
  };
  return {
    get: (key) => intAt(values, placeOf(key)),
    set: (key, value) => {
      const place = placeOf(key);
      keys[place] = key;
      values[place] = value;
    },
    entries: () => Array.from(keys, (key, place) => [key, intAt(values, place)] as const).filter(([, value]) => value !== 0),
  };
}

/** Multiplicative hashing, of the same section: a number of so many bits. */
export function hash(key: number, bits: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - bits);
}
