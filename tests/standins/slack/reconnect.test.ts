import { it } from 'vitest';
import { deadline } from '../../fixtures/deadline.ts';
import { bareSlackBot, type SlackStandIn, startSlack, waitFor } from './index.ts';

/** Bolt's own pause before it connects anew takes real time: side by side, each in a Slack of its own. */
it.concurrent.for<[string, (slack: SlackStandIn) => void]>([
  ['refresh', (slack) => slack.socket.refresh()],
  ['refresh after which Slack never hangs up', (slack) => slack.socket.refresh({ leaveTcpOpen: true })],
  ['cut', (slack) => slack.socket.cut()],
])('faults let the bot come back after a %s', async ([, act], { expect, onTestFinished }) => {
  const slack = await startSlack({ ackTimeoutMs: deadline });
  onTestFinished(slack.stop);
  const bot = await bareSlackBot({ ...slack, pingTimeout: 300, isQuiet: true });
  onTestFinished(bot.stop);
  act(slack);
  await waitFor(() => slack.socket.connections() === 0);
  expect(await slack.command('/mlpro')).toMatchObject({ acked: false, failure: 'dispatch_failed' });
  await waitFor(() => slack.socket.connections() === 1);
  // On a busy machine a pong may be late, and the bot connects once more.
  await expect.poll(async () => (await slack.command('/mlpro')).acked).toBe(true);
});
