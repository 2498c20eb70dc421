import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeManifest } from '../../../src/adapters/slack/manifest.ts';
import { type Json, shownText, waitFor, type WriteOptions } from '../../standins/slack/index.ts';
import { type Mode, type Setting, slackSetting } from './setting.ts';

const [offered] = makeManifest({ about: '' }).features.shortcuts;
const callbackId = offered?.callback_id ?? '';

it('is offered in the menu of every message', () => {
  expect(makeManifest({ about: '' }).features.shortcuts).toMatchObject([{ name: 'Which lesson?', type: 'message', callback_id: 'route' }]);
});

describe.each<Mode>(['Socket Mode', 'HTTP mode'])('a shortcut on a message over %s', (mode) => {
  let setting: Setting;
  let slack: Setting['slack'];

  beforeAll(async () => {
    setting = await slackSetting({ mode });
    slack = setting.slack;
    await setting.adapter.start();
    slack.addChannel({ id: 'G0SECRET', is_private: true, members: ['U0LEARNER', 'U0SECOND'] });
    slack.addChannel({ id: 'D0PEOPLE', im: 'U0NOBODY', is_private: true, members: ['U0LEARNER', 'U0SECOND'] });
  });
  afterAll(() => setting.stop());
  beforeEach(() => {
    slack.workspace.ephemerals.length = 0;
    for (const { messages } of slack.workspace.channels.values()) messages.length = 0;
    slack.violations.length = 0;
    slack.calls.length = 0;
    slack.faults.clear();
  });

  const inPublic = () => [...slack.workspace.channels.values()].filter(({ im }) => im !== 'U0LEARNER').flatMap(({ messages }) => messages);
  const ask = async (text: string, options: WriteOptions & { author?: string } = {}) =>
    (await slack.shortcut(callbackId, text, options)).answer();

  it.each([
    ['how do I build a pipeline', 'how do I build a pipeline'],
    ['*how do I build* a `pipeline`?', '*how do I build* a `pipeline`?'],
    ['how do I build a pipeline &lt;fast&gt;', 'how do I build a pipeline &lt;fast&gt;'],
    ['<@U0SECOND> how do I build a pipeline', '<@U0SECOND|ben> how do I build a pipeline'],
    ['<!channel> how do I build a pipeline', '<!channel> how do I build a pipeline'],
    ['how do I build a pipeline\n\nwith three stages', 'how do I build a pipeline\n\nwith three stages'],
    ['quiz 1.1', 'quiz 1.1'],
    ['drill off', 'drill off'],
    ['what shall we have for lunch', 'what shall we have for lunch'],
    ['token=abcdefghijkl how do I build a pipeline', 'token=abcdefghijkl how do I build a pipeline'],
    [`how do I build a pipeline ${'and then '.repeat(5_000)}`, `how do I build a pipeline ${'and then '.repeat(440)}`],
    ['здравствуйте', 'здравствуйте'],
  ])('answers as /mlpro route does: %.60s', async (text, typed) => {
    const typedAnswer = await (await slack.command(`/mlpro route ${typed}`)).answer();
    const titleOf = (shown: { text: string }) => shown.text.split('\n')[0];
    const answer = await ask(text);
    expect(titleOf(answer)).toBe(titleOf(typedAnswer));
    expect(answer).toMatchObject({ ephemeral: true, channel: 'C0STUDY' });
    expect(shownText(answer)).not.toMatch(/abcdefghijkl|<@|<!/);
    expect(inPublic()).toEqual([]);
    expect(slack.sees('U0SECOND')).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it.each<[string, string, Json, string]>([
    ['nothing', '', {}, "I can't find any words there"],
    ['blanks', ' \n ', {}, "I can't find any words there"],
    ['a picture', '', { files: [{ id: 'F0PICTURE', mimetype: 'image/png' }] }, "I can't find any words there"],
    ['signs', '?!', {}, "I can't find any words there"],
    ['an emoji', '\u{1F914}', {}, "I can't find any words there"],
    ['attachments without text', '', { attachments: [{ image_url: 'https://example.com/a.png' }] }, "I can't find any words there"],
    ['attachments that are none', '', { attachments: 'none' }, "I can't find any words there"],
    ['a message of the bot', 'how do I build a pipeline', { bot_id: 'B0BOT' }, 'I wrote that message'],
    ['a post of the bot without words', '', { bot_id: 'B0BOT', blocks: [] }, 'I wrote that message'],
    ['a message of another bot', 'how do I build a pipeline', { bot_id: 'B0OTHER', subtype: 'bot_message' }, '1.1 Pipelines'],
    ['an attachment of another bot', '', { bot_id: 'B0OTHER', attachments: [{ text: 'how do I build a pipeline' }] }, '1.1 Pipelines'],
    ['a picture with words', 'how do I build a pipeline', { subtype: 'file_share', files: [{ id: 'F0PICTURE' }] }, '1.1 Pipelines'],
    ['an edited message', 'how do I build a pipeline', { edited: { user: 'U0SECOND', ts: '1.000000' } }, '1.1 Pipelines'],
    ['a message in a thread', 'how do I build a pipeline', { thread_ts: '1.000000' }, '1.1 Pipelines'],
  ])('has an answer with a next step to %s', async (_what, text, different, says) => {
    const answer = await ask(text, { different });
    expect(shownText(answer)).toContain(says);
    expect(JSON.stringify(answer.blocks)).toContain('action_id');
    expect(slack.violations).toEqual([]);
  });

  it.each(['C0STUDY', 'C0RANDOM', 'G0SECRET', 'D0PEOPLE'])('in %s is seen by who asked alone', async (channel) => {
    const answer = await ask('how do I build a pipeline', { channel });
    expect(answer).toMatchObject({ ephemeral: true, channel });
    expect(inPublic()).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it.each(['C0RANDOM', 'G0SECRET', 'D0PEOPLE'])('is answered by a direct message when nothing else works in %s', async (channel) => {
    slack.faults.next('response_url', { kind: 'status', status: 404 });
    await slack.shortcut(callbackId, 'how do I build a pipeline', { channel });
    const [message] = await waitFor(() => (slack.im('U0LEARNER').messages.length > 0 ? slack.im('U0LEARNER').messages : undefined));
    expect(shownText(message ?? { text: '' })).toContain('1.1 Pipelines');
    expect(inPublic()).toEqual([]);
  });

  it('in a direct message to the bot is answered there', async () => {
    await slack.shortcut(callbackId, 'how do I build a pipeline', { channel: slack.im('U0LEARNER').id });
    await waitFor(() => slack.im('U0LEARNER').messages.length > 0);
    expect(shownText(slack.im('U0LEARNER').messages[0] ?? { text: '' })).toContain('1.1 Pipelines');
  });

  it('that is delivered twice is answered once', async () => {
    const first = await slack.shortcut(callbackId, 'how do I build a pipeline');
    await first.answer();
    expect(await slack.redeliver(first)).toMatchObject({ acked: true });
    await (await slack.command('/mlpro help', { user: 'U0SECOND' })).answer();
    expect(slack.sees()).toHaveLength(1);
  });

  it('of another version is answered kindly', async () => {
    const answer = await (await slack.shortcut('summarise', 'how do I build a pipeline')).answer();
    expect(answer.ephemeral).toBe(true);
    expect(slack.violations).toEqual([]);
  });
});
