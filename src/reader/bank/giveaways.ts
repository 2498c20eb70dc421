import type { Problem } from '../problem.ts';
import type { Entry, EntryOption } from './entries.ts';
import { subjectsAmong, subjectWords } from './words.ts';

/** A word is rare when no more than this share of all items use it. Numbers never are: options have to answer with them. */
const rareShare = 0.04;

/** How many rare words of the stem the right option may repeat beyond what its closest rival repeats. */
const lead = 2;

interface Echoing {
  readonly entry: Entry;
  readonly stem: ReadonlySet<string>;
  readonly options: readonly (EntryOption & { readonly words: ReadonlySet<string> })[];
}

/** Right options that can be found by looking which one echoes the stem. */
export function checkGiveaways(entries: readonly Entry[]): Problem[] {
  const read = entries.map((entry): Echoing => {
    const options = entry.options.map((option) => ({ ...option, words: subjectWords(option.text) }));
    return { entry, stem: subjectsAmong(entry.stem), options };
  });
  const uses = countUses(read);
  const most = Math.max(2, entries.length * rareShare);
  return read.flatMap((item) => giveaways(item, (word) => (uses.get(word) ?? 0) <= most && !/^\d/.test(word)));
}

/** In how many items each word stands. */
function countUses(items: readonly Echoing[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { stem, options } of items) {
    const words = new Set(stem);
    for (const option of options) for (const word of option.words) words.add(word);
    for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return uses;
}

function giveaways({ entry, stem, options }: Echoing, isRare: (word: string) => boolean): Problem[] {
  const echoed = options.map((option) => ({ ...option, echo: [...option.words].filter((word) => stem.has(word) && isRare(word)) }));
  const rival = Math.max(0, ...echoed.filter(({ right }) => !right).map(({ echo }) => echo.length));
  return echoed
    .filter(({ right, echo }) => right && echo.length >= rival + lead)
    .map(({ path, echo }) => {
      const found = `a right option that echoes ${echo.length} rare words of its stem (${echo.join(', ')}); wrong ones at most ${rival}`;
      const wayOut = 'Say it in other words, or let a wrong option use the same ones.';
      return entry.sheet.problem([...path, 'text'], found, `at most ${rival + lead - 1} of them in ${entry.item.id}`, wayOut);
    });
}
