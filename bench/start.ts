import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What a start of a process cost. */
export interface Start {
  /** Until it said that it is ready. */
  readonly ms: number;
  /** Resident memory, a moment after that. */
  readonly megabytes: number;
}

/** Starts a program, waits for a line on standard error or output, lets it settle, reads its memory from the system, and ends it. */
export async function measureStart(arguments_: readonly string[], env: Record<string, string>, ready: RegExp, settle = 1500): Promise<Start> {
  const from = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...arguments_], { env: { PATH, HOME, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const look = (text: Buffer) => {
      output += text.toString();
      if (ready.test(output)) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('exit', () => reject(new Error(`It left before it was ready:\n${output}`)));
  });
  const ms = performance.now() - from;
  await new Promise((resolve) => setTimeout(resolve, settle));
  const megabytes = await residentMegabytes(child.pid ?? 0);
  const left = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await left;
  return { ms, megabytes };
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
