import { type Cards, recallAt, wantedRecall } from '../card.ts';
import { realExam } from '../exam/forms.ts';
import { shareOf } from '../pack-index.ts';
import type { Chapter, LessonId, Pack, Question } from '../pack.ts';
import type { Moment } from '../state.ts';
import { type Answer, atFirstSight, evidenceOf, guessOf, priors, remembered } from './evidence.ts';
import { chanceOf, type Fit, fit, logistic, matVec } from './fit.ts';

/** Of a normal distribution: nine of ten are within so many standard deviations of its middle. */
const nineOfTen = 1.645;

/** How many questions of a chapter are still to be answered before anything can be said. */
export interface Missing {
  readonly chapter: Chapter;
  readonly questions: number;
}

export type Readiness =
  | { readonly kind: 'too-little'; readonly missing: readonly Missing[] }
  | {
      readonly kind: 'estimate';
      /** Shares of the questions of an exam: nine of ten such exams would end between the two outer ones. */
      readonly low: number;
      readonly middle: number;
      readonly high: number;
      /** The lesson in which studying a few questions raises the middle most, and by how much. */
      readonly best: { readonly lesson: LessonId; readonly gain: number } | undefined;
    };

export interface EstimateInput {
  readonly answers: readonly Answer[];
  readonly cards: Cards;
  readonly now: Moment;
}

/** What a learner would get right today, in an exam that asks each chapter as much as the guide says. */
export function readinessOf(pack: Pack, known: EstimateInput): Readiness {
  const missing = missingIn(pack, known.answers);
  if (missing.length > 0) return { kind: 'too-little', missing };
  const fitted = fit(evidenceOf(known.answers, pack), priors(pack));
  const asked = pack.chapters.filter((chapter) => questionsOf(chapter).length > 0);
  const weighed = asked.flatMap((chapter) => weighedIn(chapter, { pack, share: shareOf(chapter, asked), ...known }, fitted));
  const middle = weighed.reduce((sum, { weight, chance }) => sum + weight * chance, 0);
  const spread = Math.sqrt(doubt(weighed, fitted) + luck(weighed, realExam(pack).questions));
  const logOdds = Math.log(middle / (1 - middle));
  const reach = (nineOfTen * spread) / (middle * (1 - middle));
  return { kind: 'estimate', low: logistic(logOdds - reach), middle, high: logistic(logOdds + reach), best: bestOf(weighed) };
}

/** So many questions of the whole exam have to be answered, in its proportions: below, an interval would say hardly anything. */
const enough = 30;

function missingIn({ chapters }: Pack, answers: readonly Answer[]): Missing[] {
  const seen = new Set(answers.map(({ item }) => item));
  return chapters.flatMap((chapter) => {
    const questions = questionsOf(chapter);
    const wanted = Math.min(questions.length, Math.ceil(enough * shareOf(chapter, chapters)));
    const answered = questions.filter(({ id }) => seen.has(id)).length;
    return answered < wanted ? [{ chapter, questions: wanted - answered }] : [];
  });
}

/** A question that the exam may ask in other words: how much of the exam it stands for, and the chance that it would be answered right. */
interface WeighedQuestion {
  readonly question: Question;
  readonly chapter: string;
  readonly weight: number;
  readonly chance: number;
  readonly guess: number;
  readonly change: number;
  readonly unknowns: readonly number[];
}

function weighedIn(
  chapter: Chapter,
  { pack, share, cards, now }: EstimateInput & { readonly pack: Pack; readonly share: number },
  { values }: Fit,
): WeighedQuestion[] {
  const questions = questionsOf(chapter);
  return questions.map((question): WeighedQuestion => {
    const card = cards.get(question.id);
    const { unknowns, offset } = card ? remembered(recallAt(card, now)) : atFirstSight(question, pack);
    const guess = guessOf(question);
    const { chance, change } = chanceOf({ unknowns, offset, guess }, values);
    return { question, chapter: chapter.id, weight: share / questions.length, guess, unknowns, chance, change };
  });
}

const questionsIn = new WeakMap<Chapter, readonly Question[]>();

/** Chapters never change. */
function questionsOf(chapter: Chapter): readonly Question[] {
  const questions = questionsIn.get(chapter) ?? chapter.lessons.flatMap((lesson) => lesson.questions);
  questionsIn.set(chapter, questions);
  return questions;
}

/** The variance that is left because the unknowns are not known well. */
function doubt(weighed: readonly WeighedQuestion[], { values, covariance }: Fit): number {
  const gradient = values.map(() => 0);
  for (const { unknowns, weight, change } of weighed) for (const at of unknowns) gradient[at] = (gradient[at] ?? 0) + weight * change;
  return matVec(covariance, gradient).reduce((sum, value, at) => sum + value * (gradient[at] ?? 0), 0);
}

/** The variance that an exam of so many questions has whoever takes it. */
function luck(weighed: readonly WeighedQuestion[], questions: number): number {
  const chapters = new Map<string, { share: number; right: number }>();
  for (const { chapter, weight, chance } of weighed) {
    const { share, right } = chapters.get(chapter) ?? { share: 0, right: 0 };
    chapters.set(chapter, { share: share + weight, right: right + weight * chance });
  }
  const asked = [...chapters.values()].filter(({ share }) => share > 0);
  return asked.reduce((sum, { share, right }) => sum + (right * (1 - right / share)) / questions, 0);
}

/** About half an hour with a lesson. */
export const studied = 10;

/** Of each lesson, what its least sure questions would add if they were known as well as what was just studied. */
function bestOf(weighed: readonly WeighedQuestion[]): { readonly lesson: LessonId; readonly gain: number } | undefined {
  const gains = new Map<LessonId, number[]>();
  for (const { question, weight, chance, guess } of weighed) {
    const gain = weight * Math.max(0, guess + (1 - guess) * wantedRecall - chance);
    const each = gains.get(question.lesson) ?? [];
    each.push(gain);
    gains.set(question.lesson, each);
  }
  const best = [...gains].map(([lesson, each]) => ({
    lesson,
    gain: each
      .sort((one, other) => other - one)
      .slice(0, studied)
      .reduce((sum, gain) => sum + gain, 0),
  }));
  return best.filter(({ gain }) => gain > 0).sort((one, other) => other.gain - one.gain)[0];
}
