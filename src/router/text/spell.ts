/** Finds the known word that an unknown one was meant to be. */
export interface Speller {
  /** The known words that `form` was meant for: one corrected, or two that were written as one; empty when nothing is close. */
  correct(form: string): readonly string[];
}

const plainWord = /^[a-z]{4,32}$/;

/** `counts` says how often each known word occurs: between words equally close, the more frequent one was meant. */
export function makeSpeller(counts: ReadonlyMap<string, number>): Speller {
  const buckets = new Map<string, Candidate[]>();
  for (const [word, count] of counts) if (plainWord.test(word)) addTo(buckets, { word, count, letters: letterMask(word) });
  const known = (word: string) => word.length >= 2 && counts.has(word);
  const correct = (form: string): readonly string[] => {
    if (!plainWord.test(form)) return [];
    const close = closest(form, buckets);
    return close === undefined ? splitInTwo(form, known) : [close];
  };
  return { correct };
}

interface Candidate {
  readonly word: string;
  readonly count: number;
  readonly letters: number;
}

/** Words stand in buckets by length and first letter; people rarely miss that one, unless they swap it with the second. */
function addTo(buckets: Map<string, Candidate[]>, candidate: Candidate): void {
  const name = bucketOf(candidate.word.length, candidate.word[0]);
  const bucket = buckets.get(name) ?? [];
  buckets.set(name, bucket);
  bucket.push(candidate);
}

function bucketOf(length: number, letter: string | undefined): string {
  return `${length}${letter}`;
}

/** Which letters a word has, as bits. */
function letterMask(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) - 97);
  return letters;
}

function closest(form: string, buckets: ReadonlyMap<string, readonly Candidate[]>): string | undefined {
  const reach = form.length >= 8 ? 2 : 1;
  const letters = letterMask(form);
  const starts = form[0] === form[1] ? [form[0]] : [form[0], form[1]];
  let found: Candidate | undefined;
  let limit = reach;
  for (let length = form.length - reach; length <= form.length + reach; length += 1) {
    for (const start of starts) {
      for (const candidate of buckets.get(bucketOf(length, start)) ?? []) {
        // Each change of a letter can bring in one and take out one: words with more different letters need no look.
        if (popcount(letters ^ candidate.letters) > 2 * limit) continue;
        const distance = osaDistance(form, candidate.word, limit);
        if (distance > limit || (distance === limit && found !== undefined && candidate.count <= found.count)) continue;
        found = candidate;
        limit = distance;
      }
    }
  }
  return found?.word;
}

/** How many bits are set: H. S. Warren, "Hacker's Delight", figure 5-2. */
function popcount(number: number): number {
  let count = number - ((number >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const buffers = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/**
 * Letters to add, drop, change or swap with their neighbour (optimal string alignment: R. A. Wagner and M. J. Fischer,
 * "The string-to-string correction problem", 1974, with the neighbour swap of F. J. Damerau, 1964); gives up beyond `limit`.
 */
export function osaDistance(one: string, other: string, limit: number): number {
  let [earlier, last, current] = buffers;
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
