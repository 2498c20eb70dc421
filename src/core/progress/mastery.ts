import { type Cards, recallAt, wantedRecall } from '../card.ts';
import type { Chapter, ItemId, Lesson, Pack, Trap } from '../pack.ts';
import { itemById, lessonById, lessonsOf, shareOf } from '../pack-index.ts';
import type { Moment } from '../state.ts';
import type { Practice } from './practice.ts';

/** How much of a lesson is known: of all its questions and cues the share that is expected to be recalled. What was never answered counts as not known. */
export interface Mastery {
  readonly lesson: Lesson;
  readonly share: number;
  readonly answered: number;
  readonly items: number;
}

export function masteryOf(pack: Pack, cards: Cards, moment: Moment): Mastery[] {
  return lessonsOf(pack).map((lesson) => {
    const known = recallsOf(lesson, cards, moment);
    const items = lesson.questions.length + lesson.cues.length;
    return { lesson, share: meanOf(known, items), answered: known.length, items };
  });
}

/** The same of a chapter: each of its lessons counts alike, as in {@link overall}. */
export interface ChapterMastery {
  readonly chapter: Chapter;
  readonly share: number;
  readonly answered: number;
  readonly items: number;
}

export function masteryByChapter(pack: Pack, mastery: readonly Mastery[]): ChapterMastery[] {
  return taughtIn(pack).map((chapter) => {
    const own = masteryIn(chapter, mastery);
    const sum = (of: (one: Mastery) => number) => own.reduce((all, one) => all + of(one), 0);
    return { chapter, share: sum(({ share }) => share) / own.length, answered: sum((one) => one.answered), items: sum((one) => one.items) };
  });
}

export function masteryIn({ lessons }: Chapter, mastery: readonly Mastery[]): Mastery[] {
  return mastery.filter(({ lesson }) => lessons.includes(lesson));
}

/** Of what was answered, the chance of each to be recalled. */
function recallsOf({ questions, cues }: Lesson, cards: Cards, moment: Moment): number[] {
  return [...questions, ...cues].flatMap(({ id }) => {
    const card = cards.get(id);
    return card ? [recallAt(card, moment)] : [];
  });
}

/** What was never answered counts as 0. */
function meanOf(recalls: readonly number[], items: number): number {
  return items === 0 ? 0 : recalls.reduce((sum, recall) => sum + recall, 0) / items;
}

/** Of the whole exam: each chapter counts as much as the guide says. */
export function overall(pack: Pack, mastery: readonly Pick<Mastery, 'lesson' | 'share'>[]): number {
  const shares = new Map(mastery.map(({ lesson, share }) => [lesson.id, share]));
  const chapters = taughtIn(pack);
  const of = ({ lessons }: (typeof chapters)[number]) => lessons.reduce((sum, { id }) => sum + (shares.get(id) ?? 0), 0) / lessons.length;
  return chapters.reduce((sum, chapter) => sum + shareOf(chapter, chapters) * of(chapter), 0);
}

function taughtIn({ chapters }: Pack): Chapter[] {
  return chapters.filter(({ lessons }) => lessons.length > 0);
}

/** The lesson that would gain the exam most: what is not known of it, as far as its chapter counts. */
export function weakest(pack: Pack, mastery: readonly Mastery[]): Mastery | undefined {
  const chapters = taughtIn(pack);
  const counts = new Map(
    chapters.flatMap((chapter) => chapter.lessons.map(({ id }) => [id, shareOf(chapter, chapters) / chapter.lessons.length])),
  );
  const missing = ({ lesson, share }: Mastery) => (1 - share) * (counts.get(lesson.id) ?? 0);
  return [...mastery].sort((one, other) => missing(other) - missing(one))[0];
}

/** How much is known on a later day: if nothing is reviewed until then, and if all that was answered comes back whenever it is due, and is known then. */
export interface Forecast {
  readonly at: Moment;
  readonly idle: number;
  readonly reviewed: number;
}

export function forecastAt(pack: Pack, cards: Cards, at: Moment): Forecast {
  const lessons = lessonsOf(pack).map((lesson) => ({
    lesson,
    recalls: recallsOf(lesson, cards, at),
    items: lesson.questions.length + lesson.cues.length,
  }));
  const of = (recall: (idle: number) => number) =>
    overall(
      pack,
      lessons.map(({ lesson, recalls, items }) => ({ lesson, share: meanOf(recalls.map(recall), items) })),
    );
  return { at, idle: of((recall) => recall), reviewed: of((recall) => Math.max(wantedRecall, recall)) };
}

/** A wrong belief, and how often it was chosen in the last wrong answers. */
export interface FallenFor {
  readonly lesson: Lesson;
  readonly trap: Trap;
  readonly times: number;
}

/** The one chosen most; of several, the one chosen last. */
export function weakestTrap(pack: Pack, missed: Practice['missed']): FallenFor | undefined {
  return trapsFallenFor(pack, missed)[0];
}

/** All of them, the one chosen most first. */
export function trapsFallenFor(pack: Pack, missed: Practice['missed']): FallenFor[] {
  const counts = new Map<string, { readonly item: ItemId; readonly trap: string; readonly times: number }>();
  for (const { item: id, picks } of missed) {
    const item = itemById(pack, id);
    for (const { id: option, correct, trap } of item?.options ?? []) {
      if (correct || trap === undefined || !picks.includes(option)) continue;
      const key = `${item?.lesson ?? ''} ${trap}`;
      counts.set(key, { item: id, trap, times: (counts.get(key)?.times ?? 0) + 1 });
    }
  }
  const most = [...counts.values()].sort((one, other) => other.times - one.times);
  return most.flatMap(({ item, trap: id, times }) => {
    const lesson = lessonById(pack, itemById(pack, item)?.lesson ?? '');
    const trap = lesson?.traps.find((one) => one.id === id);
    return lesson && trap ? [{ lesson, trap, times }] : [];
  });
}
