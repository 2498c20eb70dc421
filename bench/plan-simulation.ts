import { default_w, forgetting_curve, fsrs, type Grade, Rating } from 'ts-fsrs';
import { gradeOf, type Memory, nextMemory, recallAt, wantedRecall } from '../src/core/card.ts';
import type { ItemId } from '../src/core/pack.ts';
import { phaseOf } from '../src/core/plan/days.ts';
import type { SyllabusEntry } from '../src/core/plan/syllabus.ts';
import { setOf } from '../src/core/plan/today.ts';
import { knownUnseen, minutesFor } from '../src/core/plan/worth.ts';
import { random } from '../src/core/random.ts';

/** How a learner chooses what to do each day. `fsrs` is plain spaced repetition: what has fallen below 90 %, then new items in the order of the guide. */
export const ways = ['plan', 'fsrs', 'in order'] as const;
export type Way = (typeof ways)[number];

/**
 * How learners truly forget. `as believed`: by FSRS with the parameters that the planner has, which is a circle. `other parameters`: by FSRS, with parameters and
 * knowledge beforehand of each learner's own. `other curve`: not by FSRS at all, but by half-lives, and what was known beforehand stays known.
 */
export const natures = ['as believed', 'other parameters', 'other curve'] as const;
export type Nature = (typeof natures)[number];

export interface Simulation {
  readonly syllabus: readonly SyllabusEntry[];
  readonly learners: number;
  /** The part of the guide that the syllabus is: the minutes are cut by it as well, and the weights made whole. */
  readonly part?: number;
  readonly nature: Nature;
}

const day = 86_400_000;

/** Of each way, the expected recall on exam day, weighted like the exam, as the mean over all learners. Each has the same days, minutes and luck in all three. */
export function simulate({ syllabus, learners, nature, part = 1 }: Simulation): Readonly<Record<Way, number>> {
  const sums = { plan: 0, fsrs: 0, 'in order': 0 };
  for (let nth = 0; nth < learners; nth += 1) {
    const learner = makeLearner(`learner ${nth}`, nature, part);
    for (const way of ways) sums[way] += study(learner, way, syllabus) / learners;
  }
  return sums;
}

interface Learner {
  readonly name: string;
  readonly days: number;
  readonly minutes: number;
  readonly truth: Truth;
  readonly known: typeof knownUnseen;
}

function makeLearner(name: string, nature: Nature, part: number): Learner {
  const chance = random(name);
  const times = (spread: number) => (nature === 'as believed' ? 1 : Math.exp(spread * normal(chance)));
  const days = 14 + Math.floor(chance() * 71);
  const minutes = ([10, 15, 20, 30, 45][Math.floor(chance() * 5)] ?? 20) * part;
  const last = default_w.length - 1;
  // The last one bends the curve of forgetting: FSRS takes it from 0.1 to 0.8.
  const parameters = default_w.map((value, at) => (at === last ? Math.min(0.8, Math.max(0.1, value * times(0.2))) : value * times(0.25)));
  const shift = times(0.3);
  const known = (of: keyof typeof knownUnseen) => Math.min(0.9, knownUnseen[of] * shift);
  const truth = nature === 'other curve' ? byHalfLives : byFsrs(parameters);
  return { name, days, minutes, truth, known: { easy: known('easy'), medium: known('medium'), hard: known('hard') } };
}

/** A memory as it truly is: what is left of it after so many days, and what an answer makes of it. */
interface Truth {
  readonly left: (memory: Memory, days: number) => number;
  readonly next: (memory: Memory | undefined, days: number, grade: Grade) => Omit<Memory, 'at'>;
  /** Whether what was known beforehand stays known. */
  readonly keeps: boolean;
}

function byFsrs(parameters: readonly number[]): Truth {
  const scheduler = fsrs({ w: parameters, enable_short_term: false, enable_fuzz: false });
  const curve = [...scheduler.parameters.w];
  return {
    left: ({ stability }, days) => forgetting_curve(curve, days, stability),
    next: (memory, days, grade) => scheduler.next_state(memory ?? null, days, grade),
    keeps: false,
  };
}

/** Half of it is gone after `stability` days, half of the rest after as many. A right answer lengthens that by up to four times, the more effort it took. */
const byHalfLives: Truth = {
  left: ({ stability }, days) => 2 ** (-days / stability),
  next(memory, days, grade) {
    const isRight = grade !== Rating.Again;
    if (memory === undefined) return { stability: isRight ? 6 : 1.5, difficulty: 5 };
    const effort = 1 - byHalfLives.left(memory, days);
    return { stability: isRight ? memory.stability * (1 + 3 * effort) : Math.max(1.5, memory.stability / 2), difficulty: 5 };
  },
  keeps: true,
};

/** Box and Muller. */
function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** A day in seven or so, something comes between. */
const missed = 0.15;

function study({ name, days, minutes, truth, known }: Learner, way: Way, syllabus: readonly SyllabusEntry[]): number {
  const memories = new Map<ItemId, Memory>();
  const believed = new Map<ItemId, Memory>();
  const [luck, absence] = [random(`${name} luck`), random(`${name} absence`)];
  const recall = ({ item, difficulty }: SyllabusEntry, now: number) => {
    const memory = memories.get(item);
    if (memory === undefined) return known[difficulty];
    return Math.max(truth.keeps ? known[difficulty] : 0, truth.left(memory, Math.max(0, now - memory.at) / day));
  };
  // In the evening; the exam is in the morning.
  const examAt = (days + 0.4) * day;
  for (let today = 0; today < days; today += 1) {
    const now = (today + 0.8) * day;
    if (absence() < missed) continue;
    for (const entry of chosen({ way, syllabus, believed, now, examAt, minutes, daysLeft: days - today })) {
      const before = memories.get(entry.item);
      const grade = gradeOf({ correct: luck() < recall(entry, now) });
      memories.set(entry.item, { ...truth.next(before, before ? (now - before.at) / day : 0, grade), at: now });
      believed.set(entry.item, nextMemory(believed.get(entry.item), now, grade));
    }
  }
  const all = syllabus.reduce((sum, { weight }) => sum + weight, 0);
  return syllabus.reduce((sum, entry) => sum + entry.weight * recall(entry, examAt), 0) / all;
}

interface Choosing {
  readonly way: Way;
  readonly syllabus: readonly SyllabusEntry[];
  readonly believed: ReadonlyMap<ItemId, Memory>;
  readonly now: number;
  readonly examAt: number;
  readonly minutes: number;
  readonly daysLeft: number;
}

function chosen({ way, syllabus, believed, now, examAt, minutes, daysLeft }: Choosing): SyllabusEntry[] {
  if (way === 'plan') {
    const input = { syllabus, memories: believed, done: new Set<ItemId>(), now, examAt, minutes, pace: 1 };
    return setOf({ ...input, allowsNew: phaseOf(daysLeft, restFromNew) === 'new' }).map(({ entry }) => entry);
  }
  const seen = syllabus.flatMap((entry) => {
    const memory = believed.get(entry.item);
    return memory ? [{ entry, left: recallAt(memory, now) }] : [];
  });
  const endangered = seen.sort((one, other) => one.left - other.left);
  const fresh = syllabus.filter(({ item }) => !believed.has(item));
  const due = endangered.filter(({ left }) => way === 'fsrs' && left < wantedRecall).map(({ entry }) => entry);
  const others = endangered.map(({ entry }) => entry);
  return within([...new Set([...due, ...fresh, ...others])], minutes, believed);
}

/** As in a plan of some weeks. */
const restFromNew = 4;

/** As many as the minutes are enough for; what they take is the same for all ways. */
function within(order: readonly SyllabusEntry[], minutes: number, believed: ReadonlyMap<ItemId, Memory>): SyllabusEntry[] {
  const taken: SyllabusEntry[] = [];
  let left = minutes;
  for (const entry of order) {
    if (left <= 0) break;
    left -= minutesFor(entry, !believed.has(entry.item), 1);
    taken.push(entry);
  }
  return taken;
}
