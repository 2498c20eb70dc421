import { availableParallelism, cpus } from 'node:os';
import { benchDiscord } from './discord.ts';
import { meets, ratioOf, type Row, sayRow } from './measure.ts';
import { benchPlan } from './plan.ts';
import { benchMemory } from './memory.ts';
import { benchProgress } from './progress.ts';
import { benchRouting } from './routing.ts';
import { postgresDialect } from '../src/storage/postgres.ts';
import { sqliteDialect } from '../src/storage/sqlite.ts';
import { readQuestions } from '../tests/routing/questions.ts';
import { benchDue } from './due.ts';
import { benchHeldFile } from './held-file.ts';
import { benchMinute } from './minute.ts';
import { benchMockExam } from './exam.ts';
import { shippedPack, withDatabases, withFolder } from './setting.ts';
import { benchReload } from './reload.ts';
import { benchSlack } from './slack.ts';
import { benchStarts } from './start.ts';
import { benchStore } from './store.ts';
import { benchVotes } from './votes.ts';

/**
 * Everything is measured beside a named peer in the same run. Prints a table, then the same as JSON. `npm run bench -- slack start` runs parts.
 */
const parts: Record<string, () => Promise<Row[]>> = {
  slack: benchSlack,
  discord: benchDiscord,
  start: benchStarts,
  store: () => withFolder(async (folder) => benchStore(await shippedPack(), (name) => `sqlite:${folder}/${name}.db`, 'SQLite')),
  // A thousand learners take ten minutes: only when this part is asked for.
  plan: async () => benchPlan(await shippedPack(), process.argv.includes('plan') ? 1000 : 50),
  memory: memoryOnBoth,
  votes: votesOnBoth,
  minute: minuteOnBoth,
  reload: benchReload,
  held: benchHeldFile,
  // As many posts as the platforms take in seven minutes: only when this part is asked for.
  ...(process.argv.includes('due') && { due: benchDue }),
  exam: () => withFolder(async (folder) => benchMockExam(await shippedPack(), `sqlite:${folder}/exam.db`, 'SQLite')),
  progress: () => withFolder(async (folder) => benchProgress(await shippedPack(), `sqlite:${folder}/progress.db`)),
  routing: async () => benchRouting(await shippedPack(), await readQuestions('test')),
};

/** PostgreSQL where one answers on this machine. */
async function memoryOnBoth(): Promise<Row[]> {
  const pack = await shippedPack();
  const onFiles = await withFolder((folder) =>
    benchMemory(pack, {
      name: 'SQLite',
      address: (database) => `sqlite:${folder}/${database}.db`,
      dialect: (database) => sqliteDialect(`${folder}/${database}.db`),
    }),
  );
  const onServer = await withDatabases(['few', 'many'], (address) =>
    benchMemory(pack, { name: 'PostgreSQL', address, dialect: (database) => postgresDialect(address(database), { limited: false }) }),
  );
  return [...onFiles, ...onServer];
}

/** PostgreSQL where one answers on this machine. */
async function votesOnBoth(): Promise<Row[]> {
  const pack = await shippedPack();
  const onFiles = await withFolder((folder) => benchVotes(pack, (database) => `sqlite:${folder}/${database}.db`, 'SQLite'));
  return [...onFiles, ...(await withDatabases(['first', 'few', 'many'], (address) => benchVotes(pack, address, 'PostgreSQL')))];
}

/** PostgreSQL where one answers on this machine. */
async function minuteOnBoth(): Promise<Row[]> {
  const pack = await shippedPack();
  const onFiles = await withFolder((folder) => benchMinute(pack, `sqlite:${folder}/minute.db`, 'SQLite'));
  return [...onFiles, ...(await withDatabases(['minute'], (address) => benchMinute(pack, address('minute'), 'PostgreSQL')))];
}

const wanted = process.argv.slice(2).filter((name) => name in parts);
const rows: Row[] = [];
console.log(`Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const measured = (await parts[name]?.()) ?? [];
  for (const row of measured) console.log(sayRow(row));
  rows.push(...measured);
}
console.log(`\n${JSON.stringify(rows.map((row) => ({ ...row, ratio: ratioOf(row), meets: meets(row) })))}`);
process.exit(0);
