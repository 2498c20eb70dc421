import { stringify } from 'yaml';
import { loadConfig, sayConfigProblem } from '../config.ts';
import type { RoutingCorrection } from '../core/find/routed.ts';
import { readPackKept, usualCache } from '../reader/cache.ts';
import { readFiles } from '../reader/files.ts';
import { sayProblem } from '../reader/problem.ts';
import { openStorage } from '../storage/open.ts';

/**
 * Prints what learners corrected with "Not this one" as YAML, lesson by lesson, in the form of routing.yaml: to be read, mended and moved there
 * by an author. Nothing moves by itself.
 */

const read = loadConfig(process.env);
if (read.kind === 'problems') {
  console.error(read.problems.map(sayConfigProblem).join('\n'));
  process.exit(1);
}
const content = await readPackKept(await readFiles(read.config.contentDir), usualCache);
if (content.kind === 'problems') {
  console.error(content.problems.map(sayProblem).join('\n'));
  process.exit(1);
}
const { store } = await openStorage(read.config.databaseUrl, content.pack.id);
const corrections = await store.routingCorrections();
await store.close();
console.log(
  corrections.length === 0
    ? '# No corrections so far.'
    : `# ${corrections.length} ${corrections.length === 1 ? 'correction' : 'corrections'}, for review\n${stringify(byLesson(corrections), { lineWidth: 120 })}`,
);

interface RoutingWords {
  phrasings?: string[];
  elsewhere?: { question: string; lesson: string | null }[];
}

/** For the lesson that was wanted a phrasing; for the one that was shown instead, something that belongs elsewhere. */
function byLesson(all: readonly RoutingCorrection[]): Record<string, RoutingWords> {
  const lessons = [...new Set(all.flatMap(({ corrected, shown }) => [corrected, shown[0]]))]
    .filter((lesson) => lesson !== null && lesson !== undefined)
    .sort();
  return Object.fromEntries(lessons.map((lesson) => [lesson, wordsFor(lesson, all)]));
}

function wordsFor(lesson: string, all: readonly RoutingCorrection[]): RoutingWords {
  const phrasings = all.filter(({ corrected }) => corrected === lesson).map(({ question }) => question);
  const elsewhere = all
    .filter(({ corrected, shown }) => shown[0] === lesson && corrected !== lesson)
    .map(({ question, corrected }) => ({ question, lesson: corrected }));
  return { ...(phrasings.length > 0 && { phrasings }), ...(elsewhere.length > 0 && { elsewhere }) };
}
