import { describe, expect, it } from 'vitest';
import { csrBuilder, rowCount, transposed } from '../../src/router/model/csr.ts';
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

  it('has its columns as rows once it is turned', () => {
    expect(transposed(matrix, 3)).toEqual(
      csr([
        [1, 0, 0],
        [0, 0, 3],
        [2, 0, 0],
      ]),
    );
  });
});

describe('training', () => {
  /** Four texts, each of one feature, ten times. */
  const repeat = <T>(four: readonly T[]) => Array.from({ length: 10 }, () => four).flat();
  const features = csr(
    repeat([
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ]),
  );
  const [classesOf, weightOf] = [repeat([[0], [1], [0], [1]]), Float32Array.from(repeat([1, 1, 1, 1]))];
  const set = { features, featureCount: 2, classes: 2, classesOf, weightOf };

  it('finds the feature that speaks for each class, and neither class more than the other by its bias', () => {
    const { weights, bias } = finish(train(set));
    const [ofFirst = 0, ofSecond = 0, secondOfFirst = 0, secondOfSecond = 0] = weights;
    expect(ofFirst).toBeGreaterThan(0);
    expect(secondOfFirst).toBeLessThan(0);
    expect(secondOfSecond).toBeGreaterThan(0);
    expect(ofSecond).toBeLessThan(0);
    expect(bias[0]).toBeCloseTo(bias[1] ?? 0, 1);
  });

  it('is surer of a feature the rarer the texts that speak against it', () => {
    const mixed = (against: number) => ({
      ...set,
      classesOf: classesOf.map((of, at) => (at < against * 4 && at % 4 === 0 ? [1] : of)),
    });
    const [clear = 0] = finish(train(mixed(1))).weights;
    const [disputed = 0] = finish(train(mixed(8))).weights;
    expect(clear).toBeGreaterThan(disputed);
  });

  it('listens more to a text that weighs more', () => {
    const disputed = { ...set, classesOf: repeat([[0], [1], [1], [1]]), weightOf: Float32Array.from(repeat([9, 1, 1, 1])) };
    const [first = 0, second = 0] = finish(train(disputed)).weights;
    expect(first).toBeGreaterThan(second);
  });

  it('gives a text that has both classes good odds of each', () => {
    const shared = { ...set, classesOf: repeat([[0, 1], [1], [0, 1], [1]]) };
    const { weights, bias } = finish(train(shared));
    const [first = 0, second = 0, other = 0] = weights;
    expect((bias[0] ?? 0) + first).toBeGreaterThan(0);
    expect((bias[1] ?? 0) + second).toBeGreaterThan(0);
    expect((bias[0] ?? 0) + other).toBeLessThan(0);
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

  it('has the parts of a name in code that is hardly ever typed as a word', () => {
    const { compounds } = finish(
      buildVocabulary(['VectorAssembler', 'use VectorAssembler or vectorassembler', 'ZeRO', 'zero', 'scale to zero']),
    ).vocabulary;
    expect([...compounds]).toEqual([['vectorassembler', ['vector', 'assembler']]]);
  });
});
