import { openSync, readSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** What some time cost the one thread that answers everybody, in milliseconds. */
export interface Held {
  /** The most that this thread had of the processor in one go: so long, nobody else was answered. What other programs do meanwhile does not count. */
  readonly longest: number;
  /** The same by the clock on the wall. */
  readonly longestByClock: number;
  /** Of the processor, in all. */
  readonly cpu: number;
}

/** Looks at the processor's time in every round of the event loop that lasts, until it is stopped. */
export function watchStalls(): { stop(): Held } {
  const began = threadTime();
  let [cpu, clock, longest, longestByClock] = [began, performance.now(), 0, 0];
  const look = () => {
    const [cpuNow, clockNow] = [threadTime(), performance.now()];
    longest = Math.max(longest, cpuNow - cpu);
    longestByClock = Math.max(longestByClock, clockNow - clock);
    [cpu, clock] = [cpuNow, clockNow];
  };
  const timer = setInterval(look, 1);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return { longest, longestByClock, cpu: threadTime() - began };
    },
  };
}

/** What some work costs this thread. */
export async function held(work: () => Promise<unknown>): Promise<Held> {
  const watch = watchStalls();
  // The first look belongs to no work.
  await delay(2);
  await work();
  await delay(2);
  return watch.stop();
}

/** What this thread had of the processor, in milliseconds. Other systems than Linux only know it of the whole process. */
const threadTime = process.platform === 'linux' ? fromKernel() : ofProcess;

function fromKernel(): () => number {
  const file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
  const bytes = Buffer.alloc(64);
  return () => Number.parseInt(bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0)), 10) / 1e6;
}

function ofProcess(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
