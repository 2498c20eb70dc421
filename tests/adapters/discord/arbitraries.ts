import fc from 'fast-check';
import { type Action, tabs } from '../../../src/core/action.ts';
import type { Block, Reply } from '../../../src/core/reply.ts';
import type { Span, Text } from '../../../src/core/text.ts';

const mentions = '@everyone @here <@1> <@!1> <#1> <@&1> <:x:1> <a:x:1> <t:0:R> </mlpro:1> <id:browse> :smile: :+1:'.split(' ');
const addresses = 'https://a.example HTTP://X.Y https: //x [a](https://b.example) <https://b.example> discord://x <a@b.example>'.split(' ');
const openings = ['# ', '## ', '-# ', '> ', '>>> ', '- ', '* ', '1. ', '12) ', '\n', '\n\n', '\r\n', '\u2028', '  '];
const signs = '* ** _ __ ~~ || ` `` ``` ```` \\ \\\\ [ ] ( ) < > @ : / # - . 😀 \u200b a'.split(' ');
const nasty = [...mentions, ...addresses, ...openings, ...signs];

/** What a hostile person would type, or a careless author write. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...nasty) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) }),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const long = fc.tuple(hostile, fc.integer({ min: 1, max: 400 })).map(([text, times]) => text.repeat(times).slice(0, 6000));
const words = fc.oneof({ weight: 6, arbitrary: hostile }, { weight: 1, arbitrary: long });

const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ kind: fc.constantFrom('plain' as const, 'bold' as const, 'code' as const), text: words }),
  fc.record({ kind: fc.constant('link' as const), text: hostile, url: fc.oneof(fc.webUrl(), hostile) }),
);
export const text: fc.Arbitrary<Text> = fc.array(span, { maxLength: 5 });

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom<Action>({ kind: 'guide' }, { kind: 'help' }, { kind: 'forget-me' }),
  fc.record({
    kind: fc.constant('lesson' as const),
    lesson: fc.constantFrom('1.1', '1.2'),
    tab: fc.constantFrom(...tabs),
    page: fc.nat(30),
  }),
);
const choice = fc.record(
  { label: words, action, emphasis: fc.constantFrom('main' as const, 'picked' as const) },
  { requiredKeys: ['label', 'action'] },
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: words }),
  fc.record({ kind: fc.constantFrom('text' as const, 'note' as const), text }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { maxLength: 8 }), ordered: fc.boolean() }),
  fc.record({ kind: fc.constant('rows' as const), rows: fc.array(fc.record({ label: hostile, value: text }), { maxLength: 6 }) }),
  fc.record({ kind: fc.constant('code' as const), code: words }),
  fc.record({ kind: fc.constant('choices' as const), choices: fc.array(choice, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('picture' as const), url: fc.oneof(fc.webUrl(), hostile), alt: words }),
);

export const anyReply: fc.Arbitrary<Reply> = fc.record({ summary: hostile, blocks: fc.array(block, { maxLength: 50 }) });
