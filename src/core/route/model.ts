import type { LessonId, Pack } from '../pack.ts';
import { examplesOf } from './examples.ts';
import { learn, toShares, type Weights } from './learn.ts';
import { makeNeighbours, type Neighbours } from './neighbours.ts';
import { makeSpeller, type Speller } from './spelling.ts';
import { eachPiece, makeVocabulary, pairKey, shares as shareOf, type Vocabulary } from './vocabulary.ts';
import { readWords, stemOf, type Word } from './words.ts';

/** What the router knows after learning. Classes are the lessons in order, and after them one for everything outside. */
export interface Model {
  readonly lessons: readonly LessonId[];
  readonly vocabulary: Vocabulary;
  readonly weights: Weights;
  readonly speller: Speller;
  readonly neighbours: Neighbours;
}

export function makeModel(pack: Pack): Model {
  const lessons = pack.chapters.flatMap((chapter) => chapter.lessons.map(({ id }) => id));
  const examples = examplesOf(pack);
  const { vocabulary, rows, stemsOf } = makeVocabulary(examples.map(({ text }) => text));
  const classOf = Int32Array.from(examples, ({ lesson }) => (lesson === null ? lessons.length : lessons.indexOf(lesson)));
  const weightOf = Float32Array.from(examples, ({ weight }) => weight);
  const weights = learn(rows, classOf, weightOf, vocabulary.features, vocabulary.featureCount, lessons.length + 1);
  const neighbours = makeNeighbours(stemsOf, vocabulary.stemIds.size, classOf, lessons.length + 1);
  return { lessons, vocabulary, weights, speller: makeSpeller(vocabulary.counts), neighbours };
}

/** A part of the question that speaks: how much for each class, and the typed words that it comes from. */
export interface Voice {
  readonly words: readonly Word[];
  readonly scores: Float64Array;
}

export interface Reading {
  readonly voices: readonly Voice[];
  /** The share of each class, from 0 to 1. */
  readonly shares: Float64Array;
  /** How much of the question, by weight, the pack has never heard of, from 0 to 1. */
  readonly strange: number;
}

/** A word of the question as the vocabulary knows it: its term or, for one never seen, undefined. */
interface Known {
  readonly word: Word;
  readonly form: string;
  readonly term: number | undefined;
}

/** Corrections cost the most of all steps; a question has few words to correct, a log would have hundreds. */
const mostCorrections = 12;

export function read(model: Model, question: string): Reading {
  const known = recognise(model, readWords(question));
  const { vocabulary } = model;
  const voices = new Map<number | string, Draft>();
  let before: Known | undefined;
  let [strange, all] = [0, 0];
  for (const entry of known) {
    hear(voices, entry.term ?? entry.form, [entry.word]);
    const weight = entry.term === undefined ? vocabulary.rarest : vocabulary.weights[entry.term]!;
    all += weight;
    if (entry.term === undefined) strange += weight;
    else if (entry.form !== entry.word.form) strange += trust.guess * weight;
    if (entry.word.whole) continue;
    const pair = before && pairOf(vocabulary, before, entry);
    if (pair !== undefined) hear(voices, pair, [before!.word, entry.word]);
    before = entry;
  }
  const heard = score(model, voices);
  return { ...heard, shares: agree(heard.shares, askNeighbours(model, known)), strange: all === 0 ? 1 : strange / all };
}

function askNeighbours({ vocabulary, neighbours }: Model, known: readonly Known[]): Float64Array {
  const stems = new Set<number>();
  const strangers = new Set<string>();
  for (const { form, term } of known) {
    const stem = term === undefined ? vocabulary.stemIds.get(stemOf(form)) : vocabulary.stems[term];
    if (stem === undefined) strangers.add(form);
    else stems.add(stem);
  }
  return neighbours.vote(stems, strangers.size);
}

/** Neighbours have a smaller say than the words, and hardly any when none is near. */
export const trust = { neighbours: 0.6, doubt: 0.001, guess: 0.3 };

function agree(shares: Float64Array, votes: Float64Array): Float64Array {
  const both = shares.map((share, c) => Math.log(share) + trust.neighbours * Math.log(votes[c]! + trust.doubt));
  toShares(both);
  return both;
}

interface Draft {
  readonly words: Word[];
  count: number;
}

function hear(voices: Map<number | string, Draft>, key: number | string, words: readonly Word[]): void {
  const voice = voices.get(key);
  if (voice === undefined) voices.set(key, { words: [...words], count: 1 });
  else voice.count += 1;
}

export function recognise({ vocabulary, speller }: Model, words: readonly Word[]): Known[] {
  let corrections = 0;
  return words.flatMap((word): Known[] => {
    const term = vocabulary.words.get(word.form);
    if (term !== undefined) return [{ word, form: word.form, term }];
    corrections += 1;
    const meant = corrections > mostCorrections ? [] : speller.correct(word.form);
    if (meant.length === 0) return [{ word, form: word.form, term: undefined }];
    return meant.map((form) => ({ word, form, term: vocabulary.words.get(form) }));
  });
}

export function pairOf(vocabulary: Vocabulary, left: Known, right: Known): number | undefined {
  const stem = ({ form, term }: Known) => (term === undefined ? vocabulary.stemIds.get(stemOf(form)) : vocabulary.stems[term]);
  const [one, other] = [stem(left), stem(right)];
  return one === undefined || other === undefined ? undefined : vocabulary.pairs.get(pairKey(one, other));
}

function score({ vocabulary, weights }: Model, drafts: ReadonlyMap<number | string, Draft>): Omit<Reading, 'strange'> {
  let length = 0;
  const voices: Voice[] = [];
  for (const [key, { words, count }] of drafts) {
    const scores = new Float64Array(weights.classes);
    const telling = (typeof key === 'number' ? vocabulary.weights[key]! : strangeShare * vocabulary.rarest) * (1 + Math.log(count));
    if (typeof key === 'number') for (let c = 0; c < scores.length; c += 1) scores[c] = telling * weights.terms[key * scores.length + c]!;
    else addLooks(vocabulary, weights, key, telling, scores);
    length += telling * telling;
    voices.push({ words, scores });
  }
  const shares = Float64Array.from(weights.bias);
  const scale = length === 0 ? 0 : 1 / Math.sqrt(length);
  for (const { scores } of voices) {
    for (let c = 0; c < scores.length; c += 1) {
      scores[c]! *= scale;
      shares[c]! += scores[c]!;
    }
  }
  toShares(shares);
  return { voices, shares };
}

/** A word never seen counts a little less than the rarest one seen. */
const strangeShare = 0.8;

/** A word never seen speaks through its stem and its pieces. */
function addLooks(vocabulary: Vocabulary, weights: Weights, form: string, telling: number, scores: Float64Array): void {
  const found: number[] = [];
  let pieces = 0;
  eachPiece(form, (piece) => {
    pieces += 1;
    const feature = vocabulary.pieces.get(piece);
    if (feature !== undefined) found.push(feature);
  });
  const each = (telling * shareOf.pieces) / Math.sqrt(Math.max(1, pieces));
  const stem = vocabulary.stemIds.get(stemOf(form));
  if (stem !== undefined) for (let c = 0; c < scores.length; c += 1) scores[c]! += telling * weights.features[stem * scores.length + c]!;
  for (const feature of found) for (let c = 0; c < scores.length; c += 1) scores[c]! += each * weights.features[feature * scores.length + c]!;
}
