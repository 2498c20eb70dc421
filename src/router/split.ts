import type { ClassWeights } from './model/train.ts';
import { settle } from './predict.ts';
import type { Voice } from './vectorise.ts';

/** Two classes that a question is about, one in its first part and one in the rest. */
export interface TwoTopics {
  readonly first: number;
  readonly second: number;
  /** The smaller of the two shares that each has in its own part. */
  readonly share: number;
  /** Where in the text the second part begins. */
  readonly cut: number;
}

/** A question with more commas than this is no question. */
const mostCuts = 60;

/**
 * Cuts the question wherever a part may begin, and takes the cut whose two parts speak most clearly of two different lessons.
 * As what voices say adds up, one pass of running sums serves all cuts.
 */
export function twoTopics(voices: readonly Voice[], weights: readonly ClassWeights[]): TwoTopics | undefined {
  const left: Sum = { sums: new Float64Array(weights.length), loudness: 0 };
  const right: Sum = { sums: new Float64Array(weights.length), loudness: 0 };
  for (const voice of voices) add(right, voice, 1);
  let found: TwoTopics | undefined;
  let cuts = 0;
  for (const voice of voices) {
    if (voice.opens && left.loudness > 0 && cuts < mostCuts) {
      cuts += 1;
      const here = atCut(left, right, weights, voice.words.at(-1)?.start ?? 0);
      if (here !== undefined && (found === undefined || here.share > found.share)) found = here;
    }
    add(left, voice, 1);
    add(right, voice, -1);
  }
  return found;
}

interface Sum {
  readonly sums: Float64Array;
  loudness: number;
}

function add(sum: Sum, { scores, telling }: Voice, sign: 1 | -1): void {
  sum.loudness += sign * telling * telling;
  for (let c = 0; c < scores.length; c += 1) sum.sums[c]! += sign * scores[c]!;
}

function atCut(left: Sum, right: Sum, weights: readonly ClassWeights[], cut: number): TwoTopics | undefined {
  return apart(settle(left.sums.slice(), left.loudness, weights), settle(right.sums.slice(), right.loudness, weights), cut);
}

/** Different lessons for two parts with these shares, such that the weaker is as strong as can be; none when there is only one. */
export function apart(left: Float64Array, right: Float64Array, cut: number): TwoTopics | undefined {
  let found: TwoTopics | undefined;
  for (const one of bestTwo(left)) {
    for (const other of bestTwo(right)) {
      const share = Math.min(one.share, other.share);
      if (one.at !== other.at && (found === undefined || share > found.share)) found = { first: one.at, second: other.at, share, cut };
    }
  }
  return found;
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
