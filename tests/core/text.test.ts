import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bold, clip, code, link, longestInput, makeMarkup, parseMarkup, plain, tidy, wordsOf } from '../../src/core/text.ts';

describe('markup', () => {
  it.each([
    ['plain words', plain('plain words')],
    ['a **bold** word', [...plain('a '), bold('bold'), ...plain(' word')]],
    ['call `fit()` first', [...plain('call '), code('fit()'), ...plain(' first')]],
    ['see [the guide](https://spark.apache.org/docs)', [...plain('see '), link('the guide', 'https://spark.apache.org/docs')]],
    ['**set `withMean` to** False', [bold('set '), code('withMean'), bold(' to'), ...plain(' False')]],
    ['two * three', plain('two * three')],
    ['an \\*honest\\* star', plain('an *honest* star')],
    ['[no](http://plain.example)', plain('[no](http://plain.example)')],
    ['[no](javascript:alert(1))', plain('[no](javascript:alert(1))')],
    ['**never closed', plain('**never closed')],
  ])('%s', (markup, text) => {
    expect(parseMarkup(markup)).toEqual(text);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.string(), (markup) => {
        const text = parseMarkup(markup);
        expect(parseMarkup(makeMarkup(text))).toEqual(text);
      }),
    );
  });

  it('keeps every word of plain text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (words) => {
        expect(wordsOf(makeMarkup(plain(words)))).toBe(words);
      }),
    );
  });
});

describe('what a person typed', () => {
  it('loses control characters and bidirectional overrides, not its line ends', () => {
    expect(tidy('a\u0000b\u202Ec\u0007\r\nd')).toBe('a b c \nd');
  });

  it('keeps right-to-left words and emoji', () => {
    expect(tidy(' שלום 🎉👩‍🔬 ')).toBe('שלום 🎉👩‍🔬');
  });

  it('is never longer than what is read of it, and tidying twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6000 }), (typed) => {
        const tidied = tidy(typed);
        expect(tidied.length).toBeLessThanOrEqual(longestInput * 3);
        expect(() => encodeURIComponent(tidied)).not.toThrow();
      }),
    );
  });

  it('is clipped at a word, with a sign that it was', () => {
    expect(clip('one two three four', 10)).toBe('one two…');
    expect(clip('short', 10)).toBe('short');
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        expect(Array.from(clip(text, limit)).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
