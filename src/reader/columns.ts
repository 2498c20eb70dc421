import type { Problem } from './problem.ts';

/** What is said of a line that begins where none of the lines above it allows: its own column, and those that would fit. */
export function columnProblem(lines: readonly string[], line: number): (Pick<Problem, 'found' | 'remedy'> & Partial<Problem>) | undefined {
  const own = lines[line - 1] ?? '';
  const column = own.search(/\S/) + 1;
  const isEntry = /^\s*- /.test(own);
  const open = openColumns(lines.slice(0, line - 1))
    .filter((level) => level.isEntry === isEntry && level.column !== column)
    .map((level) => level.column);
  const fitting = [open.filter((one) => one < column).at(-1), open.find((one) => one > column)].filter((one) => one !== undefined);
  if (column === 0 || fitting.length === 0) return undefined;
  return {
    line,
    column,
    found: `a line that begins in column ${column}`,
    expected: `column ${fitting.join(' or ')}, as lines above it do`,
    remedy: 'Indent what belongs together alike.',
  };
}

interface Level {
  readonly column: number;
  /** It begins with a dash. */
  readonly isEntry: boolean;
}

/** The columns in which a line may begin after these: of the entries and keys that are still open, from the left. */
function openColumns(lines: readonly string[]): Level[] {
  let open: Level[] = [];
  for (const line of lines) {
    if (!/^\s*(?:- |[\w.-]+:(?:\s|$))/.test(line)) continue;
    const column = line.search(/\S/) + 1;
    open = [...open.filter((level) => level.column < column), ...levelsOf(line, column)];
  }
  return open;
}

function levelsOf(line: string, column: number): Level[] {
  const dashes = /^(?:- +)+/.exec(line.slice(column - 1))?.[0].length ?? 0;
  return dashes === 0
    ? [{ column, isEntry: false }]
    : [
        { column, isEntry: true },
        { column: column + dashes, isEntry: false },
      ];
}
