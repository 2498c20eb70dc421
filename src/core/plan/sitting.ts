import { longestQuiz } from '../command-rows.ts';
import type { Chosen } from './day.ts';

/** As much of a set as one sitting takes, the most valuable items, in such an order that those of one objective do not give each other away. */
export function inOneSitting(set: readonly Chosen[]): Chosen[] {
  const piles = new Map<string, Chosen[]>();
  for (const chosen of set.slice(0, longestQuiz)) {
    const name = `${chosen.entry.lesson} ${chosen.entry.objective}`;
    piles.set(name, [...(piles.get(name) ?? []), chosen]);
  }
  const rounds = Math.max(0, ...[...piles.values()].map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => [...piles.values()].flatMap((pile) => pile[round] ?? [])).flat();
}
