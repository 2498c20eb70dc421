import { config as loadDotenv } from 'dotenv';
import { stringify } from 'yaml';
import { readConfig, sayConfigProblem } from '../config.ts';
import { openStore } from '../storage/open.ts';
import type { Rather } from '../storage/store.ts';

/**
 * Prints what learners corrected with "Not this one" as YAML, lesson by lesson, in the form of routing.yaml: to be read, mended and moved there
 * by an author. Nothing moves by itself.
 */

loadDotenv({ quiet: true });
const read = readConfig(process.env);
if (read.kind === 'problems') {
  console.error(read.problems.map(sayConfigProblem).join('\n'));
  process.exit(1);
}
const store = await openStore(read.config.databaseUrl);
const rathers = await store.rathers();
await store.close();
console.log(
  rathers.length === 0
    ? '# No corrections so far.'
    : `# ${rathers.length} ${rathers.length === 1 ? 'correction' : 'corrections'}, for review\n${stringify(byLesson(rathers), { lineWidth: 120 })}`,
);

/** For the lesson that was wanted a phrasing; for the one that was shown instead, something that belongs elsewhere. */
function byLesson(
  all: readonly Rather[],
): Record<string, { phrasings?: string[]; elsewhere?: { question: string; lesson: string | null }[] }> {
  const lessons = [...new Set(all.flatMap(({ rather, shown }) => [rather, shown[0]]))]
    .filter((lesson) => lesson !== null && lesson !== undefined)
    .sort();
  return Object.fromEntries(
    lessons.map((lesson) => {
      const phrasings = all.filter(({ rather }) => rather === lesson).map(({ question }) => question);
      const elsewhere = all
        .filter(({ rather, shown }) => shown[0] === lesson && rather !== lesson)
        .map(({ question, rather }) => ({ question, lesson: rather }));
      return [lesson, { ...(phrasings.length > 0 && { phrasings }), ...(elsewhere.length > 0 && { elsewhere }) }];
    }),
  );
}
