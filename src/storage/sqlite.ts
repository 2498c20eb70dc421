import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** The part of `node:sqlite` that is used here; @photostructure/sqlite has the same for versions of Node without it. */
interface Statement {
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  columns(): unknown[];
}

interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
  readonly isTransaction: boolean;
}

/** `statement.columns()` is in `node:sqlite` from Node 22.16 on; before that, the prebuilt package serves. */
function openDatabase(file: string): Database {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const name = major > 22 || (major === 22 && minor >= 16) ? 'node:sqlite' : '@photostructure/sqlite';
  const { DatabaseSync } = createRequire(import.meta.url)(name) as { DatabaseSync: new (file: string) => Database };
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  return new DatabaseSync(file);
}

/** Durable before fast: a commit has reached the disk when it returns. */
const pragmas = 'pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma foreign_keys = on;';

/** More statements than the program has, so that in practice each is prepared once. */
const cachedStatements = 200;

/** Kysely assumes that SQLite's tables cannot be changed in a transaction. They can: a program that dies while it brings them up to date changes nothing. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** SQLite in one file, through one connection that requests take turns at. */
export function sqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => sqliteDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function sqliteDriver(file: string): Driver {
  let database: Database | undefined;
  let connection: DatabaseConnection | undefined;
  let turn: Promise<void> = Promise.resolve();
  const done = new WeakMap<DatabaseConnection, () => void>();
  return {
    init: async () => {
      database = openDatabase(file);
      database.exec(pragmas);
      connection = connectionTo(database);
    },
    acquireConnection: async () => {
      const before = turn;
      const mine: DatabaseConnection = { ...(connection as DatabaseConnection) };
      turn = new Promise((resolve) => done.set(mine, resolve));
      await before;
      return mine;
    },
    // Taking the write lock at once: a reader that turns writer later could not wait for its turn.
    beginTransaction: (mine) => run(mine, 'begin immediate'),
    commitTransaction: (mine) => run(mine, 'commit'),
    // On a full disk SQLite rolls back by itself; to do it again would be an error that hides the first one.
    rollbackTransaction: async (mine) => (database?.isTransaction ? run(mine, 'rollback') : undefined),
    releaseConnection: async (mine) => done.get(mine)?.(),
    destroy: async () => database?.close(),
  };
}

async function run(connection: DatabaseConnection, statement: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(statement));
}

function connectionTo(database: Database): DatabaseConnection {
  const statements = new Map<string, Statement>();
  return {
    executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
      const statement = prepared(database, statements, sql);
      if (statement.columns().length > 0) return { rows: statement.all(...parameters) as Row[] };
      const { changes, lastInsertRowid } = statement.run(...parameters);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    },
    streamQuery: () => {
      throw new Error('SQLite answers at once; there is nothing to stream.');
    },
  };
}

/** Kysely would prepare each query anew, and memory would climb: the statements used last are kept. */
function prepared(database: Database, statements: Map<string, Statement>, sql: string): Statement {
  const statement = statements.get(sql) ?? database.prepare(sql);
  statements.delete(sql);
  statements.set(sql, statement);
  const [oldest] = statements.keys();
  if (statements.size > cachedStatements && oldest !== undefined) statements.delete(oldest);
  return statement;
}
