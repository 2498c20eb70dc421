import Fuse from 'fuse.js';

/**
 * The candidate that a mistyped word most likely meant, or undefined when none is close. For names and short words; whole
 * questions go through the router instead.
 */
export function nearest(word: string, candidates: readonly string[], threshold = 0.4): string | undefined {
  const typed = word.trim().slice(0, 32);
  if (typed === '') return undefined;
  return new Fuse(candidates, { threshold, ignoreLocation: true, minMatchCharLength: 1 }).search(typed)[0]?.item;
}
