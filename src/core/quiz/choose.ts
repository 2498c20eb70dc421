import { type Card, type Cards, recallAt } from '../card.ts';
import { lessonsOf } from '../pack-index.ts';
import { choiceCount, type Difficulty, type LessonId, type Pack, type Question } from '../pack.ts';
import { shuffle } from '../random.ts';
import type { Moment } from '../state.ts';

/** What the questions of a quiz are to be: of one lesson or of any, so many, and such that they fit. */
interface Wished {
  readonly lesson: LessonId | null;
  readonly count: number;
  readonly fits: (question: Question) => boolean;
}

/** What a learner knows, and when that is asked. `dueBefore` is the end of their day. */
export interface Knowledge {
  readonly cards: Cards;
  readonly now: Moment;
  readonly dueBefore: Moment;
}

/** The questions of a new quiz, in turn; where nothing decides, the seed does. */
export function chooseQuestions(pack: Pack, { lesson, count, fits }: Wished, knowledge: Knowledge, seed: string): Question[] {
  const questions = lessonsOf(pack)
    .filter(({ id }) => lesson === null || id === lesson)
    .map((found) => shuffle(found.questions.filter(fits), seed));
  return inTurn(toLearn(questions, knowledge), count, knowledge);
}

/** Questions of several lessons in the order in which they are to be learned: easy ones first, and of these one of each lesson, in the order of the guide. */
function toLearn(lessons: readonly (readonly Question[])[], { cards }: Knowledge): Question[] {
  const unseen = lessons.map((questions) => questions.filter(({ id }) => !cards.has(id)));
  const seen = lessons.flatMap((questions) => questions.filter(({ id }) => cards.has(id)));
  const rounds = Array.from({ length: Math.max(0, ...unseen.map(({ length }) => length)) }, (_, round) => round);
  const inRounds = (difficulty: Difficulty) => {
    const those = unseen.map((questions) => questions.filter((question) => question.difficulty === difficulty));
    return rounds.flatMap((round) => those.flatMap((questions) => questions[round] ?? []));
  };
  return [...difficulties.flatMap(inRounds), ...seen];
}

const difficulties: readonly Difficulty[] = ['easy', 'medium', 'hard'];

/** Easy ones first, otherwise as they are. */
function fromEasy(questions: readonly Question[]): Question[] {
  return [...questions].sort((one, other) => steps[one.difficulty] - steps[other.difficulty]);
}

const steps: Readonly<Record<Difficulty, number>> = { easy: 0, medium: 1, hard: 2 };

/** Of what comes back, no more than this share of a quiz is due, so that there is something new. */
const dueShare = 0.6;

/**
 * Of many questions so many, those whose turn it is first: what was missed, the longest ago first; what is due, the likeliest to be forgotten first; what was never
 * answered, in the given order; then more of the same, and at last what is least sure of all that is well known.
 */
export function inTurn(questions: readonly Question[], count: number, { cards, now, dueBefore }: Knowledge): Question[] {
  const known = questions.flatMap((question) => cardOn(question, cards));
  const missed = known.filter(({ card }) => !card.correct).sort((one, other) => one.card.at - other.card.at);
  const right = known.filter(({ card }) => card.correct).sort((one, other) => recallAt(one.card, now) - recallAt(other.card, now));
  const due = right.filter(({ card }) => card.due < dueBefore);
  const unseen = questions.filter(({ id }) => !cards.has(id));
  const first = Math.min(count, missedFirst(missed.length, count));
  const second = Math.max(0, Math.min(due.length, Math.ceil(count * dueShare) - first));
  const asked = (those: typeof known) => those.map(({ question }) => question);
  const order = [
    ...asked(missed.slice(0, first)),
    ...asked(due.slice(0, second)),
    ...unseen,
    ...asked(missed.slice(first)),
    ...asked(right),
  ];
  return [...new Set(order)].slice(0, count);
}

function cardOn(question: Question, cards: Cards): { readonly question: Question; readonly card: Card }[] {
  const card = cards.get(question.id);
  return card ? [{ question, card }] : [];
}

/**
 * How many of those that were missed a quiz begins with: half of it at most, so that there is something new; more when the next quiz could not take the
 * others into its half. Among quizzes of one length and subject, each comes back in one of the next two.
 */
function missedFirst(missed: number, count: number): number {
  const half = Math.ceil(count / 2);
  return Math.max(Math.min(half, missed), missed - half);
}

/**
 * A newcomer's first quiz: a question of each lesson, from easy to hard. Which lessons have the easy ones is left to the seed, because an answer says
 * more of a lesson when it is not always the same ones that are asked the most. Code, “choose two” and long stories are left for later: they take some
 * getting used to.
 */
export function choosePlacement(pack: Pack, seed: string): Question[] {
  const lessons = shuffle(
    lessonsOf(pack).filter(({ questions }) => questions.length > 0),
    seed,
  );
  const asked = lessons.flatMap(({ questions }, at) => {
    const wanted = difficulties[Math.floor((at * difficulties.length) / lessons.length)] ?? 'easy';
    const fitting = shuffle(questions, seed).sort((one, other) => unlike(one, wanted) - unlike(other, wanted));
    return fitting[0] ?? [];
  });
  return fromEasy(asked.sort((one, other) => one.lesson.localeCompare(other.lesson, 'en', { numeric: true })));
}

/** In characters: what is read in a few seconds. */
const quickStem = 200;

/** How far a question is from what is wanted of a newcomer's. */
function unlike(question: Question, wanted: Difficulty): number {
  const { difficulty, form, stem } = question;
  const isUnusual = form === 'code' || choiceCount(question) > 1;
  return Math.abs(steps[difficulty] - steps[wanted]) * 4 + Number(isUnusual) * 2 + Number(stem.length > quickStem);
}
