import { setImmediate } from 'node:timers/promises';

/** In milliseconds: so long a slice of work may hold up everything else. */
const slice = 8;

/** Makes one text of its pieces, each of which costs something to make, and lets everything else happen after every few milliseconds. */
export async function joined(pieces: Iterable<string>, now: () => number = () => performance.now()): Promise<string> {
  const made: string[] = [];
  let began = now();
  for (const piece of pieces) {
    made.push(piece);
    if (now() - began < slice) continue;
    await setImmediate();
    began = now();
  }
  return made.join('');
}
