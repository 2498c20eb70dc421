import { shareOf } from '../pack-index.ts';
import type { Difficulty, Item, ItemId, Lesson, LessonId, Pack } from '../pack.ts';

/** One item as a plan sees it. */
export interface SyllabusEntry {
  readonly item: ItemId;
  readonly lesson: LessonId;
  readonly objective: number;
  /** Its share of the exam, from 0 to 1: those of all items add up to 1. */
  readonly weight: number;
  readonly isCue: boolean;
  readonly difficulty: Difficulty;
}

const syllabuses = new WeakMap<Pack, readonly SyllabusEntry[]>();

/**
 * All items of a pack with their weights, in the order in which new ones are learned: lesson after lesson, from easy to hard. The weight of a chapter, as the
 * exam guide has it, is shared out evenly over its lessons, that of a lesson over its objectives, that of an objective over its items.
 */
export function syllabusOf(pack: Pack): readonly SyllabusEntry[] {
  const known = syllabuses.get(pack);
  if (known) return known;
  const filled = pack.chapters.map(({ weight, lessons }) => ({ weight, lessons: lessons.filter((lesson) => itemsOf(lesson).length > 0) }));
  const taught = filled.filter(({ lessons }) => lessons.length > 0);
  const made = taught.flatMap((chapter) =>
    chapter.lessons.flatMap((lesson) => entriesOf(lesson, shareOf(chapter, taught) / chapter.lessons.length)),
  );
  syllabuses.set(pack, made);
  return made;
}

function itemsOf({ questions, cues }: Lesson): Item[] {
  return [...questions, ...cues];
}

function entriesOf(lesson: Lesson, weight: number): SyllabusEntry[] {
  const items = itemsOf(lesson);
  const objectives = new Map<number, number>();
  for (const { objective } of items) objectives.set(objective, (objectives.get(objective) ?? 0) + 1);
  const entries = items.map((item) => ({
    item: item.id,
    lesson: lesson.id,
    objective: item.objective,
    weight: weight / objectives.size / (objectives.get(item.objective) ?? 1),
    isCue: item.kind === 'cue',
    // A cue is one thing to decide, as a question of medium difficulty is, and shorter to read.
    difficulty: item.kind === 'question' ? item.difficulty : ('medium' as const),
  }));
  return entries.sort((one, other) => steps[one.difficulty] - steps[other.difficulty]);
}

const steps: Readonly<Record<Difficulty, number>> = { easy: 0, medium: 1, hard: 2 };
