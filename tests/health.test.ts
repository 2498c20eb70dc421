import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { serveHealth } from '../src/health.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Store } from '../src/storage/store.ts';
import { type Channel, makeChannel } from './fixtures/channel.ts';

let store: Store;
let slack: Channel;
let discord: Channel;
let server: Server;

beforeEach(async () => {
  ({ store } = await openStorage('sqlite::memory:', 'tiny'));
  [slack, discord] = [makeChannel('slack'), makeChannel('discord')];
  server = await serveHealth('127.0.0.1', 0, store, [slack, discord]);
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await store.close();
});

const place = () => server.address() as AddressInfo;
async function ask(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${place().port}${path}`, { headers: { connection: 'close' } });
  return { status: response.status, body: await response.json() };
}

describe('a bot that is well', () => {
  it.each(['/readyz', '/healthz', '/readyz?from=a-load-balancer'])('says so at %s', async (path) => {
    expect(await ask(path)).toEqual({ status: 200, body: { ready: true, database: true, platforms: { slack: true, discord: true } } });
  });

  it('is alive', async () => {
    expect(await ask('/livez')).toEqual({ status: 200, body: { database: true } });
  });
});

describe('a bot with a platform that is not connected', () => {
  it('is alive, but not ready, and says which one it is', async () => {
    slack.ready = false;
    expect(await ask('/livez')).toMatchObject({ status: 200 });
    for (const path of ['/readyz', '/healthz'])
      expect(await ask(path)).toEqual({ status: 503, body: { ready: false, database: true, platforms: { slack: false, discord: true } } });
  });

  it('is ready again when it is back', async () => {
    slack.ready = false;
    await ask('/readyz');
    slack.ready = true;
    expect(await ask('/readyz')).toMatchObject({ status: 200 });
  });
});

describe('a bot without its database', () => {
  it('is neither ready nor alive', async () => {
    await store.close();
    expect(await ask('/livez')).toEqual({ status: 503, body: { database: false } });
    expect(await ask('/readyz')).toMatchObject({ status: 503, body: { ready: false, database: false } });
    ({ store } = await openStorage('sqlite::memory:', 'tiny'));
  });
});

describe('the address', () => {
  it.each(['/', '/livez/', '/metrics', '/..%2f..%2fetc/passwd', '/livez%00'])('%s is not known, and says which ones are', async (path) => {
    expect(await ask(path)).toEqual({ status: 404, body: { known: ['/livez', '/readyz', '/healthz'] } });
  });

  it('is one of this machine alone, unless HOST says otherwise', () => {
    expect(place().address).toBe('127.0.0.1');
    expect(readConfig({ HEALTH_PORT: '8080' })).toMatchObject({ config: { host: '127.0.0.1', healthPort: 8080 } });
    expect(readConfig({ HEALTH_PORT: '8080', HOST: '0.0.0.0' })).toMatchObject({ config: { host: '0.0.0.0' } });
  });

  it('that is taken is an error, not silence', async () => {
    await expect(serveHealth('127.0.0.1', place().port, store, [])).rejects.toThrow('EADDRINUSE');
  });
});
