import type { Chapter, Cue, Item, ItemId, Lesson, LessonId, Pack, Question } from './pack.ts';

/** What a pack holds, by id. Made once a pack: packs never change. */
interface Index {
  readonly lessons: ReadonlyMap<LessonId, Lesson>;
  readonly questions: ReadonlyMap<ItemId, Question>;
  readonly cues: ReadonlyMap<ItemId, Cue>;
}

const indexes = new WeakMap<Pack, Index>();

function indexOf(pack: Pack): Index {
  const known = indexes.get(pack);
  if (known) return known;
  const lessons = pack.chapters.flatMap((chapter) => chapter.lessons);
  const index: Index = {
    lessons: new Map(lessons.map((lesson) => [lesson.id, lesson])),
    questions: new Map(lessons.flatMap((lesson) => lesson.questions.map((question) => [question.id, question]))),
    cues: new Map(lessons.flatMap((lesson) => lesson.cues.map((cue) => [cue.id, cue]))),
  };
  indexes.set(pack, index);
  return index;
}

/** All lessons, in the order of study. */
export function lessonsOf(pack: Pack): readonly Lesson[] {
  return [...indexOf(pack).lessons.values()];
}

export function lessonById(pack: Pack, id: LessonId): Lesson | undefined {
  return indexOf(pack).lessons.get(id);
}

/** The share of the exam that one of these chapters has, as the guide weighs them; evenly where it gives none a weight. Those of all of them add up to 1. */
export function shareOf({ weight }: Pick<Chapter, 'weight'>, chapters: readonly Pick<Chapter, 'weight'>[]): number {
  const all = chapters.reduce((sum, chapter) => sum + chapter.weight, 0);
  return all > 0 ? weight / all : 1 / chapters.length;
}

/** The next one in the order of study, if there is one. */
export function lessonAfter(pack: Pack, { id }: Lesson): Lesson | undefined {
  const lessons = lessonsOf(pack);
  return lessons[lessons.findIndex((lesson) => lesson.id === id) + 1];
}

export function questionById(pack: Pack, id: ItemId): Question | undefined {
  return indexOf(pack).questions.get(id);
}

/** A question or a cue. */
export function itemById(pack: Pack, id: ItemId): Item | undefined {
  return questionById(pack, id) ?? cueById(pack, id);
}

export function cuesOf(pack: Pack): readonly Cue[] {
  return [...indexOf(pack).cues.values()];
}

export function cueById(pack: Pack, id: ItemId): Cue | undefined {
  return indexOf(pack).cues.get(id);
}

export function chapterByNumber(pack: Pack, number: number): Chapter | undefined {
  return pack.chapters.find((chapter) => chapter.number === number);
}
