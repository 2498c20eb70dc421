import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Kysely, type LogEvent, sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { postgresDialect, usualTimes } from '../../src/storage/postgres.ts';
import { sqlStorage } from '../../src/storage/sql.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { deadline } from '../fixtures/deadline.ts';
import { tuesday } from '../fixtures/people.ts';
import { postgresForTests } from '../fixtures/postgres.ts';

const found = await postgresForTests();
const address = 'reason' in found ? 'postgres://localhost/none' : found.address;

/** What a person waits for an answer, in milliseconds. */
const longestWait = 9_000;

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
    resumeTime();
    wire.speak();
    await store.close();
    await wire.close();
  });
  const answer = (to = store) => {
    const attempt = { learner: 'console:ana', askedIn: `s${++count}`, item: 'q', lesson: '1.1', picks: 'b', correct: true, at: tuesday };
    return to.save([{ kind: 'attempted', attempt }]);
  };
  /** How so many answers at once end. */
  const answers = (many: number, to = store) =>
    Promise.all(
      Array.from({ length: many }, () =>
        answer(to).then(
          () => 'kept',
          (error: Error) => error.message,
        ),
      ),
    );

  it('whose network falls silent is given up in time, and works again when it speaks', async () => {
    await answers(12);
    const pass = stopTime();
    wire.hush();
    const ends = answers(30);
    await pass(longestWait);
    // No time passes any more: who was still waiting would never come back.
    expect(await ends).not.toContain('kept');
    resumeTime();
    wire.speak();
    await expect.poll(() => answers(1)).toEqual(['kept']);
    expect(new Set(await answers(30))).toEqual(new Set(['kept']));
  });

  it('that only reads for a while works again when it writes', async () => {
    const name = new URL(address).pathname.slice(1);
    await admin.query(`alter database ${name} set default_transaction_read_only = on`);
    wire.cut();
    await expect.poll(() => answer().catch((error: Error) => error.message)).toContain('read-only');
    await expect(store.check()).rejects.toThrow('read-only');
    await admin.query(`alter database ${name} reset default_transaction_read_only`);
    await expect.poll(() => answer().then(() => 'kept', String)).toBe('kept');
    expect(new Set(await answers(20))).toEqual(new Set(['kept']));
    await store.check();
  });

  it('whose table is locked lets nobody wait a second time', async ({ onTestFinished }) => {
    const failed: string[] = [];
    const log = (event: LogEvent) => void (event.level === 'error' && failed.push(String(event.error)));
    const times = { connect: deadline, statement: deadline, silence: deadline, lock: 100 };
    const hasty = sqlStorage(new Kysely<Tables>({ dialect: postgresDialect(wire.address, { times }), log }), 'tiny', true).store;
    onTestFinished(() => hasty.close());
    await admin.query('begin; lock table attempts in access exclusive mode');
    const ends = await answers(25, hasty);
    await admin.query('rollback');
    const refusals = Array.from({ length: 25 }, () => expect.stringContaining('lock timeout'));
    expect(ends).toEqual(refusals);
    expect(failed).toEqual(refusals);
    expect(await answers(1, hasty)).toEqual(['kept']);
  });

  it('has the longest times told that a connection may wait, and a connection and two locks are waited for in time', async () => {
    const db = new Kysely({ dialect: postgresDialect(address) });
    const set = sql<{
      name: string;
      setting: string;
    }>`select name, setting from pg_settings where name in ('lock_timeout', 'statement_timeout')`;
    const told = Object.fromEntries((await set.execute(db)).rows.map(({ name, setting }) => [name, Number(setting)]));
    await db.destroy();
    expect(told).toEqual({ lock_timeout: usualTimes.lock, statement_timeout: usualTimes.statement });
    expect(usualTimes.connect + 2 * usualTimes.lock).toBeLessThanOrEqual(longestWait);
  });
});

describe.skipIf('reason' in found)('an address of PostgreSQL with', () => {
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

/**
 * From now on, no time passes for the program but what the returned function is told to let pass, in milliseconds; to open and close sockets on this machine
 * takes none of it. The clock goes on from where it is: the store has looked at it before.
 */
function stopTime(): (time: number) => Promise<void> {
  let clock = performance.now();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldClearNativeTimers: true });
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  return async (time) => {
    for (const end = clock + time; clock < end; ) {
      clock += 100;
      await vi.advanceTimersByTimeAsync(100);
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    }
  };
}

function resumeTime(): void {
  vi.useRealTimers();
  vi.restoreAllMocks();
}

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
