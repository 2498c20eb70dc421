import { afterEach, beforeEach, expect, it } from 'vitest';
import { gate, hearAllRejections, misfortune, type Setting, slackSetting } from './setting.ts';

hearAllRejections();
let setting: Setting;
let slack: Setting['slack'];
let adapter: Setting['adapter'];
beforeEach(async () => {
  setting = await slackSetting({ mode: 'HTTP mode' });
  ({ slack, adapter } = setting);
});
afterEach(() => setting.stop());

const warnings = () => setting.lines.filter(({ level }) => level === 'warn');
const help = () => slack.command('/mlpro help');

it.each(['wrong', 'old', 'ahead', 'missing'] as const)('a request with a %s signature is refused', async (signature) => {
  await adapter.start();
  expect(await slack.command('/mlpro help', { signature })).toMatchObject({ acked: false, status: 401 });
  expect(slack.sees()).toEqual([]);
  expect(warnings()).toMatchObject([{ says: expect.stringContaining('Failed to verify authenticity') }]);
  expect(await help()).toMatchObject({ acked: true });
});

it('a port that is taken is named', async () => {
  await adapter.start();
  const other = setting.another();
  expect(await misfortune(other.start())).toMatch(/^PORT: another program listens on port \d+ already/);
  await other.stop();
});

it('a host that is not this machine is named, and not the port', async () => {
  expect(await misfortune(setting.another({ host: '203.0.113.7' }).start())).toMatch(
    /^HOST: "203.0.113.7" is not an address of this machine/,
  );
});

it('the log says where it listens, and which setting a wrong signature is about', async () => {
  await adapter.start();
  const { host, port } = setting.slackConfig;
  expect(setting.lines).toContainEqual(expect.objectContaining({ says: `Listening for Slack on http://${host}:${port}/slack/events.` }));
  await slack.command('/mlpro help', { signature: 'wrong' });
  expect(warnings()).toMatchObject([{ says: expect.stringContaining('SLACK_SIGNING_SECRET is another app’s') }]);
});

it('stopping frees the port, after the answer that is being given', async () => {
  await adapter.start();
  const { until, open } = gate();
  slack.faults.next('response_url', { kind: 'held', until });
  await (await help()).answer();
  const stopped = adapter.stop();
  open();
  await stopped;
  expect(slack.sees()).toHaveLength(1);
  expect(await help()).toMatchObject({ acked: false });
  const other = setting.another();
  await other.start();
  expect(other.isReady()).toBe(true);
  await other.stop();
});
