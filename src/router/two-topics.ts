/**
 * Logistic regression that tells questions with two topics from those with one: fitted on 2,900 and 8,800 such questions of 570 voices by predictions of
 * models that had not learned from them. The odds of the second topic say most; a long question with few odds for a second one has one.
 */
const coefficients = { bias: 5.36, second: 1.26, third: 0.64, length: -1.09, conjunction: 0.86 };

/** Tuned together with the thresholds of `decide.ts`: lower finds more of two topics, and shows more to those who have one. */
const leastLogOdds = -1.05;

const conjunctions = new Set('and both plus also then together versus vs'.split(' '));

/** Whether a question of these words is about a second topic beside the first; `logOdds` are those of all topics, the likeliest first. */
export function hasTwoTopics(words: readonly string[], [, second = lowest, third = lowest]: readonly number[]): boolean {
  const logOdds =
    coefficients.bias +
    coefficients.second * second +
    coefficients.third * Math.max(lowest, third) +
    coefficients.length * Math.log(Math.max(1, words.length)) +
    (words.some((word) => conjunctions.has(word)) ? coefficients.conjunction : 0);
  return logOdds > leastLogOdds;
}

/** Of a topic that is not there, or not meant. */
const lowest = -10;
