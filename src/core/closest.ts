import { osaDistance } from '../router/text/spell.ts';

/** In characters: no name is longer, and the work grows with the square of it. */
const longest = 60;

/**
 * The candidate that a mistyped word most likely meant, or undefined when none is close: when more than `share` of its letters would have to change.
 * For names and short words; whole questions go through the router instead.
 */
export function closest(word: string, candidates: readonly string[], share = 0.4): string | undefined {
  const typed = word.trim().toLowerCase().slice(0, longest);
  if (typed === '') return undefined;
  let found: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const meant = candidate.toLowerCase().slice(0, longest);
    const most = Math.min(Math.floor(share * Math.max(typed.length, meant.length)), least - 1);
    // Each letter that one of them has more is one to add.
    if (Math.abs(typed.length - meant.length) > most) continue;
    const distance = osaDistance(typed, meant, most);
    if (distance > most) continue;
    found = candidate;
    least = distance;
  }
  return found;
}
