import { makeSpeller, type Speller } from '../text/spell.ts';
import type { Label, LabelledText } from '../route.ts';
import type { Slices } from '../slices.ts';
import { intAt } from './arrays.ts';
import { type NearestNeighbours, nearestNeighbours } from './knn.ts';
import { tfidf } from './tfidf.ts';
import { type ClassParameters, train } from './train.ts';
import { buildVocabulary, type Occurrences, type Vocabulary } from './vocabulary.ts';

/** What was learned. Classes are the labels in order and, after them, one for all that belongs to none. */
export interface Model {
  readonly labels: readonly Label[];
  readonly vocabulary: Vocabulary;
  /** Of each class. */
  readonly parameters: readonly ClassParameters[];
  readonly neighbours: NearestNeighbours;
  readonly speller: Speller;
}

export function* fit(labels: readonly Label[], examples: readonly LabelledText[]): Slices<Model> {
  const classes = labels.length + 1;
  const classOf = Int32Array.from(examples, ({ label }) => (label === null ? labels.length : labels.indexOf(label)));
  const weightOf = Float32Array.from(examples, ({ weight }) => weight);
  const { vocabulary, occurrences } = yield* buildVocabulary(examples.map(({ text }) => text));
  const features = tfidf(occurrences, vocabulary.idf);
  yield;
  const parameters = yield* train({ features, featureCount: vocabulary.size, classOf, weightOf, classes });
  return {
    labels,
    vocabulary,
    parameters,
    neighbours: nearestNeighbours(stemsOf(occurrences, vocabulary), vocabulary.stems.size, classOf, classes),
    speller: makeSpeller(vocabulary.formFrequency),
  };
}

function stemsOf({ indptr, ids }: Occurrences, { stems }: Vocabulary): number[][] {
  return Array.from({ length: indptr.length - 1 }, (_, text) =>
    [...ids.subarray(intAt(indptr, text), intAt(indptr, text + 1))].filter((id) => id < stems.size),
  );
}
