import { describe, expect, it } from 'vitest';
import { csrBuilder, rowCount } from '../../src/router/model/csr.ts';
import { invert, nearestNeighbours } from '../../src/router/model/knn.ts';
import { softmax } from '../../src/router/model/softmax.ts';
import { tfidf } from '../../src/router/model/tfidf.ts';
import { train } from '../../src/router/model/train.ts';
import { finish } from '../../src/router/slices.ts';
import { buildVocabulary } from '../../src/router/model/vocabulary.ts';

/** A dense matrix in compressed rows. */
function csr(rows: readonly (readonly number[])[]) {
  const builder = csrBuilder();
  for (const row of rows) {
    row.forEach((value, column) => value !== 0 && builder.add(column, value));
    builder.endRow();
  }
  return builder.build();
}

describe('a matrix in compressed rows', () => {
  const matrix = csr([
    [1, 0, 2],
    [0, 0, 0],
    [0, 3, 0],
  ]);

  it('keeps what is not zero, row after row', () => {
    expect(rowCount(matrix)).toBe(3);
    expect([...matrix.indptr]).toEqual([0, 2, 2, 3]);
    expect([...matrix.indices]).toEqual([0, 2, 1]);
    expect([...matrix.data]).toEqual([1, 2, 3]);
  });
});

describe('softmax', () => {
  it('makes logits sum to one, in their order, however large they are', () => {
    const logits = Float64Array.from([1000, 1000 + Math.log(3), -1000]);
    softmax(logits);
    expect(logits[0]).toBeCloseTo(0.25);
    expect(logits[1]).toBeCloseTo(0.75);
    expect(logits[2]).toBe(0);
  });
});

describe('training', () => {
  const features = csr([
    [1, 0],
    [0, 1],
    [1, 0],
    [0, 1],
  ]);
  const set = { features, featureCount: 2, classes: 2, classOf: Int32Array.from([0, 1, 0, 1]), weightOf: Float32Array.from([1, 1, 1, 1]) };

  it('finds the feature that speaks for each class, and neither class by its bias', () => {
    const { weights, bias } = finish(train(set));
    const [ofFirst = 0, ofSecond = 0, secondOfFirst = 0, secondOfSecond = 0] = weights;
    expect(ofFirst).toBeGreaterThan(0.5);
    expect(secondOfFirst).toBeLessThan(-0.5);
    expect(secondOfSecond).toBeCloseTo(ofFirst);
    expect(ofSecond).toBeCloseTo(-ofFirst);
    expect([...bias]).toEqual([expect.closeTo(0), expect.closeTo(0)]);
  });

  it('listens more to a text that weighs more', () => {
    const disputed = { ...set, classOf: Int32Array.from([0, 1, 1, 1]), weightOf: Float32Array.from([9, 1, 1, 1]) };
    const [first = 0, second = 0] = finish(train(disputed)).weights;
    expect(first).toBeGreaterThan(second);
  });

  it('gives the same for the same texts', () => {
    expect(finish(train(set))).toEqual(finish(train(set)));
  });
});

describe('the vocabulary', () => {
  const texts = ['fit the pipeline', 'fitted pipelines', 'save the pipeline'];
  const { vocabulary, occurrences } = finish(buildVocabulary(texts));

  it('has one number for all forms of a word, and says how often each form occurs', () => {
    expect(vocabulary.stems.get('pipelin')).toBe(vocabulary.stems.get('pipelin'));
    expect([...vocabulary.stems.keys()]).toEqual(['fit', 'the', 'pipelin', 'save']);
    expect(vocabulary.formFrequency.get('pipeline')).toBe(2);
  });

  it('weighs a rare stem more than a common one, and a stop word less than any other', () => {
    const idf = (stem: string) => vocabulary.idf[vocabulary.stems.get(stem) ?? -1] ?? Number.NaN;
    expect(idf('save')).toBeGreaterThan(idf('pipelin'));
    expect(idf('the')).toBeLessThan(idf('pipelin'));
    expect(vocabulary.maxIdf).toBeGreaterThan(idf('save'));
  });

  const pairsOf = (repeated: readonly string[]) => {
    const { bigrams, skipGrams } = finish(buildVocabulary(repeated)).vocabulary;
    return { bigrams: bigrams.size, skipGrams: skipGrams.size };
  };

  it.each([
    { times: 3, bigrams: 0, skipGrams: 0 },
    { times: 4, bigrams: 2, skipGrams: 0 },
    { times: 6, bigrams: 2, skipGrams: 1 },
  ])('of a text that occurs $times times has $bigrams bigrams and $skipGrams skip-grams', ({ times, bigrams, skipGrams }) => {
    expect(pairsOf(Array.from({ length: times }, () => 'save the pipeline'))).toEqual({ bigrams, skipGrams });
  });

  it('has one skip-gram for two stems in either order, and none for a stem and itself', () => {
    const texts = ['save pipeline', 'pipeline, save', 'pipelines pipeline'].flatMap((text) => [text, text, text]);
    expect(pairsOf(texts).skipGrams).toBe(1);
  });

  it('makes every text as long as any other', () => {
    const { indptr, data } = finish(tfidf(occurrences, vocabulary.idf));
    for (let row = 0; row < texts.length; row += 1) {
      const squares = data.subarray(indptr[row], indptr[row + 1]).reduce((sum, value) => sum + value * value, 0);
      expect(squares).toBeCloseTo(1);
    }
  });
});

describe('the nearest neighbours', () => {
  // Ten texts, so that a stem in two of them is not too common to be looked up.
  const texts = [[0, 1], [2, 3], ...Array.from({ length: 8 }, (_, at) => [4 + at])];
  const neighbours = nearestNeighbours(invert(texts, 12), Int32Array.from([0, 1, ...Array.from({ length: 8 }, () => 2)]), 3);

  it('vote for the class of the text that shares most with the question', () => {
    const [first = 0, second = 0, third = 0] = neighbours.vote([0, 1, 2], 0);
    expect(first).toBeGreaterThan(second);
    expect(second).toBeGreaterThan(0);
    expect(third).toBe(0);
  });

  it('are less sure the more of the question is out of the vocabulary', () => {
    expect(neighbours.vote([0, 1], 3)[0]).toBeLessThan(neighbours.vote([0, 1], 0)[0] ?? 0);
  });

  it('say nothing of a question that shares nothing', () => {
    expect([...neighbours.vote([], 2)]).toEqual([0, 0, 0]);
  });
});
