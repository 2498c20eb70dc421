import { expect, it } from 'vitest';
import { asksForForm, parseTyped } from '../../../src/adapters/slack/command.ts';

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
  ['channel=<#C0OTHER|other>', { kind: 'named', id: 'C0OTHER' }],
  ['channel:<#C0OTHER|other>', { kind: 'named', id: 'C0OTHER' }],
  ['channel = <#C0OTHER|other>', { kind: 'named', id: 'C0OTHER' }],
  ['channel <#C0OTHER|other>', { kind: 'named', id: 'C0OTHER' }],
  ['Channel: <#C0OTHER>', { kind: 'named', id: 'C0OTHER' }],
  ['in <#C0OTHER|other>', { kind: 'named', id: 'C0OTHER' }],
  ['in <#C0OTHER|other>,', { kind: 'named', id: 'C0OTHER' }],
  ['<#C0OTHER|other>.', { kind: 'named', id: 'C0OTHER' }],
  ['#other', { kind: 'unknown' }],
  ['channel=#other', { kind: 'unknown' }],
  ['channel: #other', { kind: 'unknown' }],
  ['in #other', { kind: 'unknown' }],
  ['', { kind: 'here' }],
])('a drill set up for "%s" is meant for %o', (typed, channel) => {
  expect(parseTyped(`drill setup ${typed} 09:00`)).toMatchObject({ request: { settings: { time: '09:00', other: '' } }, channel });
});

it.each([
  ['drill setup', true],
  ['Drill  Setup ', true],
  ['/mlpro drill setup', true],
  ['drill setup <#C0OTHER|other>', true],
  ['drill setup #other', false],
  ['drill setup 09:00', false],
  ['drill setup Europe/Berlin', false],
  ['drill setup daily', false],
  ['drill setup reveal=17:00', false],
  ['drill setup grace=60', false],
  ['drill setup please', false],
  ['drill', false],
  ['drill off', false],
  ['drill status', false],
  ['help drill setup', false],
  ['', false],
])('“%s” asks for the form: %s', (text, asks) => {
  expect(asksForForm(parseTyped(text))).toBe(asks);
});
