import { lessonsOf } from '../core/pack-index.ts';
import type { Chapter, Item, Lesson, Pack, Question } from '../core/pack.ts';
import { guessing, type Guessing, percent, shownText } from './test-wise.ts';

/** Of the items with one key among four, those where it is strictly longer (or shorter) than every other. */
export interface Share {
  readonly of: number;
  readonly percent: number;
  readonly within: boolean;
  readonly items: readonly string[];
}

/** What the form of items gives away, whatever they are about. */
export interface Giveaways {
  readonly items: number;
  readonly positions: Readonly<Record<string, number>>;
  readonly longest: Share;
  readonly shortest: Share;
  readonly guessers: readonly Guessing[];
}

export interface Covered {
  readonly chapter: number;
  readonly objective: number;
  readonly text: string;
  readonly questions: number;
  readonly cues: number;
  readonly enough: boolean;
}

export interface TrapUse {
  readonly lesson: string;
  readonly trap: string;
  readonly questions: number;
}

export interface Section {
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly difficulty: Readonly<Record<string, number>>;
  readonly forms: Readonly<Record<string, number>>;
  readonly chooseTwo: number;
  readonly questions: Giveaways;
  readonly cues: Giveaways;
  /** Traps that fewer than two questions use. */
  readonly unusedTraps: readonly TrapUse[];
}

export interface Report {
  readonly lessons: readonly Section[];
  readonly all: Section;
  readonly objectives: readonly Covered[];
}

/** How many questions have to test an objective, and how many have to use a trap. */
export const wanted = { perObjective: 6, perTrap: 2 };

/** Between which percentages the right one of four options may be the strictly longest; fewer items than `from` say nothing. */
export const longestBar = { least: 18, most: 32, from: 20 };

export function reportOf(pack: Pack): Report {
  const lessons = lessonsOf(pack);
  return {
    lessons: lessons.map((lesson) => sectionOf(`${lesson.id} ${lesson.title}`, [lesson])),
    all: sectionOf('All lessons', lessons),
    objectives: pack.chapters.flatMap(coverage),
  };
}

function sectionOf(name: string, lessons: readonly Lesson[]): Section {
  const questions = lessons.flatMap((lesson) => lesson.questions);
  const parts = ['concepts', 'scenarios', 'traps', 'pairs', 'changes', 'callShapes', 'terms', 'cues', 'questions'] as const;
  return {
    name,
    counts: Object.fromEntries(parts.map((part) => [part, lessons.reduce((sum, lesson) => sum + lesson[part].length, 0)])),
    difficulty: tally(
      questions.map((question) => question.difficulty),
      ['easy', 'medium', 'hard'],
    ),
    forms: tally(
      questions.map((question) => question.form),
      ['scenario', 'code', 'concept'],
    ),
    chooseTwo: questions.filter((question) => keysOf(question).length > 1).length,
    questions: giveawaysOf(questions),
    cues: giveawaysOf(lessons.flatMap((lesson) => lesson.cues)),
    unusedTraps: lessons.flatMap(unusedTraps),
  };
}

function giveawaysOf(items: readonly Item[]): Giveaways {
  return {
    items: items.length,
    positions: tally(
      items.flatMap((item) => keysOf(item).map(({ id }) => id)),
      ['a', 'b', 'c', 'd'],
    ),
    longest: shareOf(items, (right, rival) => right > rival, longestBar),
    shortest: shareOf(items, (right, rival) => right < rival, { least: 0, most: 100 }),
    guessers: guessing(items),
  };
}

function shareOf(
  items: readonly Item[],
  beats: (right: number, rival: number) => boolean,
  bar: { readonly least: number; readonly most: number; readonly from?: number },
): Share {
  const four = items.filter((item) => item.options.length === 4 && keysOf(item).length === 1);
  const found = four.filter((item) => {
    const lengths = (key: boolean) => item.options.filter((option) => option.correct === key).map((option) => shownText(option).length);
    const [right = 0] = lengths(true);
    return lengths(false).every((rival) => beats(right, rival));
  });
  const share = percent(found.length, four.length);
  return {
    of: four.length,
    percent: share,
    within: four.length < (bar.from ?? 0) || (share >= bar.least && share <= bar.most),
    items: found.map(({ id }) => id),
  };
}

function unusedTraps(lesson: Lesson): TrapUse[] {
  const uses = (trap: string) =>
    lesson.questions.filter((question: Question) => question.options.some((option) => option.trap === trap)).length;
  return lesson.traps
    .map(({ id }) => ({ lesson: lesson.id, trap: id, questions: uses(id) }))
    .filter(({ questions }) => questions < wanted.perTrap);
}

/** Objectives are numbered within their chapter, so each chapter is counted by itself. */
function coverage({ number, lessons, objectives }: Chapter): Covered[] {
  const questions = tally(lessons.flatMap((lesson) => lesson.questions.map(({ objective }) => objective)));
  const cues = tally(lessons.flatMap((lesson) => lesson.cues.map(({ objective }) => objective)));
  return objectives.map(({ id, text }) => ({
    chapter: number,
    objective: id,
    text,
    questions: questions[id] ?? 0,
    cues: cues[id] ?? 0,
    enough: (questions[id] ?? 0) >= wanted.perObjective,
  }));
}

function keysOf(item: Item) {
  return item.options.filter(({ correct }) => correct);
}

/** How often each value comes; those in `order` come first, even when they never do. */
function tally(values: readonly (string | number)[], order: readonly string[] = []): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(order.map((value) => [value, 0]));
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
