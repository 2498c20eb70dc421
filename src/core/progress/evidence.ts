import { gradeOf, nextMemory, recallAt } from '../card.ts';
import { choiceCount, type Difficulty, type ItemId, type LessonId, type Pack, type Question } from '../pack.ts';
import { lessonsOf, questionById } from '../pack-index.ts';
import type { Attempt } from '../state.ts';
import type { Observation } from './fit.ts';

/** An answer, without what it was asked in. */
export type Answer = Pick<Attempt, 'item' | 'lesson' | 'at' | 'correct' | 'confidence'>;

/**
 * What an answer says. One that was given at first sight says how much of its lesson, and of what is as difficult, the learner knows without having
 * studied that very question; a later one says how well they remember, compared with what their card had promised. Which one was the first is known as far
 * back as `answers` go.
 */
export function evidenceOf(answers: readonly Answer[], pack: Pack): Observation[] {
  const byItem = new Map<ItemId, Answer[]>();
  for (const answer of [...answers].sort((one, other) => one.at - other.at)) {
    const given = byItem.get(answer.item) ?? [];
    given.push(answer);
    byItem.set(answer.item, given);
  }
  return [...byItem].flatMap(([item, given]) => {
    const question = questionById(pack, item);
    return question ? observationsOf(question, given, pack) : [];
  });
}

function observationsOf(question: Question, given: readonly Answer[], pack: Pack): Observation[] {
  const guess = guessOf(question);
  let memory: ReturnType<typeof nextMemory> | undefined;
  return given.map(({ correct, at }, nth) => {
    const before = given[nth - 1];
    if (before === undefined) return { ...atFirstSight(question, pack), guess, correct };
    memory = nextMemory(memory, before.at, gradeOf(before));
    return { ...remembered(recallAt(memory, at)), guess, correct };
  });
}

const guesses = new WeakMap<Question, number>();

/** The chance to be right without knowing anything: one option of four, or two of five. Asked of every question for every estimate. */
export function guessOf(question: Question): number {
  const guess = guesses.get(question) ?? 1 / waysToChoose(choiceCount(question), question.options.length);
  guesses.set(question, guess);
  return guess;
}

function waysToChoose(choices: number, options: number): number {
  let ways = 1;
  for (let chosen = 0; chosen < choices; chosen += 1) ways *= (options - chosen) / (chosen + 1);
  return ways;
}

/** The unknowns, in this order: how much the learner knows at all, how much easier easy ones and harder hard ones are, how their memory differs; then each lesson. */
const ability = 0;
const steps: Readonly<Record<Difficulty, number | undefined>> = { easy: 1, medium: undefined, hard: 2 };
const remembering = 3;
const firstLesson = 4;

/** What is believed of them before any answer: a mean and a spread each, on the scale of log odds. */
export function priors(pack: Pack): readonly { readonly mean: number; readonly spread: number }[] {
  return [
    { mean: 0, spread: 1.2 },
    { mean: 0.7, spread: 0.5 },
    { mean: -0.7, spread: 0.5 },
    { mean: -0.2, spread: 0.7 },
    ...lessonsOf(pack).map(() => ({ mean: 0, spread: 0.7 })),
  ];
}

/** Which unknowns decide a question that is seen for the first time. */
export function atFirstSight({ lesson, difficulty }: Question, pack: Pack): Pick<Observation, 'unknowns' | 'offset'> {
  const step = steps[difficulty];
  const place = placesOf(pack).get(lesson) ?? 0;
  return { unknowns: [ability, firstLesson + place, ...(step === undefined ? [] : [step])], offset: 0 };
}

/** Which decide one that was answered before. */
export function remembered(recall: number): Pick<Observation, 'unknowns' | 'offset'> {
  const bounded = Math.min(0.98, Math.max(0.02, recall));
  return { unknowns: [remembering], offset: Math.log(bounded / (1 - bounded)) };
}

const places = new WeakMap<Pack, ReadonlyMap<LessonId, number>>();

function placesOf(pack: Pack): ReadonlyMap<LessonId, number> {
  const known = places.get(pack) ?? new Map(lessonsOf(pack).map(({ id }, at) => [id, at]));
  places.set(pack, known);
  return known;
}
