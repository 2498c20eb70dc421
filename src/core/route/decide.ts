import type { LessonId } from '../pack.ts';
import type { Evidence, Ranked, Route } from '../route.ts';
import type { Model, Reading } from './model.ts';
import { isHolding } from './words.ts';

/** Tuned on the development questions and checked on others; see README, "Routing". */
export const rules = {
  /** Outside the guide from these odds on, counting what the pack has never heard of. */
  outside: -0.4,
  strange: 2,
  /** Two lessons are shown when the second is at least this likely compared with the first. */
  second: 0.35,
};

const evidenceWords = 4;

export function decide(model: Model, reading: Reading, question: string): Route {
  const ranked = rank(model, reading);
  const [first, second, third] = ranked;
  if (first === undefined || outsideOdds(reading) > rules.outside) return { kind: 'none', nearest: ranked.slice(0, 3).map(({ lesson }) => lesson) };
  const chosen = [first, second, third].filter((entry) => entry !== undefined);
  const others = chosen.slice(1, 2).filter(({ confidence }) => confidence >= rules.second * first.confidence);
  if (others.length === 0) {
    return { kind: 'one', first, ...(second && { runnerUp: second }), evidence: [evidenceFor(model, reading, question, first.lesson)] };
  }
  return { kind: 'several', first, others, evidence: [first, ...others].map(({ lesson }) => evidenceFor(model, reading, question, lesson)) };
}

/** The lessons by their share of what is left to lessons, the likeliest first; equals stay in the order of the guide. */
function rank({ lessons }: Model, { shares }: Reading): Ranked[] {
  return lessons.map((lesson, c) => ({ lesson, confidence: shares[c]! })).sort((one, other) => other.confidence - one.confidence);
}

export function outsideOdds({ shares, strange }: Reading): number {
  const outside = shares.at(-1) ?? 0;
  return Math.log(outside / (1 - outside)) + rules.strange * strange;
}

/** The typed words that speak most for this lesson against the others. */
function evidenceFor({ lessons }: Model, { voices }: Reading, question: string, lesson: LessonId): Evidence {
  const at = lessons.indexOf(lesson);
  const pull = new Map<string, number>();
  for (const { words, scores } of voices) {
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    for (const { form, start, end } of words) {
      if (isHolding(form)) continue;
      const typed = question.slice(start, end);
      pull.set(typed, (pull.get(typed) ?? 0) + (scores[at]! - mean) / words.length);
    }
  }
  const strongest = [...pull].filter(([, amount]) => amount > 0).sort(([, one], [, other]) => other - one);
  return { lesson, words: strongest.slice(0, evidenceWords).map(([typed]) => typed) };
}
