import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Row } from './measure.ts';
import type { Held } from './stall.ts';
import type { Pack } from '../src/core/pack.ts';
import { readFiles } from '../src/reader/files.ts';
import { readPack } from '../src/reader/pack.ts';

/** The shipped content, as the bot loads it. */
export async function shippedPack(): Promise<Pack> {
  const read = readPack(await readFiles('content/ml-pro'));
  if (read.kind === 'problems') throw new Error('The shipped content has problems; npm run content lists them.');
  return read.pack;
}

/** A folder for databases, gone when the work is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mlpro-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Databases on the PostgreSQL of this machine, dropped afterwards; none where there is no server. */
export async function withDatabases(
  databases: readonly string[],
  work: (address: (database: string) => string) => Promise<Row[]>,
): Promise<Row[]> {
  const server = process.env.MLPRO_TEST_POSTGRES ?? 'postgres://root@127.0.0.1:5432/test';
  const mark = `mlpro_bench_${process.pid}`;
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch {
    console.log(`PostgreSQL does not answer at ${server}, so it is left out.`);
    return [];
  }
  const nameOf = (database: string) => `${mark}_${database}`;
  try {
    for (const database of databases) await client.query(`create database ${nameOf(database)}`);
    return await work((database) => Object.assign(new URL(server), { pathname: nameOf(database) }).toString());
  } finally {
    for (const database of databases) await client.query(`drop database if exists ${nameOf(database)} with (force)`);
    await client.end();
  }
}

/** A database of its own, and a copy of the content, so that nobody's editing disturbs the measurement. */
export function ownWorld(folder: string): Record<string, string> {
  cpSync('content/ml-pro', join(folder, 'content'), { recursive: true });
  return { DATABASE_URL: `sqlite:${folder}/bench.db`, CONTENT_DIR: join(folder, 'content') };
}

/** A bot in a process of its own. */
export interface BotProcess {
  /** What it had of the processor, and in how long pieces, since this was asked last. */
  held(): Promise<Held>;
  stop(): Promise<void>;
}

/** Errors are shown; the rest of its log is not. */
export function startProcess(script: string, env: Record<string, string>): BotProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', './bench/watched.ts', script], {
    env: { PATH, HOME, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const left = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    held: () =>
      new Promise((resolve) => {
        child.once('message', (figures) => resolve(figures as Held));
        child.send('held');
      }),
    stop: () => {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 5000);
      return left.finally(() => clearTimeout(force));
    },
  };
}
