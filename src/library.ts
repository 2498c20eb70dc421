import { watch } from 'node:fs';
import type { Course } from './core/course.ts';
import { type RememberingCourse, rememberingCourse } from './learned.ts';
import type { Log } from './log.ts';
import { readPackCached } from './reader/cache.ts';
import { readFiles } from './reader/files.ts';
import { type Problem, sayProblem } from './reader/problem.ts';

/** Content that cannot be used, with everything that is wrong in it. */
export class BadContent extends Error {
  override readonly name = 'BadContent';
  readonly problems: readonly Problem[];

  constructor(folder: string, problems: readonly Problem[]) {
    super(`${problems.map(sayProblem).join('\n')}\n\n${problems.length} problems in ${folder}.`);
    this.problems = problems;
  }
}

/** The course that is taught right now, from a folder that may change while it is taught. */
export interface Library {
  course(): Course;
  /** Lets the router learn before it is asked, while whatever else there is to do goes first. */
  learn(): Promise<void>;
  /** Reads the folder again. Bad content changes nothing but the log. */
  reload(): Promise<void>;
  /** Reloads whenever something in the folder changes. Returns the way to stop. */
  watch(): () => void;
}

/** Opens a content folder. Throws {@link BadContent}, or what the disk throws. */
export async function openLibrary(folder: string, cacheFile: string, log: Log): Promise<Library> {
  let current = await load(folder, cacheFile);

  async function reload(): Promise<void> {
    try {
      const next = await load(folder, cacheFile);
      await next.learn();
      current = next;
      log.info({ folder }, 'The changed content is in use.');
      await warnOfPoorItems(folder, log);
    } catch (error) {
      log.error({ err: error, folder }, 'The changed content has problems; the earlier one stays in use.');
    }
  }

  return {
    course: () => current.course,
    learn: () => current.learn(),
    reload,
    watch: () => watchFolder(folder, reload, log),
  };
}

/** What makes content poor keeps no bot from teaching it; its author should hear of it all the same. */
async function warnOfPoorItems(folder: string, log: Log): Promise<void> {
  const [{ checkBank }, { readDraft }] = await Promise.all([import('./authoring/check.ts'), import('./reader/pack.ts')]);
  const { documents } = readDraft(await readFiles(folder));
  const poor = documents ? checkBank(documents) : [];
  if (poor.length > 0)
    log.warn({ folder, problems: poor.map(sayProblem) }, 'Some of the changed content could be better; npm run content shows where.');
}

async function load(folder: string, cacheFile: string): Promise<RememberingCourse> {
  const files = await readFiles(folder);
  const read = await readPackCached(files, cacheFile);
  if (read.kind === 'problems') throw new BadContent(folder, read.problems);
  return rememberingCourse(read.pack, files, `${cacheFile}.router`);
}

/** Editors save in several steps: the folder is read when it has been quiet for a moment. */
const quietFor = 300;

function watchFolder(folder: string, reload: () => Promise<void>, log: Log): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), quietFor);
    timer.unref();
  };
  const watcher = watch(folder, { recursive: true }, changed);
  watcher.on('error', (error) => log.warn({ err: error, folder }, 'The content folder cannot be watched; restart after changing it.'));
  watcher.unref();
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
