import { addDouble, floatAt } from './model/arrays.ts';
import type { Model } from './model/model.ts';
import { sublinear } from './model/tfidf.ts';
import { bigramKey, skipGrams } from './model/pairs.ts';
import { isContent } from './model/read-texts.ts';
import type { Vocabulary } from './model/vocabulary.ts';
import { stemOf } from './text/stem.ts';
import { isStopWord } from './text/stop-words.ts';
import type { Token } from './text/tokenize.ts';

/** A token of the question with its spelling corrected; `stem` is undefined when it is out of the vocabulary. */
export interface KnownToken {
  readonly token: Token;
  readonly form: string;
  readonly stem: number | undefined;
}

/** A stem or pair of stems of the question, weighted, at its place in the question. */
export interface WeightedTerm {
  readonly tokens: readonly Token[];
  /** Its tf-idf, before the question is made to length one. */
  readonly weight: number;
  /** What it adds to the logit of each class. */
  readonly logits: Float64Array;
}

/** What a token out of the vocabulary weighs, compared with the rarest in it. */
const oovWeight = 0.8;

/** Corrections take the most time of all; a question has a few words to correct, a log would have hundreds. */
const maxCorrections = 12;

/** Tokens as the vocabulary knows them, those with a typing error corrected. */
export function recognise({ vocabulary, speller }: Model, tokens: readonly Token[]): KnownToken[] {
  let corrections = 0;
  return tokens.flatMap((token): KnownToken[] => {
    const known = (form: string): KnownToken => ({ token, form, stem: vocabulary.stems.get(stemOf(form)) });
    const parts = token.isCompound ? undefined : vocabulary.compounds.get(token.form);
    // A name in code that was typed in small letters: as it would have been read with its capitals.
    if (parts) return [{ ...known(token.form), token: { ...token, isCompound: true } }, ...parts.map(known)];
    if (vocabulary.formFrequency.has(token.form)) return [known(token.form)];
    corrections += 1;
    const meant = corrections <= maxCorrections ? speller.correct(token.form) : [];
    return meant.length === 0 ? [known(token.form)] : meant.map(known);
  });
}

interface Term {
  /** The feature's number, or the form of a token out of the vocabulary. */
  readonly key: number | string;
  readonly tokens: readonly Token[];
}

/** The terms of the question in its order; what is said twice counts for less than double. */
export function vectorise(model: Model, known: readonly KnownToken[]): WeightedTerm[] {
  const terms = termsOf(model, known);
  const counts = new Map<number | string, number>();
  for (const { key } of terms) counts.set(key, (counts.get(key) ?? 0) + 1);
  return terms.map(({ key, tokens }) => {
    const count = counts.get(key) ?? 1;
    return { tokens, ...weighted(model, key, sublinear(count) / count) };
  });
}

function termsOf({ vocabulary }: Model, known: readonly KnownToken[]): Term[] {
  const terms: Term[] = [];
  let before: KnownToken | undefined;
  const add = (key: number | string, tokens: readonly Token[]) => void terms.push({ key, tokens });
  const addSkipGrams = knownSkipGrams(vocabulary, add);
  for (const entry of known) {
    const { token, form, stem } = entry;
    if (stem !== undefined || !isStopWord(form)) add(stem ?? form, [token]);
    if (token.isCompound) continue;
    const bigram = before?.stem !== undefined && stem !== undefined ? vocabulary.bigrams.get(bigramKey(before.stem, stem)) : undefined;
    if (before !== undefined && bigram !== undefined) add(bigram, [before.token, token]);
    if (stem !== undefined && isContent(form)) addSkipGrams({ token, stem });
    before = entry;
  }
  return terms;
}

interface Stemmed {
  readonly token: Token;
  readonly stem: number;
}

function knownSkipGrams(vocabulary: Vocabulary, add: (key: number, tokens: readonly Token[]) => void): (word: Stemmed) => void {
  return skipGrams<Stemmed>(
    ({ stem }) => stem,
    (key, { token: first }, { token: second }) => {
      const skipGram = vocabulary.skipGrams.get(key);
      if (skipGram !== undefined) add(skipGram, [first, second]);
    },
  );
}

function weighted({ vocabulary, parameters }: Model, key: number | string, share: number): Pick<WeightedTerm, 'weight' | 'logits'> {
  const classes = parameters.bias.length;
  const logits = new Float64Array(classes);
  if (typeof key === 'string') return { weight: share * oovWeight * vocabulary.maxIdf, logits };
  const weight = share * floatAt(vocabulary.idf, key);
  for (let c = 0; c < classes; c += 1) addDouble(logits, c, weight * floatAt(parameters.weights, key * classes + c));
  return { weight, logits };
}
