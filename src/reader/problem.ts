/** Something wrong in a content file, told so that its author can mend it without reading code. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** The place of what is wrong with a file as a whole. */
export function wholeFile(file: string): Pick<Problem, 'file' | 'line' | 'column'> {
  return { file, line: 1, column: 1 };
}

/** One problem as editors and people read it: the place on the first line, the way out on the second. */
export function sayProblem(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return `${place}  found ${problem.found}; expected ${problem.expected}\n    ${problem.remedy}`;
}

export function byPlace(one: Problem, other: Problem): number {
  return one.file.localeCompare(other.file) || one.line - other.line || one.column - other.column;
}
