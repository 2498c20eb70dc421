import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { serveHealth } from '../src/health.ts';
import { storageInMemory } from './fixtures/storage.ts';
import type { Storage } from '../src/storage/store.ts';
import { type Channel, makeChannel } from './fixtures/channel.ts';
import { studyGroup } from './fixtures/group.ts';

let storage: Storage;
let slack: Channel;
let discord: Channel;
let server: Server;

beforeEach(async () => {
  storage = await storageInMemory('tiny');
  [slack, discord] = [makeChannel('slack'), makeChannel('discord')];
  server = await serveHealth('127.0.0.1', 0, storage, [slack, discord]);
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await storage.store.close();
});

const place = () => server.address() as AddressInfo;
async function ask(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${place().port}${path}`, { headers: { connection: 'close' } });
  return { status: response.status, body: await response.json() };
}

describe('a bot that is well', () => {
  it.each(['/readyz', '/healthz', '/readyz?from=a-load-balancer'])('says so at %s', async (path) => {
    expect(await ask(path)).toEqual({
      status: 200,
      body: { ready: true, database: true, platforms: { slack: true, discord: true }, drills: [] },
    });
  });

  it('is alive', async () => {
    expect(await ask('/livez')).toEqual({ status: 200, body: { alive: true } });
  });
});

describe('a bot that lacks a permission', () => {
  it('says which and the way out, and is as ready as before', async () => {
    slack.lacking = () => ['The app lacks the permission chat:write: reinstall it.'];
    discord.lacking = () => [];
    expect(await ask('/readyz')).toEqual({
      status: 200,
      body: {
        ready: true,
        database: true,
        platforms: { slack: true, discord: true },
        lacking: { slack: ['The app lacks the permission chat:write: reinstall it.'] },
        drills: [],
      },
    });
  });
});

describe('a bot that has lost a platform for good', () => {
  it('says why, whatever the others do', async () => {
    const lost = new Map([['discord', 'Discord does not accept DISCORD_TOKEN.']]);
    const other = await serveHealth('127.0.0.1', 0, storage, [slack, discord], lost);
    discord.ready = false;
    const response = await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ platforms: { slack: true, discord: false }, lost: Object.fromEntries(lost) });
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('a bot that has lost a platform for good', () => {
  it('says why, whatever the others do', async () => {
    const lost = new Map([['discord', 'Discord does not accept DISCORD_TOKEN.']]);
    const other = await serveHealth('127.0.0.1', 0, storage, [slack, discord], lost);
    discord.ready = false;
    const response = await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ platforms: { slack: true, discord: false }, lost: Object.fromEntries(lost) });
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('a bot with a platform that is not connected', () => {
  it('is alive, but not ready, and says which one it is', async () => {
    slack.ready = false;
    expect(await ask('/livez')).toMatchObject({ status: 200 });
    for (const path of ['/readyz', '/healthz'])
      expect(await ask(path)).toEqual({
        status: 503,
        body: { ready: false, database: true, platforms: { slack: false, discord: true }, drills: [] },
      });
  });

  it('is ready again when it is back', async () => {
    slack.ready = false;
    await ask('/readyz');
    slack.ready = true;
    expect(await ask('/readyz')).toMatchObject({ status: 200 });
  });
});

describe('a bot without its database', () => {
  it('is not ready, but alive: a new start would bring no database', async () => {
    await storage.store.close();
    expect(await ask('/livez')).toEqual({ status: 200, body: { alive: true } });
    expect(await ask('/readyz')).toMatchObject({ status: 503, body: { ready: false, database: false, trouble: expect.any(String) } });
    storage = await storageInMemory('tiny');
  });
});

describe('a bot whose drill did not come', () => {
  it('is ready, and says which one and why, without saying who set it up', async () => {
    const { store, ledger } = storage;
    const group = studyGroup({ id: 'slack:C012', channel: 'C012' });
    const drill = { id: 'd', group: group.id, day: '2026-11-24', cue: 'c', dueAt: 0, claimedAt: 0, late: false, message: null, shown: 0 };
    await store.save([{ kind: 'group-set', group }]);
    await ledger.claim({ ...drill, status: 'claimed' });
    await ledger.setReason('d', 'It did not work: 503.');
    const line = { group: group.id, day: drill.day, reason: 'It did not work: 503.', isFinal: false };
    expect(await ask('/readyz')).toMatchObject({ status: 200, body: { ready: true, drills: [line] } });
    await ledger.fail('d', 'The channel is archived.');
    const answer = await ask('/readyz');
    expect(answer).toMatchObject({ status: 200, body: { drills: [{ reason: 'The channel is archived.', isFinal: true }] } });
    expect(JSON.stringify(answer)).not.toContain(group.setBy);
    await ledger.claim({ ...drill, id: 'e', day: '2026-11-25', status: 'claimed' });
    await ledger.confirm('e', 'message 1');
    expect(await ask('/readyz')).toMatchObject({ body: { drills: [] } });
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
    await expect(serveHealth('127.0.0.1', place().port, storage, [])).rejects.toThrow('EADDRINUSE');
  });
});
