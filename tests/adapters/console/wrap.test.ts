import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { isNarrow, linesWithin, widthOf } from '../../../src/adapters/console/wrap.ts';

/** Others are looked up in the table anyway. */
const untabled = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).filter((sign) => isNarrow(sign));
const narrow = [...'   ab.“é→✓'];
const others = ['\n', '\t', '日', '👩‍👩‍👧‍👦', 'e\u0301', '\u00AD', '\u00A0', '\u200B', '\u001B[1m', '\u001B[22m'];
const mixed = (signs: readonly string[]) => fc.array(fc.constantFrom(...signs), { maxLength: 60 }).map((all) => all.join(''));
const text = fc.oneof(mixed(narrow), mixed([...narrow, ...others]));

describe('what is measured without a table of Unicode', () => {
  it('is as wide as the table says, each sign and all together', () => {
    expect(untabled.filter((sign) => widthOf(sign) !== stringWidth(sign))).toEqual([]);
    expect(untabled.length).toBeGreaterThan(500);
    fc.assert(
      fc.property(text, (typed) => {
        expect(widthOf(typed)).toBe(stringWidth(typed));
      }),
    );
  });

  it('breaks where all else breaks', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: -2, max: 20 }), (typed, columns) => {
        expect(linesWithin(columns, typed).join('\n')).toBe(wrapAnsi(typed, columns, { hard: false }));
      }),
      { numRuns: 500 },
    );
  });
});
