import { expect, it } from 'vitest';
import { parseTyped } from '../../../src/adapters/slack/command.ts';

it.each([
  ['route is a &lt; b &amp;&amp; c', 'is a < b && c'],
  ['route see <https://example.org/a|example.org/a>', 'see example.org/a'],
  ['route see <https://example.org/a>', 'see https://example.org/a'],
  ['route ask <@U123|ada> in <#C123|study>', 'ask @ada in #study'],
  ['route hey <!here> <!subteam^S1|@team>', 'hey @here @team'],
  ['route &lt;!channel&gt;', '<!channel>'],
  ['route a &amp;lt; b', 'a &lt; b'],
])('“%s” is read as it was typed', (text, question) => {
  expect(parseTyped(text)).toEqual({ request: { kind: 'route', question }, channel: { kind: 'here' } });
});

it.each([
  ['<#C0OTHER|other>', { kind: 'named', id: 'C0OTHER' }],
  ['<#C0OTHER>', { kind: 'named', id: 'C0OTHER' }],
  ['<#C0OTHER|>', { kind: 'named', id: 'C0OTHER' }],
  ['#other', { kind: 'unknown' }],
  ['', { kind: 'here' }],
])('a drill set up for "%s" is meant for %o', (typed, channel) => {
  expect(parseTyped(`drill setup ${typed} 09:00`)).toMatchObject({ request: { settings: { time: '09:00', other: '' } }, channel });
});
