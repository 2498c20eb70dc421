import { expect, it } from 'vitest';
import { channelMarked, requestTyped } from '../../../src/adapters/slack/command.ts';

it.each([
  ['route is a &lt; b &amp;&amp; c', 'is a < b && c'],
  ['route see <https://example.org/a|example.org/a>', 'see example.org/a'],
  ['route see <https://example.org/a>', 'see https://example.org/a'],
  ['route ask <@U123|ada> in <#C123|study>', 'ask @ada in #study'],
  ['route hey <!here> <!subteam^S1|@team>', 'hey @here @team'],
  ['route &lt;!channel&gt;', '<!channel>'],
  ['route a &amp;lt; b', 'a &lt; b'],
])('“%s” is read as it was typed', (text, question) => {
  expect(requestTyped(text)).toEqual({ kind: 'route', question });
});

it('keeps the id of a channel that a drill is set up for', () => {
  expect(requestTyped('drill setup 09:00 <#C0OTHER|other>')).toMatchObject({ wish: { time: '09:00', channel: '<#C0OTHER|other>' } });
});

it.each([
  ['<#C0OTHER|other>', 'C0OTHER'],
  ['<#C0OTHER>', 'C0OTHER'],
  ['<#C0OTHER|>', 'C0OTHER'],
  ['#other', undefined],
])('the channel in %s is %s', (typed, id) => {
  expect(channelMarked(typed)).toBe(id);
});
