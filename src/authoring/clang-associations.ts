import type { Problem } from '../reader/problem.ts';
import type { Entry, EntryOption } from './entries.ts';
import { plainWords, subjectsAmong, subjectWords } from './words.ts';

/** A word is rare when no more than this share of all items use it. Numbers never are: options have to answer with them. */
const rareShare = 0.04;

/** How many rare words of the stem the right option may repeat beyond what its closest rival repeats. */
const lead = 2;

interface Echoing {
  readonly entry: Entry;
  readonly stem: ReadonlySet<string>;
  readonly options: readonly Echo[];
}

interface Echo {
  readonly option: EntryOption;
  readonly words: ReadonlySet<string>;
  /** The words that it shares with the stem. */
  readonly shared: readonly string[];
}

/** Right options that can be found by looking which one echoes the stem. */
export function checkGiveaways(entries: readonly Entry[]): Problem[] {
  const items = entries.map(listen);
  const rare = rareAmong(
    items.flatMap(({ options }) => options.filter(({ option }) => option.right).flatMap(({ shared }) => shared)),
    items,
  );
  return items.flatMap((item) => giveaways(item, rare));
}

function listen(entry: Entry): Echoing {
  const stem = subjectsAmong(entry.stem);
  const options = entry.options.map((option) => {
    const words = subjectWords(option.text);
    return { option, words, shared: [...words].filter((word) => stem.has(word) && !/^\d/.test(word)) };
  });
  return { entry, stem, options };
}

/** Those of `words` that few items use. */
function rareAmong(words: readonly string[], items: readonly Echoing[]): Set<string> {
  const uses = new Map(words.map((word) => [word, { count: 0, last: -1 }]));
  const use = (word: string, item: number) => {
    const known = uses.get(word);
    if (known === undefined || known.last === item) return;
    known.count += 1;
    known.last = item;
  };
  items.forEach(({ stem, options }, at) => {
    for (const word of stem) use(word, at);
    for (const option of options) for (const word of option.words) use(word, at);
  });
  const most = Math.max(2, items.length * rareShare);
  return new Set(words.filter((word) => (uses.get(word)?.count ?? 0) <= most));
}

function giveaways({ entry, options }: Echoing, rare: ReadonlySet<string>): Problem[] {
  const echoes = options.map(({ option, shared }) => ({ option, echo: shared.filter((word) => rare.has(word)) }));
  const rival = Math.max(0, ...echoes.filter(({ option }) => !option.right).map(({ echo }) => echo.length));
  return echoes
    .filter(({ option, echo }) => option.right && echo.length >= rival + lead)
    .map(({ option, echo }) => {
      const words = plainWords(option.text).filter((word) => [...subjectsAmong([word])].some((subject) => echo.includes(subject)));
      const found = `a right option that echoes ${echo.length} rare words of its stem (${words.join(', ')}); wrong ones at most ${rival}`;
      const wayOut = 'Say it in other words, or let a wrong option use the same ones.';
      return entry.sheet.problem([...option.path, 'text'], found, `at most ${rival + lead - 1} of them in ${entry.item.id}`, wayOut);
    });
}
