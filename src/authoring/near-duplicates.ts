import type { Problem } from '../reader/problem.ts';
import type { Entry } from './entries.ts';

const shingleLength = 3;

/**
 * From this likeness on, two stems are told as one. In the shipped bank the closest honest pair shares a fifth of its runs of words; a stem of
 * thirty words in which someone put four other nouns still shares a third.
 */
const tooAlike = 0.25;

/** Stems that say nearly the same, among all questions and cues of the pack: the later one is the problem. */
export function checkTwins(entries: readonly Entry[]): Problem[] {
  return twinsAmong(entries.map(({ stem }) => stem)).flatMap(({ one, other, alike }) => {
    const [earlier, later] = [entries[one], entries[other]];
    if (earlier === undefined || later === undefined) return [];
    const found = `a stem that is ${Math.round(alike * 100)} % the same as that of ${earlier.item.id}`;
    const wayOut = `Put it into another situation, or keep only one of them (${earlier.item.id} is in ${earlier.sheet.file}).`;
    return [later.sheet.problem([...later.path, 'stem'], found, 'every situation once in the whole pack', wayOut)];
  });
}

interface Twins {
  readonly one: number;
  readonly other: number;
  readonly alike: number;
}

/** For each text, given as its words, the most alike earlier one, if it is too alike. */
function twinsAmong(texts: readonly (readonly string[])[]): Twins[] {
  const numbers = new Map<string, number>();
  const holders = new Map<number, number[]>();
  const sizes: number[] = [];
  return texts.flatMap((words, other) => {
    const shingles = shinglesOf(words.map((word) => numberOf(word, numbers)));
    const closest = closestOf(countShared(shingles, holders), sizes, shingles.size);
    sizes.push(shingles.size);
    for (const shingle of shingles) hold(holders, shingle, other);
    return closest !== undefined && closest.alike >= tooAlike ? [{ ...closest, other }] : [];
  });
}

function numberOf(word: string, numbers: Map<string, number>): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  numbers.set(word, numbers.size + 1);
  return numbers.size;
}

/**
 * Every run of three words, folded into one number: much faster than strings, and among some ten thousand runs no two are likely to meet.
 * Shorter texts are one shingle as a whole.
 */
function shinglesOf(words: readonly number[]): Set<number> {
  const shingles = new Set<number>();
  for (let at = 0; at < Math.max(1, words.length - shingleLength + 1); at += 1) {
    let shingle = 0;
    for (let next = at; next < at + shingleLength; next += 1)
      shingle = Math.imul(shingle, 0x9e3779b1) ^ Math.imul(words[next] ?? 0, 0x85ebca6b);
    shingles.add(shingle);
  }
  return shingles;
}

function hold(holders: Map<number, number[]>, shingle: number, text: number): void {
  const known = holders.get(shingle);
  if (known) known.push(text);
  else holders.set(shingle, [text]);
}

/** How many shingles each earlier text shares with this one. */
function countShared(shingles: ReadonlySet<number>, holders: ReadonlyMap<number, readonly number[]>): Map<number, number> {
  const shared = new Map<number, number>();
  for (const shingle of shingles) for (const text of holders.get(shingle) ?? []) shared.set(text, (shared.get(text) ?? 0) + 1);
  return shared;
}

function closestOf(shared: ReadonlyMap<number, number>, sizes: readonly number[], size: number) {
  let closest: { one: number; alike: number } | undefined;
  for (const [one, count] of shared) {
    const alike = count / (size + (sizes[one] ?? 0) - count);
    if (closest === undefined || alike > closest.alike) closest = { one, alike };
  }
  return closest;
}
