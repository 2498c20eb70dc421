import { gradeOf, type Memory, nextMemory, recallAt } from '../card.ts';
import type { ItemId } from '../pack.ts';
import { random } from '../random.ts';
import { chooseDay, type DayInput } from './day.ts';
import { phaseOf } from './days.ts';
import type { SyllabusEntry } from './syllabus.ts';
import type { Today } from './today.ts';
import { knownUnseen, recallOnExam } from './worth.ts';

/** Where a plan leads, as far as a model of memory can say. Shares are from 0 to 1. */
export interface Outlook {
  /** Expected recall of the whole exam on its day, by the weights of the exam guide: if one stops today, and if one keeps to the plan. */
  readonly ifStopped: number;
  readonly ifKept: number;
  /** Items that were never answered, and how many of them the plan gets to. */
  readonly unseen: number;
  readonly reached: number;
}

/** So many items stand for all, and so many stretches of days for the days: an outlook is computed whenever a plan is shown, while others wait. */
const sampleSize = 160;
const mostStretches = 10;

/** One simulated learner who studies every day, always with the same luck: whoever asks twice is told the same. */
export function outlookOf({ plan, daysLeft, newStops, input }: Pick<Today, 'plan' | 'daysLeft' | 'newStops' | 'input'>): Outlook {
  const { syllabus, memories, examAt } = input;
  const every = Math.max(1, Math.ceil(syllabus.length / sampleSize));
  const sample = syllabus.filter((_, at) => at % every === 0);
  const share = sample.length / syllabus.length || 1;
  const grown = new Map(memories);
  const study = learner(grown);
  for (const { first, days } of stretchesOf(daysLeft, newStops)) {
    const begun = daysLeft - first;
    const now = begun === 0 ? input.now : Math.min(examAt - day, input.now + (begun + (days - 1) / 2) * day);
    const minutes = (begun === 0 ? input.minutes + plan.minutes * (days - 1) : plan.minutes * days) * share;
    const done = begun === 0 ? input.done : none;
    study({ ...input, syllabus: sample, memories: grown, done, now, minutes, allowsNew: phaseOf(first, newStops) === 'new' });
  }
  const unseen = syllabus.filter(({ item }) => !memories.has(item)).length;
  const met = sample.filter(({ item }) => grown.has(item) && !memories.has(item)).length;
  const ifStopped = recallOf(syllabus, memories, examAt);
  // The sample says what the plan adds; where one stands today is known of all.
  const added = recallOf(sample, grown, examAt) - recallOf(sample, memories, examAt);
  return { ifStopped, ifKept: Math.min(1, ifStopped + Math.max(0, added)), unseen, reached: Math.min(unseen, Math.round(met / share)) };
}

const day = 86_400_000;
const none: ReadonlySet<ItemId> = new Set();

/** The days until the exam, those of one kind in a few stretches: `first` is how many days before the exam one begins. */
function stretchesOf(daysLeft: number, newStops: number): { readonly first: number; readonly days: number }[] {
  const stretches: { readonly first: number; readonly days: number }[] = [];
  const each = Math.max(1, Math.ceil(Math.max(0, daysLeft - newStops) / mostStretches));
  for (let first = daysLeft; first > 0; ) {
    const phase = phaseOf(first, newStops);
    let days = 1;
    while (days < each && first - days > 0 && phaseOf(first - days, newStops) === phase) days += 1;
    stretches.push({ first, days });
    first -= days;
  }
  return stretches;
}

/** Studies stretch after stretch. What a set took too long is taken off the next: a sample has so few items that it would add up. */
function learner(memories: Map<ItemId, Memory>): (input: DayInput) => void {
  // This is only the seed: with another one, everybody would be told other figures.
  const chance = random('forecast');
  let over = 0;
  return (input) => {
    const set = input.minutes > over ? chooseDay({ ...input, minutes: input.minutes - over }) : [];
    for (const { entry } of set) {
      const before = memories.get(entry.item);
      const right = chance() < (before ? recallAt(before, input.now) : knownUnseen[entry.difficulty]);
      memories.set(entry.item, nextMemory(before, input.now, gradeOf({ correct: right })));
    }
    over = Math.max(0, over + set.reduce((sum, { minutes }) => sum + minutes, 0) - input.minutes);
  };
}

/** The expected recall of an exam that asks these items by their weights. */
export function recallOf(syllabus: readonly SyllabusEntry[], memories: ReadonlyMap<ItemId, Memory>, examAt: number): number {
  const all = syllabus.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return 0;
  return (
    syllabus.reduce((sum, { item, weight, difficulty }) => sum + weight * recallOnExam(memories.get(item), difficulty, examAt), 0) / all
  );
}
