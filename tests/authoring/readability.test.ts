import { describe, expect, it } from 'vitest';
import { chapterFile, changed, lessonFile, questionsFile } from '../fixtures/files.ts';
import { onlyProblem, placeOf, problemsOf } from '../reader/problems.ts';

const withCode = (code: string) => changed(questionsFile, 'Which join fits?\n', `Which join fits?\n    code: ${code}\n`);

describe('on a phone', () => {
  it('code fits without wrapping: 44 columns, in questions', () => {
    expect(problemsOf(withCode('a'.repeat(44)))).toEqual([]);
    const problem = onlyProblem(withCode('a'.repeat(45)));
    expect(placeOf(problem)).toBe(`${questionsFile}:6:11`);
    expect(problem.found).toContain('a line of code of 45 columns');
  });

  it('and in lessons', () => {
    const wide = 'customers.join(orders, ["id", "country"], "left")';
    const problem = onlyProblem(changed(lessonFile, 'customers.join(orders, "id", "left")', wide));
    expect(problem).toMatchObject({ line: 38, found: `a line of code of 49 columns: ${wide}` });
  });

  it('an explanation says it in three sentences', () => {
    const why = (words: string) => changed(questionsFile, 'It forgets whoever stayed away.', words);
    expect(problemsOf(why('It forgets. It forgets, e.g. members. It does!'))).toEqual([]);
    expect(onlyProblem(why('It forgets. It drops. It loses. It does.')).found).toBe('an explanation of 4 sentences');
  });

  it('a stem ends with what is asked', () => {
    const problem = onlyProblem(changed(questionsFile, 'Which join fits?', 'Choose a join.'));
    expect(problem).toMatchObject({ line: 5, expected: 'a stem that ends with a question' });
    expect(problem.found).toMatch(/^a stem that ends with ".*Choose a join\."$/);
  });

  it.each([
    ['Which join fits?', 'What shall be joined?', 'shall'],
    ['An inner join on the member number', 'The rows are to be joined', 'are to be'],
    ['The filter throws the same people out again.', 'The rows are read anew.', 'anew'],
  ])('instead of "%s", nobody reads "%s"', (passage, words, found) => {
    expect(onlyProblem(changed(questionsFile, passage, words)).found).toBe(`"${found}"`);
  });
});

describe('an objective', () => {
  it('without a question is told where the chapter lists it', () => {
    const more = '\n  - { id: 2, text: Choose nothing, lessons: ["1.1"] }\n';
    const problem = onlyProblem(changed(chapterFile, 'rows, lessons: ["1.1"] }\n', `rows, lessons: ["1.1"] }${more}`));
    expect(problem.found).toBe('objective 2 ("Choose nothing") without a question');
    expect(problem.remedy).toContain('Write one in lesson 1.1');
  });
});
