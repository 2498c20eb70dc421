import type { ItemId, LessonId } from '../pack.ts';
import type { LearnerId, Moment } from '../state.ts';

/** A mock exam of one learner: which questions, and until when. */
export interface MockExam {
  readonly id: string;
  readonly learner: LearnerId;
  /** Counted from 1: forms share no question. */
  readonly form: number;
  readonly questions: readonly ItemId[];
  readonly startedAt: Moment;
  readonly endsAt: Moment;
  /** The learner's zone when it began, in which its end is said. */
  readonly zone: string;
  readonly submittedAt: Moment | null;
  /** What each question came to; none before it is submitted. */
  readonly marks: readonly MockMark[];
}

/** What one question of a submitted exam came to. It is kept, so that a result stays what it was when the content changes. */
export interface MockMark {
  readonly item: ItemId;
  readonly lesson: LessonId;
  readonly objective: number;
  /** `left-out`: it was removed, or edited after it was answered, while the exam ran. */
  readonly mark: 'right' | 'wrong' | 'open' | 'left-out';
}

/** What a learner has chosen so far at one question, and whether they want to come back to it. */
export interface MockAnswer {
  readonly item: ItemId;
  /** Empty when it was only flagged; incomplete while one of two is chosen. */
  readonly picks: string;
  /** The wording that was answered. */
  readonly version: string;
  readonly at: Moment;
  readonly flagged: boolean;
  /** The latest presses that made it: one that is delivered again takes nothing back. */
  readonly presses: readonly string[];
}

/** A mock exam with its answers. Of a submitted one, these are the attempts that it was turned into. */
export interface Mock {
  readonly exam: MockExam;
  readonly answers: readonly MockAnswer[];
}

export type MockChange =
  | { readonly kind: 'mock-started'; readonly exam: MockExam }
  /** In place of what was chosen before. */
  | { readonly kind: 'mock-answered'; readonly exam: MockExam; readonly answer: Omit<MockAnswer, 'flagged'> }
  | { readonly kind: 'mock-flagged'; readonly exam: MockExam; readonly item: ItemId; readonly flagged: boolean; readonly at: Moment }
  /** Once, whoever else submits it. `isTold` is whether the learner sees it happen. */
  | { readonly kind: 'mock-submitted'; readonly exam: MockExam; readonly isTold: boolean };
