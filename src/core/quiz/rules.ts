import { lessonsOf, questionById } from '../pack-index.ts';
import { choiceCount, type Item, type LessonId, type Option, type Pack, type Question } from '../pack.ts';
import { shuffle } from '../random.ts';
import type { Attempt, QuizSession } from '../state.ts';
import type { Cards } from '../card.ts';

/** What the questions of a quiz are to be: of one lesson or of any, so many, and such that they fit. */
interface Wished {
  readonly lesson: LessonId | null;
  readonly count: number;
  readonly fits: (question: Question) => boolean;
}

/**
 * The questions of a new quiz. It begins with what was missed, the longest ago first, then come those never answered, then the rest of what was missed,
 * then the ones answered longest ago; where nothing decides, the seed does.
 */
export function chooseQuestions(pack: Pack, { lesson, count, fits }: Wished, cards: Cards, seed: string): Question[] {
  const questions = lessonsOf(pack)
    .filter(({ id }) => lesson === null || id === lesson)
    .flatMap((found) => found.questions.filter(fits));
  return inTurn(shuffle(questions, seed), count, cards);
}

/** Of many questions so many, those whose turn it is first. */
export function inTurn(questions: readonly Question[], count: number, cards: Cards): Question[] {
  const answeredAt = ({ id }: Question) => cards.get(id)?.at ?? 0;
  const oldestFirst = (correct: boolean) =>
    questions.filter(({ id }) => cards.get(id)?.correct === correct).sort((one, other) => answeredAt(one) - answeredAt(other));
  const missed = oldestFirst(false);
  const first = Math.min(count, missedFirst(missed.length, count));
  const unseen = questions.filter(({ id }) => !cards.has(id));
  return [...missed.slice(0, first), ...unseen, ...missed.slice(first), ...oldestFirst(true)].slice(0, count);
}

/**
 * How many of those that were missed a quiz begins with: half of it at most, so that there is something new; more when the next quiz could not take the
 * others into its half. Among quizzes of one length and subject, each comes back in one of the next two.
 */
function missedFirst(missed: number, count: number): number {
  const half = Math.ceil(count / 2);
  return Math.max(Math.min(half, missed), missed - half);
}

/** The options in the order in which one learner sees them; the same each time it is drawn. */
export function shownOptions(item: Item, askedIn: string): Option[] {
  return shuffle(item.options, `${askedIn}:${item.id}`);
}

/** The letter under which an option is shown. */
export function letterOf(position: number): string {
  return 'ABCDEFGH'[position] ?? '?';
}

/** Picks are written as the ids of the options, in the order in which they were made. Picking again takes a pick away; one too many, the oldest. */
export function togglePick(picks: string, option: string, most: number): string {
  const others = [...picks].filter((pick) => pick !== option);
  return picks.includes(option) ? others.join('') : [...others, option].slice(-most).join('');
}

/** Picks as an answer keeps them: sorted, each once, so that the same answer is always written the same. */
export function sortedPicks(picks: string): string {
  return [...new Set(picks)].sort().join('');
}

export function isComplete(item: Item, picks: string): boolean {
  return picks.length === choiceCount(item) && [...picks].every((pick) => item.options.some(({ id }) => id === pick));
}

/** Exactly the correct options: half of a "choose two" is wrong. */
export function isCorrect(item: Item, picks: string): boolean {
  return item.options.every((option) => option.correct === picks.includes(option.id));
}

/** A quiz and the pack that its questions come from. */
export interface QuizView {
  readonly pack: Pack;
  readonly session: QuizSession;
  readonly attempts: readonly Attempt[];
}

/** Where a quiz stands. `next` is the first question that is neither answered nor gone from the pack. */
export interface Standing {
  readonly total: number;
  readonly answered: number;
  readonly correct: number;
  readonly next: Question | undefined;
}

export function standing({ pack, session, attempts }: QuizView): Standing {
  const done = new Set(attempts.map((attempt) => attempt.item));
  const known = session.questions.filter((id) => done.has(id) || questionById(pack, id) !== undefined);
  const next = known.find((id) => !done.has(id));
  return {
    total: known.length,
    answered: attempts.length,
    correct: attempts.filter((attempt) => attempt.correct).length,
    next: next === undefined ? undefined : questionById(pack, next),
  };
}

/** Lessons of the wrong answers, the most often missed first, each with the traps that were stepped into. */
export function toReadAgain(pack: Pack, attempts: readonly Attempt[]): { lesson: LessonId; traps: string[] }[] {
  const missed = attempts.filter((attempt) => !attempt.correct);
  const lessons = [...new Set(missed.map((attempt) => attempt.lesson))];
  const times = (lesson: LessonId) => missed.filter((attempt) => attempt.lesson === lesson).length;
  return lessons
    .sort((one, other) => times(other) - times(one))
    .map((lesson) => ({
      lesson,
      traps: [...new Set(missed.flatMap((attempt) => (attempt.lesson === lesson ? trapsOf(pack, attempt) : [])))],
    }));
}

function trapsOf(pack: Pack, attempt: Attempt): string[] {
  const chosen = questionById(pack, attempt.item)?.options.filter(({ id }) => attempt.picks.includes(id)) ?? [];
  return chosen.flatMap((option) => option.trap ?? []);
}
