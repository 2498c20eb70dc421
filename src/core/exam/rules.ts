import { itemById, questionById } from '../pack-index.ts';
import type { Chapter, Item, ItemId, LessonId, Objective, Pack } from '../pack.ts';
import { isComplete, isCorrect, sortedPicks } from '../quiz/rules.ts';
import type { Attempt, Moment, State } from '../state.ts';
import { wasTaken } from './forms.ts';
import type { Mock, MockAnswer, MockExam, MockMark } from './mock.ts';

/** An exam, the pack that its questions come from, and when it is looked at. */
export interface MockView {
  readonly pack: Pack;
  readonly mock: Mock;
  readonly now: Moment;
}

/** Whether its time is up, by the clock as it is now. */
export function isOver({ endsAt }: MockExam, now: Moment): boolean {
  return now >= endsAt;
}

/** A clock that went backwards promises nobody more than the exam takes. */
export function timeLeft({ startedAt, endsAt }: MockExam, now: Moment): number {
  return Math.min(endsAt - startedAt, Math.max(0, endsAt - now));
}

/** How one question of a running exam stands. */
export type QuestionStatus = 'answered' | 'open' | 'edited' | 'gone';

export function statusOf({ pack, mock }: MockView, id: ItemId): QuestionStatus {
  const item = questionById(pack, id);
  const answer = answerTo(mock, id);
  if (item === undefined) return 'gone';
  if (answer === undefined || answer.picks === '') return 'open';
  if (answer.version !== item.version) return 'edited';
  return isComplete(item, answer.picks) ? 'answered' : 'open';
}

export function answerTo({ answers }: Mock, id: ItemId): MockAnswer | undefined {
  return answers.find(({ item }) => item === id);
}

/** Which questions stand so, counted from 1. */
export function positions(view: MockView, fits: (id: ItemId) => boolean): number[] {
  return view.mock.exam.questions.flatMap((id, at) => (fits(id) ? [at + 1] : []));
}

export interface MockStanding {
  readonly answered: readonly number[];
  readonly open: readonly number[];
  readonly edited: readonly number[];
  readonly gone: readonly number[];
  readonly flagged: readonly number[];
}

export function standingOf(view: MockView): MockStanding {
  const at = (status: QuestionStatus) => positions(view, (id) => statusOf(view, id) === status);
  const flagged = positions(view, (id) => answerTo(view.mock, id)?.flagged === true);
  return { answered: at('answered'), open: at('open'), edited: at('edited'), gone: at('gone'), flagged };
}

/** Where one goes on: at the first open question after the last one that was answered, or else at the first open one. */
export function whereToGoOn(view: MockView): number | undefined {
  const { exam, answers } = view.mock;
  const last = answers
    .filter(({ picks }) => picks !== '')
    .reduce<MockAnswer | undefined>((latest, answer) => (answer.at >= (latest?.at ?? 0) ? answer : latest), undefined);
  const after = last === undefined ? 0 : exam.questions.indexOf(last.item) + 1;
  const { open, edited } = standingOf(view);
  const waiting = [...open, ...edited].sort((one, other) => one - other);
  return waiting.find((at) => at > after) ?? waiting[0];
}

/** The exam as it is when it has been submitted, and the attempts that its answers come to. */
export function submitted({ pack, mock }: MockView, at: Moment): { readonly exam: MockExam; readonly attempts: readonly Attempt[] } {
  const { exam } = mock;
  const marks = exam.questions.map((id) => markOf(pack, mock, id));
  const attempts = marks.flatMap(({ mark, item, lesson }) => {
    const answer = answerTo(mock, item);
    if (answer === undefined || (mark !== 'right' && mark !== 'wrong')) return [];
    const picks = sortedPicks(answer.picks);
    const { at: answeredAt, version } = answer;
    return [{ learner: exam.learner, askedIn: exam.id, item, lesson, picks, correct: mark === 'right', at: answeredAt, version }];
  });
  return { exam: { ...exam, submittedAt: at, marks }, attempts };
}

function markOf(pack: Pack, mock: Mock, id: ItemId): MockMark {
  const item = questionById(pack, id);
  if (item === undefined) return { item: id, lesson: id.split('-')[0] ?? '', objective: 0, mark: 'left-out' };
  return { item: id, lesson: item.lesson, objective: item.objective, mark: markFor(item, answerTo(mock, id)) };
}

function markFor(item: Item, answer: MockAnswer | undefined): MockMark['mark'] {
  if (answer === undefined || answer.picks === '') return 'open';
  if (answer.version !== item.version) return 'left-out';
  if (!isComplete(item, answer.picks)) return 'open';
  return isCorrect(item, answer.picks) ? 'right' : 'wrong';
}

/** How many were right, of how many that count. What was left open counts as the exam would count it. */
export interface Score {
  readonly correct: number;
  readonly of: number;
}

export function scoreOf(marks: readonly MockMark[]): Score {
  return { correct: marks.filter(({ mark }) => mark === 'right').length, of: marks.filter(({ mark }) => mark !== 'left-out').length };
}

export function percentOf({ correct, of }: Score): number {
  return of === 0 ? 0 : Math.round((100 * correct) / of);
}

export function chapterOf(lesson: LessonId): number {
  return Number(lesson.split('.')[0]);
}

export function marksOfChapter(marks: readonly MockMark[], chapter: Chapter): MockMark[] {
  return marks.filter(({ lesson }) => chapterOf(lesson) === chapter.number);
}

/** The objectives of a chapter that were asked for, the one that lost the most first. */
export function byObjective(marks: readonly MockMark[], chapter: Chapter): { readonly objective: Objective; readonly score: Score }[] {
  const own = marksOfChapter(marks, chapter);
  const scores = chapter.objectives.map((objective) => ({
    objective,
    score: scoreOf(own.filter((mark) => mark.objective === objective.id)),
  }));
  return scores.filter(({ score }) => score.of > 0).sort((one, other) => lost(other.score) - lost(one.score));
}

function lost({ correct, of }: Score): number {
  return of - correct;
}

/** The lesson that lost the most questions; of two, the one with the lower share. */
export function weakestLesson(marks: readonly MockMark[]): { readonly lesson: LessonId; readonly score: Score } | undefined {
  const lessons = [...new Set(marks.map(({ lesson }) => lesson))];
  const scores = lessons.map((lesson) => ({ lesson, score: scoreOf(marks.filter((mark) => mark.lesson === lesson)) }));
  const losing = scores.filter(({ score }) => lost(score) > 0);
  return losing.sort((one, other) => lost(other.score) - lost(one.score) || percentOf(one.score) - percentOf(other.score))[0];
}

/** The one before it in which something was answered. */
export function examBefore(exams: readonly MockExam[], { id, startedAt }: MockExam): MockExam | undefined {
  const earlier = exams.filter((exam) => exam.id !== id && exam.startedAt <= startedAt && exam.submittedAt !== null && wasTaken(exam));
  return earlier.sort((one, other) => other.startedAt - one.startedAt)[0];
}

/** Which positions have something to explain, counted from 1: all that are still taught, or those of them that were not right. */
export function explained({ marks }: MockExam, pack: Pack, only: 'all' | 'missed'): number[] {
  return marks.flatMap(({ item, mark }, at) => {
    const isWanted = itemById(pack, item) !== undefined && (only === 'all' || mark === 'wrong' || mark === 'open');
    return isWanted ? [at + 1] : [];
  });
}

/** What nobody is asked elsewhere while their exam runs: its questions. */
export function heldBack({ mock }: State, now: Moment): ReadonlySet<ItemId> {
  const isRunning = mock !== undefined && mock.exam.submittedAt === null && !isOver(mock.exam, now);
  return new Set(isRunning ? mock.exam.questions : []);
}
