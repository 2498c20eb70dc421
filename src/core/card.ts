import { createEmptyCard, default_w, forgetting_curve, fsrs, Rating, type Card as FsrsCard, type Grade } from 'ts-fsrs';
import type { ItemId, LessonId } from './pack.ts';
import type { Attempt, Moment } from './state.ts';

/** How sure a learner was of an answer, by their own word. */
export const confidences = ['sure', 'think-so', 'guess'] as const;
export type Confidence = (typeof confidences)[number];

/** The memory of one learner for one item: what their attempts at it come to, by FSRS-6. It can always be made again from them. */
export interface Card {
  readonly item: ItemId;
  readonly lesson: LessonId;
  /** Days until the chance of recall has fallen to 90 %. */
  readonly stability: number;
  /** From 1, easy, to 10. */
  readonly difficulty: number;
  /** When the chance of recall falls to {@link wantedRecall}. */
  readonly due: Moment;
  /** The last answer: when, whether it was right, and how sure they were. */
  readonly at: Moment;
  readonly correct: boolean;
  readonly confidence: Confidence | null;
  /** How many answers there were, and how many of them were wrong after the first. */
  readonly answers: number;
  readonly lapses: number;
}

/** All cards of a learner, by item. */
export type Cards = ReadonlyMap<ItemId, Card>;

/** Raised with every change of what a card is made of: stored cards are made again from the attempts then. */
export const cardVersion = '1';

/** What an item falls to before it is due: the default of FSRS, and what its parameters were fitted for. */
export const wantedRecall = 0.9;

/**
 * FSRS-6 with its default parameters (https://github.com/open-spaced-repetition/ts-fsrs). Its steps of one and ten minutes are for people who sit before
 * their cards all evening: without them, an item returns on another day. Nothing is left to chance, so that the same answers make the same card.
 */
const scheduler = fsrs({ request_retention: wantedRecall, enable_short_term: false, enable_fuzz: false });

const day = 86_400_000;

/**
 * What an answer is worth as a grade of FSRS. Right and guessed is the least that is no lapse, right and sure the most; wrong is a lapse however sure
 * one was.
 */
export function gradeOf({ correct, confidence }: Pick<Attempt, 'correct' | 'confidence'>): Grade {
  if (!correct) return Rating.Again;
  if (confidence === 'sure') return Rating.Easy;
  return confidence === 'guess' ? Rating.Hard : Rating.Good;
}

/** The card that attempts at one item come to, in the order of their moments; undefined without any. What was practice in a cram leaves it as it is. */
export function cardOf(attempts: readonly Attempt[]): Card | undefined {
  const inOrder = attempts.filter(({ isPractice }) => !isPractice).sort((one, other) => one.at - other.at);
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let memory: FsrsCard = createEmptyCard(first.at);
  for (const attempt of inOrder) memory = scheduler.next(memory, attempt.at, gradeOf(attempt)).card;
  const { stability, difficulty, due, lapses } = memory;
  return {
    item: first.item,
    lesson: last.lesson,
    stability,
    difficulty,
    due: due.getTime(),
    at: last.at,
    correct: last.correct,
    confidence: last.confidence ?? null,
    answers: inOrder.length,
    lapses,
  };
}

/** The chance, from 0 to 1, that the item is recalled at that moment; parts of a day count. FSRS's curve of forgetting. */
export function recallAt({ stability, at }: Pick<Card, 'stability' | 'at'>, moment: Moment): number {
  return forgetting_curve(default_w, Math.max(0, moment - at) / day, stability);
}

/** The card after one more answer at that moment, for those who plan ahead. `card` is undefined for an item that was never answered. */
export function nextMemory(card: Pick<Card, 'stability' | 'difficulty' | 'at'> | undefined, moment: Moment, grade: Grade) {
  const elapsed = card === undefined ? 0 : Math.max(0, moment - card.at) / day;
  return { ...scheduler.next_state(card ?? null, elapsed, grade), at: moment };
}
