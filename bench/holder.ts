import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../src/storage/sqlite-file.ts';

// Another program that writes to the same file: it holds the lock for so long, and lets go of it for a moment.

const [file = '', holds = '1500', lets = '100'] = process.argv.slice(2);
const database = openDatabase(file);
database.exec('pragma busy_timeout = 5000');
for (;;) {
  database.exec('begin immediate');
  await delay(Number(holds));
  database.exec('rollback');
  await delay(Number(lets));
}
