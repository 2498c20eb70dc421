import type { Item, Option } from '../core/pack.ts';
import { wordsOf } from '../core/text.ts';
import { likeness, subjectWords } from './words.ts';

/** Someone who knows nothing of the subject and takes the option that scores highest. */
interface Strategy {
  readonly name: string;
  scores(item: Item): number[];
}

/** How one strategy fares: the expected share of right guesses in percent, with ties shared out, against pure chance. */
export interface Guessing {
  readonly name: string;
  readonly score: number;
  readonly chance: number;
  readonly within: boolean;
  /** Items that the strategy gets right without a tie. */
  readonly right: readonly string[];
}

/** No strategy may be further than this from chance, in points of percent, in either direction. */
export const farthest = 7;

const each = (name: string, score: (option: Option) => number): Strategy => ({ name, scores: (item) => item.options.map(score) });

const shown = new WeakMap<Option, string>();

/** What a learner reads of an option: nearly every strategy looks at it. */
export function shownText(option: Option): string {
  const text = shown.get(option) ?? wordsOf(option.text);
  shown.set(option, text);
  return text;
}

const strategies: readonly Strategy[] = [
  each('longest option', (option) => shownText(option).length),
  each('shortest option', (option) => -shownText(option).length),
  each('most specific wording', specifics),
  each('most qualified wording', qualifiers),
  { name: 'most overlap with the stem', scores: overlaps },
  { name: 'odd one out', scores: oddness },
];

/** Digits, code spans and names in code outside of them: what looks as if someone had looked it up. */
function specifics(option: Option): number {
  const spans = option.text.match(/`[^`]+`/g) ?? [];
  const rest = option.text.replace(/`[^`]+`/g, ' ');
  const names = rest.match(/\b(?:[a-z]+(?:_[a-z]+)+|[A-Z][a-z]+[A-Z]\w*|\w+\.\w+\(|\w+\(\))/g) ?? [];
  const numbers = shownText(option).match(/\d+/g) ?? [];
  return spans.length + names.length + numbers.length;
}

const qualified =
  /\b(?:usually|generally|typically|often|mostly|mainly|sometimes|normally|rarely|may|might|can|could|at least|at most|up to|only (?:when|if|where|for|after)|when|whenever|if|unless|until|where|once|as long as|provided|depending|except|so that)\b/gi;

function qualifiers(option: Option): number {
  return shownText(option).match(qualified)?.length ?? 0;
}

function overlaps(item: Item): number[] {
  const stem = subjectWords(`${item.stem} ${item.code ?? ''}`);
  return item.options.map((option) => [...wordsIn(option)].filter((word) => stem.has(word)).length);
}

function oddness(item: Item): number[] {
  const words = item.options.map(wordsIn);
  return words.map((own) => -words.reduce((sum, other) => sum + (own === other ? 0 : likeness(own, other)), 0));
}

/** Several strategies look at the words of an option. */
const known = new WeakMap<Option, ReadonlySet<string>>();

function wordsIn(option: Option): ReadonlySet<string> {
  const words = known.get(option) ?? subjectWords(option.text);
  known.set(option, words);
  return words;
}

/** How every strategy fares on the items that have one right option. */
export function guessing(items: readonly Item[]): Guessing[] {
  const single = items.filter((item) => item.options.filter(({ correct }) => correct).length === 1);
  const chance = percent(
    single.reduce((sum, item) => sum + 1 / item.options.length, 0),
    single.length,
  );
  return strategies.map((strategy) => {
    const hits = single.map((item) => ({ item, hit: hitBy(strategy, item) }));
    const score = percent(
      hits.reduce((sum, { hit }) => sum + hit, 0),
      single.length,
    );
    const right = hits.filter(({ hit }) => hit === 1).map(({ item }) => item.id);
    return { name: strategy.name, score, chance, within: Math.abs(score - chance) <= farthest, right };
  });
}

/** Every item is guessed among those of its lesson, and among those of the pack. */
const guessed = new WeakMap<Item, Map<Strategy, number>>();

function hitBy(strategy: Strategy, item: Item): number {
  const hits = guessed.get(item) ?? new Map<Strategy, number>();
  guessed.set(item, hits);
  const hit = hits.get(strategy) ?? chanceOf(strategy, item);
  hits.set(strategy, hit);
  return hit;
}

/** The chance that the strategy takes the right option: one of those with the highest score, all of them alike. */
function chanceOf(strategy: Strategy, item: Item): number {
  const scores = strategy.scores(item);
  const best = Math.max(...scores);
  const tied = item.options.filter((_, at) => (scores[at] ?? 0) >= best - 1e-9);
  return tied.some(({ correct }) => correct) ? 1 / tied.length : 0;
}

export function percent(part: number, of: number): number {
  return of === 0 ? 0 : Math.round((part / of) * 1000) / 10;
}
