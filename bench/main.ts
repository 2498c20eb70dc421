import { availableParallelism, cpus } from 'node:os';
import { benchDiscord } from './discord.ts';
import { meets, ratioOf, type Row, sayRow } from './measure.ts';
import { benchProgress } from './progress.ts';
import { benchRouting } from './routing.ts';
import { readQuestions } from '../tests/routing/questions.ts';
import { shippedPack, withFolder } from './setting.ts';
import { benchSlack } from './slack.ts';
import { benchStarts } from './start.ts';
import { benchStore } from './store.ts';

/**
 * Everything is measured beside a named peer in the same run. Prints a table, then the same as JSON. `npm run bench -- slack start` runs parts.
 */
const parts: Record<string, () => Promise<Row[]>> = {
  slack: benchSlack,
  discord: benchDiscord,
  start: benchStarts,
  store: () => withFolder(async (folder) => benchStore(await shippedPack(), (name) => `sqlite:${folder}/${name}.db`, 'SQLite')),
  progress: () => withFolder(async (folder) => benchProgress(await shippedPack(), `sqlite:${folder}/progress.db`)),
  routing: async () => benchRouting(await shippedPack(), await readQuestions('test')),
};

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
