import { mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The part of `node:sqlite` that is used here; @photostructure/sqlite has the same for versions of Node without it. */
export interface Statement {
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  columns(): unknown[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
  readonly isTransaction: boolean;
}

/** `statement.columns()` is in `node:sqlite` from Node 22.16 and 23.11 on; before that, the prebuilt package serves. */
export function hasSqlite(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 11) || (major === 22 && minor >= 16);
}

export function openDatabase(file: string): Database {
  const name = hasSqlite(process.versions.node) ? 'node:sqlite' : '@photostructure/sqlite';
  const { DatabaseSync } = createRequire(import.meta.url)(name) as { DatabaseSync: new (file: string) => Database };
  if (file !== ':memory:') makeRoomFor(file);
  return new DatabaseSync(file);
}

/** SQLite says of a folder only that it is unable to open it. */
function makeRoomFor(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${file} is a directory`);
}

/** The database file is not the one that was opened: what is written to it now is nowhere afterwards. */
export class FileGone extends Error {
  override readonly name = 'FileGone';
}

/** Which file it is, whatever name it has: SQLite goes on writing to one that was deleted. Returns a check that throws when it is another one. */
export function watchFile(file: string): () => void {
  if (file === ':memory:') return () => undefined;
  const opened = idOf(file);
  return () => {
    if (idOf(file) !== opened)
      throw new FileGone(`The database file ${file} was deleted or replaced while the bot runs. Put it back, or start the bot anew.`);
  };
}

function idOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}

/** Whether another process is writing right now. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && /database (table )?is locked|SQLITE_BUSY/.test(error.message);
}
