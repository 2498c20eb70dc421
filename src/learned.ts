import { setImmediate } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { type LearningCourse, makeCourse } from './core/course.ts';
import type { Pack } from './core/pack.ts';
import { type Files, textsIn } from './reader/files.ts';
import type { Weights } from './router/model/model.ts';
import { codeIn, fingerprint, keep, type KeptFile, readKept } from './support/kept-file.ts';

/** A course whose router learns once for each content, not once for each start. */
export interface RememberingCourse {
  readonly course: LearningCourse;
  /** Lets the router learn, a slice at a time, and keeps what it learned. Nothing to do when that was kept before. */
  learn(): Promise<void>;
}

/** Makes the course of a pack that was read from `files`; what its router learns is kept in `file`. */
export async function rememberingCourse(pack: Pack, files: Files, file: string): Promise<RememberingCourse> {
  const weightsFile = { file, print: fingerprint(textsIn(files), await codeIn(...learners)) };
  // What is kept is our own: nobody else writes into the folder of the database.
  const kept = await readKept(weightsFile, (bytes) => deserialize(bytes) as Weights);
  const course = makeCourse(pack, kept);
  return { course, learn: () => (kept ? Promise.resolve() : learn(course, weightsFile)) };
}

/** Where it is kept, beside the pack that it was learned from. */
export function weightsBeside(cacheFile: string): string {
  return `${cacheFile}.router`;
}

async function learn(course: LearningCourse, file: KeptFile): Promise<void> {
  let weights = course.learnMore();
  while (weights === undefined) {
    await setImmediate();
    weights = course.learnMore();
  }
  await keep(file, serialize(weights));
}

/** The code that learns, and that says what from: another version of it learns anew. */
const learners = ['router', 'core/find'];
