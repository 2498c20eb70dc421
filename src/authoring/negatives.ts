import { wordsOf } from '../core/text.ts';
import type { Problem } from '../reader/problem.ts';
import type { Entry } from './entries.ts';

/** The share of a lesson's questions that may ask for what is not so. */
const mostNegative = 0.05;

/** Too many questions that ask for the exception: people read over the "not". Each one beyond the allowed number is a problem. */
export function checkNegatives(lesson: readonly Entry[]): Problem[] {
  const questions = lesson.filter(({ item }) => 'difficulty' in item);
  const negative = questions.filter(({ item }) => isNegative(item.stem));
  const allowed = Math.floor(questions.length * mostNegative);
  return negative.slice(allowed).map(({ document, path, item }) => {
    const found = `a negative question (${item.id}), ${negative.length} of ${questions.length} in this lesson`;
    const remedy = 'Ask for what is right, or for what goes wrong and why.';
    return document.problem([...path, 'stem'], found, `at most ${allowed} in this lesson (${mostNegative * 100} %)`, remedy);
  });
}

const negatives: readonly RegExp[] = [
  /\bNOT\b|\bEXCEPT\b|\bLEAST\b/,
  /\ball\b[^.?!]*\bexcept\b[^.?!]*[?:]/i,
  /\bexcept (?:which|one|for)\b[^.?!]*[?:]/i,
  /\bleast (?:likely|suitable|suited|appropriate|useful|helpful|correct|true|accurate)\b/i,
  /\bwhich\b[^.?!]* (?:is|are|was|does|do|did|can|could|will|would|should|has|have|need|must)(?: not|n't)\b[^.?!]*\?/i,
  /\bwhich\b[^.?!]* (?:is|are|was|would be) (?:false|untrue|wrong|incorrect|a mistake|inappropriate|unsuitable)\b[^.?!]*\?/i,
  /\bwhich\b[^.?!]*\b(?:cannot|never)\b[^.?!]*\?/i,
];

export function isNegative(stem: string): boolean {
  const words = wordsOf(stem);
  return negatives.some((negative) => negative.test(words));
}
