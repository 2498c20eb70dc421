import { describe, expect, it } from 'vitest';
import { simulate } from '../../../bench/plan-simulation.ts';
import { gradeOf, type Memory, nextMemory } from '../../../src/core/card.ts';
import { chooseDay, type DayInput } from '../../../src/core/plan/day.ts';
import { phaseOf } from '../../../src/core/plan/days.ts';
import { outlookOf, recallOf } from '../../../src/core/plan/outlook.ts';
import { knownUnseen, recallOnExam } from '../../../src/core/plan/worth.ts';
import { random } from '../../../src/core/random.ts';
import type { SyllabusEntry } from '../../../src/core/plan/syllabus.ts';

/** A guide of three chapters, eighty items; the first chapter is the lightest, so that its order is no help. */
const syllabus: readonly SyllabusEntry[] = [0.12, 0.44, 0.44].flatMap((weight, chapter) =>
  Array.from({ length: 27 }, (_, nth) => ({
    item: `${chapter}-${nth}`,
    lesson: `${chapter}.${nth % 3}`,
    objective: nth % 6,
    weight: weight / 27,
    isCue: nth % 2 === 0,
    difficulty: (['easy', 'medium', 'hard'] as const)[Math.floor(nth / 9)] ?? 'medium',
  })),
);

describe('learners who keep to the plan', () => {
  it.each([
    ['is as the planner believes', 'as believed'],
    ['is not as the planner believes', 'other parameters'],
  ] as const)('recall more on exam day than with plain FSRS or in order, when their memory %s', (_, nature) => {
    const recall = simulate({ syllabus, learners: 12, nature, part: 1 / 16 });
    expect(recall.plan).toBeGreaterThan(recall.fsrs + 0.02);
    expect(recall.plan).toBeGreaterThan(recall['in order'] + 0.02);
  });
});

describe('the outlook', () => {
  it.each([
    [14, 5],
    [35, 5],
    [70, 8],
  ])('%d days before the exam, with %d minutes a day, is near what a learner reaches who keeps to the plan', (days, minutes) => {
    const examAt = (days + 0.4) * day;
    const input: DayInput = {
      syllabus,
      memories: new Map(),
      done: new Set(),
      now: 0.8 * day,
      examAt,
      minutes: minutes / 4,
      pace: 1,
      allowsNew: true,
    };
    const plan = { examDay: '2027-02-01', minutes: minutes / 4, setAt: 0 };
    const { ifStopped, ifKept } = outlookOf({ plan, daysLeft: days, newStops: 4, input });
    const reached = Array.from({ length: 8 }, (_, nth) => kept(input, days, `learner ${nth}`)).reduce((sum, one) => sum + one / 8, 0);
    expect(ifStopped).toBeCloseTo(recallOf(syllabus, new Map(), examAt), 10);
    expect(Math.abs(ifKept - reached)).toBeLessThan(0.05);
  });
});

const day = 86_400_000;

/** The recall on exam day of a learner who studies every day what the plan says, and remembers as it believes. */
function kept(input: DayInput, days: number, luck: string): number {
  const memories = new Map<string, Memory>();
  const chance = random(luck);
  for (let today = 0; today < days; today += 1) {
    const now = (today + 0.8) * day;
    for (const { entry } of chooseDay({ ...input, memories, now, allowsNew: phaseOf(days - today, 4) === 'new' })) {
      const before = memories.get(entry.item);
      const right = chance() < (before ? recallOnExam(before, entry.difficulty, now) : knownUnseen[entry.difficulty]);
      memories.set(entry.item, nextMemory(before, now, gradeOf({ correct: right })));
    }
  }
  return recallOf(input.syllabus, memories, input.examAt);
}
