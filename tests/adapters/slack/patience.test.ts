import { type ExpectStatic, it as alone } from 'vitest';
import { waitFor } from '../../standins/slack/index.ts';
import { drillToPost, type Setting, slackSetting, titled } from './setting.ts';

/** What cannot be tested without real seconds, side by side, each in a workspace of its own. */
const it = (name: string, test: (setting: Setting & { expect: ExpectStatic }) => Promise<void>) =>
  alone.concurrent(name, async ({ expect }) => {
    const setting = await slackSetting();
    await test({ ...setting, expect });
    await setting.stop();
  });

const warningsIn = (lines: Setting['lines']) => lines.filter(({ level }) => level === 'warn');

it('Slack is waited for when it cannot be reached at the start, and complained of once', async ({ slack, adapter, lines, expect }) => {
  slack.faults.refuse('everything');
  await adapter.start();
  expect(adapter.isReady()).toBe(false);
  slack.faults.accept();
  await waitFor(() => adapter.isReady());
  expect(await slack.command('/mlpro help')).toMatchObject({ acked: true });
  expect(warningsIn(lines)).toHaveLength(1);
});

it('Slack may end a connection and never hang up', async ({ slack, adapter, expect }) => {
  await adapter.start();
  slack.socket.refresh({ leaveTcpOpen: true });
  const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
  await waitFor(() => opened() === 2 && adapter.isReady() && slack.socket.connections() === 1);
  expect(await slack.command('/mlpro help')).toMatchObject({ acked: true });
});

it('Slack may revoke a token: nothing else ends, and with the token we are back', async ({ slack, adapter, lines, expect }) => {
  await adapter.start();
  slack.revokeToken('token_revoked');
  slack.socket.refresh();
  await waitFor(() => warningsIn(lines).length > 0);
  expect(adapter.isReady()).toBe(false);
  expect(warningsIn(lines)[0]?.with).toMatchObject({ reason: expect.stringContaining('SLACK_APP_TOKEN') });
  slack.restoreToken();
  await waitFor(() => adapter.isReady());
});

it('Slack may not say within two seconds who manages a channel: that is said, and nothing is set', async ({
  slack,
  adapter,
  lines,
  ledger,
  expect,
}) => {
  await adapter.start();
  slack.faults.next('users.info', { kind: 'hang' });
  slack.faults.next('conversations.info', { kind: 'status', status: 500 });
  const outcome = await slack.command('/mlpro drill setup 09:00', { user: 'U0ADMIN' });
  expect(outcome).toMatchObject({ acked: true });
  expect(await outcome.answer()).toMatchObject({ text: titled('Slack did not say; try again') });
  expect(await ledger.activeGroups('slack')).toEqual([]);
  expect(warningsIn(lines)).toHaveLength(2);
});

it('a post waits as long as Slack asks, and neither another channel nor a learner waits with it', async ({
  slack,
  adapter,
  lines,
  expect,
}) => {
  await adapter.start();
  slack.addChannel({ id: 'C0OTHER' });
  const { messages } = slack.channel('C0STUDY');
  slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfter: 2 });
  const waiting = Promise.all([adapter.post(drillToPost('first')), adapter.post(drillToPost('second'))]);
  await waitFor(() => lines.some(({ says }) => says.includes('asks to wait')));
  await adapter.post({ ...drillToPost('other'), channel: 'C0OTHER' });
  await (await slack.command('/mlpro help')).answer();
  await slack.openHome();
  await waitFor(() => slack.home());
  expect(messages).toEqual([]);
  expect(await waiting).toEqual(messages.map(({ ts }) => ts));
  expect(messages).toHaveLength(2);
});

it('a post that hangs is left behind when we stop, and found again later', async ({ slack, adapter, another, expect }) => {
  await adapter.start();
  slack.faults.next('chat.postMessage', { kind: 'hang', carriedOut: true });
  const posted = adapter.post(drillToPost()).catch((error: unknown) => error);
  await waitFor(() => slack.channel('C0STUDY').messages.length === 1);
  await adapter.stop();
  expect(await posted).toBeInstanceOf(Error);
  const next = another();
  expect(await next.find({ ...drillToPost(), since: Date.now() - 3_600_000 })).toBe(slack.channel('C0STUDY').messages[0]?.ts);
  await next.stop();
});
