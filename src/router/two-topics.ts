/**
 * Logistic regression that tells questions with two topics from those with one: fitted on 1,900 and 5,700 such questions of 360 voices by predictions of
 * models that had not learned from them. The odds of the second topic say most; a long question with few odds for a second one has one.
 */
const coefficients = { bias: 4.7, second: 1.23, third: 0.56, length: -0.93, conjunction: 0.87 };

/** Tuned together with the thresholds of `decide.ts`: lower finds more of two topics, and shows more to those who have one. */
const leastLogOdds = -1.2;

const conjunction = /\b(?:and|both|plus|as well|also|then|together|versus|vs)\b/i;

/** Whether a question is about a second topic beside the first; `logOdds` are those of all topics, the likeliest first. */
export function hasTwoTopics(question: string, [, second = lowest, third = lowest]: readonly number[]): boolean {
  const logOdds =
    coefficients.bias +
    coefficients.second * second +
    coefficients.third * Math.max(lowest, third) +
    coefficients.length * Math.log(question.split(/\s+/).length) +
    (conjunction.test(question) ? coefficients.conjunction : 0);
  return logOdds > leastLogOdds;
}

/** Of a topic that is not there, or not meant. */
const lowest = -10;
