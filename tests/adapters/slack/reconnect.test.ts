import type { App } from '@slack/bolt';
import { beforeEach, expect, it } from 'vitest';
import { Misconfigured } from '../../../src/adapters/platform.ts';
import { keepConnected } from '../../../src/adapters/slack/connection.ts';
import type { Transport } from '../../../src/adapters/slack/transport.ts';
import type { Log } from '../../../src/log.ts';

const app = { init: async () => undefined } as unknown as App;
let said: string[];
let done: string[];
const log = { info: () => undefined, warn: ({ reason }: { reason: string }) => said.push(reason) } as unknown as Log;

beforeEach(() => {
  said = [];
  done = [];
});

/** A transport that opens as it is told and, once open, is lost when `lose` resolves. */
function transportThat(open: () => Promise<void>, lose: () => Promise<void> = () => new Promise(() => undefined)): Transport {
  const step = (name: string, work: () => Promise<void>) => async () => {
    done.push(name);
    await work();
  };
  return {
    receiver: {} as Transport['receiver'],
    greeting: 'Connected.',
    open: step('open', open),
    lost: lose,
    isOpen: () => true,
    close: step('close', async () => undefined),
  };
}

it('closes a transport that opened while it was told to stop', async () => {
  let opened = () => {};
  const connection = keepConnected(
    app,
    transportThat(() => new Promise((resolve) => (opened = resolve))),
    log,
  );
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
  const connection = keepConnected(app, transport, log);
  await connection.start();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done).toEqual(['open', 'open']);
  expect(losses).toBe(2);
  expect(said).toEqual([expect.stringContaining('is Socket Mode still on')]);
  await connection.stop();
});

it('starts although nobody is there, and fails at once when it is of no use', async () => {
  const away = keepConnected(
    app,
    transportThat(() => Promise.reject(undefined)),
    log,
  );
  await away.start();
  await new Promise(setImmediate);
  await away.stop();
  expect(said).toEqual(['the connection ended']);
  const useless = keepConnected(
    app,
    transportThat(() => Promise.reject(new Misconfigured('no'))),
    log,
  );
  await expect(useless.start()).rejects.toThrow('no');
});
