import type { LessonId } from '../core/pack.ts';
import type { Evidence } from './route.ts';
import type { Model } from './model/model.ts';
import type { Reading } from './predict.ts';
import { isHolding } from './text/stem.ts';

const mostWords = 4;

/** The words of the question that speak most for a lesson compared with the others, as they were typed. */
export function evidenceFor({ lessons }: Model, { voices }: Reading, question: string, lesson: LessonId): Evidence {
  const at = lessons.indexOf(lesson);
  const pull = new Map<string, number>();
  for (const { words, scores } of voices) {
    const telling = words.filter(({ form }) => !isHolding(form));
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    for (const { start, end } of telling) {
      const typed = question.slice(start, end);
      pull.set(typed, (pull.get(typed) ?? 0) + (scores[at]! - mean) / telling.length);
    }
  }
  const strongest = [...pull].filter(([, amount]) => amount > 0).sort(([, one], [, other]) => other - one);
  return { lesson, words: strongest.slice(0, mostWords).map(([typed]) => typed) };
}
