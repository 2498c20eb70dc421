import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sorryReply } from '../../../src/core/help/replies.ts';
import type { Bot } from '../../../src/bot.ts';
import type { Attachment } from '../../../src/core/reply.ts';
import { type Fault, shownText, waitFor } from '../../standins/slack/index.ts';
import { makeWaits, type Setting, slackSetting, titled } from './setting.ts';

/** A bot whose database is away for as long as it is told. */
let isAway = false;
const forgetful = (bot: Bot): Bot => ({
  ...bot,
  answer: async (...asked) => (isAway ? sorryReply() : { ...(await bot.answer(...asked)), ...(attachments && { attachments }) }),
});
/** What every answer brings along. */
let attachments: readonly Attachment[] | undefined;

let setting: Setting;
let slack: Setting['slack'];

beforeAll(async () => {
  setting = await slackSetting({ around: forgetful });
  slack = setting.slack;
  await setting.adapter.start();
  slack.addChannel({ id: 'G0SECRET', is_private: true, members: ['U0LEARNER'] });
  slack.addChannel({ id: 'D0PEOPLE', im: 'U0NOBODY', is_private: true, members: ['U0LEARNER', 'U0SECOND'] });
});
afterAll(() => setting.stop());
beforeEach(() => {
  isAway = false;
  attachments = undefined;
  slack.workspace.ephemerals.length = 0;
  slack.im('U0LEARNER').messages.length = 0;
  slack.workspace.homes.clear();
  slack.violations.length = 0;
  slack.calls.length = 0;
  slack.faults.clear();
  setting.lines.length = 0;
});

const warnings = () => setting.lines.filter(({ level }) => level !== 'info' && level !== 'debug');
const calls = () => slack.calls.map(({ method }) => method);
const everything = () => [...slack.sees(), ...slack.im('U0LEARNER').messages];
const status = (code: number): Fault => ({ kind: 'status', status: code });
const error = (code: string): Fault => ({ kind: 'error', error: code });

describe('an answer that cannot be shown where it was asked for', () => {
  it.each<[string, Fault, string]>([
    ['the address is used up', status(404), 'C0STUDY'],
    ['the address breaks', status(500), 'C0STUDY'],
    ['the address is overloaded', status(503), 'C0STUDY'],
    ['the address is refused', status(403), 'C0STUDY'],
    ['the connection is cut', { kind: 'cut' }, 'C0STUDY'],
    ['Slack asks to wait for longer than the address lasts', { kind: 'rate-limited', retryAfter: 3_600 }, 'C0STUDY'],
  ])('comes beside the channel’s messages when %s', async (_why, fault, channel) => {
    slack.faults.next('response_url', fault);
    await slack.command('/mlpro help', { channel });
    await waitFor(() => slack.sees().length > 0);
    expect(everything()).toMatchObject([{ text: titled('What you can ask for'), channel, visibleTo: 'U0LEARNER' }]);
    expect(warnings()).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it.each<[string, Fault, string]>([
    ['in a public channel without the bot', status(404), 'C0RANDOM'],
    ['in a public channel without the bot, when Slack breaks', status(500), 'C0RANDOM'],
    ['in a public channel without the bot, when it is overloaded', status(503), 'C0RANDOM'],
    ['in a private channel without the bot', status(404), 'G0SECRET'],
    ['in a private channel without the bot, when it is cut off', { kind: 'cut' }, 'G0SECRET'],
    ['between two people', status(404), 'D0PEOPLE'],
    ['between two people, when Slack breaks', status(500), 'D0PEOPLE'],
  ])('comes as a direct message that says why: %s', async (_where, fault, channel) => {
    slack.faults.next('response_url', fault);
    await slack.command('/mlpro help', { channel });
    await waitFor(() => slack.im('U0LEARNER').messages.length > 0);
    const [message] = everything();
    expect(everything()).toHaveLength(1);
    expect(shownText(message ?? { text: '' })).toMatch(/^Slack did not let me answer where you asked, so the answer comes here\.\n/);
    expect(shownText(message ?? { text: '' })).toContain('What you can ask for');
    expect(slack.channel(channel).messages).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it.each(['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived', 'restricted_action'])(
    'comes as a direct message when Slack says %s, too',
    async (code) => {
      slack.faults.next('response_url', status(500));
      slack.faults.next('chat.postEphemeral', error(code));
      await slack.command('/mlpro lesson 1.1');
      await waitFor(() => slack.im('U0LEARNER').messages.length > 0);
      expect(everything()).toHaveLength(1);
    },
  );

  it('has buttons that work there, in its place', async () => {
    slack.faults.next('response_url', status(404));
    await slack.command('/mlpro lesson 1.1', { channel: 'C0RANDOM' });
    const message = await waitFor(() => slack.im('U0LEARNER').messages[0]);
    await (await slack.press('All lessons', message, { user: 'U0LEARNER' })).answer();
    expect(everything()).toMatchObject([{ text: titled('A Tiny Exam'), ts: message.ts }]);
  });

  it('is given up when no way is left, and nothing else is', async () => {
    slack.faults.next('response_url', status(500));
    slack.faults.next('chat.postEphemeral', error('user_not_in_channel'));
    slack.faults.next('conversations.open', error('user_disabled'));
    await slack.command('/mlpro help');
    await waitFor(() => warnings().some(({ level }) => level === 'error'));
    expect((await (await slack.command('/mlpro help')).answer()).text).toEqual(titled('What you can ask for'));
  });

  it('names the permission that the app lacks', async () => {
    slack.takeScope('chat:write');
    slack.faults.next('response_url', status(404));
    await slack.command('/mlpro help');
    await waitFor(() => warnings().some(({ level }) => level === 'error'));
    slack.giveScope('chat:write');
    expect(JSON.stringify(warnings())).toContain('The app lacks the permission chat:write');
  });
});

describe('an apology', () => {
  const quiz = async (user = 'U0LEARNER') => (await slack.command('/mlpro quiz 1.2 1', { user })).answer();
  const letter = async (on: Awaited<ReturnType<typeof quiz>>) => (await slack.press('A', on)).answer();

  it('leaves the question to be answered once more', async () => {
    const question = await quiz();
    isAway = true;
    expect(await letter(question)).toMatchObject({ text: titled('That did not work'), replaced: false });
    expect(slack.sees().map(({ text }) => text.split('\n')[0])).toEqual(['Question 1 of 1', 'That did not work']);
    isAway = false;
    expect(await letter(question)).toMatchObject({ replaced: true, ts: question.ts });
  });

  it.each<[string, string?]>([
    ['Open a lesson', '1.1 Pipelines'],
    ['Open a lesson', '1.2 Inference Fit and Scoring Modes'],
    ['About the exam'],
    ['Quiz me on everything'],
  ])('leaves the home tab as it was, and comes as a message: %s %s', async (button, option) => {
    await slack.openHome();
    const home = await waitFor(() => slack.home());
    isAway = true;
    await slack.press(button, home, option === undefined ? {} : { option });
    await waitFor(() => slack.im('U0LEARNER').messages.length > 0);
    expect(slack.home()?.hash).toBe(home.hash);
    expect(everything()).toMatchObject([{ text: titled('That did not work') }]);
  });

  it('does not replace a question in a direct message either', async () => {
    await slack.write('quiz 1.2 1');
    const [, question] = await waitFor(() => (slack.im('U0LEARNER').messages.length > 1 ? slack.im('U0LEARNER').messages : undefined));
    isAway = true;
    await slack.press('A', question, { user: 'U0LEARNER' });
    await waitFor(() => slack.im('U0LEARNER').messages.length > 2);
    expect(question?.text).toMatch(/^Question 1 of 1/);
  });
});

describe('a quiz', () => {
  it('says how to come back to it where only one person sees it', async () => {
    const question = await (await slack.command('/mlpro quiz 1.2 1', { user: 'U0SECOND' })).answer();
    expect(shownText(question)).toContain('/mlpro');
    expect(shownText(question)).toMatch(/Only you see this, until Slack reloads/);
    slack.workspace.ephemerals.length = 0;
    const again = await (await slack.command('/mlpro quiz', { user: 'U0SECOND' })).answer();
    expect(again.text.split('\n').slice(0, 2)).toEqual(question.text.split('\n').slice(0, 2));
    expect(slack.violations).toEqual([]);
  });
});

it('a limit on one answer holds up nobody else', async () => {
  slack.faults.next('response_url', { kind: 'rate-limited', retryAfter: 1_000 });
  await slack.command('/mlpro help');
  await waitFor(() => calls().includes('response_url'));
  await (await slack.command('/mlpro help', { user: 'U0SECOND' })).answer();
  await (await slack.command('/mlpro lesson')).answer();
  await slack.openHome('U0SECOND');
  await waitFor(() => slack.home('U0SECOND'));
  expect(slack.sees()).toHaveLength(1);
});

describe('a file', () => {
  const plan: Attachment = { name: 'study-plan.ics', content: 'BEGIN:VCALENDAR', alt: 'Your plan' };
  const sent = () => slack.filesFor('U0LEARNER').filter(({ name }) => name === plan.name);
  const words = () => everything().map(shownText).join('\n');

  it('comes as a direct message, and the answer says so', async () => {
    attachments = [plan];
    const before = sent().length;
    await slack.command('/mlpro help');
    await waitFor(() => sent().length > before);
    expect(sent().at(-1)).toMatchObject({ alt: 'Your plan', bytes: Buffer.from(plan.content) });
    expect(words()).toContain('study-plan.ics: I send it to you in a direct message.');
    expect([warnings(), slack.violations]).toEqual([[], []]);
  });

  it('is sent when Slack asks to wait a moment', async () => {
    attachments = [plan];
    const waits = makeWaits();
    const own = await slackSetting({ around: forgetful, waits });
    await own.adapter.start();
    own.slack.faults.next('files.getUploadURLExternal', { kind: 'rate-limited', retryAfter: 1 });
    await own.slack.command('/mlpro help');
    await waitFor(() => waits.asked.length > 0);
    expect([waits.asked, own.slack.filesFor('U0LEARNER')]).toEqual([[1_000], []]);
    waits.pass();
    await waitFor(() => own.slack.filesFor('U0LEARNER').length > 0);
    expect(own.slack.sees().map(shownText).join('\n')).not.toContain('could not be sent');
    await own.stop();
  });

  it.each<[string, string, Fault]>([
    ['the app may not send files', 'files.getUploadURLExternal', error('missing_scope')],
    ['Slack breaks', 'files.completeUploadExternal', status(500)],
    ['the person cannot be written to', 'conversations.open', error('user_disabled')],
  ])('that cannot be sent, because %s, is spoken of, to the learner and in the log', async (_why, method, fault) => {
    attachments = [plan];
    const before = sent().length;
    slack.faults.next(method, fault);
    await slack.command('/mlpro help');
    await waitFor(() => words().includes('The file could not be sent'));
    expect(words()).toContain('What you can ask for');
    expect(warnings()).toMatchObject([{ says: expect.stringContaining('files:write') }]);
    expect(sent()).toHaveLength(before);
  });

  it.each<[string, Fault, number]>([
    ['and is there', { kind: 'cut', carriedOut: true }, 1],
    ['and is not', { kind: 'cut' }, 0],
  ])('of which Slack does not say whether it took it, %s, may still arrive', async (_what, fault, there) => {
    attachments = [plan];
    const before = sent().length;
    slack.faults.next('files.completeUploadExternal', fault);
    await slack.command('/mlpro help');
    await waitFor(() => words().includes('The file may still arrive'));
    expect(words()).not.toMatch(/could not be sent|did not take it/);
    expect(sent()).toHaveLength(before + there);
  });

  it('whose bytes nobody took does not arrive, however the connection broke', async () => {
    attachments = [plan];
    slack.faults.next('files.getUploadURLExternal', { kind: 'cut', carriedOut: true });
    await slack.command('/mlpro help');
    await waitFor(() => words().includes('The file could not be sent'));
    expect(words()).not.toContain('may still arrive');
  });
});
