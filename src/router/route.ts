/** Where a sentence belongs; the caller's own ids. */
export type Label = string;

/** A text whose label is known, or null for "none of them". `weight` says how much it counts in training. */
export interface LabelledText {
  readonly text: string;
  readonly label: Label | null;
  readonly weight: number;
}

/** Words that name a label outright, such as a title. */
export interface Phrase {
  readonly words: string;
  readonly label: Label;
}

/** Words of the question that spoke for a label, as they were typed, the strongest first. */
export interface Evidence {
  readonly label: Label;
  readonly words: readonly string[];
}

/** How sure the classifier is of a label: the share of such answers that turn out right, from 0 to 1. */
export interface Ranked {
  readonly label: Label;
  readonly confidence: number;
}

/** Where a question leads. */
export type Route =
  | { readonly kind: 'none'; readonly nearest: readonly Label[] }
  | { readonly kind: 'one'; readonly first: Ranked; readonly runnerUp?: Ranked; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'several'; readonly first: Ranked; readonly others: readonly Ranked[]; readonly evidence: readonly Evidence[] };

export interface Router {
  route(question: string): Route;
}
