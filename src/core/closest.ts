import Fuse from 'fuse.js';

/**
 * The candidate that a mistyped word most likely meant, or undefined when none is close. For names and short words; whole
 * questions go through the router instead.
 */
export function nearest(word: string, candidates: readonly string[], threshold = 0.4): string | undefined {
  const typed = word.trim().slice(0, 32);
  if (typed === '') return undefined;
  const swapped = candidates.find((candidate) => isSwap(typed.toLowerCase(), candidate.toLowerCase()));
  return swapped ?? new Fuse(candidates, { threshold, ignoreLocation: true, minMatchCharLength: 1 }).search(typed)[0]?.item;
}

/** Two neighbours swapped are one slip of the fingers, but two errors to Fuse: too many for a word of four letters. */
function isSwap(typed: string, meant: string): boolean {
  const at = [...typed].findIndex((letter, place) => letter !== meant[place]);
  return at >= 0 && meant === typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2);
}
