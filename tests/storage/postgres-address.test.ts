import { type AddressInfo, createServer, type Server } from 'node:net';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openStorage } from '../../src/storage/open.ts';
import { postgresDialect } from '../../src/storage/postgres.ts';

/** A server that asks for the password in clear, remembers it and what the connection asked for, and refuses. */
interface Doorkeeper {
  readonly port: number;
  readonly passwords: string[];
  readonly parameters: string[];
  close(): Promise<void>;
}

async function makeDoorkeeper(refusal: string): Promise<Doorkeeper> {
  const passwords: string[] = [];
  const parameters: string[] = [];
  const server: Server = createServer((socket) => {
    let hasAsked = false;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (hasAsked) {
        passwords.push(bytes.subarray(5, -1).toString('utf8'));
        return void socket.end(message('E', Buffer.from(`SERROR\0C${refusal}\0Mno\0\0`)));
      }
      hasAsked = true;
      parameters.push(...bytes.subarray(8).toString('utf8').split('\0'));
      socket.write(message('R', Buffer.from([0, 0, 0, 3])));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    passwords,
    parameters,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}

let server: Doorkeeper;
beforeEach(async () => {
  server = await makeDoorkeeper('28P01');
});
afterEach(() => server.close());

/** Opens what the configuration says, as the program does, and returns why it did not work. */
async function open(env: Record<string, string>): Promise<string> {
  const read = readConfig(env);
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return openStorage(read.config.databaseUrl, 'tiny').then(() => '', String);
}

describe('the server is told the password as it was set', () => {
  it.each(['a/b+c=', 'p@ss', 'p#ss', '100%', 'p%40ss', 'a:b', 'two words', '?a&b', '"quoted"', '[{^|}]', 'back\\slash', 'Grüße', '$1'])(
    '%s, in POSTGRES_PASSWORD',
    async (password) => {
      const refused = await open({ DATABASE_URL: `postgres://mlpro@127.0.0.1:${server.port}/mlpro`, POSTGRES_PASSWORD: password });
      expect(server.passwords).toEqual([password]);
      expect(refused).toContain('keeps the password that it was made with');
    },
  );

  it('and not what one of the address is written as', async () => {
    await open({ DATABASE_URL: `postgres://mlpro:p%40ss%2F@127.0.0.1:${server.port}/mlpro`, POSTGRES_PASSWORD: 'another' });
    expect(server.passwords).toEqual(['p@ss/']);
  });
});

it('a connection begins with nothing that PgBouncer refuses', async () => {
  const db = new Kysely({ dialect: postgresDialect(`postgres://mlpro:x@127.0.0.1:${server.port}/mlpro`) });
  await expect(sql`select 1`.execute(db)).rejects.toThrow('no');
  await db.destroy();
  const allowed = ['user', 'mlpro', 'database', 'mlpro', 'client_encoding', 'UTF8', 'application_name', ''];
  expect(server.parameters.filter((word) => !allowed.includes(word))).toEqual([]);
});
