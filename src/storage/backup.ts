import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { openDatabase } from './sqlite-file.ts';

/** What a copy holds, so that whoever made it sees that it is not empty. */
export interface Copied {
  readonly answers: number;
  readonly people: number;
}

/**
 * Copies a database file as it stands at one moment, while the bot goes on writing to it: copying the file by hand would miss what is still in the log
 * beside it. The copy has its name when it is whole and on the disk, and not before: one that failed leaves nothing. Throws with a sentence when it cannot be
 * made.
 */
export function backUp(file: string, to: string): Copied {
  if (!existsSync(file)) throw new Error(`There is no database at ${file}, so there is nothing to copy.`);
  if (existsSync(to)) throw new Error(`${to} is there already; a backup overwrites nothing. Name another file.`);
  const draft = `${to}.part`;
  // Of one that died.
  remove(draft);
  try {
    copy(file, draft);
    const copied = look(draft);
    flush(draft, 'r+');
    renameSync(draft, to);
    // Windows opens no folders.
    if (process.platform !== 'win32') flush(dirname(to), 'r');
    return copied;
  } finally {
    remove(draft);
  }
}

function copy(file: string, to: string): void {
  const database = openDatabase(file);
  try {
    database.exec('pragma busy_timeout = 5000');
    database.prepare('vacuum into ?').run(to);
  } finally {
    database.close();
  }
}

/** With what SQLite writes beside a file. */
function remove(draft: string): void {
  for (const beside of ['', '-journal', '-wal', '-shm']) rmSync(`${draft}${beside}`, { force: true });
}

/** A new name is on the disk when its folder is. */
function flush(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function look(file: string): Copied {
  const database = openDatabase(file);
  try {
    const [health] = database.prepare('pragma integrity_check').all() as { integrity_check: string }[];
    if (health?.integrity_check !== 'ok') throw new Error(`The copy is damaged: ${health?.integrity_check ?? 'it cannot be read'}.`);
    const [counts] = database.prepare('select count(*) as answers, count(distinct learner) as people from attempts').all() as Copied[];
    return counts ?? { answers: 0, people: 0 };
  } finally {
    database.close();
  }
}
