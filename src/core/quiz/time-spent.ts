import type { Attempt, Moment, QuizSession } from '../state.ts';

/** Whoever is away longer than this between two answers was not thinking about one. */
const longestThought = 2 * 60_000;

/** After so much practice attention falls off: a good place to stop, and short enough for a break between two meetings. */
const naturalEnd = 10 * 60_000;

/** How long somebody has been at a quiz, in milliseconds, by when they answered: a pause counts for two minutes at most. */
export function timeSpent({ startedAt }: QuizSession, attempts: readonly Attempt[]): Moment {
  const moments = [startedAt, ...attempts.map(({ at }) => at).sort((one, other) => one - other)];
  return moments.slice(1).reduce((sum, at, nth) => sum + Math.min(longestThought, Math.max(0, at - (moments[nth] ?? at))), 0);
}

/** Whether it is with the last answer that a natural end is reached: then, and not again, a pause is offered. */
export function isNaturalEnd(session: QuizSession, attempts: readonly Attempt[]): boolean {
  const inOrder = [...attempts].sort((one, other) => one.at - other.at);
  return timeSpent(session, inOrder) >= naturalEnd && timeSpent(session, inOrder.slice(0, -1)) < naturalEnd;
}
