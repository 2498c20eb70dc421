import { describe, expect, it } from 'vitest';
import { simulate } from '../../../bench/plan-simulation.ts';
import type { Entry } from '../../../src/core/plan/syllabus.ts';

/** A guide of three chapters, eighty items; the first chapter is the lightest, so that its order is no help. */
const syllabus: readonly Entry[] = [0.12, 0.44, 0.44].flatMap((weight, chapter) =>
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
    ['is as the planner believes', false],
    ['is not as the planner believes', true],
  ])('recall more on exam day than with plain FSRS or in order, when their memory %s', (_, differs) => {
    const recall = simulate({ syllabus, learners: 12, differs, part: 1 / 16 });
    expect(recall.plan).toBeGreaterThan(recall.fsrs + 0.02);
    expect(recall.plan).toBeGreaterThan(recall['in order'] + 0.02);
  });
});
