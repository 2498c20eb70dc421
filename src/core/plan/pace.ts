import type { Cards } from '../card.ts';
import type { ItemId } from '../pack.ts';
import type { Attempt } from '../state.ts';
import type { SyllabusEntry } from './syllabus.ts';
import { minutesFor } from './worth.ts';

/** Between two answers of one quiz: what is shorter was no reading, what is longer was a break. In minutes. */
const believable = [0.05, 5] as const;

/** Fewer answers say nothing about how fast somebody is. */
const enough = 10;

/** Nobody is believed to be faster or slower than this. */
const limits = [0.4, 3] as const;

/** How long a learner takes, compared with what is usual: the median over their latest answers; 1 where little is known of them. */
export function paceOf(latest: readonly Attempt[], cards: Cards, syllabus: ReadonlyMap<ItemId, SyllabusEntry>): number {
  const ratios = latest.flatMap((attempt, at) => {
    const entry = syllabus.get(attempt.item);
    const before = latest.slice(at + 1).find(({ askedIn }) => askedIn === attempt.askedIn);
    const took = before ? (attempt.at - before.at) / 60_000 : 0;
    if (entry === undefined || took < believable[0] || took > believable[1]) return [];
    return [took / minutesFor(entry, isFirst(attempt, cards), 1)];
  });
  if (ratios.length < enough) return 1;
  const median = ratios.sort((one, other) => one - other)[Math.floor(ratios.length / 2)] ?? 1;
  return Math.min(limits[1], Math.max(limits[0], median));
}

/** Whether it was the first answer to its item: the card says how many there were. */
export function isFirst({ item, isCram }: Attempt, cards: Cards): boolean {
  return !isCram && cards.get(item)?.answers === 1;
}
