import { describe, expect, it } from 'vitest';
import { makeSpeller } from '../../src/router/text/spell.ts';

const speller = makeSpeller(
  new Map(Object.entries({ pipeline: 9, batch: 5, patch: 1, estimator: 4, vector: 3, assembler: 3, stream: 7, streams: 2 })),
);

describe('the speller', () => {
  it.each([
    ['pipline', ['pipeline']],
    ['bacth', ['batch']],
    ['estimater', ['estimator']],
    ['strem', ['stream']],
    ['tsream', ['stream']],
    ['vectorassembler', ['vector', 'assembler']],
    ['banana', []],
    ['abc', []],
    ['x'.repeat(32), []],
  ])('takes %s for %j', (typed, meant) => {
    expect(speller.correct(typed)).toEqual(meant);
  });
});
