import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeBlock, codeSpan, escape } from '../../../src/adapters/discord/escape.ts';
import { drawText } from '../../../src/adapters/discord/markdown.ts';
import { bold, code, command, link, plain } from '../../../src/core/text.ts';
import { anyText, hostile } from '../../fixtures/arbitraries.ts';
import { aliveIn, readAs } from './markdown.ts';

test.each([
  '@everyone',
  '<@1>',
  '<t:0:R>',
  ':smile:',
  'see https://a.example',
  '# a',
  'a\n- b',
  '-# a',
  '*a*',
  '||a||',
  '`a',
  '[a](b)',
  '````a ``` @here ``` b````',
])('The check sees that %j is alive', (raw) => expect(aliveIn(raw)).not.toEqual([]));

describe('Literal text stays literal:', () => {
  test.each([
    ['@everyone', '\\@everyone'],
    ['<@1> <#1> <@&1>', '\\<@1> \\<#1> \\<@&1>'],
    ['<:dab:1> <a:dab:1> :smile:', '\\<\\:dab:1> \\<a\\:dab:1> \\:smile:'],
    ['<t:0:R> </mlpro route:1>', '\\<t\\:0:R> \\</mlpro route:1>'],
    ['see https://evil.example', 'see https\\://evil.example'],
    ['[a](https://b.example)', '\\[a\\](https\\://b.example)'],
    ['# big', '\\# big'],
    ['a\n-# small', 'a\n\\-# small'],
    ['> quoted', '\\> quoted'],
    ['- one\n  2. two', '\\- one\n  2\\. two'],
    ['**a** __b__ ~~c~~ ||d||', '\\*\\*a\\*\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\|'],
    ['a\\*b', 'a\\\\\\*b'],
    ['09:00 in 1.2 at a@b.example', '09:00 in 1.2 at a@b.example'],
  ])('%s', (typed, drawn) => {
    expect(escape(typed)).toBe(drawn);
  });

  test('whatever is typed, nothing comes alive and every word can still be read', () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        expect(aliveIn(escape(typed))).toEqual([]);
        expect(readAs(escape(typed))).toBe(typed);
      }),
      { numRuns: 500 },
    );
  });

  test('text in code cannot leave its code', () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        expect(aliveIn(codeSpan(typed))).toEqual([]);
        expect(aliveIn(codeBlock(typed))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Spans become Markdown:', () => {
  test.each([
    [[bold('Cue: '), ...plain('be quick')], '**Cue:** be quick'],
    [[code('a`b')], '``a`b``'],
    [[code('`x`')], '`` `x` ``'],
    [[link('a [guide]', 'https://a.example/x(1)')], '[a \\[guide\\]](https://a.example/x%281%29)'],
    [[link('a', 'javascript:alert(1)')], 'a (javascript:alert(1))'],
    [[...plain('https:'), ...plain('//evil.example')], 'https\\://evil.example'],
    [[bold('a'), bold('b')], '**ab**'],
    [[command('drill setup 09:00')], '`/mlpro-drill setup time:09:00`'],
    [[code('/mlpro drill setup 09:00')], '`/mlpro drill setup 09:00`'],
  ])('%j', (spans, drawn) => {
    expect(drawText(spans)).toBe(drawn);
  });

  test('and a backtick beside code is no part of its marks', () => {
    const spans = [...plain('``'), code('`'), ...plain(' '), code('````')];
    expect(aliveIn(drawText(spans), '**')).toEqual([]);
  });

  test('and what is inside of them stays literal', () => {
    fc.assert(
      fc.property(anyText, (spans) => {
        const alive = aliveIn(drawText(spans.filter(({ kind }) => kind === 'plain' || kind === 'bold' || kind === 'code')), '**');
        expect(alive).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
