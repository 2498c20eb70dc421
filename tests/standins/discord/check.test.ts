import { describe, expect, test } from 'vitest';
import { checkCallback, checkCommands, checkMessage, type Findings } from './check.ts';

const quiet = { allowed_mentions: { parse: [] } };
const button = { type: 2, style: 1, label: 'Show more', custom_id: 'more' };
const buttons = (count: number) => Array.from({ length: count }, (_, i) => ({ ...button, custom_id: `b${i}` }));
const menu = { type: 3, custom_id: 'pick', options: [{ label: 'A', value: 'a' }] };
const row = (...components: object[]) => ({ type: 1, components });
const text = (content: string) => ({ type: 10, content });
const long = (length: number) => 'x'.repeat(length);
const v2 = { flags: 32768 };

const sentences = (found: Findings) => found.refused.map(({ path, message }) => `${path} ${message}`.trim());
const message = (body: object) => checkMessage('MessageCreateRequest', { ...quiet, ...body }, 0);

describe('A message is refused when', () => {
  test.each<[string, object]>([
    ['has a field that Discord does not know: contnet', { contnet: 'x' }],
    ['content has 2001 characters', { content: long(2001) }],
    ['embeds[0].title must NOT have more than 256', { embeds: [{ title: long(257) }] }],
    ['embeds has 6001 characters', { embeds: [{ description: long(4000) }, { description: long(2001) }] }],
    ['embeds[0].fields[0].value must not be blank', { embeds: [{ fields: [{ name: 'a', value: ' ' }] }] }],
    ['components has 6 action rows', { components: buttons(6).map((one) => row(one)) }],
    ['components[0].components must NOT have more than 5', { components: [row(...buttons(6))] }],
    ['custom_id "more" more than once', { components: [row(button), row(button)] }],
    ['components[0].components[0].label', { components: [row({ ...button, label: long(81) })] }],
    ['components[0].components[0].custom_id', { components: [row({ ...button, custom_id: long(101) })] }],
    ['components[0].components[0].type must be one of', { components: [row({ type: 99 })] }],
    ['components[0].components[0].options', { components: [row({ ...menu, options: [] })] }],
    ['max_values 2 exceeds its 1 options', { components: [row({ ...menu, max_values: 2 })] }],
    ['mix buttons', { components: [row(button, menu)] }],
    ['needs a url', { components: [row({ type: 2, style: 5, label: 'Open' })] }],
    ['needs a label', { components: [row({ type: 2, style: 1, custom_id: 'a' })] }],
    ['needs the components V2 flag', { components: [text('x')] }],
    ['content is forbidden', { ...v2, content: 'x', components: [text('x')] }],
    ['embeds is forbidden', { ...v2, embeds: [{ title: 'x' }], components: [text('x')] }],
    ['components has 4001 characters', { ...v2, components: [text(long(4000)), text('x')] }],
    [
      'components has 42 components',
      { ...v2, components: [1, 2].map(() => ({ type: 17, components: Array.from({ length: 20 }, () => text('x')) })) },
    ],
    ['nonce', { content: 'x', nonce: long(26) }],
    ['allowed_mentions.parse[0] must be one of users', { content: 'x', allowed_mentions: { parse: ['all'] } }],
  ])('%s', (sentence, body) => {
    expect(sentences(message(body)).join('\n')).toContain(sentence);
  });

  test('it is empty', () => {
    expect(message({ content: ' ' })).toMatchObject({ refused: [], empty: true });
  });

  test('an edit takes the words from a message of components', () => {
    const before = { content: '', embeds: [], components: [text('x')], attachments: [], flags: 32768 };
    expect(sentences(checkMessage('MessageEditRequestPartial', { ...quiet, content: 'x' }, 0, before))).toEqual([
      'content is forbidden together with the components V2 flag',
    ]);
  });
});

test('What discord.js adds is taken', () => {
  expect(message({ content: 'x', tts: false, enforce_nonce: false }).refused).toEqual([]);
  const data = { ...quiet, content: 'x', tts: false, enforce_nonce: false };
  expect(checkCallback({ type: 2 }, { type: 4, data }, 0)).toEqual({ refused: [], noted: [], empty: false });
});

test('Mentions that are left alive are noted', () => {
  const found = checkMessage('MessageCreateRequest', { content: 'x' }, 0);
  expect(found.noted[0]).toEqual({
    path: 'allowed_mentions',
    message: 'must be present with parse [], but it is missing',
  });
});

describe('An answer to an interaction is refused when', () => {
  const choices = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `c${i}`, value: `v${i}` }));
  const input = (i: number) => ({ type: 18, label: 'Text', component: { type: 4, custom_id: `t${i}`, style: 1 } });
  const modal = (count: number) => ({
    custom_id: 'm',
    title: 'T',
    components: Array.from({ length: count }, (_, i) => input(i)),
  });

  test.each<[string, number, object]>([
    ['type must be one of 8 for an interaction of type 4', 4, { type: 4, data: { content: 'x' } }],
    ['type must be one of 4, 5, 9, 12', 2, { type: 7, data: { content: 'x' } }],
    ['data.choices must NOT have more than 25', 4, { type: 8, data: { choices: choices(26) } }],
    ['data.choices[0].name', 4, { type: 8, data: { choices: [{ name: long(101), value: 'x' }] } }],
    ['data.choices[0].value has 101', 4, { type: 8, data: { choices: [{ name: 'x', value: long(101) }] } }],
    ['data.components has 6 components, at most 5', 2, { type: 9, data: modal(6) }],
    ['data.title', 2, { type: 9, data: { ...modal(1), title: long(46) } }],
    ['data.content must NOT have more than 2000', 2, { type: 4, data: { content: long(2001) } }],
    ['data has a field that Discord does not know: ephemeral', 2, { type: 4, data: { content: 'x', ephemeral: true } }],
  ])('%s', (sentence, type, body) => {
    expect(sentences(checkCallback({ type }, body, 0)).join('\n')).toContain(sentence);
  });
});

describe('A command is refused when', () => {
  const level = { type: 3, name: 'level', description: 'How hard' };
  const options = (count: number, more = {}) => Array.from({ length: count }, (_, i) => ({ ...level, name: `o${i}`, ...more }));
  const bigChoices = Array.from({ length: 25 }, (_, i) => ({ name: `c${i}`, value: long(90) }));
  const check = (command: object) => checkCommands('ApplicationCommandCreateRequest', { name: 'route', description: 'x', ...command });

  test.each<[string, object]>([
    ['must be in lower case', { name: 'Route' }],
    ['does not match', { name: 'a b' }],
    ['needs a description', { description: '' }],
    ['description must NOT have more than 100', { description: long(101) }],
    ['option b is required and must come before', { options: [level, { ...level, name: 'b', required: true }] }],
    ['option name "level" more than once', { options: [level, level] }],
    ['options must NOT have more than 25', { options: options(26) }],
    ['mixes subcommands with plain options', { options: [level, { type: 1, name: 'sub', description: 'x' }] }],
    ['has both choices and autocomplete', { options: [{ ...level, autocomplete: true, choices: bigChoices }] }],
    ['characters in all its texts together, at most 8000', { options: options(4, { choices: bigChoices }) }],
    ['unknown locale: xx', { name_localizations: { xx: 'y' } }],
    ['does not know: min_value', { options: [{ ...level, min_value: 1 }] }],
  ])('%s', (sentence, command) => {
    expect(sentences(check(command)).join('\n')).toContain(sentence);
  });

  test('permissions as digits are taken', () => {
    expect(check({ default_member_permissions: '32', nsfw: false }).refused).toEqual([]);
  });

  test('a list repeats a name', () => {
    const twice = [
      { name: 'a', description: 'x' },
      { name: 'a', description: 'y' },
    ];
    expect(sentences(checkCommands('ApplicationCommandUpdateRequest', twice))).toEqual(['commands uses the name "a" more than once']);
  });
});
