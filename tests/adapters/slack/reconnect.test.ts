import type { App } from '@slack/bolt';
import { beforeEach, expect, it } from 'vitest';
import { Misconfigured } from '../../../src/adapters/platform.ts';
import { keepOpen } from '../../../src/adapters/slack/connection.ts';
import type { Line } from '../../../src/adapters/slack/transport.ts';
import type { Log } from '../../../src/log.ts';

const app = { init: async () => undefined } as unknown as App;
let said: string[];
let done: string[];
const log = { info: () => undefined, warn: ({ reason }: { reason: string }) => said.push(reason) } as unknown as Log;

beforeEach(() => {
  said = [];
  done = [];
});

/** A line that opens as it is told and, once open, is lost when `lose` resolves. */
function lineThat(open: () => Promise<void>, lose: () => Promise<void> = () => new Promise(() => undefined)): Line {
  const step = (name: string, work: () => Promise<void>) => async () => {
    done.push(name);
    await work();
  };
  return {
    receiver: {} as Line['receiver'],
    open: step('open', open),
    lost: lose,
    isOpen: () => true,
    close: step('close', async () => undefined),
  };
}

it('closes a line that opened while it was told to stop', async () => {
  let opened = () => {};
  const keeper = keepOpen(
    app,
    lineThat(() => new Promise((resolve) => (opened = resolve))),
    log,
  );
  const started = keeper.start();
  await new Promise(setImmediate);
  await keeper.stop();
  opened();
  await started;
  expect(done).toEqual(['open', 'close', 'close']);
});

it('opens a lost line again without a wait, but not again and again', async () => {
  let losses = 0;
  const line = lineThat(
    async () => undefined,
    async () => void (losses += 1),
  );
  const keeper = keepOpen(app, line, log);
  await keeper.start();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done).toEqual(['open', 'open']);
  expect(losses).toBe(2);
  expect(said).toEqual([expect.stringContaining('is Socket Mode still on')]);
  await keeper.stop();
});

it('starts although nobody is there, and fails at once when it is of no use', async () => {
  const away = keepOpen(
    app,
    lineThat(() => Promise.reject(undefined)),
    log,
  );
  await away.start();
  await new Promise(setImmediate);
  await away.stop();
  expect(said).toEqual(['the connection ended']);
  const useless = keepOpen(
    app,
    lineThat(() => Promise.reject(new Misconfigured('no'))),
    log,
  );
  await expect(useless.start()).rejects.toThrow('no');
});
