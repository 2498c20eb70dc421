import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isDirect } from '../../../src/adapters/slack/hear.ts';
import { parseWritten } from '../../../src/adapters/slack/command.ts';
import { type Json, shownText, waitFor } from '../../standins/slack/index.ts';
import { type Mode, type Setting, slackSetting } from './setting.ts';

it.each([
  ['quiz 1.1', 'quiz 1.1'],
  ['/mlpro quiz 1.1', 'quiz 1.1'],
  ['`/mlpro quiz 1.1`', 'quiz 1.1'],
  ['*quiz 1.1*', 'quiz 1.1'],
  ['<@U0BOT> quiz 1.1', 'quiz 1.1'],
  ['<@U0BOT|mlpro>: quiz 1.1', 'quiz 1.1'],
  ['quiz 1.1 <@U0BOT>', 'quiz 1.1'],
  ['  quiz 1.1  ', 'quiz 1.1'],
  ['<@U0BOT>, `quiz 1.1`', 'quiz 1.1'],
  ['<@U0BOT> help', 'help'],
  ['<@U0BOT>', ''],
  ['`` <@U0BOT|mlpro>: ', ''],
  ['route ask <@U0OTHER|ben> about a &lt; b', 'route ask @ben about a < b'],
])('“%s” means the same as the command “%s”', (text, command) => {
  const escaped = command.replace('<', '&lt;');
  expect(parseWritten(text, 'U0BOT')).toEqual(parseWritten(escaped));
});

it.each(['', ' ', '<@U0BOT>', '<@U0BOT|mlpro>', ' <@U0BOT>: ', '<@U0BOT> <@U0BOT>', '*<@U0BOT>*', '`<@U0BOT>`', '<@U0BOT>,', '****'])(
  '“%s” says nothing at all',
  (text) => {
    expect(parseWritten(text, 'U0BOT').request).toEqual({ kind: 'unknown', typed: '' });
  },
);

it.each([
  ['D0LEARNER', true],
  ['C0STUDY', false],
  ['G0SECRET', false],
])('%s is a direct message: %s', (channel, is) => {
  expect(isDirect(channel)).toBe(is);
});

describe.each<Mode>(['Socket Mode', 'HTTP mode'])('words over %s', (mode) => {
  let setting: Setting;
  let slack: Setting['slack'];

  beforeAll(async () => {
    setting = await slackSetting({ mode });
    slack = setting.slack;
    await setting.adapter.start();
  });
  afterAll(() => setting.stop());
  beforeEach(() => {
    slack.workspace.ephemerals.length = 0;
    for (const { messages } of slack.workspace.channels.values()) messages.length = 0;
    slack.violations.length = 0;
    slack.calls.length = 0;
    setting.lines.length = 0;
  });

  const answers = (user = 'U0LEARNER') => slack.im(user).messages.filter(({ bot_id }) => bot_id !== undefined);
  const nothingCame = async () => {
    await (await slack.command('/mlpro help', { user: 'U0SECOND' })).answer();
    return slack.calls.every(({ method }) => method === 'response_url');
  };

  it.each([
    ['help', 'What you can ask for'],
    ['lesson 1.1', '1.1 Pipelines'],
    ['quiz 1.2 1', 'Question 1 of 1'],
    ['/mlpro lesson', 'A Tiny Exam'],
    ['data', 'What is kept about you'],
    ['drill', ''],
    ['<@U0BOT> help', 'What you can ask for'],
    ['drill setup 09:00 Europe/Berlin', 'Which channel?'],
    ['drill off', 'Which channel?'],
    ['drill setup', 'drill setup'],
  ])('to the bot alone are answered with a message that stays: %s', async (text, title) => {
    expect(await slack.write(text)).toMatchObject({ acked: true });
    const [answer] = await waitFor(() => (answers().length > 0 ? answers() : undefined));
    expect(answer?.text).toEqual(title === '' ? expect.any(String) : expect.stringContaining(title));
    expect(slack.sees()).toEqual([]);
    expect(shownText(answer ?? { text: '' })).not.toContain('Only you see this, until');
    expect(slack.violations).toEqual([]);
  });

  it('lead to a quiz in one message, from the question to the result', async () => {
    await slack.write('quiz 1.2 1');
    const question = await waitFor(() => answers()[0]);
    await (await slack.press('A', question, { user: 'U0LEARNER' })).answer();
    await (await slack.press('See the result', question, { user: 'U0LEARNER' })).answer();
    expect(answers()).toMatchObject([{ ts: question.ts, text: expect.stringMatching(/^[01] of 1 right/) }]);
    expect(slack.violations).toEqual([]);
  });

  it('lead to a lesson whose pages take turns in one message, also when the address to respond to is gone', async () => {
    await slack.write('lesson 1.2');
    const lesson = await waitFor(() => answers()[0]);
    slack.faults.next('response_url', { kind: 'status', status: 404 });
    await slack.press('All lessons', lesson, { user: 'U0LEARNER' });
    await waitFor(() => answers()[0]?.text.startsWith('A Tiny Exam'));
    expect(answers()).toHaveLength(1);
    expect(slack.calls.map(({ method }) => method)).toContain('chat.update');
  });

  it('lead to a new message where the old one was deleted meanwhile', async () => {
    await slack.write('lesson 1.2');
    const lesson = await waitFor(() => answers()[0]);
    slack.faults.next('response_url', { kind: 'status', status: 404 });
    slack.faults.next('chat.update', { kind: 'error', error: 'message_not_found' });
    await slack.press('All lessons', lesson, { user: 'U0LEARNER' });
    await waitFor(() => answers().length > 1);
    expect(answers()[1]?.text).toMatch(/^A Tiny Exam/);
  });

  it('are answered in the thread in which they stand', async () => {
    await slack.write('help', { different: { thread_ts: '1.000001' } });
    expect(await waitFor(() => answers()[0])).toMatchObject({ thread_ts: '1.000001' });
  });

  it.each<[string, Json]>([
    ['of the bot itself', { user: 'U0BOT', bot_id: 'B0BOT' }],
    ['of another bot', { bot_id: 'B0OTHER' }],
    ['of another app', { bot_profile: { id: 'B0OTHER' } }],
    ['that were edited', { edited: { user: 'U0LEARNER', ts: '1' } }],
    ['about an edit', { subtype: 'message_changed', hidden: true, message: {}, previous_message: {} }],
    ['about a deletion', { subtype: 'message_deleted', hidden: true, deleted_ts: '1' }],
    ['that nobody sees', { hidden: true }],
    ['of a bot by its subtype', { subtype: 'bot_message' }],
    ['about somebody who joined', { subtype: 'channel_join' }],
    ['about a topic', { subtype: 'channel_topic' }],
    ['in a group', { channel_type: 'group' }],
    ['in a channel', { channel_type: 'channel', channel: 'C0STUDY' }],
    ['of nothing but a picture', { subtype: 'file_share', text: '' }],
    ['of nothing', { text: '  ' }],
  ])('%s are not heard', async (_whose, different) => {
    await slack.write('help', { different });
    expect(await nothingCame()).toBe(true);
  });

  it('count once, however often they are delivered', async () => {
    const written = await slack.write('help');
    await waitFor(() => answers().length > 0);
    expect(await slack.redeliver(written, { newEnvelope: true })).toMatchObject({ acked: true });
    const named = await slack.mention('@bot help', { user: 'U0SECOND' });
    await waitFor(() => slack.sees('U0SECOND').length > 0);
    expect(await slack.redeliver(named)).toMatchObject({ acked: true });
    await (await slack.command('/mlpro help')).answer();
    expect([answers().length, slack.sees('U0SECOND').length]).toEqual([1, 1]);
  });

  it.each([
    ['@bot help', 'What you can ask for'],
    ['@bot', 'What would you like to do?'],
    ['@bot quiz 1.2 1', 'Question 1 of 1'],
    ['@bot lesson 1.1', '1.1 Pipelines'],
    ['hello @bot', ''],
    ['@bot: `/mlpro search batch`', ''],
  ])('that name the bot in a channel are answered to the one who wrote them, alone: %s', async (text, title) => {
    await slack.mention(text);
    const answer = await waitFor(() => slack.sees()[0]);
    expect(answer).toMatchObject({ channel: 'C0STUDY', visibleTo: 'U0LEARNER' });
    expect(answer.text.startsWith(title)).toBe(true);
    expect(slack.channel('C0STUDY').messages).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it('that name the bot in a thread are answered there', async () => {
    await slack.mention('@bot help', { different: { thread_ts: '1.000001' } });
    expect(await waitFor(() => slack.sees()[0])).toMatchObject({ thread_ts: '1.000001' });
  });

  it.each<[string, Json]>([
    ['a bot', { bot_id: 'B0OTHER' }],
    ['an edit', { edited: { user: 'U0LEARNER', ts: '1' } }],
    ['nobody', { user: undefined }],
    ['a direct message', { channel: 'D0LEARNER' }],
  ])('that name the bot in %s are not heard', async (_whose, different) => {
    await slack.mention('@bot help', { different });
    expect(await nothingCame()).toBe(true);
  });

  it('of a command in a direct message with the bot are answered by a message that stays', async () => {
    const { id } = slack.im('U0LEARNER');
    await slack.command('/mlpro lesson 1.1', { channel: id });
    expect(await waitFor(() => answers()[0])).toMatchObject({ text: expect.stringContaining('1.1 Pipelines') });
    expect(slack.sees()).toEqual([]);
  });

  it('of a command between two people are answered to one of them', async () => {
    slack.addChannel({
      id: `D0PEOPLE${mode === 'HTTP mode' ? 'H' : 'S'}`,
      im: 'U0NOBODY',
      is_private: true,
      members: ['U0LEARNER', 'U0SECOND'],
    });
    const channel = `D0PEOPLE${mode === 'HTTP mode' ? 'H' : 'S'}`;
    expect(await (await slack.command('/mlpro help', { channel })).answer()).toMatchObject({ ephemeral: true, channel });
    expect(slack.channel(channel).messages).toEqual([]);
  });
});
