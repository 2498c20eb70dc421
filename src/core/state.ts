import type { Kept, KeptLine, KeptRows } from './account/kept.ts';
import type { BoardChange, BoardWeek } from './board/board.ts';
import type { Cards, Confidence } from './card.ts';
import type { Mock, MockChange, MockExam } from './exam/mock.ts';
import type { FindChange, RoutedQuestion, RoutingCorrection, TaughtQuestion } from './find/routed.ts';
import type { Cue, ItemId, LessonId, PackId } from './pack.ts';
import type { Plan } from './plan/plan.ts';
import type { Answer } from './progress/evidence.ts';
import type { Practice } from './progress/practice.ts';
import type { DueWork, Reminder, ReminderChange } from './remind/reminder.ts';
import type { ReportReason } from './report/report.ts';

/** Milliseconds since 1970, as every moment in this program. */
export type Moment = number;

/** A person on one platform, such as `slack:T012:U345`. */
export type LearnerId = string;

/** One channel with a study group, such as `discord:998877`. */
export type GroupId = string;

/** A quiz that a learner started. Where it stands is told by the attempts made in it, so it never has to be updated. */
export interface QuizSession {
  readonly id: string;
  readonly learner: LearnerId;
  readonly lesson: LessonId | null;
  /** What it is for, where it is more than a quiz: a newcomer's first look at all lessons, what is due, the day's share of a plan, or a cram. */
  readonly purpose?: 'placement' | 'review' | 'plan' | 'cram' | undefined;
  /** Ids of questions; of cues too, where they come back. */
  readonly questions: readonly ItemId[];
  readonly startedAt: Moment;
  readonly stoppedAt: Moment | null;
}

/** One learner's answer to one question or cue. */
export interface Attempt {
  readonly learner: LearnerId;
  /** The id of the quiz session or drill in which it was asked; one answer counts in each. */
  readonly askedIn: string;
  readonly item: ItemId;
  readonly lesson: LessonId;
  /** Ids of the options chosen, in order: `b`, or `ad` for "choose two". */
  readonly picks: string;
  readonly correct: boolean;
  readonly at: Moment;
  /** The press that made it, so that the same press delivered again is answered as the first time. */
  readonly press?: string | undefined;
  /** How sure they were, when they said so afterwards. */
  readonly confidence?: Confidence | undefined;
  /** Given in a cram before the exam, of which no card is made. */
  readonly isCram?: true | undefined;
  /** Of the item, as it was answered: what the answer says of it holds for that wording alone. */
  readonly version?: string | undefined;
}

/** What a learner has chosen for themselves. */
export interface Preferences {
  /** IANA name; null when neither they nor the platform told it. */
  readonly zone: string | null;
  /** Whether they are asked how sure they were, after each answer. */
  readonly asksConfidence: boolean;
  /** Whether they were asked for their time zone: once is enough. */
  readonly zoneAsked?: boolean;
  /** By which zones their days were counted before, the earliest first: a day that was counted stays counted. */
  readonly earlierZones?: readonly EarlierZone[];
}

/** A zone, and until when somebody's days were counted by it. */
export interface EarlierZone {
  readonly zone: string;
  readonly until: Moment;
}

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A study group: its channel, and when its drill comes. */
export interface Group {
  readonly id: GroupId;
  /** Where the adapter posts: the platform's own channel id. */
  readonly channel: string;
  /** Time of day, HH:MM. */
  readonly time: string;
  /** IANA name. */
  readonly zone: string;
  readonly weekdays: readonly Weekday[];
  /** How long after its time a missed drill is still posted, in minutes. */
  readonly grace: number;
  /** Time of day at which the answer is revealed, or null: just before the next drill. */
  readonly reveal: string | null;
  readonly setBy: LearnerId;
  /** What people called the channel when the drill was set up: that can be said when it is gone. */
  readonly channelName?: string | undefined;
  /** Since when the group wants drills: what was due before is not owed. Moving a drill that is on leaves it as it is. */
  readonly setAt: Moment;
  readonly active: boolean;
}

/**
 * The ledger's row of one group and day. `claimed`: someone is about to post it; `posted`: it is in the channel; `revealed`: its
 * answer is, too; `failed`: it is certain that it did not come, and `reason` says why. What depends on settings or content is kept as it was
 * when the drill was posted: people have seen it so.
 */
export interface Drill {
  readonly id: string;
  readonly group: GroupId;
  /** The group's local date, YYYY-MM-DD. */
  readonly day: string;
  readonly cue: ItemId;
  readonly status: 'claimed' | 'posted' | 'revealed' | 'failed';
  readonly dueAt: Moment;
  readonly claimedAt: Moment;
  readonly late: boolean;
  /** The platform's id of the message, once it is confirmed. */
  readonly message: string | null;
  /** What the message in the channel shows by now: a number of answers, or the reveal. */
  readonly shown: number | 'reveal';
  /** Of whoever is about to post it; it changes when somebody else takes over. */
  readonly claim?: string | undefined;
  /** Until when it may be posted. */
  readonly postBy?: Moment | undefined;
  /** The cue as people were shown it, whatever the content says by now. */
  readonly cueShown?: Cue | undefined;
  readonly revealAt?: Moment | undefined;
  /** The last trouble with it, as a sentence for people. */
  readonly reason?: string | undefined;
}

/** How a group answered a drill: option id to number of people. */
export type Tally = Readonly<Record<string, number>>;

/** An answer of any exam. */
export interface PackedAttempt extends Attempt {
  readonly pack: PackId;
}

/** What a request needs to know of the pack that is taught. The shell loads it; the core never asks. */
export interface State {
  readonly quiz?: { readonly session: QuizSession; readonly attempts: readonly Attempt[] };
  readonly cards?: Cards;
  readonly mock?: Mock;
  /** The latest mock exams of the learner, running or submitted. */
  readonly mocks?: readonly MockExam[];
  readonly preferences?: Preferences;
  readonly plan?: Plan;
  /** Of the learner, the newest first. */
  readonly latestAttempts?: readonly Attempt[];
  readonly practice?: Practice;
  /** The last ones of the learner, in no order. */
  readonly answers?: readonly Answer[];
  readonly group?: Group;
  /** `of` is the group of the drill, which need not be the one that is asked in. */
  readonly drill?: { readonly drill: Drill; readonly tally: Tally; readonly own?: Attempt; readonly of?: Group };
  /** The last days on which a group's drill came or was to come: each has one at most. */
  readonly drillDays?: readonly string[];
  /** The quiz that an earlier delivery of the same press has started. */
  readonly started?: { readonly session: QuizSession; readonly attempts: readonly Attempt[] };
  /** Any quiz, open or not, beside the open one. */
  readonly earlier?: { readonly session: QuizSession; readonly attempts: readonly Attempt[] };
  /** The correction that an earlier delivery of the same press has made. */
  readonly correction?: RoutingCorrection;
  readonly board?: BoardWeek;
  readonly reminder?: Reminder;
  readonly dueWork?: DueWork;
  readonly routed?: RoutedQuestion;
  /** The latest of a group. */
  readonly taught?: readonly TaughtQuestion[];
  /** Of all packs: what is kept of a person does not depend on what is taught today. */
  readonly attemptCount?: number;
  readonly kept?: Kept;
  /** One page of all that is kept of the learner, the oldest first, and whether there is more. */
  readonly keptPage?: { readonly lines: readonly KeptLine[]; readonly more: boolean };
  /** A part of all rows that are kept of the learner, and of their answers, the oldest first. */
  readonly keptRows?: { readonly rows: KeptRows; readonly more: boolean };
  readonly answersPage?: { readonly attempts: readonly PackedAttempt[]; readonly more: boolean };
  /** The learner's own report of an item. */
  readonly report?: ReportReason;
}

/** Which parts of {@link State} a request needs. */
export interface Needs {
  /** A session by its id, or the learner's open one. */
  readonly quiz?: { readonly session: string } | 'open';
  readonly cards?: true;
  /** The learner's own: the one that runs, or one by its id. */
  readonly mock?: 'running' | { readonly exam: string };
  readonly mocks?: true;
  /** Of the questions of the quiz that is loaded. */
  readonly quizCards?: true;
  readonly preferences?: true;
  readonly plan?: true;
  /** So many of the learner's newest. */
  readonly latestAttempts?: number;
  readonly practice?: true;
  readonly answers?: true;
  readonly group?: GroupId;
  /** A drill by its id, the latest one of a group, or the latest one of the learner's own groups on a platform. */
  readonly drill?: { readonly id: string } | { readonly latestOf: GroupId } | { readonly latestFor: string };
  readonly drillDays?: GroupId;
  readonly started?: string;
  readonly earlier?: string;
  /** The board of a group, for the week that a moment is in. */
  readonly board?: { readonly group: GroupId; readonly at: Moment };
  readonly reminder?: true;
  /** What a reminder would remind of: items due before the end of a day, and whether anything was answered since its beginning. */
  readonly dueWork?: { readonly before: Moment; readonly since: Moment };
  /** What a plan's set is chosen from, where there is a plan and nothing was answered on the day of `dueWork`: so many of the newest attempts. */
  readonly plannedWork?: number;
  readonly routed?: string;
  readonly correction?: string;
  readonly taught?: GroupId;
  readonly attemptCount?: true;
  readonly kept?: true;
  /** A page of all that is kept of the learner, counted from 1. */
  readonly keptPage?: number;
  /** Parts of what goes into files, counted from 1. */
  readonly keptRows?: number;
  readonly answersPage?: number;
  readonly report?: ItemId;
}

/** What is to be remembered. The shell saves all changes of a request in one transaction, or none. */
export type Change =
  | { readonly kind: 'quiz-started'; readonly session: QuizSession }
  | { readonly kind: 'quiz-stopped'; readonly session: string; readonly at: Moment }
  /** Open again; whatever quiz is open is stopped before. */
  | { readonly kind: 'quiz-resumed'; readonly session: string }
  /** Its questions are others than before, as long as nobody else has changed them. */
  | { readonly kind: 'quiz-changed'; readonly session: QuizSession; readonly questions: readonly ItemId[] }
  /** The store keeps the learner's card of the item as their attempts make it. */
  | { readonly kind: 'attempted'; readonly attempt: Attempt }
  /** Says of an attempt how sure the learner was, and changes the card with it. */
  | { readonly kind: 'confided'; readonly attempt: Attempt; readonly confidence: Confidence }
  | MockChange
  | { readonly kind: 'preferences-set'; readonly learner: LearnerId; readonly preferences: Preferences }
  /** In the place of any earlier one. */
  | { readonly kind: 'plan-set'; readonly learner: LearnerId; readonly plan: Plan }
  | { readonly kind: 'plan-ended'; readonly learner: LearnerId }
  | { readonly kind: 'group-set'; readonly group: Group }
  | { readonly kind: 'group-off'; readonly group: GroupId }
  | BoardChange
  | ReminderChange
  | FindChange
  /** In the place of an earlier report of the same learner. */
  | { readonly kind: 'reported'; readonly learner: LearnerId; readonly item: ItemId; readonly reason: ReportReason; readonly at: Moment }
  | { readonly kind: 'report-withdrawn'; readonly learner: LearnerId; readonly item: ItemId }
  | { readonly kind: 'learner-forgotten'; readonly learner: LearnerId };
