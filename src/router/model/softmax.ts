import { doubleAt } from './arrays.ts';

/** From logits to probabilities that sum to one, in place. The largest is taken off first, so that no exponential overflows. */
export function softmax(logits: Float64Array): void {
  const most = logits.reduce((largest, logit) => Math.max(largest, logit), -Infinity);
  let sum = 0;
  for (let c = 0; c < logits.length; c += 1) {
    const exponential = Math.exp(doubleAt(logits, c) - most);
    logits[c] = exponential;
    sum += exponential;
  }
  for (let c = 0; c < logits.length; c += 1) logits[c] = doubleAt(logits, c) / sum;
}
