import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for the work, but no longer than so many milliseconds; says whether it was done by then. */
export async function within(most: number, work: Promise<unknown>): Promise<boolean> {
  const enough = new AbortController();
  const done = work.then(
    () => true,
    () => true,
  );
  const late = sleep(most, false, { signal: enough.signal }).catch(() => false);
  return Promise.race([done, late]).finally(() => enough.abort());
}

/** Sleeps until the time is over or somebody wakes it. */
export function nap(milliseconds: number, signal: AbortSignal): Promise<void> {
  return sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
