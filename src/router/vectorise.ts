import { piecesOf, shareOfEach } from './model/ngrams.ts';
import type { Model } from './model/model.ts';
import { isHolding, stemOf } from './text/stem.ts';
import { damped, pairKey, type Terms } from './model/vocabulary.ts';
import type { Word } from './text/tokenize.ts';

/** A word of the question as the pack knows it; `term` is undefined for one it does not know. */
export interface Known {
  readonly word: Word;
  readonly form: string;
  readonly term: number | undefined;
}

/** A word or pair of the question that speaks, at its place in the question. */
export interface Voice {
  readonly words: readonly Word[];
  /** How loud it is. */
  readonly telling: number;
  /** How strongly it speaks for each class. */
  readonly scores: Float64Array;
  /** Whether a new part of the question may begin here: after a full stop, a comma, an "and" or "how". */
  readonly opens: boolean;
}

/** How loud a word is that the pack has never seen, compared with the rarest it has. */
const unseen = 0.8;

/** Corrections take the most time of all; a question has a few words to correct, a log would have hundreds. */
const mostCorrections = 12;

/** The words as the pack knows them, those with a typing error corrected. */
export function recognise({ terms, speller }: Model, words: readonly Word[]): Known[] {
  const known: Known[] = [];
  let corrections = 0;
  for (const word of words) {
    const term = terms.words.get(word.form);
    const meant = term === undefined && corrections < mostCorrections ? speller.correct(word.form) : [];
    if (term === undefined) corrections += 1;
    if (meant.length === 0) known.push({ word, form: word.form, term });
    for (const form of meant) known.push({ word, form, term: terms.words.get(form) });
  }
  return known;
}

/** Who speaks, in the order of the question; what is said twice counts for less than double. */
export function listen(model: Model, known: readonly Known[], question: string): Voice[] {
  const heard: (Omit<Voice, 'telling' | 'scores'> & { readonly key: number | string })[] = [];
  const times = new Map<number | string, number>();
  let before: Known | undefined;
  let opens = false;
  const hear = (key: number | string, words: readonly Word[]) => {
    heard.push({ key, words, opens });
    times.set(key, (times.get(key) ?? 0) + 1);
    opens = false;
  };
  for (const entry of known) {
    const { word, form, term } = entry;
    opens ||= before !== undefined && partBegins(question, before.word, word);
    if (!isHolding(form)) hear(term ?? form, [word]);
    if (word.whole) continue;
    const pair = before && pairOf(model, before, entry);
    if (before !== undefined && pair !== undefined) hear(pair, [before.word, word]);
    before = entry;
  }
  return heard.map(({ key, words, opens: first }) => {
    const count = times.get(key) ?? 1;
    const { telling, scores } = voiceOf(model, key, damped(count) / count);
    return { words, opens: first, telling, scores };
  });
}

const mark = /[.,;:?!()/\n]/;
const joiners = new Set('and or then vs versus but while plus after so with from when how which what where why whether'.split(' '));

function partBegins(question: string, before: Word, word: Word): boolean {
  return joiners.has(word.form) || (word.start > before.end && mark.test(question.slice(before.end, word.start)));
}

function pairOf({ terms }: Model, left: Known, right: Known): number | undefined {
  const [one, other] = [stemNumber(terms, left), stemNumber(terms, right)];
  return one === undefined || other === undefined ? undefined : terms.pairs.get(pairKey(one, other));
}

export function stemNumber({ stems, stemIds }: Terms, { form, term }: Known): number | undefined {
  return term === undefined ? stemIds.get(stemOf(form)) : stems[term];
}

/** What a known term learned to say; a word never seen speaks through its stem and its pieces. */
function voiceOf({ terms, features, weights }: Model, key: number | string, share: number): Pick<Voice, 'telling' | 'scores'> {
  const scores = new Float64Array(weights.length);
  const telling = share * (typeof key === 'number' ? terms.weights[key]! : unseen * terms.rarest);
  if (typeof key === 'number') addTo(scores, telling, (c) => weights[c]!.terms[key]!);
  else {
    const stem = terms.stemIds.get(stemOf(key));
    if (stem !== undefined) addTo(scores, telling, (c) => weights[c]!.features[stem]!);
    const pieces = piecesOf(key);
    const each = telling * shareOfEach(pieces);
    for (const piece of pieces) {
      const feature = features.pieces.get(piece);
      if (feature !== undefined) addTo(scores, each, (c) => weights[c]!.features[feature]!);
    }
  }
  return { telling, scores };
}

function addTo(scores: Float64Array, times: number, weightIn: (c: number) => number): void {
  for (let c = 0; c < scores.length; c += 1) scores[c]! += times * weightIn(c);
}
