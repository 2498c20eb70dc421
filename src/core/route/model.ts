import { lessonsOf } from '../contents.ts';
import type { LessonId, Pack } from '../pack.ts';
import { examplesOf } from './examples.ts';
import { makeFeatures, type Features } from './features.ts';
import { learn, type ClassWeights } from './learn.ts';
import { makeNames, type Names } from './names.ts';
import { makeNeighbours, type Neighbours } from './neighbours.ts';
import { makeSpeller, type Speller } from './spelling.ts';
import { makeTerms, type Terms } from './terms.ts';

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
