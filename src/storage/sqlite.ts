import { setImmediate, setTimeout as delay } from 'node:timers/promises';
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
import { type Database, isBusy, openDatabase, type Statement, watchFile } from './sqlite-file.ts';

/**
 * Durable before fast: a commit has reached the disk when it returns. SQLite itself never waits for another process, because all others would wait
 * with it: see {@link patiently}.
 * What was deleted is overwritten, not only left out: whoever asked to be forgotten is not found in the file.
 */
const pragmas = ['busy_timeout = 0', 'journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'secure_delete = on'];

/** How long a request waits, from its first question on, for another process that writes, in milliseconds; and how often it asks. */
const patience = 4_500;
const asksEvery = 25;

/** What was written is in the file itself, and not only in the log beside it, so soon after: whoever copies the file copies it. */
const checkpointAfter = 20_000;

/** More statements than the program has, so that in practice each is prepared once. */
const cachedStatements = 200;

/** Kysely assumes that SQLite's tables cannot be changed in a transaction. They can: a program that dies while it brings them up to date changes nothing. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** SQLite in one file, through one connection that requests take turns at. */
export function sqliteDialect(file: string, openIt = openDatabase): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => sqliteDriver(file, openIt),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** A statement of SQLite, and whether it answers with rows: to ask that takes as long as many an answer. */
interface Prepared {
  readonly statement: Statement;
  readonly hasRows: boolean;
}

/** The database while it is open. */
interface Opened {
  readonly database: Database;
  readonly statements: Map<string, Prepared>;
  /** Throws when the file is not there any more. */
  readonly checkFile: () => void;
}

function sqliteDriver(file: string, openIt: typeof openDatabase): Driver {
  const checkpoints = makeCheckpoints(file);
  const line = makeLine();
  let opened: Opened | undefined;
  const open = (): Opened => {
    if (opened === undefined) throw new Error('The database is closed.');
    return opened;
  };
  return {
    init: async () => {
      const database = openIt(file);
      const until = performance.now() + patience;
      for (const pragma of pragmas) await patiently(until, () => database.exec(`pragma ${pragma}`));
      opened = { database, statements: new Map(), checkFile: watchFile(file) };
    },
    // The time that a request waits for its turn counts as well: a lock that lasts may not cost each of them its whole patience.
    acquireConnection: async () => {
      const until = performance.now() + patience;
      return line.take(connectionTo(open, until));
    },
    // Taking the write lock at once: a reader that turns writer later could not wait for its turn.
    beginTransaction: (mine) => run(mine, 'begin immediate'),
    commitTransaction: async (mine) => {
      open().checkFile();
      await run(mine, 'commit');
      checkpoints.wroteTo(() => open().database);
    },
    // On a full disk SQLite rolls back by itself; to do it again would be an error that hides the first one.
    rollbackTransaction: async (mine) => (opened?.database.isTransaction ? run(mine, 'rollback') : undefined),
    releaseConnection: async (mine) => line.give(mine),
    destroy: async () => {
      checkpoints.stop();
      if (opened) close(opened.database);
      opened = undefined;
    },
  };
}

/** One connection after the other. SQLite never gives way by itself: when a lock goes, all who waited for it would be served in one go, and nobody else. */
function makeLine() {
  let turn: Promise<void> = Promise.resolve();
  let inLine = 0;
  const done = new WeakMap<DatabaseConnection, () => void>();
  return {
    take: async (mine: DatabaseConnection): Promise<DatabaseConnection> => {
      const before = turn;
      turn = new Promise((resolve) => done.set(mine, resolve));
      const hasToWait = (inLine += 1) > 1;
      await before;
      if (hasToWait) await setImmediate();
      return mine;
    },
    give: (mine: DatabaseConnection): void => {
      inLine -= 1;
      done.get(mine)?.();
    },
  };
}

/**
 * Tries again while another process writes, and lets everything else happen meanwhile: SQLite's own waiting would hold up the whole program. A
 * statement that was turned away has changed nothing.
 */
async function patiently<T>(until: number, work: () => T): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await delay(asksEvery);
    }
  }
}

/** Moves what was written from the log into the file, a while after the first write; a busy database is left for the next time. */
function makeCheckpoints(file: string) {
  let timer: NodeJS.Timeout | undefined;
  return {
    wroteTo: (database: () => Database) => {
      if (timer !== undefined || file === ':memory:') return;
      timer = setTimeout(() => {
        timer = undefined;
        if (!database().isTransaction) checkpoint(database());
      }, checkpointAfter).unref();
    },
    stop: () => clearTimeout(timer),
  };
}

function close(database: Database): void {
  checkpoint(database);
  database.close();
}

/** A disk that is full or read-only keeps the log, which is as good. */
function checkpoint(database: Database): void {
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } catch {
    // Nothing is lost: the next start reads the log.
  }
}

async function run(connection: DatabaseConnection, statement: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(statement));
}

/** Within a transaction nothing is waited for: it has the lock. */
function connectionTo(open: () => Opened, until: number): DatabaseConnection {
  return {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      const opened = open();
      if (opened.database.isTransaction) return execute(opened, query);
      opened.checkFile();
      return patiently(until, () => execute(opened, query));
    },
    streamQuery: () => {
      throw new Error('SQLite answers at once; there is nothing to stream.');
    },
  };
}

function execute<Row>({ database, statements }: Opened, { sql, parameters }: CompiledQuery): QueryResult<Row> {
  const { statement, hasRows } = prepared(database, statements, sql);
  if (hasRows) return { rows: statement.all(...parameters) as Row[] };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

/** Kysely would prepare each query anew, and memory would climb: the statements used last are kept. */
function prepared(database: Database, statements: Map<string, Prepared>, sql: string): Prepared {
  const one = statements.get(sql) ?? prepare(database, sql);
  statements.delete(sql);
  statements.set(sql, one);
  const [oldest] = statements.keys();
  if (statements.size > cachedStatements && oldest !== undefined) statements.delete(oldest);
  return one;
}

function prepare(database: Database, sql: string): Prepared {
  const statement = database.prepare(sql);
  return { statement, hasRows: statement.columns().length > 0 };
}
