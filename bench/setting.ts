import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** A database of its own, and a copy of the content, so that nobody's editing disturbs the measurement. */
export function ownWorld(folder: string): Record<string, string> {
  cpSync('content/ml-pro', join(folder, 'content'), { recursive: true });
  return { DATABASE_URL: `sqlite:${folder}/bench.db`, CONTENT_DIR: join(folder, 'content') };
}

/** A bot in a process of its own. Errors are shown; the rest of its log is not. */
export function startProcess(script: string, env: Record<string, string>): { stop(): Promise<void> } {
  const { PATH = '', HOME = '' } = process.env;
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { PATH, HOME, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const left = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    stop: () => {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 5000);
      return left.finally(() => clearTimeout(force));
    },
  };
}
