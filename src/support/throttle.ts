/** Resolves when it is one's turn; not faster when many were held up. */
export type Throttle = () => Promise<void>;

/** One every so many milliseconds, and after a quiet while so many at once. */
export function makeThrottle(between: number, atOnce = 1): Throttle {
  let last: Promise<void> = Promise.resolve();
  let [left, since] = [atOnce, performance.now()];

  function refill(): void {
    const now = performance.now();
    left = Math.min(atOnce, left + (now - since) / between);
    since = now;
  }

  async function take(): Promise<void> {
    for (refill(); left < 1; refill()) await pause(Math.ceil((1 - left) * between));
    left -= 1;
  }

  return () => {
    last = last.then(take);
    return last;
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
