import type { PackId } from '../pack.ts';
import type { Moment } from '../state.ts';

/** One kind of thing that is kept of a learner: a table of the store with a column that says whose each row is. */
export interface KeptPart {
  readonly name: string;
  readonly table: string;
  /** The column with the learner's id, or with the pseudonym that is made from it. */
  readonly whose: string;
  /** The column has a keyed hash of the id in place of the id. */
  readonly isPseudonymous?: true;
  /** Its rows belong to others as well, so when a learner is forgotten they stay, and are nobody's. */
  readonly stays?: true;
  /** The keys of a table begin with the pack, unless its index begins with the learner or it is always small. */
  readonly isFoundByLearner?: true;
  readonly one: string;
  readonly many: string;
  /** What is in it, for learners: on the privacy page and, word for word, in PRIVACY.md. */
  readonly says: string;
  /** What a line about a row has: when, what it is about, what else there is to say; and what tells rows of one moment apart. Names of columns. */
  readonly line: {
    readonly kind: string;
    readonly at: string | null;
    readonly about: string | null;
    readonly detail: string;
    readonly id: string;
    readonly correct?: string;
  };
}

/**
 * The one list of what is kept: the privacy page, the counts, the table, the export and deleting everything come from it. A table with something of a
 * learner in it has a line here; `tests/storage/kept.test.ts` looks whether the database has one that was forgotten.
 */
export const keptParts = [
  {
    name: 'answers',
    table: 'attempts',
    whose: 'learner',
    isFoundByLearner: true,
    one: 'answer',
    many: 'answers',
    says: 'Which option you chose, in which quiz or drill, when, and how sure you said you were.',
    line: { kind: 'answer', at: 'at', about: 'item', detail: 'picks', id: 'asked_in', correct: 'is_correct' },
  },
  {
    name: 'quizzes',
    table: 'quizzes',
    whose: 'learner',
    isFoundByLearner: true,
    one: 'quiz',
    many: 'quizzes',
    says: 'Which questions each quiz or review asks, and when it began and ended.',
    line: { kind: 'quiz', at: 'started_at', about: 'lesson', detail: 'questions', id: 'id' },
  },
  {
    name: 'mockAnswers',
    table: 'mock_answers',
    whose: 'learner',
    one: 'answer of a mock exam',
    many: 'answers of mock exams',
    says: 'What you chose and flagged in a mock exam that is running.',
    line: { kind: 'mock-answer', at: 'at', about: 'item', detail: 'picks', id: 'exam' },
  },
  {
    name: 'mockExams',
    table: 'mock_exams',
    whose: 'learner',
    one: 'mock exam',
    many: 'mock exams',
    says: 'The questions, the times and the score of each.',
    line: { kind: 'mock-exam', at: 'started_at', about: 'form', detail: 'questions', id: 'id' },
  },
  {
    name: 'plans',
    table: 'plans',
    whose: 'learner',
    one: 'study plan',
    many: 'study plans',
    says: 'The day of your exam, your minutes a day, and since when.',
    line: { kind: 'plan', at: 'set_at', about: 'exam_day', detail: 'minutes', id: 'pack' },
  },
  {
    name: 'boards',
    table: 'board_members',
    whose: 'learner',
    one: 'weekly board you are on',
    many: 'weekly boards you are on',
    says: 'That you joined it, and your nickname there. The people of the channel see your score.',
    line: { kind: 'board', at: 'joined_at', about: 'group_id', detail: 'nickname', id: 'group_id' },
  },
  {
    name: 'reminders',
    table: 'reminders',
    whose: 'learner',
    one: 'reminder',
    many: 'reminders',
    says: 'Your hour, days and quiet hours, and when you were last reminded.',
    line: { kind: 'reminder', at: 'set_at', about: 'time', detail: 'weekdays', id: 'pack' },
  },
  {
    name: 'cards',
    table: 'cards',
    whose: 'learner',
    one: 'card',
    many: 'cards',
    says: 'How well you should remember each question you answered, and when it comes back.',
    line: { kind: 'card', at: 'at', about: 'item', detail: 'lesson', id: 'item' },
  },
  {
    name: 'settings',
    table: 'learners',
    whose: 'learner',
    one: 'profile',
    many: 'profiles',
    says: 'Your time zone and earlier ones, and whether you want to be asked how sure you are.',
    line: { kind: 'settings', at: null, about: 'zone', detail: 'asks_confidence', id: 'pack' },
  },
  {
    name: 'questions',
    table: 'routed_questions',
    whose: 'learner',
    isFoundByLearner: true,
    one: 'question of this hour',
    many: 'questions of this hour',
    says: 'What you asked and which lessons you were shown. Forgotten after an hour.',
    line: { kind: 'question', at: 'at', about: 'question', detail: 'shown', id: 'id' },
  },
  {
    name: 'reports',
    table: 'reports',
    whose: 'mark',
    isPseudonymous: true,
    isFoundByLearner: true,
    one: 'report',
    many: 'reports',
    says: 'Which question you reported and why, with a code made from your account number, so that it counts once.',
    line: { kind: 'report', at: 'at', about: 'item', detail: 'reason', id: 'item' },
  },
  {
    name: 'drills',
    table: 'study_groups',
    whose: 'set_by',
    stays: true,
    isFoundByLearner: true,
    one: 'daily drill you set up',
    many: 'daily drills you set up',
    says: 'That it was you, so that you hear when it fails. If you delete everything, it goes on without knowing you.',
    line: { kind: 'drill', at: 'set_at', about: 'channel', detail: 'time', id: 'id' },
  },
] as const satisfies readonly KeptPart[];

export type KeptName = (typeof keptParts)[number]['name'];

/** How much is kept of a learner, of all exams together. What is not named is none. */
export type Kept = Readonly<Partial<Record<KeptName, number>>>;

/** One line of what is kept of a learner, whichever exam it belongs to. */
export interface KeptLine {
  /** Null for what has no moment. */
  readonly at: Moment | null;
  readonly pack: PackId;
  readonly kind: (typeof keptParts)[number]['line']['kind'];
  /** The item that was answered, the lesson of a quiz, what was asked, the channel of a drill. */
  readonly about: string;
  /** The options chosen, the questions of a quiz, the lessons shown, the time of a drill. */
  readonly detail: string;
  /** Of an answer. */
  readonly correct?: boolean | undefined;
}

/** Rows as the store has them, by the name of their part, without whose they are. */
export type KeptRows = Readonly<Partial<Record<KeptName, readonly Readonly<Record<string, unknown>>[]>>>;

/** So many rows, of all kinds together, has one file: few enough to be read and written in the time of one answer. */
export const rowsEachFile = 2_000;

/** What is true of all of it, for learners: on the privacy page and, word for word, in PRIVACY.md. */
export const keptFacts = [
  'Your account number on this platform is what says that these are yours. No name is kept but a nickname that you gave to a weekly board, and no other message.',
  'Nobody else is shown your results unless you choose so. Whoever runs the bot can read its database.',
  'A question that you gave to the authors, with “Not this one” or by choosing a lesson when you were asked which is closer, is kept without your account number. It stays when you delete the rest.',
] as const;

/** The parts of which there is something, each with how much. */
export function partsKept(kept: Kept): { readonly part: (typeof keptParts)[number]; readonly count: number }[] {
  return keptParts.map((part) => ({ part, count: kept[part.name] ?? 0 })).filter(({ count }) => count > 0);
}

export function isEmpty(kept: Kept): boolean {
  return partsKept(kept).length === 0;
}
