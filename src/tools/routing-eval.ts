import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { evaluate, isNone, shown, type Answered, type Labelled } from './routing-metrics.ts';
import { type LessonPassage, passagesOf } from '../core/find/passages.ts';
import { lessonsShown } from '../core/find/replies.ts';
import { lessonRouter } from '../core/find/route.ts';
import type { Router } from '../router/route.ts';
import { readFiles } from '../reader/files.ts';
import { readPack } from '../reader/pack.ts';
import { sayProblem } from '../reader/problem.ts';

/** `npm run -s eval:routing -- FILE.jsonl [--predictions OUT.jsonl] [--content FOLDER]`: how well the router does on labelled questions. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { predictions: { type: 'string' }, content: { type: 'string', default: 'content/ml-pro' } },
});
const [file] = positionals;
if (file === undefined) {
  console.error('Which questions? npm run -s eval:routing -- FILE.jsonl [--predictions OUT.jsonl]');
  process.exitCode = 2;
} else await run(file);

async function run(questions: string): Promise<void> {
  const read = readPack(await readFiles(values.content));
  if (read.kind === 'problems') {
    for (const problem of read.problems) console.error(sayProblem(problem));
    process.exitCode = 1;
    return;
  }
  const labelled = parseLines(await readFile(questions, 'utf8'));
  const from = performance.now();
  const router = lessonRouter(read.pack);
  const buildMs = performance.now() - from;
  const answers = answerAll(router, labelled);
  const passages = passagesOf(read.pack);
  console.log(JSON.stringify({ ...evaluate(answers), buildMs }, null, 2));
  if (values.predictions !== undefined)
    await writeFile(values.predictions, answers.map((answer) => sayPrediction(answer, passages)).join(''));
}

function parseLines(text: string): Labelled[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Labelled);
}

/** Once unmeasured, so that the figures are those of a program that runs, not of one that starts. */
function answerAll(router: Router, labelled: readonly Labelled[]): Answered[] {
  for (const { q } of labelled) router.route(q);
  return labelled.map((entry) => {
    const from = performance.now();
    const route = router.route(entry.q);
    return { ...entry, route, microseconds: (performance.now() - from) * 1000 };
  });
}

/** What was answered: the lessons shown, with the runner-up or the nearest beside them, and the passage that answers. */
function sayPrediction({ q, gold, style, route }: Answered, passages: readonly LessonPassage[]): string {
  const confidence = route.kind === 'none' ? 0 : route.first.confidence;
  const beside = route.kind === 'none' ? { nearest: lessonsShown(route) } : route.kind === 'one' ? { runnerUp: route.runnerUp?.label } : {};
  const found = route.kind === 'none' || route.passage === undefined ? undefined : passages[route.passage];
  const passage = found && { lesson: found.label, kind: found.kind, title: found.title, text: found.text };
  const kind = isNone(route) ? 'none' : route.kind;
  return `${JSON.stringify({ q, gold, style, kind, lessons: shown(route), confidence, ...beside, passage })}\n`;
}
