import type { Memory } from '../card.ts';
import type { Difficulty, ItemId } from '../pack.ts';
import type { Moment } from '../state.ts';
import type { SyllabusEntry } from './syllabus.ts';
import { minutesFor, recallIfAnswered, recallOnExam } from './worth.ts';

/** What a day's set is chosen from. */
export interface DayInput {
  readonly syllabus: readonly SyllabusEntry[];
  /** Of what was answered before; what is not in it is new. */
  readonly memories: ReadonlyMap<ItemId, Memory>;
  /** Answered today already, or asked by a mock exam that runs: these do not come today. */
  readonly done: ReadonlySet<ItemId>;
  readonly now: Moment;
  readonly examAt: Moment;
  /** What is left of today's. */
  readonly minutes: number;
  readonly pace: number;
  readonly allowsNew: boolean;
}

/** One item of a day's set. */
export interface Chosen {
  readonly entry: SyllabusEntry;
  readonly isNew: boolean;
  readonly minutes: number;
  /** By how much it raises the expected recall of the whole exam, for each minute. */
  readonly perMinute: number;
}

/**
 * The items that raise the expected recall on exam day most per minute, the best first, until the minutes are used up. Where two are worth the same, the order of
 * the guide decides: the same input gives the same set.
 */
export function chooseDay(input: DayInput): Chosen[] {
  const all = [...returning(input), ...(input.allowsNew ? fresh(input) : [])].sort((one, other) => other.perMinute - one.perMinute);
  const chosen: Chosen[] = [];
  let left = input.minutes;
  for (const next of all) {
    // What would take from the exam rather than give is left alone.
    if (left < nothing || next.perMinute <= 0) break;
    left -= next.minutes;
    chosen.push(next);
  }
  return chosen;
}

/** In minutes: what is left over when minutes are added up. */
const nothing = 0.001;

/**
 * What comes back, as far as it can be among the best: what waiting would give more is dear to know, and can only make an item worth less. So those that are
 * worth most without it are looked at closely, until what is certain fills the day.
 */
function returning(input: DayInput): Chosen[] {
  const bounds = input.syllabus.flatMap((entry) => {
    const memory = input.memories.get(entry.item);
    if (memory === undefined || input.done.has(entry.item)) return [];
    const minutes = minutesFor(entry, false, input.pace);
    const gain = gainAt(input.now, memory, entry, input);
    return [{ entry, memory, minutes, gain, most: (entry.weight * gain) / minutes }];
  });
  const exact: Chosen[] = [];
  for (const [at, { entry, memory, minutes, gain, most }] of bounds.sort((one, other) => other.most - one.most).entries()) {
    if (at % looksEvery === 0 && minutesAbove(most, exact) >= input.minutes) break;
    const worth = gain - Math.max(0, gainAt(laterOf(input), memory, entry, input) - gain);
    exact.push({ entry, isNew: false, minutes, perMinute: (entry.weight * worth) / minutes });
  }
  return exact;
}

/** In items: whether the day is full takes a look at all that were chosen so far, so it is asked of every so many only. */
const looksEvery = 32;

function minutesAbove(perMinute: number, chosen: readonly Chosen[]): number {
  return chosen.reduce((sum, one) => sum + (one.perMinute >= perMinute ? one.minutes : 0), 0);
}

/** By how much an answer at that moment raises the recall of one item on exam day. */
function gainAt(moment: Moment, memory: Memory, { difficulty }: SyllabusEntry, { examAt }: DayInput): number {
  return recallIfAnswered(memory, difficulty, moment, examAt) - recallOnExam(memory, difficulty, examAt);
}

const day = 86_400_000;

/** How long an item may wait for a better day. */
const wait = 7 * day;

/**
 * An item that one still knows well is worth more a little later, when recalling it takes an effort: what waiting a week would give more counts against
 * today. Without this, the plan spends its minutes on what could wait, and its simulated learners recall less.
 */
function laterOf({ now, examAt }: DayInput): Moment {
  return Math.max(now, Math.min(now + wait, examAt - day));
}

/** New ones: within an objective from easy to hard, for the hard ones build on the easy ones. */
function fresh(input: DayInput): Chosen[] {
  const gains = gainsOfNew(input);
  const queues = new Map<string, Chosen[]>();
  for (const entry of input.syllabus) {
    if (input.memories.has(entry.item) || input.done.has(entry.item)) continue;
    const minutes = minutesFor(entry, true, input.pace);
    const name = `${entry.lesson} ${entry.objective}`;
    const queue = queues.get(name) ?? [];
    queue.push({ entry, isNew: true, minutes, perMinute: (entry.weight * gains[entry.difficulty]) / minutes });
    queues.set(name, queue);
  }
  return [...queues.values()].flatMap(inQueue);
}

/** New items of one difficulty are worth the same but for their weights. A first answer is not held against waiting: all later ones build on it. */
function gainsOfNew({ now, examAt }: DayInput): Readonly<Record<Difficulty, number>> {
  const of = (difficulty: Difficulty) => recallIfAnswered(undefined, difficulty, now, examAt) - recallOnExam(undefined, difficulty, examAt);
  return { easy: of('easy'), medium: of('medium'), hard: of('hard') };
}

/**
 * A queue whose order must be kept, valued so that sorting by value keeps it: where what stands behind is worth more than what stands before, the two count as
 * one block that is worth their mean.
 */
function inQueue(queue: readonly Chosen[]): Chosen[] {
  const blocks: { readonly items: readonly Chosen[]; readonly gain: number; readonly minutes: number }[] = [];
  for (const item of queue) {
    let block = { items: [item], gain: item.perMinute * item.minutes, minutes: item.minutes };
    for (let before = blocks.at(-1); before && before.gain * block.minutes < block.gain * before.minutes; before = blocks.at(-1)) {
      blocks.pop();
      block = { items: [...before.items, ...block.items], gain: before.gain + block.gain, minutes: before.minutes + block.minutes };
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ items, gain, minutes }) => items.map((item) => ({ ...item, perMinute: gain / minutes })));
}
