import { shareOf } from '../pack-index.ts';
import { random } from '../random.ts';
import type { Chapter, Lesson, Pack, Question } from '../pack.ts';
import type { MockExam } from './mock.ts';

/** As many forms as a bank is to have, so that the last one is as new as the first. */
const mostForms = 5;

/** What an exam has of which its pack does not say how long it is. */
const usual = { questions: 60, minutes: 120 };

const minute = 60_000;

/** How many questions the exam has, as far as the bank goes, and how long they take. */
export interface ExamLength {
  readonly questions: number;
  readonly minutes: number;
}

/** The exam itself, whatever the bank has. */
export function realExam({ mock }: Pick<Pack, 'mock'>): ExamLength {
  return mock ?? usual;
}

/** The whole exam: as the pack says, or as much of it as there are questions for. */
export function wholeExam(pack: Pack): ExamLength {
  const { questions } = realExam(pack);
  return examLength(pack, largest(pack, questions));
}

function largest(pack: Pack, most: number): number {
  for (let questions = most; questions > 0; questions -= 1) if (formsOf(pack, questions) > 0) return questions;
  return 0;
}

/** A shorter form leaves as much time for each question. */
export function examLength(pack: Pack, questions: number): ExamLength {
  const whole = realExam(pack);
  return { questions, minutes: Math.round((questions * whole.minutes) / whole.questions) };
}

/** So many questions can be asked in that time. */
export function questionsIn(pack: Pack, minutes: number): number {
  const whole = realExam(pack);
  return Math.floor((minutes * whole.questions) / whole.minutes);
}

export function millisecondsOf({ minutes }: ExamLength): number {
  return minutes * minute;
}

/** How many forms of the whole exam there are: at most five, of which none shares a question with another. */
export function formCount(pack: Pack): number {
  return formsOf(pack, wholeExam(pack).questions);
}

function formsOf(pack: Pack, questions: number): number {
  const counts = countsOf(pack, questions);
  const each = pack.chapters.map((chapter, at) => {
    const wanted = counts[at] ?? 0;
    return wanted === 0 ? mostForms : Math.floor(inBank(chapter) / wanted);
  });
  return questions === 0 ? 0 : Math.min(mostForms, ...each);
}

function inBank({ lessons }: Chapter): number {
  return lessons.reduce((sum, lesson) => sum + lesson.questions.length, 0);
}

/** How many questions come from each chapter, by their weights: the largest remainders get what rounding leaves over. */
export function countsOf({ chapters }: Pack, questions: number): number[] {
  const shares = chapters.map((chapter) => questions * shareOf(chapter, chapters));
  const counts = shares.map(Math.floor);
  const left = questions - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = shares.map((share, at) => ({ at, rest: share - Math.floor(share) })).sort((one, other) => other.rest - one.rest);
  const rounded = new Set(byRemainder.slice(0, left).map(({ at }) => at));
  return counts.map((count, at) => count + Number(rounded.has(at)));
}

/** The questions of a form, chapter by chapter. A shorter one has the first of those that the whole form has. */
export function questionsOf(pack: Pack, form: number, questions: number): Question[] {
  const whole = countsOf(pack, wholeExam(pack).questions);
  const wanted = countsOf(pack, questions);
  return pack.chapters.flatMap((chapter, at) => {
    const each = whole[at] ?? 0;
    return spread(chapter, pack.id).slice((form - 1) * each, (form - 1) * each + Math.min(each, wanted[at] ?? 0));
  });
}

/**
 * All questions of a chapter in such an order that any stretch of it has something of each lesson and each difficulty, as the chapter has. Where a
 * question stands depends on its id and its company, so that a new one moves the others by a place or so.
 */
function spread({ lessons }: Chapter, seed: string): Question[] {
  return evenly(
    lessons.map((lesson) => byDifficulty(lesson, seed)),
    (at) => random(`${seed}:${at}`)(),
  );
}

function byDifficulty({ id, questions }: Lesson, seed: string): Question[] {
  const order = new Map(questions.map((question) => [question, random(`${seed}:${question.id}`)()]));
  const shuffled = [...questions].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  const groups = (['easy', 'medium', 'hard'] as const).map((difficulty) =>
    shuffled.filter((question) => question.difficulty === difficulty),
  );
  return evenly(groups, (at) => random(`${seed}:${id}:${at}`)());
}

/** Several lists in one, each of them spread over all of it. */
function evenly<Value>(lists: readonly (readonly Value[])[], offset: (list: number) => number): Value[] {
  const placed = lists.flatMap((list, at) => list.map((value, nth) => ({ value, place: (nth + offset(at)) / list.length })));
  return placed.sort((one, other) => one.place - other.place).map(({ value }) => value);
}

/** The form that is next: one that the learner has not had, or had longest ago. One in which nothing was answered was not had. */
export function nextForm(pack: Pack, exams: readonly MockExam[]): number {
  const forms = Array.from({ length: Math.max(1, formCount(pack)) }, (_, at) => at + 1);
  const last = (form: number) =>
    exams.filter((exam) => exam.form === form && wasTaken(exam)).reduce((latest, { startedAt }) => Math.max(latest, startedAt), -1);
  return [...forms].sort((one, other) => last(one) - last(other) || one - other)[0] ?? 1;
}

/** Whether something was answered in it. */
export function wasTaken({ marks }: MockExam): boolean {
  return marks.some(({ mark }) => mark === 'right' || mark === 'wrong');
}
