import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';

const bigint = 20;

/** PostgreSQL, for more than one machine. Moments and counts stay below 2^53, so they are read as numbers. */
export function postgresDialect(address: string): Dialect {
  const types = {
    getTypeParser: (id: number, format?: 'text' | 'binary') => (id === bigint ? Number : pg.types.getTypeParser(id, format)),
  };
  const pool = new pg.Pool({ connectionString: address, max: 10, connectionTimeoutMillis: 5000, types: types as pg.CustomTypesConfig });
  // A connection that breaks is replaced at the next query; without listeners, of the pool while it is idle and of its own while it is used, it
  // would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}
