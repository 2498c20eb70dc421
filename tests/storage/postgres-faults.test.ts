import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { tuesday } from '../fixtures/people.ts';
import { postgresForTests } from '../fixtures/postgres.ts';

const found = await postgresForTests();
const address = 'reason' in found ? 'postgres://localhost/none' : found.address;

describe.skipIf('reason' in found)(`PostgreSQL in trouble${'reason' in found ? `: ${found.reason}` : ''}`, () => {
  let admin: pg.Client;
  let wire: Wire;
  let store: Store;
  let count = 0;
  beforeAll(async () => {
    admin = new pg.Client({ connectionString: address });
    await admin.connect();
  });
  afterAll(() => admin.end());
  beforeEach(async () => {
    wire = await makeWire(new URL(address));
    ({ store } = await openStorage(wire.address, 'tiny'));
  });
  afterEach(async () => {
    wire.speak();
    await store.close();
    await wire.close();
  });
  const answer = () => {
    const attempt = { learner: 'console:ana', askedIn: `s${++count}`, item: 'q', lesson: '1.1', picks: 'b', correct: true, at: tuesday };
    return store.save([{ kind: 'attempted', attempt }]);
  };
  /** How long it took, in milliseconds, however it ended. */
  const took = async (work: Promise<unknown>) => {
    const began = performance.now();
    await work.catch(() => undefined);
    return performance.now() - began;
  };

  it('whose network falls silent is given up in time, and works again when it speaks', async () => {
    await Promise.all(Array.from({ length: 12 }, answer));
    wire.hush();
    const waits = await Promise.all(Array.from({ length: 30 }, () => took(answer())));
    expect(Math.max(...waits)).toBeLessThan(11_000);
    wire.speak();
    await expect.poll(() => answer().then(() => 'kept', String), { timeout: 15_000 }).toBe('kept');
    await Promise.all(Array.from({ length: 30 }, answer));
  });

  it('that only reads for a while works again when it writes', async () => {
    const name = new URL(address).pathname.slice(1);
    await admin.query(`alter database ${name} set default_transaction_read_only = on`);
    wire.cut();
    await expect.poll(() => answer().catch((error: Error) => error.message)).toContain('read-only');
    await expect(store.check()).rejects.toThrow('read-only');
    await admin.query(`alter database ${name} reset default_transaction_read_only`);
    await expect.poll(() => answer().then(() => 'kept', String)).toBe('kept');
    await Promise.all(Array.from({ length: 20 }, answer));
    await store.check();
  });

  it('whose table is locked lets nobody wait for long', async () => {
    await admin.query('begin; lock table attempts in access exclusive mode');
    const waits = await Promise.all(Array.from({ length: 25 }, () => took(answer())));
    await admin.query('rollback');
    expect(Math.max(...waits)).toBeLessThan(9_000);
    await answer();
  });

  it.each<[string, (url: URL) => void, string]>([
    ['a database that is not there', (url) => (url.pathname = '/nowhere'), 'make it with createdb'],
    ['a port at which nobody answers', (url) => (url.port = '1'), 'start the server, or check host and port'],
    ['a host that is not there', (url) => (url.hostname = 'nowhere.invalid'), 'check the host in DATABASE_URL'],
    ['a user who is not there', (url) => (url.username = 'nobody-of-that-name'), 'DATABASE_URL'],
  ])('%s is told with what to do', async (_what, change, advice) => {
    const url = new URL(address);
    change(url);
    await expect(openStorage(url.toString(), 'tiny')).rejects.toThrow(advice);
  });
});

it.skipIf('reason' in found)('several first starts at the same moment all succeed', async () => {
  const admin = new pg.Client({ connectionString: address });
  await admin.connect();
  await admin.query('create schema beside');
  const url = new URL(address);
  url.searchParams.set('options', '-c search_path=beside');
  const all = await Promise.all(Array.from({ length: 4 }, () => openStorage(url.toString(), 'tiny')));
  expect(new Set(await Promise.all(all.map(({ store }) => store.signingKey()))).size).toBe(1);
  for (const { store } of all) await store.close();
  await admin.end();
});

/** A wire to the server that can fall silent without being cut, as networks do. */
interface Wire {
  readonly address: string;
  hush(): void;
  speak(): void;
  cut(): void;
  close(): Promise<void>;
}

async function makeWire(target: URL): Promise<Wire> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSilent = false;
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    pairs.add([near, far]);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => !isSilent && to.write(bytes));
      from.on('close', () => !isSilent && to.destroy());
      from.on('error', () => undefined);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = new URL(target);
  address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = () => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  return {
    address: address.toString(),
    hush: () => void (isSilent = true),
    speak: () => void (isSilent = false),
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
