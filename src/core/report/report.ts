/** Why somebody reports a question: what they press; no words of theirs are asked for. Each begins with a letter of its own, for the ids of buttons. */
export const reportReasons = ['wrong', 'two-fit', 'unclear', 'outdated', 'else'] as const;
export type ReportReason = (typeof reportReasons)[number];

/** What each means, for learners and authors. */
export const sayReason: Readonly<Record<ReportReason, string>> = {
  wrong: 'The answer is wrong',
  'two-fit': 'Two answers fit',
  unclear: 'It is unclear',
  outdated: 'It is out of date',
  else: 'Something else',
};

/** Where a question was asked, so that there is a way back to its explanation. */
export interface AskedIn {
  readonly kind: 'quiz' | 'drill';
  readonly id: string;
}
