import type { Problem } from '../reader/problem.ts';
import type { Entry } from './entries.ts';

const shingleLength = 3;

/**
 * From this Jaccard similarity of their shingles on, two stems are told as one. In the shipped bank the closest honest pair shares a fifth of its
 * runs of words; a stem of thirty words in which someone put four other nouns still shares a third.
 */
const tooSimilar = 0.25;

/** Stems that say nearly the same, among all questions and cues of the pack: the later one is the problem. */
export function checkNearDuplicates(entries: readonly Entry[]): Problem[] {
  const shingles = entries.map(({ stem }) => shinglesOf(stem));
  const holders = new Map<string, number[]>();
  return entries.flatMap((later, at) => {
    const own = shingles[at] ?? new Set<string>();
    const closest = closestOf(own, holders, shingles);
    for (const shingle of own) noteHolder(holders, shingle, at);
    const earlier = entries[closest?.at ?? -1];
    return earlier && closest && closest.similarity >= tooSimilar ? [nearDuplicate(earlier, later, closest.similarity)] : [];
  });
}

function noteHolder(holders: Map<string, number[]>, shingle: string, at: number): void {
  const held = holders.get(shingle);
  if (held === undefined) holders.set(shingle, [at]);
  else held.push(at);
}

function nearDuplicate(earlier: Entry, later: Entry, similarity: number): Problem {
  const found = `a stem that is ${Math.round(similarity * 100)} % the same as that of ${earlier.item.id}`;
  const remedy = `Put it into another situation, or keep only one of them (${earlier.item.id} is in ${earlier.document.file}).`;
  return later.document.problem([...later.path, 'stem'], found, 'every situation once in the whole pack', remedy);
}

/** Every run of three words; shorter texts are one shingle as a whole. */
function shinglesOf(words: readonly string[]): Set<string> {
  const runs = Math.max(1, words.length - shingleLength + 1);
  const shingles = new Set<string>();
  for (let from = 0; from < runs; from += 1) shingles.add(words.slice(from, from + shingleLength).join(' '));
  return shingles;
}

interface Closest {
  readonly at: number;
  readonly similarity: number;
}

/** The earlier text that shares most shingles with this one, for its size. */
function closestOf(
  own: ReadonlySet<string>,
  holders: ReadonlyMap<string, readonly number[]>,
  shingles: readonly ReadonlySet<string>[],
): Closest | undefined {
  const shared = new Map<number, number>();
  for (const shingle of own) for (const at of holders.get(shingle) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
  const found = [...shared].map(([at, count]): Closest => ({ at, similarity: count / (own.size + (shingles[at]?.size ?? 0) - count) }));
  return found.reduce<Closest | undefined>((best, next) => (best && best.similarity >= next.similarity ? best : next), undefined);
}
