import { closest } from '../core/closest.ts';
import type { Problem } from './problem.ts';
import type { LocatedDocument } from './yaml.ts';

export type Path = readonly PropertyKey[];

/** A name and where it stands: where it is given to something, or where something is called by it. */
export interface Named {
  readonly document: LocatedDocument<unknown>;
  readonly path: Path;
  readonly id: string;
}

/** Everything of one kind that has a name. */
export interface Kind {
  /** What an author hopes to have named: `a trap of this lesson`. */
  readonly what: string;
  readonly known: readonly Named[];
  /** Where all of them stand. */
  readonly list: Omit<Named, 'id'>;
}

/** From here on, many who agree are right, and the one they speak of is missing. */
const many = 3;
/** How much of a name may be mistyped. */
const likeness = 0.5;

/** One problem for each name that nothing has, however often it is said: at the one who said it, or at the one whom everybody calls otherwise. */
export function checkNames(uses: readonly Named[], kind: Kind): Problem[] {
  const ids = new Set(kind.known.map(({ id }) => id));
  const used = new Set(uses.map(({ id }) => id));
  const unused = kind.known.filter(({ id }) => !used.has(id));
  const missing = uses.filter(({ id }) => !ids.has(id));
  return [...new Set(missing.map(({ id }) => id))].flatMap((id) => {
    const [first, ...others] = missing.filter((use) => use.id === id);
    return first ? [missingName(id, [first, ...others], unused, kind)] : [];
  });
}

function missingName(id: string, uses: readonly [Named, ...Named[]], unused: readonly Named[], kind: Kind): Problem {
  const [first] = uses;
  if (uses.length === 1) return first.document.problem(first.path, `"${id}"`, kind.what, advice(id, kind));
  const meant = closest(
    id,
    unused.map((named) => named.id),
    likeness,
  );
  const misnamed = unused.find((named) => named.id === meant);
  if (misnamed)
    return misnamed.document.problem(
      misnamed.path,
      `"${misnamed.id}", which nothing names`,
      `"${id}", as ${uses.length} entries name it`,
      `Did you mean "${id}"?`,
    );
  const place = first.document.problem(first.path, '', '', '');
  if (uses.length < many) return { ...place, found: `"${id}", here and once more`, expected: kind.what, remedy: advice(id, kind) };
  const { document, path } = kind.list;
  const remedy = `Add it, or correct those who name it; the first is in ${place.file}, line ${place.line}.`;
  return document.problem(path, `no "${id}", which ${uses.length} entries name`, kind.what, remedy);
}

function advice(id: string, { known }: Kind): string {
  const all = known.map((named) => named.id);
  const meant = closest(id, all, likeness);
  return meant === undefined ? `Known: ${all.slice(0, 12).join(', ') || 'none'}.` : `Did you mean "${meant}"?`;
}

/** A problem for each name that was given before. */
export function checkUnique(named: readonly Named[]): Problem[] {
  const first = new Map<string, Named>();
  return named.flatMap((entry) => {
    const earlier = first.get(entry.id);
    if (earlier === undefined) first.set(entry.id, entry);
    if (earlier === undefined) return [];
    const { file, line } = earlier.document.problem(earlier.path, '', '', '');
    const remedy = `Give it a name of its own; the first one is in ${file === entry.document.file ? '' : `${file}, `}line ${line}.`;
    return [entry.document.problem(entry.path, `"${entry.id}" a second time`, 'every id once', remedy)];
  });
}
