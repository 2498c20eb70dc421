import { describe, expect, it } from 'vitest';
import type { Cue } from '../../src/core/pack.ts';
import { guessing } from '../../src/authoring/test-wise.ts';

/** An item whose right option is the first one given. */
function item(stem: string, right: string, ...wrong: string[]): Cue {
  const options = [right, ...wrong].map((text, at) => ({ id: 'abcd'[at] ?? '', text, why: 'Because.', correct: at === 0 }));
  return { kind: 'cue', id: '1.1-c01', lesson: '1.1', stem, options, objective: 1, sources: [], version: 'v', remember: 'so' };
}

const score = (name: string, ...items: Cue[]) => guessing(items).find((guesser) => guesser.name === name)?.score;

describe('a guesser who knows nothing', () => {
  it.each([
    ['longest option', item('Which?', 'the longest of them', 'short', 'brief')],
    ['shortest option', item('Which?', 'no', 'longer', 'longest')],
    ['most specific wording', item('Which?', 'call `fit` with 3 folds', 'call it with folds', 'call nothing')],
    ['most qualified wording', item('Which?', 'usually, if it fits', 'always', 'never')],
    ['most overlap with the stem', item('A member leaves the club.', 'the members of clubs', 'the guests', 'the staff')],
    ['odd one out', item('Which?', 'sell bread', 'train small models', 'train large models')],
  ])('finds the %s', (name, found) => {
    expect(score(name, found)).toBe(100);
  });

  it('shares ties out', () => {
    expect(score('longest option', item('Which?', 'one', 'two', 'no'))).toBe(50);
    expect(score('most specific wording', item('Which?', 'one', 'two', 'no', 'any'))).toBe(25);
  });

  it('is measured against the mean of one by the number of options, leaving "choose two" out', () => {
    const two = item('Which?', 'one', 'two');
    const both = { ...two, options: two.options.map((option) => ({ ...option, correct: true })) };
    const [first] = guessing([two, item('Which?', 'one', 'two', 'six', 'ten'), both]);
    expect(first).toMatchObject({ chance: 37.5, within: true });
  });

  it('is named with the items that were found without a tie', () => {
    const [longest] = guessing([item('Which?', 'the longest of them', 'short')]);
    expect(longest).toMatchObject({ within: false, right: ['1.1-c01'] });
  });
});
