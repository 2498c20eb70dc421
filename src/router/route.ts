/** Where a sentence belongs; the caller's own ids. */
export type Label = string;

/** A text whose labels are known: several, or "none of them". `weight` says how much it counts in training. */
export interface LabelledText {
  readonly text: string;
  readonly labels: readonly Label[];
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

/** Where a question leads. `passage` is the place, among those that the router was given, of the passage that answers best. */
export type Route =
  /** To none of the labels, plainly; `isForeign` when few of its words are known, as in another language. */
  | { readonly kind: 'none'; readonly nearest: readonly Label[]; readonly isForeign?: true }
  | (Answer<'one'> & { readonly runnerUp?: Ranked })
  /** Two labels share it. */
  | (Answer<'several'> & { readonly others: readonly Ranked[] })
  /** One of these, but which is not sure enough to say. */
  | (Answer<'unsure'> & { readonly others: readonly Ranked[] });

interface Answer<Kind extends string> {
  readonly kind: Kind;
  readonly first: Ranked;
  readonly evidence: readonly Evidence[];
  readonly passage?: number;
}

/** What is known besides the words of a question. */
export interface Circumstances {
  /** Only these labels are meant. */
  readonly among?: readonly Label[];
  /** Questions that belonged elsewhere than was thought, and where. */
  readonly taught?: readonly Phrase[];
}

export interface Router {
  route(question: string, circumstances?: Circumstances): Route;
}
