import { closest } from '../core/closest.ts';
import type { Files } from './files.ts';
import { type Problem, wholeFile } from './problem.ts';
import type { LocatedDocument } from './yaml.ts';

/** The list of a file that names folders beside it. */
export interface Listing {
  readonly document: LocatedDocument<unknown>;
  readonly key: 'chapters' | 'lessons';
  /** Where the folders are, with a `/` at the end, or nothing at the top. */
  readonly folder: string;
  readonly names: readonly string[];
}

export interface Strays {
  readonly files: Files;
  readonly opened: ReadonlySet<string>;
  readonly missing: ReadonlySet<string>;
  readonly listings: readonly Listing[];
}

/** How much of a name may be another: `questions.yml`, `question.yaml.txt` and `questions (1).yaml` are all meant as `questions.yaml`. */
const likeness = 0.42;

/** What is listed and not there, and what is there and not listed: one problem for each, and one for both when only the name is wrong. */
export function strayProblems(strays: Strays): Problem[] {
  const folders = strays.listings.flatMap((listing) => folderProblems(listing, strays.files));
  return [...folders, ...fileProblems(strays)];
}

function folderProblems({ document, key, folder, names }: Listing, files: Files): Problem[] {
  const there = foldersIn(folder, files);
  const unlisted = new Set(there.filter((name) => !names.includes(name)));
  const lost = names.flatMap((name, at) => {
    if (there.includes(name) || files.has(folder + name)) return [];
    const meant = closest(name, [...unlisted], likeness);
    if (meant !== undefined) unlisted.delete(meant);
    const own = key === 'chapters' ? 'chapter.yaml' : 'lesson.yaml';
    const remedy = meant === undefined ? `Put ${own} into a folder of that name, or take it out of this list.` : `Did you mean "${meant}"?`;
    return [document.problem([key, at], `"${name}"`, `a folder with ${own} in it`, remedy)];
  });
  const remedy =
    key === 'lessons'
      ? 'List it, or remove the folder; "draft: true" in its lesson.yaml hides it from learners.'
      : 'List it, or remove the folder.';
  return [
    ...lost,
    ...[...unlisted].map((name) =>
      document.problem([key], `no "${name}", which is a folder beside this file`, 'every folder listed', remedy),
    ),
  ];
}

function foldersIn(folder: string, files: Files): string[] {
  const inside = [...files.keys()].filter((name) => name.startsWith(folder)).map((name) => name.slice(folder.length));
  return [...new Set(inside.flatMap((name) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : [])))];
}

function fileProblems({ files, opened, missing, listings }: Strays): Problem[] {
  const loose = new Set([...files.keys()].filter((name) => !opened.has(name) && isBesideContent(name, listings)));
  const lost = [...missing].map((file) => {
    const beside = [...loose].filter((name) => folderOf(name) === folderOf(file)).map(baseOf);
    const meant = closest(baseOf(file), beside, likeness);
    if (meant === undefined) return missingFile(file, files);
    loose.delete(folderOf(file) + meant);
    return misnamed(folderOf(file) + meant, file);
  });
  return [...lost, ...[...loose].map((name) => looseFile(name, files))];
}

const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1);
const baseOf = (name: string) => name.slice(name.lastIndexOf('/') + 1);

/** What is in a folder that is not listed is told with that folder, and behind a list that cannot be read nobody knows what is listed. */
function isBesideContent(name: string, listings: readonly Listing[]): boolean {
  const parts = name.split('/').slice(0, -1);
  return parts.every((part, at) => {
    const folder = parts
      .slice(0, at)
      .map((one) => `${one}/`)
      .join('');
    return listings.some((listing) => listing.folder === folder && listing.names.includes(part));
  });
}

function missingFile(file: string, files: Files): Problem {
  const pack = file === 'pack.yaml' ? [...files.keys()].find((name) => /^[^/]+\/pack\.yaml$/.test(name)) : undefined;
  const remedy = pack
    ? `Did you mean the folder "${folderOf(pack).slice(0, -1)}" in it?`
    : 'Add it, or take its folder out of the list in pack.yaml or chapter.yaml.';
  return { ...wholeFile(file), found: 'no such file', expected: 'a file of that name', remedy };
}

function misnamed(name: string, file: string): Problem {
  return {
    ...wholeFile(name),
    found: 'a file that nothing reads',
    expected: `"${baseOf(file)}"`,
    remedy: `Rename it to "${baseOf(file)}".`,
  };
}

const ours = ['pack.yaml', 'outside.yaml', 'chapter.yaml', 'lesson.yaml', 'cues.yaml', 'questions.yaml', 'routing.yaml'];

function looseFile(name: string, files: Files): Problem {
  const text = files.get(name);
  if (text !== undefined && typeof text !== 'string') return text;
  const beside = ours.filter((one) => files.has(folderOf(name) + one));
  const meant = closest(baseOf(name), beside, likeness);
  const remedy =
    meant === undefined
      ? 'Remove it, or give it a name that begins with a dot.'
      : `Did you mean "${meant}", which is there as well? Move what is new into that one, and remove this one.`;
  return {
    ...wholeFile(name),
    found: 'a file that nothing reads',
    expected: beside.length > 0 ? `only ${beside.join(', ')} here` : 'a folder that is listed',
    remedy,
  };
}
