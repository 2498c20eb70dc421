import { parseArgs } from 'node:util';
import { ofToday } from '../authoring/item-answers.ts';
import { itemStatistics } from '../authoring/item-statistics.ts';
import { sayItems } from '../authoring/say-items.ts';
import { loadConfig, sayConfigProblem } from '../config.ts';
import { itemById, lessonById, lessonsOf } from '../core/pack-index.ts';
import { readPackKept, usualCache } from '../reader/cache.ts';
import { readFiles } from '../reader/files.ts';
import { sayProblem } from '../reader/problem.ts';
import { readFirstAnswers } from '../storage/first-answers.ts';

const help = `npm run items                       what learners' first answers say of each item, the worst first
  -- --lesson 1.2                   every item of one lesson
  -- --all                          every item
  -- --since 2027-01-15             only answers from that day on (UTC)
  -- --json                         for other programs

It reads the database of DATABASE_URL and writes nothing; a bot may run meanwhile. docs/content.md says how the numbers are made.`;

const options = {
  lesson: { type: 'string' },
  all: { type: 'boolean' },
  since: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

// `npm run items | head` closes the pipe: nobody reads any more.
process.stdout.on('error', () => process.exit());
const values = readCall();
if (values.help) {
  console.log(help);
  process.exit();
}
const since = momentIn(values.since);
const read = loadConfig(process.env);
if (read.kind === 'problems') leave(read.problems.map(sayConfigProblem).join('\n'), 1);
const content = await readPackKept(await readFiles(read.config.contentDir), usualCache);
if (content.kind === 'problems') leave(content.problems.map(sayProblem).join('\n'), 1);
const { pack } = content;
const lesson = values.lesson;
if (lesson !== undefined && lessonById(pack, lesson) === undefined)
  leave(
    `There is no lesson ${lesson}. There are ${lessonsOf(pack)
      .map(({ id }) => id)
      .join(', ')}.`,
    2,
  );
const answers = await readFirstAnswers(read.config.databaseUrl, pack.id, since).catch((error: unknown) =>
  leave(error instanceof Error ? error.message : String(error), 1),
);
const answered = ofToday(pack, answers.people);
const all = itemStatistics(pack, answered.people, answers.reports);
const shown = all.filter(({ item }) => lesson === undefined || itemById(pack, item)?.lesson === lesson);
console.log(
  values.json
    ? JSON.stringify({ people: answers.people.length, outdated: answered.outdated, unknown: answered.unknown, items: shown }, null, 2)
    : sayItems(pack, shown, answered, (values.all ?? false) || lesson !== undefined),
);

function readCall() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return leave(`${error instanceof Error ? error.message : String(error)}\n\n${help}`, 2);
  }
}

function momentIn(day: string | undefined): number {
  if (day === undefined) return 0;
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // 31 February would be a day in March.
  const isDay = !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
  return isDay ? moment : leave(`--since needs a day such as 2027-01-15; "${day}" is not one.`, 2);
}

function leave(reason: string, code: number): never {
  console.error(reason);
  process.exit(code);
}
