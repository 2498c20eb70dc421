import { lessonsOf } from '../../core/pack-index.ts';
import type { LessonId, Pack } from '../../core/pack.ts';
import { examplesOf } from '../../core/find/examples.ts';
import { makeFeatures, type Features } from './ngrams.ts';
import { learn, type ClassWeights } from './train.ts';
import { makeNames, type Names } from '../../core/find/names.ts';
import { makeNeighbours, type Neighbours } from './knn.ts';
import { makeSpeller, type Speller } from '../text/spell.ts';
import { makeTerms, type Terms } from './vocabulary.ts';

/** What the router knows after learning. Classes are the lessons in order and, after them, one for all that is outside. */
export interface Model {
  readonly lessons: readonly LessonId[];
  readonly names: Names;
  readonly terms: Terms;
  readonly features: Features;
  /** Of each class. */
  readonly weights: readonly ClassWeights[];
  readonly neighbours: Neighbours;
  readonly speller: Speller;
}

export function makeModel(pack: Pack): Model {
  const lessons = lessonsOf(pack).map(({ id }) => id);
  const classes = lessons.length + 1;
  const examples = examplesOf(pack);
  const classOf = Int32Array.from(examples, ({ lesson }) => (lesson === null ? lessons.length : lessons.indexOf(lesson)));
  const weightOf = Float32Array.from(examples, ({ weight }) => weight);
  const { terms, rows, stemsOf } = makeTerms(examples.map(({ text }) => text));
  const features = makeFeatures(terms);
  return {
    lessons,
    names: makeNames(pack),
    terms,
    features,
    weights: learn({ texts: rows, features: features.rows, featureCount: features.count, classOf, weightOf, classes }),
    neighbours: makeNeighbours(stemsOf, terms.stemIds.size, classOf, classes),
    speller: makeSpeller(terms.counts),
  };
}
