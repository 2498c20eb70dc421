import { describe, expect, it } from 'vitest';
import { isHolding, stemOf } from '../../src/router/text/stem.ts';
import { readWords } from '../../src/router/text/tokenize.ts';

const forms = (text: string) => readWords(text).map(({ form }) => form);

describe('reading words', () => {
  it.each([
    ['VectorAssembler', ['vectorassembler', 'vector', 'assembler']],
    ['mlflow.start_run(nested=True)', ['mlflow', 'startrun', 'start', 'run', 'nested', 'true']],
    ['MLflow and GPUs', ['mlflow', 'and', 'gpus']],
    ['300 trials, 4.0', ['#', 'trials', '#', '#']],
    ['Größe café', ['große', 'cafe']],
    ['__init__', ['init']],
    ['', []],
  ])('reads %j as %j', (text, expected) => {
    expect(forms(text)).toEqual(expected);
  });

  it('says where each word stands', () => {
    const text = 'fit a VectorAssembler';
    expect(readWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'fit',
      'a',
      'VectorAssembler',
      'VectorAssembler',
      'VectorAssembler',
    ]);
  });

  it('reads the beginning and the end of a long text', () => {
    const read = forms(`first ${'x '.repeat(5000)} last`);
    expect(read.length).toBeLessThan(1100);
    expect([read[0], read.at(-1)]).toEqual(['first', 'last']);
  });
});

describe('stems', () => {
  it.each([
    ['scaling', 'scaled', 'scales', 'scale'],
    ['optimization', 'optimize', 'optimised', 'optimizing'],
    ['pipelines', 'pipeline'],
    ['runs', 'run'],
    ['tuning', 'tuned'],
  ])('are shared by %s and %s', (...words) => {
    expect(new Set(words.map(stemOf)).size).toBe(1);
  });

  it('keep different words apart', () => {
    expect(stemOf('spark')).not.toBe(stemOf('sparse'));
    expect(stemOf('ray')).toBe('ray');
  });

  it('know the words that hold sentences together', () => {
    expect(['the', 'should', 'which'].every(isHolding)).toBe(true);
    expect(['spark', 'fit', 'train'].some(isHolding)).toBe(false);
  });
});
