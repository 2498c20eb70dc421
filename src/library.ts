import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Anew, Edited } from './anew.ts';
import type { Course } from './core/course.ts';
import { type RememberingCourse, rememberingCourse, weightsBeside } from './learned.ts';
import type { Log } from './log.ts';
import { readPackCached } from './reader/cache.ts';
import { readListed } from './reader/files.ts';
import { listFolder, printOf } from './reader/folder.ts';
import { type Problem, sayProblem, wholeFile } from './reader/problem.ts';
import { watchPrint } from './support/watch.ts';

/** Content that cannot be used, with everything that is wrong in it. */
export class BadContent extends Error {
  override readonly name = 'BadContent';
  readonly problems: readonly Problem[];

  constructor(folder: string, problems: readonly Problem[]) {
    super(`${problems.map(sayProblem).join('\n')}\n\n${sayCount(problems.length)} in ${folder}.`);
    this.problems = problems;
  }
}

function sayCount(problems: number): string {
  return problems === 1 ? '1 problem' : `${problems} problems`;
}

/** The course that is taught right now, from a folder that may change while it is taught. */
export interface Library {
  course(): Course;
  /** Lets the router learn before it is asked, while whatever else there is to do goes first. */
  learn(): Promise<void>;
  /** Reads the folder again. Bad content changes nothing, and is told. */
  reload(): Promise<void>;
  /** Reloads whenever something in the folder changes. Returns the way to stop. */
  watch(every?: number): () => void;
}

type ReadAnew = (edited: Edited) => Promise<Anew>;

/** Opens a content folder. Throws {@link BadContent}, or what the disk throws. */
export async function openLibrary(folder: string, cacheFile: string, log: Log, read: ReadAnew = inThread): Promise<Library> {
  const listed = await listFolder(folder);
  const files = await readListed(listed);
  const first = await readPackCached(files, cacheFile);
  if (first.kind === 'problems') throw new BadContent(folder, first.problems);
  const { id } = first.pack;
  let current = await rememberingCourse(first.pack, files, weightsBeside(cacheFile));

  async function reload(): Promise<void> {
    try {
      const { next, poor } = await readFolderAnew(folder, cacheFile, read);
      if (next.course.pack.id !== id) throw new BadContent(folder, [otherPack(next.course.pack.id, id)]);
      current = next;
      log.info({ folder }, inUse);
      if (poor.length > 0) log.warn({ folder, problems: poor.map(sayProblem) }, couldBeBetter);
    } catch (error) {
      const problems = error instanceof BadContent ? error.problems : [];
      log.error({ folder, problems: sayFirst(problems), ...(problems.length === 0 && { err: error }) }, unused(problems));
    }
  }

  const look = () => listFolder(folder).then(printOf, (error: unknown) => String(error));
  return {
    course: () => current.course,
    learn: () => current.learn(),
    reload,
    watch: (every = lookEvery) => watchPrint({ look, seen: printOf(listed), changed: reload, every }),
  };
}

/** The answers of this run are kept under the id with which it began. */
function otherPack(id: string, begun: string): Problem {
  const remedy = 'Put it back, or restart the bot to teach another pack: answers are kept by it.';
  return { ...wholeFile('pack.yaml'), found: `the id "${id}"`, expected: `"${begun}", with which the bot was started`, remedy };
}

/** In milliseconds. Some sixty files are looked at in a few of them, so this costs next to nothing. */
const lookEvery = 1_000;

const inUse = 'The changed content is in use.';
const couldBeBetter = 'Some of it could be better; npm run content shows where.';
/** A log is read at night: where to look is enough, and `npm run content` has the rest. */
const mostLogged = 5;

function unused(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'The content folder cannot be read; the earlier content stays in use.';
  return `The changed content has ${sayCount(problems.length)}; the earlier content stays in use.`;
}

function sayFirst(problems: readonly Problem[]): string[] {
  const more = problems.length - mostLogged;
  return [...problems.slice(0, mostLogged).map(sayProblem), ...(more > 0 ? [`And ${more} more; npm run content shows them all.`] : [])];
}

/** Reads the folder, and lets the router learn it, in a thread: whoever asks meanwhile is answered. What was learned is kept, so it is only looked up here. */
async function readFolderAnew(
  folder: string,
  cacheFile: string,
  read: ReadAnew,
): Promise<{ next: RememberingCourse; poor: readonly Problem[] }> {
  const files = await readListed(await listFolder(folder));
  const found = await read({ files, cacheFile });
  if (found.kind === 'problems') throw new BadContent(folder, found.problems);
  const next = await rememberingCourse(found.pack, files, weightsBeside(cacheFile));
  await next.learn();
  return { next, poor: found.poor };
}

/** One thread each time: content changes seldom, and a thread that waits costs memory. */
function inThread(edited: Edited): Promise<Anew> {
  const program = new URL(`./anew${extname(import.meta.url)}`, import.meta.url).href;
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./anew-thread.js', import.meta.url), { workerData: { program, edited }, execArgv: [] });
    thread.once('message', (read: Anew) => resolve(read));
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('The thread that reads the content has ended.')));
  });
}
