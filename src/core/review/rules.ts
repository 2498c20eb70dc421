import { type Card, recallAt } from '../card.ts';
import { itemById, lessonById, lessonsOf } from '../pack-index.ts';
import type { Item, Lesson, LessonId, Pack, Trap } from '../pack.ts';
import type { Knowledge } from '../quiz/choose.ts';
import type { Moment } from '../state.ts';
import { endOfDay } from '../time.ts';

/** What a review is of. */
export type ReviewWish =
  | { readonly kind: 'due' | 'missed' | 'sure-wrong' }
  | { readonly kind: 'lesson'; readonly lesson: LessonId }
  | { readonly kind: 'trap'; readonly lesson: LessonId; readonly trap: string };

/** As many as a review asks at most: about ten minutes of them. */
export const longestReview = 20;

interface Known {
  readonly item: Item;
  readonly card: Card;
}

/** Items that were answered and are still taught, those closest to being forgotten first: those that are least likely to be recalled now. */
function byRecall(pack: Pack, { cards, now }: Knowledge): Known[] {
  const known = [...cards.values()].flatMap((card) => {
    const item = itemById(pack, card.item);
    return item ? [{ item, card }] : [];
  });
  const recall = new Map(known.map(({ card }) => [card, recallAt(card, now)]));
  return known.sort(
    (one, other) => (recall.get(one.card) ?? 0) - (recall.get(other.card) ?? 0) || one.item.id.localeCompare(other.item.id),
  );
}

/** The items of a review, those that need it most first. Those of a trap may never have been answered: they come last. */
export function itemsOf(wish: ReviewWish, pack: Pack, knowledge: Knowledge): Item[] {
  const known = byRecall(pack, knowledge);
  const asked = (fits: (known: Known) => boolean) => known.filter(fits).map(({ item }) => item);
  switch (wish.kind) {
    case 'due':
      return asked(({ card }) => card.due < knowledge.dueBefore);
    case 'missed':
      return asked(({ card }) => !card.correct);
    case 'sure-wrong':
      return asked(({ card }) => !card.correct && card.confidence === 'sure');
    case 'lesson':
      return asked(({ item }) => item.lesson === wish.lesson);
    case 'trap': {
      const lesson = lessonById(pack, wish.lesson);
      const fits = (item: Item) => item.lesson === wish.lesson && item.options.some(({ trap }) => trap === wish.trap);
      const unseen = [...(lesson?.questions ?? []), ...(lesson?.cues ?? [])].filter(({ id }) => !knowledge.cards.has(id));
      return [...asked(({ item }) => fits(item)), ...unseen.filter(fits)];
    }
  }
}

/** When the next item is due after today, and how many are on that day of the learner's. */
export function nextDue(
  pack: Pack,
  { cards, dueBefore }: Knowledge,
  zone: string,
): { readonly at: Moment; readonly count: number } | undefined {
  const later = [...cards.values()].filter(({ item, due }) => due >= dueBefore && itemById(pack, item) !== undefined).map(({ due }) => due);
  const at = later.reduce((first, due) => Math.min(first, due), Number.POSITIVE_INFINITY);
  if (later.length === 0) return undefined;
  const over = endOfDay(at, zone);
  return { at, count: later.filter((due) => due < over).length };
}

/** A trap and the lesson that warns of it. */
export interface PlacedTrap {
  readonly lesson: Lesson;
  readonly trap: Trap;
}

/** A trap by its place. */
export function trapOf(pack: Pack, { lesson: id, trap }: ReviewWish & { kind: 'trap' }): PlacedTrap | undefined {
  const lesson = lessonById(pack, id);
  const found = lesson?.traps.find((one) => one.id === trap);
  return lesson && found ? { lesson, trap: found } : undefined;
}

/** A trap that a search has found by its belief. */
export function trapNamed(pack: Pack, lessonId: LessonId, belief: string): PlacedTrap | undefined {
  const lesson = lessonsOf(pack).find(({ id }) => id === lessonId);
  const trap = lesson?.traps.find((one) => one.belief === belief);
  return lesson && trap ? { lesson, trap } : undefined;
}
