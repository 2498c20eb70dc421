import { describe, expect, it } from 'vitest';
import { isStopWord } from '../../src/router/text/stop-words.ts';
import { tokenize } from '../../src/router/text/tokenize.ts';

const forms = (text: string) => tokenize(text).map(({ form }) => form);

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
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual([
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

it('stop words are those that hold sentences together, not those of the subject', () => {
  expect(['the', 'should', 'which'].every(isStopWord)).toBe(true);
  expect(['spark', 'fit', 'train'].some(isStopWord)).toBe(false);
});
