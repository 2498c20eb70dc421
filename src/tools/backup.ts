import { loadConfig, sayConfigProblem } from '../config.ts';
import { backUp } from '../storage/backup.ts';
import { parseAddress } from '../storage/address.ts';

/** `npm run backup -- file`: copies the database of a bot that may run meanwhile. docs/hosting.md says how a copy is put back. */

const read = loadConfig(process.env);
if (read.kind === 'problems') leave(read.problems.map(sayConfigProblem).join('\n'));
const place = parseAddress(read.config.databaseUrl);
if (place.kind !== 'sqlite')
  leave('This copies the embedded database. Answers in PostgreSQL are copied with pg_dump; docs/hosting.md says how.');
const to = process.argv[2] ?? `${place.file}.${new Date().toISOString().slice(0, 16).replace(':', '-')}.backup`;
try {
  const { answers, people } = backUp(place.file, to);
  console.log(`Copied to ${to}: ${counted(answers, 'answer', 'answers')} of ${counted(people, 'person', 'people')}.`);
} catch (error) {
  leave(error instanceof Error ? error.message : String(error));
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function leave(reason: string): never {
  console.error(reason);
  process.exit(1);
}
