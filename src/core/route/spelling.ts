/** Finds the known word that an unknown one was meant to be. */
export interface Speller {
  /** The known words that `form` was meant for: one corrected, or two that were written as one; empty when nothing is close. */
  correct(form: string): readonly string[];
}

const plainWord = /^[a-z]{4,}$/;

/** `counts` says how often each known word occurs: between words equally close, the more frequent one was meant. */
export function makeSpeller(counts: ReadonlyMap<string, number>): Speller {
  const byLength: string[][] = [];
  for (const word of counts.keys()) if (plainWord.test(word)) (byLength[word.length] ??= []).push(word);
  const known = (word: string) => word.length >= 2 && counts.has(word);
  const correct = (form: string): readonly string[] => {
    if (!plainWord.test(form)) return [];
    const close = closest(form, byLength, counts);
    return close === undefined ? splitInTwo(form, known) : [close];
  };
  return { correct };
}

function closest(form: string, byLength: readonly string[][], counts: ReadonlyMap<string, number>): string | undefined {
  let limit = form.length >= 7 ? 2 : 1;
  let found: string | undefined;
  const reach = limit;
  for (let length = form.length - reach; length <= form.length + reach; length += 1) {
    for (const word of byLength[length] ?? []) {
      if (!startsAlike(form, word)) continue;
      const distance = distanceOf(form, word, limit);
      if (distance > limit || (distance === limit && found !== undefined && count(counts, word) <= count(counts, found))) continue;
      found = word;
      limit = distance;
    }
  }
  return found;
}

function count(counts: ReadonlyMap<string, number>, word: string): number {
  return counts.get(word) ?? 0;
}

/** People rarely miss both of the first two letters, and looking at them first makes the search ten times shorter. */
function startsAlike(one: string, other: string): boolean {
  const [a, b] = [one.charCodeAt(0), one.charCodeAt(1)];
  const [c, d] = [other.charCodeAt(0), other.charCodeAt(1)];
  return a === c || (b === d && one.length === other.length) || (a === d && b === c);
}

const rows = [new Uint8Array(40), new Uint8Array(40), new Uint8Array(40)] as const;

/**
 * Letters to add, drop, change or swap with their neighbour (optimal string alignment: R. A. Wagner and M. J. Fischer,
 * "The string-to-string correction problem", 1974, with the neighbour swap of F. J. Damerau, 1964); gives up beyond `limit`.
 */
function distanceOf(one: string, other: string, limit: number): number {
  let [earlier, last, current] = rows;
  for (let j = 0; j <= other.length; j += 1) last[j] = j;
  for (let i = 1; i <= one.length; i += 1) {
    current[0] = i;
    let best = i;
    for (let j = 1; j <= other.length; j += 1) {
      const a = one.charCodeAt(i - 1);
      const b = other.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (a === b ? 0 : 1));
      if (i > 1 && j > 1 && a === other.charCodeAt(j - 2) && b === one.charCodeAt(i - 2)) cost = Math.min(cost, (earlier[j - 2] ?? 0) + 1);
      current[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    [earlier, last, current] = [last, current, earlier];
  }
  return last[other.length] ?? 0;
}

/** `vectorassembler` is `vector assembler`: the split whose shorter half is longest. */
function splitInTwo(form: string, known: (word: string) => boolean): readonly string[] {
  for (let half = Math.floor(form.length / 2); half >= 2; half -= 1) {
    for (const at of [half, form.length - half]) {
      const parts = [form.slice(0, at), form.slice(at)];
      if (parts.every(known)) return parts;
    }
  }
  return [];
}
