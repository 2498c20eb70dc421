import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SocketModeReceiver } from '@slack/bolt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { Misconfigured } from '../../../src/adapters/platform.ts';
import { waitFor } from '../../standins/slack/index.ts';
import { drillToPost, type Mode, type Setting, slackSetting, titled } from './setting.ts';

const unheard: unknown[] = [];
const hear = (reason: unknown) => unheard.push(reason);
beforeAll(() => void process.on('unhandledRejection', hear));
afterAll(() => void process.off('unhandledRejection', hear));

let setting: Setting;
let slack: Setting['slack'];
let adapter: Setting['adapter'];
async function begin(mode: Mode = 'Socket Mode') {
  setting = await slackSetting({ mode });
  ({ slack, adapter } = setting);
}
beforeEach(() => begin());
afterEach(async () => {
  await setting.stop();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(unheard.splice(0)).toEqual([]);
});

const misfortune = (start: Promise<void>) =>
  start.then(
    () => 'none',
    (error: unknown) => (error instanceof Misconfigured ? error.message : error),
  );
const warnings = () => setting.lines.filter(({ level }) => level === 'warn');
/** How often a connection was asked for. */
const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
const help = () => slack.command('/mlpro help', { timeoutMs: 300 });

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
    const began = performance.now();
    await adapter.stop();
    expect(performance.now() - began).toBeLessThan(500);
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

describe('Slack’s goodbye, several times a day,', () => {
  it.each<[string, { reason?: string; leaveTcpOpen?: boolean }]>([
    ['is a refresh', {}],
    ['is a warning', { reason: 'warning' }],
    ['is of a reason that nobody knows yet', { reason: 'a_reason_of_next_year' }],
    ['leaves the TCP connection open', { leaveTcpOpen: true }],
    ['is a warning, and leaves the TCP connection open', { reason: 'warning', leaveTcpOpen: true }],
  ])('loses no command, although it %s', async (_how, options) => {
    await adapter.start();
    slack.socket.refresh(options);
    let isReadyThroughout = adapter.isReady();
    const outcomes = [];
    while (opened() < 2 || slack.socket.connections() !== 1) {
      outcomes.push(slack.command('/mlpro help'));
      await new Promise((resolve) => setTimeout(resolve, 5));
      isReadyThroughout &&= adapter.isReady();
    }
    outcomes.push(slack.command('/mlpro help'));
    expect((await Promise.all(outcomes)).every(({ acked }) => acked)).toBe(true);
    expect(isReadyThroughout).toBe(true);
    expect(warnings()).toEqual([]);
  });

  it('keeps the old line until the new one is open', async () => {
    await adapter.start();
    slack.faults.next('apps.connections.open', { kind: 'error', error: 'internal_error' });
    slack.socket.refresh();
    await waitFor(() => warnings().length > 0);
    expect(adapter.isReady()).toBe(true);
    expect(await slack.command('/mlpro help')).toMatchObject({ acked: true });
    await waitFor(() => opened() === 3 && slack.socket.connections() === 1);
    expect(await slack.command('/mlpro help')).toMatchObject({ acked: true });
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
    slack.faults.next('response_url', { kind: 'delay', ms: 400 });
    const outcome = await help();
    const stopped = adapter.stop();
    expect(adapter.isReady()).toBe(false);
    expect(await help()).toMatchObject({ acked: false });
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
    const began = performance.now();
    await adapter.stop();
    expect(await posted).toBeInstanceOf(Error);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('is fine before the start, twice, and at any moment of the start', async () => {
    for (const after of [0, 1, 2, 3, 5, 8, 13, 21, 34]) {
      const other = setting.another();
      const started = other.start();
      await new Promise((resolve) => setTimeout(resolve, after));
      await Promise.all([other.stop(), other.stop()]);
      await started.catch(() => undefined);
      expect(other.isReady()).toBe(false);
    }
    await adapter.stop();
    await waitFor(() => slack.socket.connections() === 0);
  });

  it('is fine between the upgrade and the hello', async () => {
    const silent = await silentSlack();
    const other = setting.another({ apiUrl: silent.url });
    const started = other.start();
    await waitFor(() => silent.sockets.clients.size === 1);
    const began = performance.now();
    await other.stop();
    await started;
    expect(performance.now() - began).toBeLessThan(2_500);
    await silent.stop();
  });
});

describe('over HTTP', () => {
  beforeEach(async () => {
    await setting.stop();
    await begin('HTTP mode');
  });

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
    slack.faults.next('response_url', { kind: 'delay', ms: 100 });
    await help();
    await adapter.stop();
    expect(slack.sees()).toHaveLength(1);
    expect(await help()).toMatchObject({ acked: false });
    const other = setting.another();
    await other.start();
    expect(other.isReady()).toBe(true);
    await other.stop();
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
