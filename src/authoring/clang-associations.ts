import type { Problem } from '../reader/problem.ts';
import type { Entry, EntryOption } from './entries.ts';
import { plainWords, subjectsAmong, subjectWords } from './words.ts';

/** A word is rare when no more than this share of its lesson's items use it. Numbers never are: options have to answer with them. */
const rareShare = 0.04;

/** However small the lesson, a word in this many items is still rare. */
const alwaysRare = 2;

/** How many rare words of the stem the key may repeat beyond what its closest distractor repeats. */
const lead = 2;

interface ItemWords {
  readonly entry: Entry;
  readonly stem: ReadonlySet<string>;
  readonly options: readonly OptionWords[];
}

interface OptionWords {
  readonly option: EntryOption;
  readonly words: ReadonlySet<string>;
  /** The words that it shares with the stem. */
  readonly shared: readonly string[];
}

/**
 * Keys that can be found by looking which option echoes the stem: clang associations, as T. M. Haladyna, S. M. Downing and M. C. Rodriguez call
 * them ("A review of multiple-choice item-writing guidelines", 2002, guideline 28b). What is rare is told within a lesson, so that a new lesson never
 * makes an old item a problem.
 */
export function checkClangAssociations(lesson: readonly Entry[]): Problem[] {
  const items = lesson.map(wordsOfItem);
  const counts = itemCounts(items);
  const mostUses = Math.max(alwaysRare, items.length * rareShare);
  return items.flatMap((item) => clangAssociations(item, (word) => (counts.get(word) ?? 0) <= mostUses));
}

function wordsOfItem(entry: Entry): ItemWords {
  const stem = subjectsAmong(entry.stem);
  const options = entry.options.map((option) => {
    const words = subjectWords(option.text);
    return { option, words, shared: [...words].filter((word) => stem.has(word) && !/^\d/.test(word)) };
  });
  return { entry, stem, options };
}

/** How many items use each word. */
function itemCounts(items: readonly ItemWords[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { stem, options } of items) {
    const used = new Set([...stem, ...options.flatMap(({ words }) => [...words])]);
    for (const word of used) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function clangAssociations({ entry, options }: ItemWords, isRare: (word: string) => boolean): Problem[] {
  const echoes = options.map(({ option, shared }) => ({ option, echo: shared.filter(isRare) }));
  const rival = Math.max(0, ...echoes.filter(({ option }) => !option.correct).map(({ echo }) => echo.length));
  return echoes
    .filter(({ option, echo }) => option.correct && echo.length >= rival + lead)
    .map(({ option, echo }) => {
      const words = plainWords(option.text).filter((word) => [...subjectsAmong([word])].some((subject) => echo.includes(subject)));
      const found = `a right option that echoes ${echo.length} rare words of its stem (${words.join(', ')}); wrong ones at most ${rival}`;
      const remedy = 'Say it in other words, or let a wrong option use the same ones.';
      return entry.document.problem([...option.path, 'text'], found, `at most ${rival + lead - 1} of them in ${entry.item.id}`, remedy);
    });
}
