import type { ClassWeights } from './learn.ts';
import { settle, type Voice } from './reading.ts';

/** Two classes that a question is about, one in its first part and one in the rest. */
export interface TwoTopics {
  readonly first: number;
  readonly second: number;
  /** The smaller of the two shares that each has in its own part. */
  readonly share: number;
}

/** A question with more commas than this is no question. */
const mostCuts = 60;

/**
 * Cuts the question wherever a part may begin, and takes the cut whose two parts speak most clearly of two different lessons.
 * As what voices say adds up, one pass of running sums serves all cuts.
 */
export function twoTopics(voices: readonly Voice[], weights: readonly ClassWeights[]): TwoTopics | undefined {
  const all = voices.reduce(plus, { sums: new Float64Array(weights.length), loudness: 0 });
  let before: Sum = { sums: new Float64Array(weights.length), loudness: 0 };
  let found: TwoTopics | undefined;
  let cuts = 0;
  for (const voice of voices) {
    if (voice.opens && before.loudness > 0 && cuts < mostCuts) {
      cuts += 1;
      const here = atCut(before, minus(all, before), weights);
      if (found === undefined || here.share > found.share) found = here;
    }
    before = plus(before, voice);
  }
  return found;
}

interface Sum {
  readonly sums: Float64Array;
  readonly loudness: number;
}

function plus({ sums, loudness }: Sum, { scores, telling }: Voice): Sum {
  return { sums: sums.map((sum, c) => sum + scores[c]!), loudness: loudness + telling * telling };
}

function minus(all: Sum, part: Sum): Sum {
  return { sums: all.sums.map((sum, c) => sum - part.sums[c]!), loudness: Math.max(0, all.loudness - part.loudness) };
}

/** Different lessons for the two parts such that the weaker is as strong as can be. */
function atCut(left: Sum, right: Sum, weights: readonly ClassWeights[]): TwoTopics {
  const one = bestTwo(settle(left.sums.slice(), left.loudness, weights));
  const other = bestTwo(settle(right.sums, right.loudness, weights));
  const choices = one.flatMap((a) =>
    other.flatMap((b) => (a.at === b.at ? [] : [{ first: a.at, second: b.at, share: Math.min(a.share, b.share) }])),
  );
  return choices.reduce((best, choice) => (choice.share > best.share ? choice : best));
}

/** The two lessons with the largest shares; the last class is the outside and no topic. */
function bestTwo(shares: Float64Array): { readonly at: number; readonly share: number }[] {
  let [best, next] = [-1, -1];
  for (let c = 0; c < shares.length - 1; c += 1) {
    if (best < 0 || shares[c]! > shares[best]!) [best, next] = [c, best];
    else if (next < 0 || shares[c]! > shares[next]!) next = c;
  }
  return [best, next].filter((at) => at >= 0).map((at) => ({ at, share: shares[at]! }));
}
