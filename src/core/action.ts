import type { Confidence } from './card.ts';
import type { ItemId, LessonId } from './pack.ts';
import type { AskedIn, ReportReason } from './report/report.ts';
import type { GroupId } from './state.ts';

/** The parts of a lesson page that have a tab of their own. */
export const tabs = ['summary', 'concepts', 'terms', 'order', 'scenarios', 'traps', 'pairs', 'cues', 'code', 'changes', 'sources'] as const;
export type Tab = (typeof tabs)[number];

/** Whence a lesson was opened, so that there is a way back: a question that was routed, or a quiz. */
export type CameFrom = { readonly kind: 'routed' | 'quiz'; readonly id: string };

/** What a press means. It carries ids only: what is correct stays in the pack, what was done stays in the store. */
export type Action =
  | { readonly kind: 'guide' }
  | { readonly kind: 'chapter'; readonly chapter: number }
  | { readonly kind: 'strong-answers'; readonly chapter: number; readonly page: number }
  | { readonly kind: 'exam' }
  | { readonly kind: 'help' }
  | { readonly kind: 'help-managing' }
  | {
      readonly kind: 'lesson';
      readonly lesson: LessonId;
      readonly tab: Tab;
      readonly page: number;
      readonly cameFrom?: CameFrom | null | undefined;
    }
  | { readonly kind: 'quiz'; readonly lesson: LessonId | null; readonly count: number }
  | { readonly kind: 'answer'; readonly session: string; readonly item: ItemId; readonly picks: string; readonly version: string }
  | { readonly kind: 'pick'; readonly session: string; readonly item: ItemId; readonly picks: string; readonly version: string }
  | { readonly kind: 'explain'; readonly session: string; readonly item: ItemId }
  /** Says how sure one was of an answer; or that one does not want to be asked. */
  | { readonly kind: 'confide'; readonly session: string; readonly item: ItemId; readonly confidence: Confidence | 'never' }
  | { readonly kind: 'confide-vote'; readonly drill: string; readonly confidence: Confidence | 'never' }
  | { readonly kind: 'ask-confidence' }
  /** Adds a question to the quiz that is like one of it. */
  | { readonly kind: 'similar'; readonly session: string; readonly item: ItemId }
  | { readonly kind: 'next'; readonly session: string }
  /** The next question, after a pause was offered. */
  | { readonly kind: 'go-on'; readonly session: string }
  | { readonly kind: 'stop'; readonly session: string }
  /** Goes on with a quiz that was stopped, and ends the one that is open. */
  | { readonly kind: 'resume'; readonly session: string }
  /** Asks once more what was missed in a quiz. */
  | { readonly kind: 'retry'; readonly session: string }
  /** Asks what comes back: what is due, what was missed, or what was wrong though one was sure. */
  | { readonly kind: 'review'; readonly what: 'due' | 'missed' | 'sure-wrong' }
  | { readonly kind: 'review-lesson'; readonly lesson: LessonId }
  | { readonly kind: 'review-trap'; readonly lesson: LessonId; readonly trap: string }
  /** What there is of a mock exam: the one that runs, or one that could begin. */
  | { readonly kind: 'mock' }
  | { readonly kind: 'mock-start'; readonly questions: number; readonly form: number }
  /** Shows a question of it, counted from 1. */
  | { readonly kind: 'mock-question'; readonly exam: string; readonly at: number }
  | { readonly kind: 'mock-pick'; readonly exam: string; readonly item: ItemId; readonly picks: string; readonly version: string }
  | { readonly kind: 'mock-flag'; readonly exam: string; readonly item: ItemId; readonly flagged: boolean }
  /** Where all its questions stand, before it is submitted. */
  | { readonly kind: 'mock-review'; readonly exam: string }
  | { readonly kind: 'mock-submit'; readonly exam: string }
  | { readonly kind: 'mock-result'; readonly exam: string }
  | { readonly kind: 'mock-objectives'; readonly exam: string; readonly chapter: number }
  | { readonly kind: 'mock-explain'; readonly exam: string; readonly at: number; readonly only: 'all' | 'missed' }
  /** Shows the plan, as it stands today. */
  | { readonly kind: 'plan' }
  /** `day` is the exam's, YYYY-MM-DD. */
  | { readonly kind: 'plan-set'; readonly day: string; readonly minutes: number }
  | { readonly kind: 'plan-start' }
  | { readonly kind: 'plan-calendar' }
  | { readonly kind: 'plan-off' }
  | { readonly kind: 'progress' }
  /** The lessons of one chapter, where there are too many for one screen. */
  | { readonly kind: 'progress-chapter'; readonly chapter: number }
  | { readonly kind: 'ready' }
  /** A learner's own time zone, by its IANA name. */
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'vote'; readonly drill: string; readonly pick: string; readonly version: string }
  /** Shows the answer to a routed question again. */
  | { readonly kind: 'route'; readonly routed: string }
  | { readonly kind: 'drill-off'; readonly group: GroupId }
  | { readonly kind: 'status'; readonly group: GroupId }
  | { readonly kind: 'choose-lesson'; readonly routed: string; readonly lesson: LessonId }
  | { readonly kind: 'not-this'; readonly routed: string }
  | { readonly kind: 'correct-route'; readonly routed: string; readonly lesson: LessonId | null }
  | { readonly kind: 'keep-nothing'; readonly routed: string }
  /** Asks what is wrong with a question; says it; takes it back. */
  | { readonly kind: 'report'; readonly askedIn: AskedIn; readonly item: ItemId }
  | { readonly kind: 'report-because'; readonly askedIn: AskedIn; readonly item: ItemId; readonly reason: ReportReason }
  | { readonly kind: 'report-withdraw'; readonly askedIn: AskedIn; readonly item: ItemId }
  /** Shows one's own answer to a drill again. */
  | { readonly kind: 'own-vote'; readonly drill: string }
  | { readonly kind: 'my-data' }
  | { readonly kind: 'board'; readonly group: GroupId }
  /** Puts oneself on the board of a group, or takes oneself off it. The name of a group is long, so these are short. */
  | { readonly kind: 'join'; readonly group: GroupId }
  | { readonly kind: 'leave'; readonly group: GroupId }
  /** Turns one's reminders on again as they were, or off. */
  | { readonly kind: 'remind-on' }
  | { readonly kind: 'remind-off' }
  | { readonly kind: 'export'; readonly page: number }
  /** What is kept, as a file: a part of it, counted from 1, where it is much. */
  | { readonly kind: 'export-file'; readonly format: ExportFormat; readonly part: number }
  /** Asks whether it is meant; what deletes is the next one. */
  | { readonly kind: 'forget-me' }
  | { readonly kind: 'forget-all' };

/** Everything; the answers for a spreadsheet; what was answered, or what was missed, for Anki. */
export const exportFormats = ['json', 'csv', 'anki', 'anki-missed'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type ActionOf<Kind extends Action['kind']> = Action & { readonly kind: Kind };
