import type { ItemId, Pack } from '../core/pack.ts';
import { itemById } from '../core/pack-index.ts';

/** The first answer that somebody gave to an item. Who it was is not known here. */
export interface FirstAnswer {
  readonly item: ItemId;
  readonly picks: string;
  readonly correct: boolean;
  /** Milliseconds from the question to the answer, where both moments are known. */
  readonly thought?: number | undefined;
  /** Of the item as it was answered, where that is known. */
  readonly version?: string | undefined;
}

/** The first answers of one person. */
export type PersonAnswers = readonly FirstAnswer[];

/**
 * How much there has to be before something is said, so that it is neither chance nor one person's result.
 * `facility`: with 20 answers the share of right ones has a standard error of 11 points at most.
 * `discrimination`: with 60, a correlation has a standard error of 0.13.
 * `unused`: an option that one in twenty takes is missed by 60 people with a chance of 5 in 100.
 * `strong`: ten people, the upper 27 % of 37. `others`: so many other items must somebody have answered before their score says something of them.
 * `thought`: a median of ten.
 */
export const leastCounts = { facility: 20, discrimination: 60, unused: 60, strong: 10, others: 10, thought: 10 } as const;

/** One answer to an item, and how well its giver did on all others. */
export interface Scored {
  readonly answer: FirstAnswer;
  /** Undefined where too few others were answered. */
  readonly rest: number | undefined;
}

export interface OfToday {
  readonly people: readonly PersonAnswers[];
  /** Answers to a wording that is gone, of items that are still taught. */
  readonly outdated: number;
  /** Answers of which nobody knows the wording: they count. */
  readonly unknown: number;
}

/** Answers to items as they are taught now. An edit of stem, options or key makes another item of it, of which earlier answers say nothing. */
export function ofToday(pack: Pack, people: readonly PersonAnswers[]): OfToday {
  const isOutdated = ({ item, version }: FirstAnswer) => version !== undefined && (itemById(pack, item)?.version ?? version) !== version;
  const all = people.flat();
  return {
    people: people.map((person) => person.filter((answer) => !isOutdated(answer))),
    outdated: all.filter(isOutdated).length,
    unknown: all.filter(({ item, version }) => version === undefined && itemById(pack, item) !== undefined).length,
  };
}

/**
 * Every answer by item, each with the score of its giver on the rest: the mean of what they had right beyond what is usual at these items, because hardly
 * two people answer the same ones. The item itself is left out, or it would correlate with itself (Henrysson 1963, Psychometrika 28, 211–218).
 */
export function scoredByItem(people: readonly PersonAnswers[]): Map<ItemId, Scored[]> {
  const usual = facilities(people);
  const beyond = ({ item, correct }: FirstAnswer) => Number(correct) - (usual.get(item) ?? 0);
  const scored = new Map<ItemId, Scored[]>();
  for (const person of people) {
    const sum = person.reduce((total, answer) => total + beyond(answer), 0);
    const others = person.length - 1;
    for (const answer of person) {
      const rest = others < leastCounts.others ? undefined : (sum - beyond(answer)) / others;
      const list = scored.get(answer.item);
      if (list) list.push({ answer, rest });
      else scored.set(answer.item, [{ answer, rest }]);
    }
  }
  return scored;
}

/** The share of right answers of each item. */
function facilities(people: readonly PersonAnswers[]): Map<ItemId, number> {
  const counts = new Map<ItemId, { all: number; right: number }>();
  for (const person of people)
    for (const { item, correct } of person) {
      const count = counts.get(item) ?? { all: 0, right: 0 };
      count.all += 1;
      count.right += Number(correct);
      counts.set(item, count);
    }
  return new Map([...counts].map(([item, { all, right }]) => [item, right / all]));
}
