import { decide } from './decide.ts';
import { fit, makeModel, type Weights } from './model/model.ts';
import { predict } from './predict.ts';
import type { Label, LabelledText, Phrase, Router } from './route.ts';
import type { Slices } from './slices.ts';
import { tokenize } from './text/tokenize.ts';

export interface RouterParts {
  /** In the order in which equals are told. */
  readonly labels: readonly Label[];
  readonly examples: readonly LabelledText[];
  /** Whoever says one of these means its label. */
  readonly phrases: readonly Phrase[];
  /** A label asked for in another way than by its words, such as by a number. */
  readonly named?: (question: string) => Label | undefined;
}

/** Learns from labelled texts where a question belongs; the same texts give the same weights. */
export function learnRouter({ labels, examples }: Pick<RouterParts, 'labels' | 'examples'>): Slices<Weights> {
  return fit(labels, examples);
}

/** A router that has learned before. */
export function makeRouter(weights: Weights, { phrases, named = () => undefined }: Pick<RouterParts, 'phrases' | 'named'>): Router {
  const model = makeModel(weights);
  const normalised = phrases.map(({ words, label }) => ({ phrase: normalisedPhrase(words), label }));
  const byPhrase = (question: string) => {
    const asked = normalisedPhrase(question);
    return normalised.find(({ phrase }) => asked.includes(phrase))?.label;
  };
  return { route: (question) => decide(model, predict(model, question), question, named(question) ?? byPhrase(question)) };
}

/** The words alone, between spaces, so that case, commas and line ends make no difference. */
function normalisedPhrase(text: string): string {
  const forms = tokenize(text).filter(({ isCompound }) => !isCompound);
  return ` ${forms.map(({ form }) => form).join(' ')} `;
}
