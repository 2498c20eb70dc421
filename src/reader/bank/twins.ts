import type { Problem } from '../problem.ts';
import { type Entry, stemOf } from './entries.ts';
import { likeness, plainWords } from './words.ts';

const shingleLength = 3;

/** From this likeness on two stems are told as one; measured on real stems, whose closest honest pair stays well below. */
export const tooAlike = 0.35;

/** Stems that say nearly the same, among all questions and cues of the pack: the later one is the problem. */
export function checkTwins(entries: readonly Entry[]): Problem[] {
  return twinsAmong(entries.map((entry) => shinglesOf(stemOf(entry)))).flatMap(({ one, other, alike }) => {
    const [earlier, later] = [entries[one], entries[other]];
    if (earlier === undefined || later === undefined) return [];
    const found = `a stem that is ${Math.round(alike * 100)} % the same as that of ${earlier.item.id}`;
    const wayOut = `Put it into another situation, or keep only one of them (${earlier.sheet.file} has the other).`;
    return [later.sheet.problem([...later.path, 'stem'], found, 'every situation once in the whole pack', wayOut)];
  });
}

/** Every run of three words. Short stems are one shingle as a whole. */
export function shinglesOf(text: string): Set<string> {
  const words = plainWords(text);
  const count = Math.max(1, words.length - shingleLength + 1);
  return new Set(Array.from({ length: count }, (_, at) => words.slice(at, at + shingleLength).join(' ')));
}

interface Twins {
  readonly one: number;
  readonly other: number;
  readonly alike: number;
}

/** For each set the most alike earlier one, if it is too alike. Only sets that share a shingle are compared. */
export function twinsAmong(sets: readonly ReadonlySet<string>[], bar = tooAlike): Twins[] {
  const holders = new Map<string, number[]>();
  return sets.flatMap((set, other) => {
    const closest = closestOf(sets, set, candidates(set, holders));
    for (const shingle of set) holders.set(shingle, [...(holders.get(shingle) ?? []), other]);
    return closest !== undefined && closest.alike >= bar ? [{ ...closest, other }] : [];
  });
}

function candidates(set: ReadonlySet<string>, holders: ReadonlyMap<string, readonly number[]>): Set<number> {
  return new Set([...set].flatMap((shingle) => holders.get(shingle) ?? []));
}

function closestOf(sets: readonly ReadonlySet<string>[], set: ReadonlySet<string>, among: ReadonlySet<number>) {
  let closest: { one: number; alike: number } | undefined;
  for (const one of among) {
    const alike = likeness(set, sets[one] ?? new Set());
    if (closest === undefined || alike > closest.alike) closest = { one, alike };
  }
  return closest;
}
