import type { OutsideTopic, RoutingWords } from './routing-words.ts';

// The subject of the bot, in the words of the people who teach it. Every other file speaks these.

/** Text as an author writes it: `**bold**`, `` `code` `` and `[words](https://address)`; see `core/text.ts`. */
export type Markup = string;

/** At most 16 characters: it stands in every stored row and every button. */
export type PackId = string;
export type LessonId = string;
export type ItemId = string;

/** A public page that a claim rests on. */
export interface Source {
  readonly title: string;
  readonly url: string;
}

export interface Concept {
  readonly id: string;
  readonly name: string;
  readonly text: Markup;
  readonly sources: readonly Source[];
}

/** What an experienced person thinks of first when a stem shows this sign. */
export interface Instinct {
  readonly sign: Markup;
  readonly think: Markup;
}

/** A situation in a learner's own words, and what to do in it. */
export interface Scenario {
  readonly situation: Markup;
  readonly answer: Markup;
  readonly sources: readonly Source[];
}

/** A wrong belief that real people hold, and the reason that it is wrong. */
export interface Trap {
  readonly id: string;
  readonly belief: Markup;
  readonly reason: Markup;
  readonly sources: readonly Source[];
}

/** Two things that are mixed up, and the difference that decides between them. */
export interface Pair {
  readonly id: string;
  readonly one: string;
  readonly other: string;
  readonly difference: Markup;
  readonly sources: readonly Source[];
}

/** Something that was renamed, deprecated or changed; `when` names the version or date. */
export interface ProductChange {
  readonly what: string;
  readonly when: string;
  readonly text: Markup;
  readonly sources: readonly Source[];
}

/** The exact shape of a call, where the exam asks for it. */
export interface CallShape {
  readonly title: string;
  readonly code: string;
  readonly note: Markup;
  readonly sources: readonly Source[];
}

export interface Term {
  readonly term: string;
  readonly meaning: Markup;
}

/** One choice of a question or cue. `why` says why it is right or wrong; `trap` names the belief a wrong one embodies. */
export interface Option {
  readonly id: string;
  readonly text: Markup;
  readonly why: Markup;
  readonly correct: boolean;
  readonly trap?: string;
}

/** What a question and a cue have in common: something to decide, and every option explained. */
interface Decision {
  readonly id: ItemId;
  readonly lesson: LessonId;
  readonly stem: Markup;
  readonly code?: string;
  readonly options: readonly Option[];
  /** Number of the official exam objective, as the chapter lists them. */
  readonly objective: number;
  readonly sources: readonly Source[];
  /** Changes whenever stem, code or options do, so that a button of an older wording is recognised. */
  readonly version: string;
}

export type Difficulty = 'easy' | 'medium' | 'hard';

export interface Question extends Decision {
  readonly kind: 'question';
  readonly difficulty: Difficulty;
  readonly form: 'scenario' | 'code' | 'concept';
  /** The rule that decides it, in one line: whoever reads the stem, the options and this can answer. */
  readonly takeaway: Markup;
  /** The cue of the same lesson that is worth drilling next. */
  readonly cue: ItemId;
  /** The product versions it holds for. */
  readonly versions: string;
}

/** A decision cue: the words in a stem that decide the answer. Each is a possible daily drill. */
export interface Cue extends Decision {
  readonly kind: 'cue';
  /** The cue in one line, as one would remember it in the exam. */
  readonly remember: Markup;
}

export type Item = Question | Cue;

export interface Lesson {
  readonly id: LessonId;
  readonly title: string;
  readonly focus: Markup;
  /** What it is about, for somebody who knows none of its words. */
  readonly everyday: string;
  readonly summary: Markup;
  readonly concepts: readonly Concept[];
  readonly instincts: readonly Instinct[];
  readonly decisionOrder: readonly Markup[];
  readonly scenarios: readonly Scenario[];
  readonly traps: readonly Trap[];
  readonly pairs: readonly Pair[];
  readonly changes: readonly ProductChange[];
  readonly callShapes: readonly CallShape[];
  readonly terms: readonly Term[];
  readonly sources: readonly Source[];
  readonly cues: readonly Cue[];
  readonly questions: readonly Question[];
  readonly routing: RoutingWords;
}

/** One row of the guide's routing table: if the question is really about this, go first to that lesson. */
export interface RoutingRow {
  readonly about: string;
  readonly lesson: LessonId;
}

export interface Principle {
  readonly principle: string;
  readonly examples: readonly {
    readonly lesson: LessonId;
    readonly situation: Markup;
    readonly weak: Markup;
    readonly strong: Markup;
  }[];
}

export interface Objective {
  readonly id: number;
  readonly text: string;
  readonly lessons: readonly LessonId[];
}

/** One domain of the exam. */
export interface Chapter {
  readonly id: string;
  /** Its place in the pack, from 1; its lessons' numbers begin with it. */
  readonly number: number;
  readonly title: string;
  readonly intro: Markup;
  /** Share of the exam in percent. */
  readonly weight: number;
  /** Date of the last revision, YYYY-MM-DD. */
  readonly revised: string;
  readonly routing: readonly RoutingRow[];
  readonly strongAnswers: readonly Principle[];
  readonly objectives: readonly Objective[];
  readonly lessons: readonly Lesson[];
}

export interface ExamFact {
  readonly name: string;
  readonly value: Markup;
}

/** What a learner of this pack might type after a command: `route` questions, a lesson's `lesson` name, things to `search`. */
export interface TypedExamples {
  readonly route: readonly string[];
  readonly lesson: string;
  readonly search: readonly string[];
}

/** One exam. Once it is a `Pack`, every id in it resolves and nobody checks again. */
export interface Pack {
  readonly id: PackId;
  readonly title: string;
  /** What the bot is for, in a few words, as the platforms' settings show it. */
  readonly about: string;
  /** What the guide covers, in a sentence, for those who asked for something else. */
  readonly covers: Markup;
  readonly examples: TypedExamples;
  readonly outside: readonly OutsideTopic[];
  readonly exam: readonly ExamFact[];
  /** How many questions the exam asks in how many minutes, where that is known: mock exams are as long. */
  readonly mock?: { readonly questions: number; readonly minutes: number } | undefined;
  readonly chapters: readonly Chapter[];
}

/** How many options a learner has to choose. */
export function choiceCount(item: Item): number {
  return item.options.filter((option) => option.correct).length;
}
