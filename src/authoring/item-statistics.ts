import type { Item, ItemId, Pack } from '../core/pack.ts';
import { lessonsOf } from '../core/pack-index.ts';
import type { ReportReason } from '../core/report/report.ts';
import { leastCounts, type PersonAnswers, type Scored, scoredByItem } from './item-answers.ts';
import { type Finding, findingsOf } from './item-findings.ts';

export interface Interval {
  readonly value: number;
  /** Of 95 %. */
  readonly low: number;
  readonly high: number;
  /** Answers that it rests on. */
  readonly count: number;
}

export type Reports = Readonly<Partial<Record<ReportReason, number>>>;

/** What the first answers say of one item. A number is missing where there are too few answers for it. */
export interface ItemStatistics {
  readonly item: ItemId;
  readonly answers: number;
  /** The share of right answers. */
  readonly facility?: Interval | undefined;
  /** The point-biserial correlation of being right here with the score on the rest. */
  readonly discrimination?: Interval | undefined;
  /** How many took each option, by its id in the files. */
  readonly taken?: Readonly<Record<string, number>> | undefined;
  /** What the strong learners chose, the most frequent first. */
  readonly strong?: readonly (readonly [picks: string, count: number])[] | undefined;
  /** Seconds from the question to the answer. */
  readonly medianSeconds?: number | undefined;
  readonly reports: Reports;
  readonly findings: readonly Finding[];
}

/** The statistics of every item of the pack, the worst first; of those without findings in the order of the guide. */
export function itemStatistics(pack: Pack, people: readonly PersonAnswers[], reports: ReadonlyMap<ItemId, Reports>): ItemStatistics[] {
  const scored = scoredByItem(people);
  const items = lessonsOf(pack).flatMap(({ questions, cues }): Item[] => [...questions, ...cues]);
  const all = items.map((item) => statisticsOf(item, scored.get(item.id) ?? [], reports.get(item.id) ?? {}));
  const worst = ({ findings }: ItemStatistics) => findings[0]?.gravity ?? 0;
  return all.sort((one, other) => worst(other) - worst(one));
}

function statisticsOf(item: Item, scored: readonly Scored[], reports: Reports): ItemStatistics {
  const measured = { item: item.id, answers: scored.length, ...measure(item, scored), reports };
  return { ...measured, findings: findingsOf(item, measured) };
}

function measure(item: Item, scored: readonly Scored[]) {
  if (scored.length < leastCounts.facility) return {};
  const right = scored.filter(({ answer }) => answer.correct).length;
  return {
    facility: { ...wilson(right, scored.length), count: scored.length },
    discrimination: discriminationOf(scored),
    taken: Object.fromEntries(item.options.map(({ id }) => [id, scored.filter(({ answer }) => answer.picks.includes(id)).length])),
    strong: strongOf(scored),
    medianSeconds: medianThought(scored),
  };
}

/** For 95 %. */
const z = 1.96;

/** A share with its interval (Wilson 1927, JASA 22, 209–212), which holds at few answers and near 0 and 1 as well. */
export function wilson(right: number, all: number): Omit<Interval, 'count'> {
  const value = right / all;
  const middle = (value + z ** 2 / (2 * all)) / (1 + z ** 2 / all);
  const half = (z / (1 + z ** 2 / all)) * Math.sqrt((value * (1 - value)) / all + z ** 2 / (4 * all ** 2));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** `(M₁ − M₀) / s · √(p·q)`: the means of the rest score of those who were right and wrong, its standard deviation, and the shares of both. */
export function pointBiserial(right: readonly number[], wrong: readonly number[]): number | undefined {
  const all = [...right, ...wrong];
  const middle = mean(all);
  const deviation = Math.sqrt(mean(all.map((score) => (score - middle) ** 2)));
  if (right.length === 0 || wrong.length === 0 || deviation === 0) return undefined;
  const p = right.length / all.length;
  return ((mean(right) - mean(wrong)) / deviation) * Math.sqrt(p * (1 - p));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Its interval is Fisher's, of a correlation. */
function discriminationOf(scored: readonly Scored[]): Interval | undefined {
  const known = scored.flatMap(({ answer, rest }) => (rest === undefined ? [] : [{ correct: answer.correct, rest }]));
  if (known.length < leastCounts.discrimination) return undefined;
  const rests = (correct: boolean) => known.filter((one) => one.correct === correct).map(({ rest }) => rest);
  const value = pointBiserial(rests(true), rests(false));
  if (value === undefined) return undefined;
  const [middle, half] = [Math.atanh(value), z / Math.sqrt(known.length - 3)];
  return { value, low: Math.tanh(middle - half), high: Math.tanh(middle + half), count: known.length };
}

/** The upper 27 % by the rest score: the share at which two groups differ the most surely (Kelley 1939, J. Educ. Psych. 30, 17–24). */
const upper = 0.27;

function strongOf(scored: readonly Scored[]): ItemStatistics['strong'] {
  const known = scored.filter(({ rest }) => rest !== undefined).sort((one, other) => (other.rest ?? 0) - (one.rest ?? 0));
  const strong = known.slice(0, Math.ceil(known.length * upper));
  if (strong.length < leastCounts.strong) return undefined;
  const counts = new Map<string, number>();
  for (const { answer } of strong) counts.set(answer.picks, (counts.get(answer.picks) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

function medianThought(scored: readonly Scored[]): number | undefined {
  const known = scored.flatMap(({ answer: { thought } }) => thought ?? []).sort((one, other) => one - other);
  const middle = known[Math.floor(known.length / 2)];
  return known.length < leastCounts.thought || middle === undefined ? undefined : Math.round(middle / 1000);
}
