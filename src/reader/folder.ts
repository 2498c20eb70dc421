import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Problem, wholeFile } from './problem.ts';

/** One file of a content folder, before its text is read. */
export interface Listed {
  /** Its path inside the folder, with `/` between folders on every system. */
  readonly name: string;
  /** Where it really is, whatever links lead there. */
  readonly real?: string;
  /** Changes whenever the file does: by writing, by renaming another over it, or by turning a link to another one. */
  readonly print: string;
  /** Why its text will not be read. */
  readonly problem?: Problem;
}

/** A pack has chapters, a chapter has lessons, and a lesson has files: no file of content stands deeper. */
const deepest = 3;
/** In bytes. Lessons have some 100,000. */
const largest = 2_000_000;
/** A pack of ten chapters with twelve lessons each has 492. */
const mostFiles = 2_000;

/** What editors, systems and mounts leave in a folder, and what a repository has beside its content: none of it is meant as content. */
const passedOver =
  /^\.|^#.*#$|~$|\.(?:swp|swx|tmp|temp|bak|orig|rej|new|old|part|partial|crdownload|crswap|lock)$|___jb_\w+___$|^(?:Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r|__MACOSX|lost\+found|@eaDir|\$RECYCLE\.BIN|(?:README|LICEN[CS]E|CONTRIBUTING|CHANGELOG)(?:\.\w+)?)$/i;

/** Every file below `folder` that may be meant as content, by name. Links are followed inside the folder only. Throws what the disk throws. */
export async function listFolder(folder: string): Promise<readonly Listed[]> {
  const root = await realpath(folder);
  const listed = await listWithin({ root, real: root, name: '' });
  return listed.length > mostFiles ? [tooMany(listed.length)] : listed;
}

/** Changes whenever anything in the folder does. */
export function printOf(listed: readonly Listed[]): string {
  return listed.map(({ name, print }) => `${name} ${print}`).join('\n');
}

/** Somewhere below the folder. */
interface Place {
  /** Where the folder really is, whatever links lead there. */
  readonly root: string;
  /** Where this really is. */
  readonly real: string;
  /** What it is called in the folder. */
  readonly name: string;
}

async function listWithin({ root, real, name }: Place): Promise<Listed[]> {
  const entries = (await readdir(real, { withFileTypes: true })).filter((entry) => !passedOver.test(entry.name));
  if (entries.length > mostFiles) return [tooMany(entries.length)];
  const listed = entries.map((entry) => {
    const place = { root, real: join(real, entry.name), name: name === '' ? entry.name : `${name}/${entry.name}` };
    return entry.isSymbolicLink() ? follow(place) : look(place);
  });
  return (await Promise.all(listed)).flat().sort((one, other) => (one.name < other.name ? -1 : 1));
}

function tooMany(count: number): Listed {
  const reason = { found: `more than ${mostFiles} files`, expected: 'the folder of one pack', remedy: 'Let CONTENT_DIR name that folder.' };
  return { name: '.', print: String(count), problem: { ...wholeFile('.'), ...reason } };
}

async function follow(place: Place): Promise<Listed[]> {
  const real = await realpath(place.real).catch(() => undefined);
  if (real === undefined) return deadLink(place);
  return real === place.root || real.startsWith(place.root + sep) ? look({ ...place, real }) : [refused(place.name, real, outside)];
}

async function look(place: Place): Promise<Listed[]> {
  const { name, real } = place;
  const found = await stat(real).catch(() => undefined);
  // Between two looks at a folder, a file may go.
  if (found === undefined) return [];
  const print = [real, found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ');
  if (found.isDirectory() && !name.endsWith('.yaml'))
    return name.split('/').length < deepest
      ? listWithin(place).catch((error: unknown) => [refused(name, print, closed(error))])
      : [refused(name, '', tooDeep)];
  if (!found.isFile()) return [refused(name, print, noFile)];
  return found.size > largest ? [refused(name, print, tooLarge(found.size))] : [{ name, real, print }];
}

async function deadLink({ name, real }: Place): Promise<Listed[]> {
  const link = await lstat(real).catch(() => undefined);
  return link === undefined ? [] : [refused(name, '', { ...outside, found: 'a link that leads nowhere' })];
}

type Reason = Pick<Problem, 'found' | 'expected' | 'remedy'>;

function refused(name: string, print: string, reason: Reason): Listed {
  return { name, print: `${print} ${reason.found}`, problem: { ...wholeFile(name), ...reason } };
}

const outside: Reason = {
  found: 'a link that leads out of the content folder',
  expected: 'a file, or a link inside of that folder',
  remedy: 'Put a copy of the file here instead of the link.',
};
const tooDeep: Reason = {
  found: 'a folder inside of a lesson',
  expected: 'files only',
  remedy: 'Move its files up, or remove it.',
};
function closed(error: unknown): Reason {
  const found = `a folder that cannot be opened (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`;
  return { found, expected: 'a folder that this program may read', remedy: 'Look at its owner and its permissions.' };
}
const noFile: Reason = {
  found: 'something that is not an ordinary file',
  expected: 'a file with text in it',
  remedy: 'Put a file in its place, or remove it.',
};
function tooLarge(size: number): Reason {
  return {
    found: `a file of ${(size / 1_000_000).toFixed(1)} MB`,
    expected: `at most ${largest / 1_000_000} MB`,
    remedy: 'Split it into several lessons, or take out what does not belong here.',
  };
}
