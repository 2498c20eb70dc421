import type { Problem } from '../problem.ts';
import { type Entry, optionsOf, stemOf } from './entries.ts';
import { subjectWords } from './words.ts';

/** A word is rare when fewer than this share of all items use it. */
const rareBelow = 0.04;

/** How many rare words of the stem the right option may repeat beyond what its closest rival repeats. */
const lead = 2;

/** Right options that can be found by looking which one echoes the stem. */
export function checkGiveaways(entries: readonly Entry[]): Problem[] {
  const read = entries.map((entry) => ({
    entry,
    stem: subjectWords(stemOf(entry)),
    options: optionsOf(entry).map((option) => ({ ...option, words: subjectWords(option.text) })),
  }));
  const uses = countUses(
    read.map(({ stem, options }) => new Set([stem, ...options.map(({ words }) => words)].flatMap((words) => [...words]))),
  );
  const isRare = (word: string) => !/^\d+$/.test(word) && (uses.get(word) ?? 0) <= Math.max(2, entries.length * rareBelow);
  return read.flatMap(({ entry, stem, options }) => {
    const rare = new Set([...stem].filter(isRare));
    const echoed = options.map((option) => ({ ...option, echo: [...option.words].filter((word) => rare.has(word)) }));
    const rival = Math.max(0, ...echoed.filter(({ right }) => !right).map(({ echo }) => echo.length));
    return echoed
      .filter(({ right, echo }) => right && echo.length >= rival + lead)
      .map(({ path, echo }) => giveaway(entry, path, echo, rival));
  });
}

function giveaway({ sheet, item }: Entry, path: readonly PropertyKey[], echo: readonly string[], rival: number): Problem {
  const found = `a right option that echoes the stem of ${item.id} (${echo.join(', ')}; no wrong one more than ${rival})`;
  const expected = `at most ${rival + lead - 1} of the stem's rare words`;
  return sheet.problem([...path, 'text'], found, expected, 'Say it in other words, or let a wrong option use them as well.');
}

function countUses(items: readonly ReadonlySet<string>[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const words of items) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  return uses;
}
