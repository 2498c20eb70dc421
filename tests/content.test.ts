import { describe, expect, it } from 'vitest';
import { lessonsOf } from '../src/core/pack-index.ts';
import { drawings } from './fixtures/drawings.ts';
import { readFiles } from '../src/reader/files.ts';
import { readDraft } from '../src/reader/pack.ts';
import { sayProblem } from '../src/reader/problem.ts';
import { reportOf } from '../src/authoring/report.ts';
import { checkScreens } from '../src/authoring/screens.ts';

const { draft, problems } = readDraft(await readFiles(new URL('../content/ml-pro', import.meta.url).pathname));
if (draft === undefined) throw new Error('The shipped pack cannot be read at all.');
const report = reportOf(draft);

describe('the shipped pack', () => {
  it('has no problems', () => {
    expect(problems.map(sayProblem)).toEqual([]);
  });

  it('fits every screen of every platform', () => {
    expect(checkScreens(draft, drawings)).toEqual([]);
  });

  it.each(lessonsOf(draft))('has enough of everything in lesson $id', ({ cues, questions, concepts, traps, pairs, scenarios }) => {
    expect(questions.length).toBeGreaterThanOrEqual(40);
    expect(cues.length).toBeGreaterThanOrEqual(52);
    for (const part of [concepts, traps, pairs]) expect(part.length).toBeGreaterThanOrEqual(12);
    expect(scenarios.length).toBeGreaterThanOrEqual(10);
  });

  it('tests every objective with six questions, and every trap with two', () => {
    expect(report.objectives.filter(({ enough }) => !enough)).toEqual([]);
    expect(report.all.unusedTraps).toEqual([]);
  });

  it.each([...report.lessons, report.all])('gives nothing away to a guesser in $name', ({ questions, cues }) => {
    const missed = [...questions.guessers, ...cues.guessers].filter(({ within }) => !within);
    expect(missed.map(({ name, score, chance }) => `${name}: ${score} against ${chance}`)).toEqual([]);
    expect(questions.longest.within).toBe(true);
  });
});
