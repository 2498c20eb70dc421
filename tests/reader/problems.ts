import { expect } from 'vitest';
import type { Files } from '../../src/reader/files.ts';
import { readPack } from '../../src/reader/pack.ts';
import type { Problem } from '../../src/reader/problem.ts';

/** All problems of a pack, none when it is one. */
export function problemsOf(files: Files): readonly Problem[] {
  const read = readPack(files);
  return read.kind === 'problems' ? read.problems : [];
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
