import { doubleAt } from './model/arrays.ts';
import type { Model } from './model/model.ts';
import type { Prediction } from './predict.ts';
import type { Evidence, Label } from './route.ts';
import { isStopWord } from './text/stop-words.ts';
import { anyNumber } from './text/tokenize.ts';

/** As many as are read at a glance. */
const mostWords = 4;

/** The words of the question that speak most for a label compared with the others, as they were typed: attribution by logit. */
export function evidenceFor({ labels }: Model, { terms }: Prediction, question: string, label: Label): Evidence {
  const at = labels.indexOf(label);
  const attribution = new Map<string, number>();
  for (const { tokens, logits } of terms) {
    const content = tokens.filter(({ form }) => form !== anyNumber && !isStopWord(form));
    const mean = logits.reduce((sum, logit) => sum + logit, 0) / logits.length;
    for (const { start, end } of content) {
      const typed = question.slice(start, end);
      attribution.set(typed, (attribution.get(typed) ?? 0) + (doubleAt(logits, at) - mean) / content.length);
    }
  }
  const strongest = [...attribution].filter(([, amount]) => amount > 0).sort(([, one], [, other]) => other - one);
  return { label, words: strongest.slice(0, mostWords).map(([typed]) => typed) };
}
