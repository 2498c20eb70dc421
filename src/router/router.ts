import { decide } from './decide.ts';
import { fit, makeModel, type Weights } from './model/model.ts';
import { findPassages, type Passage } from './passages.ts';
import { predict } from './predict.ts';
import type { Label, LabelledText, Phrase, Route, Router } from './route.ts';
import type { Slices } from './slices.ts';
import { tokenize } from './text/tokenize.ts';
import { withCircumstances } from './circumstances.ts';

/** What a router learns from. */
export interface Material {
  /** In the order in which equals are told. */
  readonly labels: readonly Label[];
  readonly examples: readonly LabelledText[];
  /** Those that may answer a question. */
  readonly passages: readonly Passage[];
}

/** Ways to a label that need no learning. */
export interface Names {
  /** Whoever says one of these means its label. */
  readonly phrases: readonly Phrase[];
  /** A label asked for in another way than by its words, such as by a number. */
  readonly named?: (question: string) => Label | undefined;
}

/** Learns where a question belongs; the same material gives the same weights. */
export function learnRouter(material: Material): Slices<Weights> {
  return fit(material);
}

/** A router that has learned before, from material with these passages. */
export function makeRouter(weights: Weights, passages: readonly Passage[], { phrases, named = () => undefined }: Names): Router {
  const model = makeModel(weights);
  const normalised = phrases.map(({ words, label }) => ({ phrase: normalisedPhrase(words), label }));
  const byPhrase = (question: string) => {
    const asked = normalisedPhrase(question);
    return normalised.find(({ phrase }) => asked.includes(phrase))?.label;
  };
  const find = findPassages(passages, weights.passages, weights.vocabulary);
  return {
    route(question, circumstances = {}) {
      const prediction = withCircumstances(model, predict(model, question), circumstances);
      const route = decide(model, prediction, question, named(question) ?? byPhrase(question));
      const passage = find(prediction.stems, labelsOf(route));
      return route.kind === 'none' || passage === undefined ? route : { ...route, passage };
    },
  };
}

/** The labels of an answer, the first one first. */
export function labelsOf(route: Route): readonly Label[] {
  switch (route.kind) {
    case 'none':
      return [];
    case 'one':
      return [route.first.label];
    case 'several':
    case 'unsure':
      return [route.first, ...route.others].map(({ label }) => label);
  }
}

/** The words alone, between spaces, so that case, commas and line ends make no difference. */
function normalisedPhrase(text: string): string {
  const forms = tokenize(text).filter(({ isCompound }) => !isCompound);
  return ` ${forms.map(({ form }) => form).join(' ')} `;
}
