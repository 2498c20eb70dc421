import { makeSpeller, type Speller } from '../text/spell.ts';
import { countPassages } from '../passages.ts';
import type { Label } from '../route.ts';
import type { Material } from '../router.ts';
import type { Slices } from '../slices.ts';
import type { CsrMatrix } from './csr.ts';
import { tfidf } from './tfidf.ts';
import { type Parameters, train } from './train.ts';
import { buildVocabulary, type Vocabulary } from './vocabulary.ts';

/** What was learned, as plain data: it can be kept and used again. Classes are the labels in order and, after them, one for all that belongs to none. */
export interface Weights {
  readonly labels: readonly Label[];
  readonly vocabulary: Vocabulary;
  readonly parameters: Parameters;
  /** How often each stem is in each passage. */
  readonly passages: CsrMatrix;
}

/** What was learned, ready to be asked. */
export interface Model extends Weights {
  readonly speller: Speller;
}

export function* fit({ labels, examples, passages }: Material): Slices<Weights> {
  const classesOf = examples.map((example) =>
    example.labels.length === 0 ? [labels.length] : example.labels.map((label) => labels.indexOf(label)),
  );
  const weightOf = Float32Array.from(examples, ({ weight }) => weight);
  const { vocabulary, occurrences, eachStem } = yield* buildVocabulary(examples.map(({ text }) => text));
  const features = yield* tfidf(occurrences, vocabulary.idf);
  const parameters = yield* train({ features, featureCount: vocabulary.size, classesOf, weightOf, classes: labels.length + 1 });
  return { labels, vocabulary, parameters, passages: yield* countPassages(passages, vocabulary.stems.size, eachStem) };
}

export function makeModel(weights: Weights): Model {
  return { ...weights, speller: makeSpeller(weights.vocabulary.formFrequency) };
}
