import fc from 'fast-check';
import { test, expect } from 'vitest';
import { drawMessage } from '../../../src/adapters/discord/render.ts';
import { escape, codeSpan, codeBlock } from '../../../src/adapters/discord/escape.ts';
import { drawText } from '../../../src/adapters/discord/text.ts';
import { makeAction } from '../../../src/core/action.ts';
import { checkMessage } from '../../standins/discord/check.ts';
import { anyReply, hostile, text } from './arbitraries.ts';
import { aliveIn, readAs } from './markdown.ts';
test('many', () => {
  fc.assert(fc.property(anyReply, (reply) => { expect(checkMessage('MessageCreateRequest', drawMessage(reply, (a) => makeAction(a, 'k')), 0)).toMatchObject({ refused: [], noted: [], empty: false }); }), { numRuns: 3000 });
  fc.assert(fc.property(hostile, (t) => { expect(aliveIn(escape(t))).toEqual([]); expect(readAs(escape(t))).toBe(t); expect(aliveIn(codeSpan(t))).toEqual([]); expect(aliveIn(codeBlock(t))).toEqual([]); }), { numRuns: 30000 });
  fc.assert(fc.property(text, (spans) => { expect(aliveIn(drawText(spans.filter((s) => s.kind !== 'link')), '**')).toEqual([]); }), { numRuns: 20000 });
}, 120000);
