import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { leftBehind } from '../../../src/adapters/slack/connection.ts';
import { waitFor } from '../../standins/slack/index.ts';
import { drillToPost, gate, hearAllRejections, misfortune, type Setting, slackSetting, titled } from './setting.ts';

hearAllRejections();
let setting: Setting;
let slack: Setting['slack'];
let adapter: Setting['adapter'];
beforeEach(async () => {
  setting = await slackSetting();
  ({ slack, adapter } = setting);
});
afterEach(() => setting.stop());

const warnings = () => setting.lines.filter(({ level }) => level === 'warn');
/** How often a connection was asked for. */
const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
const help = () => slack.command('/mlpro help');
/** What an adapter did not wait for any longer when it stopped. */
const left = () => setting.lines.flatMap(({ says, with: { what } }) => (says === leftBehind ? [what] : []));

describe('a token that cannot work', () => {
  it.each(['invalid_auth', 'token_revoked', 'account_inactive'] as const)('is named when Slack says %s', async (error) => {
    slack.revokeToken(error);
    expect(await misfortune(adapter.start())).toContain(
      `SLACK_BOT_TOKEN: Slack refuses it (${error}). Its value is at https://api.slack.com/apps`,
    );
    expect(adapter.isReady()).toBe(false);
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'is another one', { botToken: 'xoxb-wrong' }],
    ['SLACK_APP_TOKEN', 'is another one', { appToken: 'xapp-wrong' }],
    ['SLACK_APP_TOKEN', 'is the bot’s', { appToken: 'xoxb-0-standin' }],
  ])('is named: %s %s', async (variable, _what, config) => {
    const other = setting.another(config);
    expect(await misfortune(other.start())).toContain(variable);
    await other.stop();
  });

  it('is missed, both ways in at once', () => {
    expect(() => setting.another({ appToken: '' })).toThrow(/SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/);
  });
});

describe('a Slack that cannot be reached', () => {
  it('may refuse WebSockets only', async () => {
    slack.faults.refuse('sockets');
    await adapter.start();
    expect(adapter.isReady()).toBe(false);
  });

  it.each<[string, () => void]>([
    ['gives no address', () => slack.faults.next('apps.connections.open', { kind: 'error', error: 'internal_error' })],
    ['refuses the WebSocket', () => slack.faults.refuse('sockets')],
  ])('and %s leaves nothing behind that would have to be closed', async (_what, fail) => {
    const { client } = new SocketModeReceiver({ appToken: 'xapp-1' });
    const closed = vi.spyOn(Object.getPrototypeOf(client) as typeof client, 'disconnect');
    fail();
    await adapter.start();
    closed.mockClear();
    await adapter.stop();
    expect(closed).not.toHaveBeenCalled();
    closed.mockRestore();
  });

  it('does not keep the adapter from stopping', async () => {
    slack.faults.refuse('everything');
    await adapter.start();
    await adapter.stop();
    expect(left()).toEqual([]);
  });
});

describe('a connection', () => {
  it.each([
    ['is renewed', () => slack.socket.refresh()],
    ['is cut', () => slack.socket.cut()],
  ])('that %s is opened again', async (_name, act) => {
    await adapter.start();
    act();
    await waitFor(() => opened() === 2 && adapter.isReady() && slack.socket.connections() === 1);
    expect(await help()).toMatchObject({ acked: true });
  });
});

describe('a token that is withdrawn while the bot runs', () => {
  const ended = () => waitFor(() => setting.over[0]);

  it.each(['token_revoked', 'invalid_auth', 'account_inactive'] as const)('ends it at the next connection: %s', async (error) => {
    await adapter.start();
    slack.revokeToken(error);
    slack.socket.cut();
    expect(await ended()).toContain(`SLACK_APP_TOKEN: Slack refuses it (${error})`);
    expect(adapter.isReady()).toBe(false);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a post', () => adapter.post(drillToPost()).catch(() => undefined)],
    ['a look at a channel', () => adapter.find({ ...drillToPost(), since: 0 }).catch(() => undefined)],
    ['a message to one person', () => adapter.tell('slack:U0ADMIN', drillToPost().reply).catch(() => undefined)],
    ['the home tab', () => slack.openHome()],
    ['an answer to plain words', () => slack.write('help')],
    ['the news that the app was removed', () => slack.event({ type: 'app_uninstalled' })],
    ['the news that tokens were revoked', () => slack.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } })],
  ])('ends it at %s', async (_call, act) => {
    await adapter.start();
    slack.revokeToken('token_revoked');
    await act();
    expect(await ended()).toContain('SLACK_BOT_TOKEN: Slack refuses it (token_revoked)');
    expect(adapter.isReady()).toBe(false);
    await waitFor(() => slack.socket.connections() === 0);
    expect(setting.over).toHaveLength(1);
  });

  it('is not believed to be when Slack says so of a token that works', async () => {
    await adapter.start();
    await slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U0GONE'], bot: [] } });
    await waitFor(() => slack.calls.filter(({ method }) => method === 'auth.test').length === 3);
    await (await slack.command('/mlpro help')).answer();
    expect(setting.over).toEqual([]);
  });

  it('may be taken for one that lacks a permission, which ends nothing', async () => {
    await adapter.start();
    slack.takeScope('chat:write');
    await expect(adapter.post(drillToPost())).rejects.toThrow('lacks the permission chat:write');
    expect(setting.over).toEqual([]);
    expect(adapter.isReady()).toBe(true);
  });
});

describe('stopping', () => {
  it('waits for the answer that is being given, and takes nothing new', async () => {
    await adapter.start();
    const { until, open } = gate();
    slack.faults.next('response_url', { kind: 'held', until });
    const outcome = await help();
    await outcome.answer();
    const stopped = adapter.stop();
    expect(adapter.isReady()).toBe(false);
    expect(await help()).toMatchObject({ acked: false });
    open();
    await stopped;
    expect(slack.sees()).toMatchObject([{ text: titled('What you can ask for') }]);
    expect(outcome.seen).toHaveLength(1);
    expect(warnings()).toEqual([]);
    expect(await help()).toMatchObject({ acked: false });
  });

  it('ends the wait of a post that Slack asked to wait', async () => {
    await adapter.start();
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfter: 20 });
    const posted = adapter.post(drillToPost()).catch((error: unknown) => error);
    await waitFor(() => setting.lines.some(({ says }) => says.includes('asks to wait')));
    await adapter.stop();
    expect(await posted).toBeInstanceOf(Error);
    expect(left()).not.toContain('answers and posts');
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  it('ends no call that was answered', async ({ onTestFinished }) => {
    const ends = vi.spyOn(AbortController.prototype, 'abort');
    onTestFinished(() => ends.mockRestore());
    await adapter.start();
    await (await help()).answer();
    await adapter.stop();
    expect(ends.mock.calls.filter(([reason]) => reason instanceof Error && reason.message === 'we are stopping')).toEqual([]);
  });

  it('is fine before the start, twice, and at any moment of the start', async () => {
    for (let after = 0, wasReady = false; !wasReady; after = Math.ceil(after * 1.5) + 1) {
      const other = setting.another();
      const started = other.start();
      for (let turns = 0; turns < after; turns += 1) await new Promise(setImmediate);
      wasReady = other.isReady();
      await Promise.all([other.stop(), other.stop()]);
      await started.catch(() => undefined);
      expect(other.isReady()).toBe(false);
    }
    await adapter.stop();
    await waitFor(() => slack.socket.connections() === 0);
  });

  it('is fine between the upgrade and the hello', async ({ onTestFinished }) => {
    const silent = await silentSlack();
    const other = setting.another({ apiUrl: silent.url });
    // The time within which a hello has to come stands still.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const started = other.start();
    await waitFor(() => silent.sockets.clients.size === 1);
    await other.stop();
    await expect(started).resolves.toBeUndefined();
    expect(other.isReady()).toBe(false);
    await silent.stop();
  });
});

/** A Slack that opens WebSockets and never says hello. */
async function silentSlack() {
  const server: Server = createServer((req, res) => {
    const { port } = server.address() as AddressInfo;
    const answer = req.url?.endsWith('auth.test') ? { user_id: 'U0BOT', bot_id: 'B0BOT' } : { url: `ws://127.0.0.1:${port}/` };
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, ...answer }));
  });
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, sockets, stop };
}
