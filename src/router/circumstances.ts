import { addDouble, doubleAt, floatAt } from './model/arrays.ts';
import type { Model } from './model/model.ts';
import { type Prediction, stemsOf } from './predict.ts';
import type { Circumstances, Phrase } from './route.ts';
import { tokenize } from './text/tokenize.ts';
import { recognise } from './vectorise.ts';

/** What a question just like the asked one adds to the logit of the label it belonged to; what all of them add to one label at most. */
const prior = { likeness: 2, most: 3 };

/** Below this cosine similarity a question is another question. */
const alike = 0.5;

/** The prediction with what is known besides the words. */
export function withCircumstances(model: Model, prediction: Prediction, { among, taught = [] }: Circumstances): Prediction {
  if (among === undefined && taught.length === 0) return prediction;
  const added = priorOf(model, prediction.stems, taught);
  const logOdds = prediction.logOdds.map((odds, c) => {
    const label = model.labels[c];
    const isMeant = among === undefined || label === undefined || among.includes(label);
    return isMeant ? odds + doubleAt(added, c) : Number.NEGATIVE_INFINITY;
  });
  return { ...prediction, logOdds };
}

/** By the words that a question shares with those that were taught: a small prior, and bounded, so that a joke does no harm. */
function priorOf(model: Model, stems: ReadonlySet<number>, taught: readonly Phrase[]): Float64Array {
  const added = new Float64Array(model.labels.length + 1);
  for (const { words, label } of taught) {
    const at = model.labels.indexOf(label);
    const likeness = cosine(stems, stemsOf(recognise(model, tokenize(words))), model.vocabulary.idf);
    if (at >= 0 && likeness >= alike) addDouble(added, at, prior.likeness * likeness * likeness);
  }
  return added.map((logit) => Math.min(prior.most, logit));
}

function cosine(one: ReadonlySet<number>, other: ReadonlySet<number>, idf: Float32Array): number {
  const squares = (stems: Iterable<number>) => [...stems].reduce((sum, stem) => sum + floatAt(idf, stem) ** 2, 0);
  const shared = squares([...one].filter((stem) => other.has(stem)));
  const lengths = Math.sqrt(squares(one) * squares(other));
  return lengths === 0 ? 0 : shared / lengths;
}
