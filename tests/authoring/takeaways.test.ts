import { describe, expect, it } from 'vitest';
import { changed, questionsFile } from '../fixtures/files.ts';
import { onlyProblem, placeOf, problemsOf } from '../reader/problems.ts';

const first = 'The table whose rows must all stay goes first, on the **left**.';
const second = 'Whether unmatched addresses survive is up to the **kind of join**.';

describe('a takeaway', () => {
  it('is on every question', () => {
    const problem = onlyProblem(changed(questionsFile, `    takeaway: "${first}"\n`, ''));
    expect(problem.found).toContain('takeaway');
    expect(problem.remedy).toBe('Add it.');
  });

  it('has at most 120 characters', () => {
    expect(onlyProblem(changed(questionsFile, first, 'a left join '.repeat(11)))).toMatchObject({
      line: 21,
      expected: 'at most 120 characters',
    });
  });

  it('decides one question: that of another is told, whatever its marks and commas', () => {
    const problem = onlyProblem(changed(questionsFile, first, 'Whether unmatched addresses survive, is up to the kind of join'));
    expect(placeOf(problem)).toBe(`${questionsFile}:45:15`);
    expect(problem.found).toBe('the takeaway of 1.1-q01 a second time');
  });

  it('fits the right option better than any wrong one by the words they share', () => {
    const problem = onlyProblem(changed(questionsFile, second, 'Look at the number of partitions first.'));
    expect(problem).toMatchObject({ line: 45, expected: 'a takeaway that fits the right option best' });
    expect(problem.found).toContain('with wrong option a (number, partit) and 0 with the right one');
  });

  it('may share as much with a wrong option as with the right one', () => {
    expect(problemsOf(changed(questionsFile, second, 'Look at the kind, and never at the size.'))).toEqual([]);
  });
});
