import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { WriteConflict } from './conflict.ts';
import { type Line, makeLine } from './line.ts';

const bigint = 20;

/** So many connections; of those who wait for one of them, nobody is turned away while answers come back. */
const connections = 10;

/**
 * So long, in milliseconds, may it take to get a connection, to wait for somebody's lock, to carry out a statement, and to hear of it when the network is
 * silent. Together they stay below what a person waits for an answer.
 */
export const usualTimes = { connect: 3_000, lock: 2_500, statement: 4_000, silence: 5_000 };

/** By a statement, because PgBouncer refuses them as parameters of a connection. */
function setTimes({ statement, lock }: typeof usualTimes) {
  return async (client: pg.ClientBase): Promise<void> => {
    await client.query(`set statement_timeout = ${statement}; set lock_timeout = ${lock}`);
  };
}

/** A connection that was made so long ago is made anew: the server behind its name may be another one by now. In seconds. */
const lasts = 600;

/** With `limited` false, for bringing tables up to date, which takes as long as it takes. */
export function postgresDialect(url: string, { limited = true, times = usualTimes } = {}): Dialect {
  const types = {
    // Moments and counts stay below 2^53, so they are read as numbers.
    getTypeParser: (id: number, format?: 'text' | 'binary') => (id === bigint ? Number : pg.types.getTypeParser(id, format)),
  };
  const most = limited ? connections : 1;
  // The pool's own line turns away whoever has waited for so long, though a crowd is being served.
  const line = makeLine(most, times.connect);
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: times.connect,
    maxLifetimeSeconds: lasts,
    keepAlive: true,
    types: types as pg.CustomTypesConfig,
    ...(limited && { query_timeout: times.silence, onConnect: setTimes(times) }),
  });
  // A connection that breaks is replaced at the next query; without listeners, of the pool while it is idle and of its own while it is used, it
  // would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const connect = async () => {
    await line.enter();
    try {
      return watched(await pool.connect(), line);
    } catch (error) {
      line.leave(false);
      throw error;
    }
  };
  return new PostgresDialect({ pool: { connect, end: () => pool.end() } });
}

/**
 * A connection that gives itself up when it has seen that it is of no use: one that is silent or broken, or that leads to a server which only reads. The
 * pool would hand it out again.
 */
function watched(client: pg.PoolClient, line: Line): PostgresPoolClient {
  let isBroken = false;
  let isWell = false;
  const query = async (words: string, parameters: readonly unknown[]) => {
    // The server takes back by itself what a connection leaves behind.
    if (isBroken && words === 'rollback') return { command: 'ROLLBACK' as const, rowCount: 0, rows: [] };
    try {
      const result = await client.query(words, [...parameters]);
      isWell = words !== 'rollback';
      return result;
    } catch (error) {
      isBroken ||= isEndOf(error);
      isWell = false;
      throw isConflict(error) ? new WriteConflict(error.message, { cause: error }) : error;
    }
  };
  // Kysely's type has a second form, for cursors, which nothing here uses.
  const release = () => {
    client.release(isBroken);
    line.leave(isWell);
  };
  return { query: query as unknown as PostgresPoolClient['query'], release };
}

/** A unique key that somebody else has written, a deadlock, and a transaction that does not fit in with others: who tries again sees what is true now. */
const conflicts = ['23505', '40P01', '40001'];

function isConflict(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && conflicts.includes(error.code ?? '');
}

/** Classes of SQLSTATE: the connection, the server that goes away or is out of something, and "read only". What has no code was not said by a server. */
function isEndOf(error: unknown): boolean {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
  return code === '' || code === '25006' || /^(08|53|57P|58|XX)/.test(code);
}
