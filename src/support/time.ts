import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the work is over, however it ended, but no longer than so many milliseconds; says whether it was over by then. */
export async function endsWithin(most: number, work: Promise<unknown>): Promise<boolean> {
  const enough = new AbortController();
  const done = work.then(
    () => true,
    () => true,
  );
  const late = delay(most, false, { signal: enough.signal }).catch(() => false);
  return Promise.race([done, late]).finally(() => enough.abort());
}

/** Sleeps until the time is over or somebody wakes it. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
