import { isStopWord } from '../text/stop-words.ts';
import { makeSpeller, type Speller } from '../text/spell.ts';
import { countPassages } from '../passages.ts';
import type { Label } from '../route.ts';
import type { Material } from '../router.ts';
import type { Slices } from '../slices.ts';
import { intAt } from './arrays.ts';
import type { CsrMatrix } from './csr.ts';
import { type InvertedIndex, invert, type NearestNeighbours, nearestNeighbours } from './knn.ts';
import { tfidf } from './tfidf.ts';
import { type Parameters, train } from './train.ts';
import { buildVocabulary, type Occurrences, type Vocabulary } from './vocabulary.ts';

/** What was learned, as plain data: it can be kept and used again. Classes are the labels in order and, after them, one for all that belongs to none. */
export interface Weights {
  readonly labels: readonly Label[];
  readonly vocabulary: Vocabulary;
  readonly parameters: Parameters;
  readonly texts: InvertedIndex;
  /** Of each text. */
  readonly classOf: Int32Array;
  /** How often each stem is in each passage. */
  readonly passages: CsrMatrix;
}

/** What was learned, ready to be asked. */
export interface Model extends Weights {
  readonly neighbours: NearestNeighbours;
  readonly speller: Speller;
}

export function* fit({ labels, examples, passages }: Material): Slices<Weights> {
  const classOf = Int32Array.from(examples, ({ label }) => (label === null ? labels.length : labels.indexOf(label)));
  const weightOf = Float32Array.from(examples, ({ weight }) => weight);
  const { vocabulary, occurrences } = yield* buildVocabulary(examples.map(({ text }) => text));
  const features = yield* tfidf(occurrences, vocabulary.idf);
  const parameters = yield* train({ features, featureCount: vocabulary.size, classOf, weightOf, classes: labels.length + 1 });
  const stems = stemsOf(occurrences, vocabulary);
  yield;
  const texts = invert(stems, vocabulary.stems.size);
  yield;
  return { labels, vocabulary, parameters, texts, classOf, passages: yield* countPassages(passages, vocabulary) };
}

export function makeModel(weights: Weights): Model {
  const { labels, vocabulary, texts, classOf } = weights;
  return { ...weights, neighbours: nearestNeighbours(texts, classOf, labels.length + 1), speller: makeSpeller(vocabulary.formFrequency) };
}

/** The stems of each text without stop words. */
function stemsOf({ indptr, ids }: Occurrences, { stems }: Vocabulary): number[][] {
  const isContent = Uint8Array.from(stems.keys(), (stem) => (isStopWord(stem) ? 0 : 1));
  return Array.from({ length: indptr.length - 1 }, (_, text) =>
    Array.from(ids.subarray(intAt(indptr, text), intAt(indptr, text + 1)).filter((id) => isContent[id] === 1)),
  );
}
