import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bold, clip, code, link, longestInput, parseMarkup, plain, sanitize, wordsOf } from '../../src/core/text.ts';
import { anyLetters } from '../fixtures/arbitraries.ts';

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

  it('keeps every word of plain text whose marks are escaped', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (words) => {
        expect(wordsOf(words.replace(/[\\*`[]/g, '\\$&'))).toBe(words);
      }),
    );
  });
});

describe('what a person typed', () => {
  it('loses control characters and bidirectional overrides, not its line ends', () => {
    expect(sanitize('a\u0000b\u202Ec\u0007\r\nd')).toBe('a b c \nd');
  });

  it('takes the composed form, so that the same word is the same wherever it was typed', () => {
    expect(sanitize('re\u0301sume\u0301')).toBe('r\u00e9sum\u00e9');
  });

  it('keeps right-to-left words and emoji', () => {
    expect(sanitize(' שלום 🎉👩‍🔬 ')).toBe('שלום 🎉👩‍🔬');
  });

  it('is read up to a length, and nothing behind it', () => {
    expect(sanitize(`${'x'.repeat(longestInput - 1)}yz`)).toBe(`${'x'.repeat(longestInput - 1)}y`);
  });

  it('is sound, bounded even where the composed form is longer, and changed by a first time only', () => {
    fc.assert(
      fc.property(anyLetters(300), fc.constantFrom(1, 100), (typed, times) => {
        const once = sanitize(typed.repeat(times));
        expect(once.length).toBeLessThanOrEqual(longestInput * 3);
        expect(() => encodeURIComponent(once)).not.toThrow();
        if (once.length <= longestInput) expect(sanitize(once)).toBe(once);
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
