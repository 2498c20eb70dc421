import { addDouble, doubleAt } from './model/arrays.ts';
import type { Parameters } from './model/train.ts';
import { normalised } from './predict.ts';
import type { WeightedTerm } from './vectorise.ts';

/** A question cut in two: the class that each half is about. */
export interface Split {
  readonly first: number;
  readonly second: number;
  /** The smaller of the two probabilities that each has in its own half. */
  readonly probability: number;
  /** Where in the text the second half begins. */
  readonly offset: number;
}

/** A question with more clauses than this is no question. */
const maxClauses = 60;

/**
 * Cuts the question wherever a clause begins, and takes the cut whose two halves speak most clearly of two different classes. As logits add up, one
 * pass of running sums serves all cuts.
 */
export function bestSplit(terms: readonly WeightedTerm[], parameters: Parameters): Split | undefined {
  const left = emptySum(parameters.bias.length);
  const right = emptySum(parameters.bias.length);
  for (const term of terms) add(right, term, 1);
  let best: Split | undefined;
  let clauses = 0;
  for (const term of terms) {
    if (term.opensClause && left.squaredNorm > 0 && clauses < maxClauses) {
      clauses += 1;
      best = better(best, splitHere(left, right, parameters, term.tokens.at(-1)?.start ?? 0));
    }
    add(left, term, 1);
    add(right, term, -1);
  }
  return best;
}

interface RunningSum {
  readonly logits: Float64Array;
  squaredNorm: number;
}

function emptySum(classes: number): RunningSum {
  return { logits: new Float64Array(classes), squaredNorm: 0 };
}

function add(sum: RunningSum, { logits, weight }: WeightedTerm, sign: 1 | -1): void {
  sum.squaredNorm += sign * weight * weight;
  for (let c = 0; c < logits.length; c += 1) addDouble(sum.logits, c, sign * doubleAt(logits, c));
}

function splitHere(left: RunningSum, right: RunningSum, parameters: Parameters, offset: number): Split | undefined {
  const probabilities = ({ logits, squaredNorm }: RunningSum) => normalised(logits.slice(), squaredNorm, parameters);
  return splitBetween(probabilities(left), probabilities(right), offset);
}

function better(one: Split | undefined, other: Split | undefined): Split | undefined {
  return one === undefined || (other !== undefined && other.probability > one.probability) ? other : one;
}

/** Different classes for two halves with these probabilities, such that the weaker is as strong as can be. */
export function splitBetween(left: Float64Array, right: Float64Array, offset: number): Split | undefined {
  const splits = topTwo(left).flatMap((one) =>
    topTwo(right).flatMap((other): Split[] => {
      if (one.class === other.class) return [];
      return [{ first: one.class, second: other.class, probability: Math.min(one.probability, other.probability), offset }];
    }),
  );
  return splits.reduce<Split | undefined>(better, undefined);
}

/** The two likeliest classes; the last class, "none of them", is no topic. */
function topTwo(probabilities: Float64Array): { readonly class: number; readonly probability: number }[] {
  return Array.from(probabilities.subarray(0, -1), (probability, at) => ({ class: at, probability }))
    .sort((one, other) => other.probability - one.probability)
    .slice(0, 2);
}
