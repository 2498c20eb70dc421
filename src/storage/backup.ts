import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { openDatabase } from './sqlite-file.ts';

/** What a copy holds, so that whoever made it sees that it is not empty. */
export interface Copied {
  readonly answers: number;
  readonly people: number;
}

/**
 * Copies a database file as it stands at one moment, while the bot goes on writing to it: copying the file by hand would miss what is still in the log
 * beside it. The copy is one file, on the disk and whole when this returns. Throws with a sentence when it cannot be made.
 */
export function backUp(file: string, to: string): Copied {
  if (!existsSync(file)) throw new Error(`There is no database at ${file}, so there is nothing to copy.`);
  if (existsSync(to)) throw new Error(`${to} is there already; a backup overwrites nothing. Name another file.`);
  const database = openDatabase(file);
  try {
    database.exec('pragma busy_timeout = 5000');
    database.prepare('vacuum into ?').run(to);
  } finally {
    database.close();
  }
  flush(to);
  return look(to);
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

function look(file: string): Copied {
  const database = openDatabase(file);
  try {
    const [health] = database.prepare('pragma integrity_check').all() as { integrity_check: string }[];
    if (health?.integrity_check !== 'ok')
      throw new Error(`The copy ${file} is damaged: ${health?.integrity_check ?? 'it cannot be read'}.`);
    const [counts] = database.prepare('select count(*) as answers, count(distinct learner) as people from attempts').all() as Copied[];
    return counts ?? { answers: 0, people: 0 };
  } finally {
    database.close();
  }
}
