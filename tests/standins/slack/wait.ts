/** Waits until the predicate holds and hands back what it found; rejects with its name or text after `ms`. */
export async function waitFor<T>(predicate: () => T, ms = 2000): Promise<NonNullable<T>> {
  const end = performance.now() + ms;
  for (;;) {
    const found = predicate();
    if (found) return found;
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${predicate.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
