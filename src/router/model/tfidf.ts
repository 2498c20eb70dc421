import { floatAt, intAt } from './arrays.ts';
import { type CsrMatrix, csrBuilder } from './csr.ts';
import type { Occurrences } from './vocabulary.ts';

/** How much a feature counts that a text has `times` times, compared with once: sublinear term frequency. */
export function sublinear(times: number): number {
  return 1 + Math.log(times);
}

/** Each text as its features, each once, weighted by tf-idf and made to length one so that long texts do not shout. */
export function tfidf({ indptr, ids }: Occurrences, idf: Float32Array): CsrMatrix {
  const builder = csrBuilder();
  for (let text = 0; text + 1 < indptr.length; text += 1) {
    const weights = new Map<number, number>();
    for (let at = intAt(indptr, text); at < intAt(indptr, text + 1); at += 1) {
      const id = intAt(ids, at);
      weights.set(id, (weights.get(id) ?? 0) + 1);
    }
    let squares = 0;
    for (const [id, times] of weights) {
      const weight = floatAt(idf, id) * sublinear(times);
      weights.set(id, weight);
      squares += weight * weight;
    }
    for (const [id, weight] of weights) builder.add(id, weight / Math.sqrt(squares));
    builder.endRow();
  }
  return builder.build();
}
