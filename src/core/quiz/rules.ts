import { itemById } from '../pack-index.ts';
import { choiceCount, type Item, type ItemId, type LessonId, type Option, type Pack } from '../pack.ts';
import { shuffle } from '../random.ts';
import type { Attempt, QuizSession } from '../state.ts';

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
  /** What is not asked now, because a mock exam that runs has it. */
  readonly held?: ReadonlySet<ItemId>;
}

/** Where a quiz stands. `next` is the first item that is neither answered nor gone from the pack, nor held back. */
export interface QuizStanding {
  readonly total: number;
  readonly answered: number;
  readonly correct: number;
  readonly next: Item | undefined;
}

export function standing({ pack, session, attempts, held }: QuizView): QuizStanding {
  const done = new Set(attempts.map((attempt) => attempt.item));
  const known = session.questions.filter((id) => done.has(id) || (itemById(pack, id) !== undefined && held?.has(id) !== true));
  const next = known.find((id) => !done.has(id));
  return {
    total: known.length,
    answered: attempts.length,
    correct: attempts.filter((attempt) => attempt.correct).length,
    next: next === undefined ? undefined : itemById(pack, next),
  };
}

/** How many questions wait for the end of a mock exam. */
export function waiting({ pack, session, attempts, held }: QuizView): number {
  const isOpen = (id: ItemId) => attempts.every(({ item }) => item !== id) && itemById(pack, id) !== undefined;
  return session.questions.filter((id) => held?.has(id) === true && isOpen(id)).length;
}

/** Whether nothing of it is left to ask, now or when a mock exam is over. */
export function isOver(view: QuizView): boolean {
  return standing(view).next === undefined && waiting(view) === 0;
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
  const chosen = itemById(pack, attempt.item)?.options.filter(({ id }) => attempt.picks.includes(id)) ?? [];
  return chosen.flatMap((option) => option.trap ?? []);
}
