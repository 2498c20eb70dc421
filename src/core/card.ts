import { default_w, forgetting_curve, fsrs, Rating, type Grade } from 'ts-fsrs';
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

/** What is known of an item's memory, for those who reckon with it: less than a card. */
export type Memory = Pick<Card, 'stability' | 'difficulty' | 'at'>;

/** All cards of a learner, by item. */
export type Cards = ReadonlyMap<ItemId, Card>;

/** Raised with every change of what a card is made of: stored cards are made again from the attempts then. */
export const cardVersion = '2';

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

/** The card that attempts at one item come to, in the order of their moments; undefined without any. A cram leaves it as it is. */
export function cardOf(attempts: readonly Attempt[]): Card | undefined {
  const inOrder = attempts.filter(({ isCram }) => !isCram).sort((one, other) => one.at - other.at);
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const before = inOrder.slice(0, -1).reduce<Memory | undefined>(afterAttempt, undefined);
  const { stability, difficulty } = afterAttempt(before, last);
  return {
    item: first.item,
    lesson: last.lesson,
    stability,
    difficulty,
    due: last.at + intervalAfter(before, last.at, gradeOf(last)) * day,
    at: last.at,
    correct: last.correct,
    confidence: last.confidence ?? null,
    answers: inOrder.length,
    lapses: inOrder.filter(({ correct }, at) => at > 0 && !correct).length,
  };
}

function afterAttempt(before: Memory | undefined, attempt: Attempt): Memory {
  return nextMemory(before, attempt.at, gradeOf(attempt));
}

/** In whole days. As in FSRS, a better grade never brings an item back as early as a poorer one would. */
function intervalAfter(before: Memory | undefined, moment: Moment, grade: Grade): number {
  const alone = (one: Grade) => scheduler.next_interval(nextMemory(before, moment, one).stability, elapsedSince(before, moment));
  const again = Math.min(alone(Rating.Again), alone(Rating.Hard));
  const hard = Math.max(alone(Rating.Hard), again + 1);
  const good = Math.max(alone(Rating.Good), hard + 1);
  const easy = Math.max(alone(Rating.Easy), good + 1);
  return { [Rating.Again]: again, [Rating.Hard]: hard, [Rating.Good]: good, [Rating.Easy]: easy }[grade];
}

/** The chance, from 0 to 1, that the item is recalled at that moment; parts of a day count. FSRS's curve of forgetting. */
export function recallAt({ stability, at }: Pick<Card, 'stability' | 'at'>, moment: Moment): number {
  return forgetting_curve(default_w, Math.max(0, moment - at) / day, stability);
}

/**
 * The memory after one more answer at that moment; before the first one it is undefined. Cards are made of it, and whoever plans ahead asks it too. Parts of a
 * day count: the same evening and morning come to the same card wherever midnight is.
 */
export function nextMemory(before: Memory | undefined, moment: Moment, grade: Grade): Memory {
  return { ...scheduler.next_state(before ?? null, elapsedSince(before, moment), grade), at: moment };
}

/** In days. */
function elapsedSince(before: Memory | undefined, moment: Moment): number {
  return before === undefined ? 0 : Math.max(0, moment - before.at) / day;
}
