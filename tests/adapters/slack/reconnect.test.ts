import type { App } from '@slack/bolt';
import { beforeEach, expect, it, vi } from 'vitest';
import { Misconfigured } from '../../../src/adapters/platform.ts';
import { keepConnected } from '../../../src/adapters/slack/connection.ts';
import type { Transport } from '../../../src/adapters/slack/transport.ts';
import type { Log } from '../../../src/log.ts';
import { waitFor } from '../../fixtures/deadline.ts';

const app = { init: async () => undefined } as unknown as App;
let said: string[];
let done: string[];
const log = {
  info: () => undefined,
  debug: ({ what }: { what: string }) => said.push(what),
  warn: ({ reason }: { reason: string }) => said.push(reason),
} as unknown as Log;

const connect = (transport: Transport, wait?: Parameters<typeof keepConnected>[0]['wait']) =>
  keepConnected({
    app,
    transport,
    log,
    connected: async () => undefined,
    over: ({ message }) => void ended.push(message),
    ...(wait && { wait }),
  });
let ended: string[];

beforeEach(() => {
  ended = [];
  said = [];
  done = [];
});

/** A transport that opens as it is told and, once open, is lost when `lose` resolves or it is closed. */
function transportThat(open: () => Promise<void>, lose: () => Promise<void> = () => new Promise(() => undefined)): Transport {
  let closed = () => {};
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  return {
    receiver: {} as Transport['receiver'],
    greeting: 'Connected.',
    open: async () => {
      done.push('open');
      await open();
    },
    lost: () => Promise.race([lose(), isClosed]),
    isOpen: () => true,
    close: async () => {
      done.push('close');
      closed();
      return true;
    },
  };
}

it('closes a transport that opened while it was told to stop', async () => {
  let opened = () => {};
  const connection = connect(transportThat(() => new Promise((resolve) => (opened = resolve))));
  const started = connection.start();
  await new Promise(setImmediate);
  await connection.stop();
  opened();
  await started;
  expect(done).toEqual(['open', 'close', 'close']);
});

it('opens a lost transport again without a wait, but not again and again', async () => {
  let losses = 0;
  const transport = transportThat(
    async () => undefined,
    async () => void (losses += 1),
  );
  const connection = connect(transport);
  await connection.start();
  await waitFor(() => said.length > 0);
  expect(done).toEqual(['open', 'open']);
  expect(losses).toBe(2);
  expect(said).toEqual([expect.stringContaining('is Socket Mode still on')]);
  await connection.stop();
});

it('starts although nobody is there, and fails at once when it is of no use', async () => {
  const away = connect(transportThat(() => Promise.reject(undefined)));
  await away.start();
  await new Promise(setImmediate);
  await away.stop();
  expect(said).toEqual(['the connection ended']);
  const useless = connect(transportThat(() => Promise.reject(new Misconfigured('no'))));
  await expect(useless.start()).rejects.toThrow('no');
});

it('is over when a connection that was there can never be again', async () => {
  let opened = 0;
  const connection = connect(
    transportThat(
      async () => {
        opened += 1;
        if (opened > 1) throw new Misconfigured('SLACK_APP_TOKEN: Slack refuses it (token_revoked).');
      },
      async () => undefined,
    ),
  );
  await connection.start();
  await waitFor(() => ended.length > 0);
  expect(ended).toEqual(['SLACK_APP_TOKEN: Slack refuses it (token_revoked).']);
  expect(done).toEqual(['open', 'open']);
  await connection.stop();
});

it('asks again no sooner than Slack wants', async ({ onTestFinished }) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const limitedOnce = async () => {
    if (done.length === 1) throw Object.assign(new Error('ratelimited'), { retryAfter: 2 });
  };
  let isOver = () => {};
  const waits: number[] = [];
  const wait = (milliseconds: number) => {
    waits.push(milliseconds);
    return new Promise<void>((resolve) => (isOver = resolve));
  };
  const connection = connect(transportThat(limitedOnce), wait);
  await connection.start();
  // Its own pause is one of seconds.
  await vi.advanceTimersByTimeAsync(60_000);
  expect([waits, done]).toEqual([[2_000], ['open']]);
  isOver();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(done).toEqual(['open', 'open']);
  await connection.stop();
});
