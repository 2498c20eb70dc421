import { expect } from 'vitest';
import type { Files } from '../../src/reader/files.ts';
import { checkBank } from '../../src/authoring/check.ts';
import { readDraft } from '../../src/reader/pack.ts';
import type { Problem } from '../../src/reader/problem.ts';

/** All that `npm run content` says of files: what does not resolve, and once all does, what makes them poor. */
export function problemsOf(files: Files): readonly Problem[] {
  const { documents, problems } = readDraft(files);
  return problems.length > 0 || documents === undefined ? problems : checkBank(documents);
}

/** The one problem that these files have. */
export function onlyProblem(files: Files): Problem {
  const problems = problemsOf(files);
  expect(problems).toHaveLength(1);
  return problems[0] as Problem;
}

/** `basics/chapter.yaml:5:10`, as editors jump to it. */
export function placeOf({ file, line, column }: Problem): string {
  return `${file}:${line}:${column}`;
}
