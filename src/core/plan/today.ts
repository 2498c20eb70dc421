import { zoneOf } from '../account/rules.ts';
import { type Cards, gradeOf, type Memory, nextMemory } from '../card.ts';
import type { Course } from '../course.ts';
import { heldBack } from '../exam/rules.ts';
import type { ItemId } from '../pack.ts';
import type { From } from '../request.ts';
import type { Attempt, Moment, State } from '../state.ts';
import { dayAt, daysAfter, daysBetween, momentOf } from '../time.ts';
import { type Chosen, chooseDay, type DayInput } from './day.ts';
import { examMoment, newStopsBefore, type Phase, phaseOf } from './days.ts';
import { isFirst, paceOf } from './pace.ts';
import { begunAt, cramDays, type Plan } from './plan.ts';
import { type SyllabusEntry, syllabusOf } from './syllabus.ts';
import { minutesFor } from './worth.ts';

/** A plan on one day of its learner: made anew whenever it is asked for, from what they know then. */
export interface Today {
  readonly plan: Plan;
  readonly zone: string;
  /** The learner's local date. */
  readonly day: string;
  readonly daysLeft: number;
  readonly newStops: number;
  readonly phase: Phase;
  /** What is left of today's set, the most valuable first. */
  readonly set: readonly Chosen[];
  /** How many answers there were today. */
  readonly answered: number;
  /** What the set was chosen from. */
  readonly input: DayInput;
  /** Whether a mock exam runs, which keeps its questions to itself. */
  readonly isExamRunning: boolean;
  /** Days without an answer since the last one with one, today left out. */
  readonly missedDays: number;
}

/** What a day is made from. */
export interface PlanContext {
  readonly state: State;
  readonly course: Pick<Course, 'pack'>;
  readonly from: Pick<From, 'now' | 'zone'>;
}

/** How many of a learner's newest answers are looked at: more than nearly anybody gives in a day. */
export const latestNeeded = 300;

export function todayOf(plan: Plan, context: PlanContext): Today {
  const { state, course, from } = context;
  const zone = zoneOf(context);
  const day = dayAt(from.now, zone);
  const daysLeft = daysBetween(day, plan.examDay);
  const newStops = newStopsBefore(plan, zone);
  const phase = phaseOf(daysLeft, newStops);
  const latest = state.latestAttempts ?? [];
  const held = heldBack(state, from.now);
  const input = inputOf(plan, {
    phase,
    held,
    zone,
    day,
    latest,
    cards: state.cards ?? new Map(),
    syllabus: syllabusOf(course.pack),
    now: from.now,
  });
  const answered = latest.filter(({ at }) => at >= momentOf(day, '00:00', zone)).length;
  const set = phase === 'exam' || phase === 'over' ? [] : setOf(input);
  const missedDays = missedBefore(day, plan, latest, zone);
  return { plan, zone, day, daysLeft, newStops, phase, set, answered, input, isExamRunning: held.size > 0, missedDays };
}

interface DayFacts {
  readonly phase: Phase;
  readonly zone: string;
  readonly day: string;
  readonly latest: readonly Attempt[];
  readonly cards: Cards;
  readonly syllabus: readonly SyllabusEntry[];
  readonly held: ReadonlySet<ItemId>;
  readonly now: Moment;
}

function inputOf(plan: Plan, { phase, zone, day, latest, cards, syllabus, held, now }: DayFacts): DayInput {
  const begin = momentOf(day, '00:00', zone);
  const today = latest.filter(({ at }) => at >= begin);
  const byItem = new Map(syllabus.map((entry) => [entry.item, entry]));
  const pace = paceOf(latest, cards, byItem);
  const spent = today.reduce((sum, attempt) => {
    const entry = byItem.get(attempt.item);
    return sum + (entry ? minutesFor(entry, isFirst(attempt, cards), pace) : 0);
  }, 0);
  return {
    syllabus,
    memories: memoriesOf(cards, latest, momentOf(daysAfter(plan.examDay, -cramDays), '00:00', zone)),
    done: new Set([
      ...held,
      ...today.map(({ item }) => item),
      ...[...cards.values()].filter(({ at }) => at >= begin).map(({ item }) => item),
    ]),
    now,
    examAt: examMoment(plan, zone),
    minutes: Math.max(0, plan.minutes - spent),
    pace,
    allowsNew: phase === 'new',
  };
}

/** What is known by the cards; in a cram also by what was practised in it, so that its second day is not a copy of the first. The cards stay as they are. */
function memoriesOf(cards: Cards, latest: readonly Attempt[], cramFrom: Moment): ReadonlyMap<ItemId, Memory> {
  const practised = latest.filter(({ isCram, at }) => isCram && at >= cramFrom).toReversed();
  if (practised.length === 0) return cards;
  const memories = new Map<ItemId, Memory>(cards);
  for (const attempt of practised) {
    const before = memories.get(attempt.item);
    memories.set(attempt.item, nextMemory(before, attempt.at, gradeOf(attempt)));
  }
  return memories;
}

/** Less than this is left of a day: no question fits into it. In minutes. */
const leastLeft = 0.5;

/**
 * In the last days new ones fill the rest of a day of which what was met before takes less than half: better than nothing. They stand behind, for they would
 * be worth more by the minute, and what was met once so late is soon gone.
 */
export function setOf(input: DayInput): readonly Chosen[] {
  if (input.minutes < leastLeft) return [];
  const set = chooseDay(input);
  const filled = set.reduce((sum, { minutes }) => sum + minutes, 0);
  if (input.allowsNew || filled * 2 >= input.minutes) return set;
  return [...set, ...chooseDay({ ...input, memories: new Map(), done: met(input), minutes: input.minutes - filled, allowsNew: true })];
}

/** Whatever is not new. */
function met({ memories, done }: DayInput): ReadonlySet<ItemId> {
  return new Set([...memories.keys(), ...done]);
}

/** Days before today on which the learner did nothing, since the plan was made or since their last answer. */
function missedBefore(day: string, plan: Plan, latest: readonly Attempt[], zone: string): number {
  const begin = momentOf(day, '00:00', zone);
  const before = latest.find(({ at }) => at < begin);
  // All that is known is of today, so of the days before nobody knows.
  if (before === undefined && latest.length >= latestNeeded) return 0;
  const begun = begunAt(plan);
  const since = dayAt(Math.max(begun, before?.at ?? begun), zone);
  return Math.max(0, daysBetween(since, day) - 1);
}
