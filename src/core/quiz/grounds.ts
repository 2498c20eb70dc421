import { entryIn, nameOfPair } from '../lessons/replies.ts';
import type { CameFrom, Tab } from '../action.ts';
import { choice } from '../blocks.ts';
import { lessonById } from '../pack-index.ts';
import type { Concept, Item, Lesson, Option, Pack, Pair, Question, Trap } from '../pack.ts';
import type { Choice } from '../reply.ts';
import { wordsOf } from '../text.ts';

/** What an item rests on in its lesson. */
export interface Grounds {
  readonly concept?: Concept | undefined;
  readonly pair?: Pair | undefined;
  readonly trap?: Trap | undefined;
}

/**
 * The concept that says most of what decides the item, the pair whose two sides it names, and the trap of a wrong option: the one that was chosen, or else
 * the first. What is only near is left out: a button to it would teach people not to press it.
 */
export function groundsOf(lesson: Lesson, item: Item, picks: string): Grounds {
  const trapsOf = (options: readonly Option[]) => options.flatMap(({ correct, trap }) => (correct ? [] : (trap ?? [])));
  const [trap] = [...trapsOf(item.options.filter(({ id }) => picks.includes(id))), ...trapsOf(item.options)];
  return { ...groundsWhateverPicked(lesson, item), trap: lesson.traps.find(({ id }) => id === trap) };
}

const found = new WeakMap<Lesson, Map<Item, Omit<Grounds, 'trap'>>>();

/** Whoever answers an item next is shown the same ones. */
function groundsWhateverPicked(lesson: Lesson, item: Item): Omit<Grounds, 'trap'> {
  const ofLesson = found.get(lesson) ?? new Map<Item, Omit<Grounds, 'trap'>>();
  const grounds = ofLesson.get(item) ?? findGrounds(lesson, item);
  found.set(lesson, ofLesson.set(item, grounds));
  return grounds;
}

function findGrounds(lesson: Lesson, item: Item): Omit<Grounds, 'trap'> {
  const said = wordsIn(deciding(item));
  const told = wordsIn([item.stem, item.code ?? '', ...item.options.map(({ text, why }) => `${text} ${why}`)].join(' '));
  const isNamed = (pair: Pair) => {
    const { one, other } = wordsOfPair(pair);
    return (isIn(one, said) && isIn(other, told)) || (isIn(other, said) && isIn(one, told));
  };
  return { concept: nearestConcept(lesson.concepts, said), pair: longest(lesson.pairs.filter(isNamed), nameOfPair) };
}

/** What makes the answer right. */
function deciding(item: Item): string {
  const right = item.options.filter(({ correct }) => correct).map(({ text, why }) => `${text} ${why}`);
  return [...right, item.kind === 'question' ? item.takeaway : item.remember].join(' ');
}

/** How much more than the second the nearest concept must say; looked at in a hundred items of the shipped guide. */
const clearly = 1.3;

/** By the words that they share with what was said, each worth the more the fewer concepts have it (inverse document frequency). */
function nearestConcept(concepts: readonly Concept[], said: ReadonlySet<string>): Concept | undefined {
  const { words, worth } = wordsOfConcepts(concepts);
  const sum = (some: ReadonlySet<string>) => {
    let total = 0;
    for (const word of some) if (said.has(word)) total += worth.get(word) ?? 0;
    return total;
  };
  const scored = words.map(({ concept, name, all }) => ({ concept, score: (sum(all) + 2 * sum(name)) / Math.sqrt(all.size + 10) }));
  const [first, second] = scored.sort((one, other) => other.score - one.score);
  return first && first.score > clearly * (second?.score ?? 0) ? first.concept : undefined;
}

interface ConceptWords {
  readonly words: readonly { readonly concept: Concept; readonly name: ReadonlySet<string>; readonly all: ReadonlySet<string> }[];
  readonly worth: ReadonlyMap<string, number>;
}

/** Every answer in a lesson asks for the same ones. */
const known = new WeakMap<readonly Concept[], ConceptWords>();

function wordsOfConcepts(concepts: readonly Concept[]): ConceptWords {
  const read = known.get(concepts) ?? readConcepts(concepts);
  known.set(concepts, read);
  return read;
}

function readConcepts(concepts: readonly Concept[]): ConceptWords {
  const words = concepts.map((concept) => ({
    concept,
    name: wordsIn(concept.name),
    all: wordsIn(`${concept.name} ${concept.text}`),
  }));
  const counts = new Map<string, number>();
  for (const word of words.flatMap(({ all }) => [...all])) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { words, worth: new Map([...counts].map(([word, count]) => [word, Math.log(concepts.length / count)])) };
}

function longest<Named>(named: readonly Named[], nameOf: (one: Named) => string): Named | undefined {
  const [best] = [...named].sort((one, other) => nameOf(other).length - nameOf(one).length);
  return best;
}

/** Every item of a lesson is held against the same ones. */
const sides = new WeakMap<Pair, { readonly one: readonly string[]; readonly other: readonly string[] }>();

function wordsOfPair(pair: Pair): { readonly one: readonly string[]; readonly other: readonly string[] } {
  const words = sides.get(pair) ?? { one: [...wordsIn(pair.one)], other: [...wordsIn(pair.other)] };
  sides.set(pair, words);
  return words;
}

function isIn(name: readonly string[], words: ReadonlySet<string>): boolean {
  return name.length > 0 && name.every((part) => words.has(part));
}

const small = new Set(['a', 'an', 'the', 'of', 'and', 'or', 'in', 'on', 'to', 'for', 'with', 'by', 'as', 'is', 'at', 'from', 'its', 'vs']);

/** In small letters and without an ending: `pipelines` says what `pipeline` says. */
function wordsIn(markup: string): Set<string> {
  const words =
    wordsOf(markup)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !small.has(word)).map((word) => word.replace(/(?<=..)(ies|es|s|ed|ing)$/, '')));
}

/** Ways from an explanation to what it rests on. */
export function groundChoices(pack: Pack, item: Item, picks: string, cameFrom: CameFrom): Choice[] {
  const lesson = lessonById(pack, item.lesson);
  if (lesson === undefined) return [];
  const { concept, pair, trap } = groundsOf(lesson, item, picks);
  const way = (tab: Tab, entry: string, label: string) => choice(label, { ...entryIn(lesson, tab, entry), cameFrom });
  return [
    ...(concept ? [way('concepts', concept.name, short(`Concept: ${wordsOf(concept.name)}`, 'The concept'))] : []),
    ...(pair ? [way('pairs', nameOfPair(pair), short(`Pair: ${wordsOf(nameOfPair(pair))}`, 'The pair'))] : []),
    ...(trap ? [way('traps', trap.belief, 'The trap in it')] : []),
  ];
}

/** A button has room for most names. */
function short(label: string, otherwise: string): string {
  return label.length <= longestLabel ? label : otherwise;
}

/** In characters, as the label of a choice is clipped. */
const longestLabel = 72;

/** The questions of the same lesson that ask most nearly the same: about the same cue, the same trap or at least the same objective; the nearest first. */
export function similarTo(lesson: Lesson, item: Item): Question[] {
  const traps = new Set(item.options.flatMap(({ trap }) => trap ?? []));
  return lesson.questions
    .map((question) => ({ question, near: question.id === item.id ? 0 : nearness(question, item, traps) }))
    .filter(({ near }) => near > 0)
    .sort((one, other) => other.near - one.near)
    .map(({ question }) => question);
}

function nearness(question: Question, item: Item, traps: ReadonlySet<string>): number {
  const cue = item.kind === 'cue' ? item.id : item.cue;
  const shared = question.options.filter(({ trap }) => trap !== undefined && traps.has(trap)).length;
  return (question.cue === cue ? 4 : 0) + shared * 2 + (question.objective === item.objective ? 1 : 0);
}
