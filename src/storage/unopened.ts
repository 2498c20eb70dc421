import { type Address, sayAddress } from './address.ts';
import { NewerDatabase } from './migrations.ts';

/** A database that cannot be opened. `message` is for the operator: what it is, and what to do. It holds no password. */
export class Unopened extends Error {
  override readonly name = 'Unopened';
}

type Known = Exclude<Address, { kind: 'problem' }>;

/** A way in which a database does not open. The words are those of errors that have no code, or one that says nothing. */
interface Remedy {
  readonly of: Known['kind'];
  readonly codes: readonly string[];
  readonly words?: RegExp;
  readonly say: (where: string) => string;
}

const remedies: readonly Remedy[] = [
  {
    of: 'sqlite',
    codes: ['EACCES', 'EPERM', 'EROFS'],
    words: /readonly|unable to open/,
    say: (where) =>
      `The bot may not write ${where} or the folder it is in: give both to the user it runs as (chown), or name a file elsewhere in DATABASE_URL.`,
  },
  {
    of: 'sqlite',
    codes: [],
    words: /is locked/,
    say: (where) => `Another program holds ${where}: wait until it is done, or stop it, and start the bot again.`,
  },
  {
    of: 'sqlite',
    codes: [],
    words: /not a database|malformed/,
    say: (where) => `${where} is not a database of SQLite, or it is damaged: move it away, or put back a copy.`,
  },
  { of: 'sqlite', codes: ['ENOSPC'], words: /disk is full/, say: () => 'The disk is full: make room and start the bot again.' },
  {
    of: 'sqlite',
    codes: ['EIO'],
    words: /disk I\/O/,
    say: (where) =>
      `The disk does not let ${where} be read or written: look whether it is full, or a network folder, which SQLite cannot use.`,
  },
  {
    of: 'sqlite',
    codes: ['ENOTDIR', 'EISDIR', 'EEXIST'],
    words: /is a directory/,
    say: (where) => `There is a folder where ${where} should be, or a file where its folder should be: name a file in DATABASE_URL.`,
  },
  {
    of: 'postgres',
    codes: ['28P01', '28000'],
    words: /password|SASL/,
    say: () =>
      'The server does not accept the user and password of DATABASE_URL (or POSTGRES_PASSWORD). A database keeps the password that it was made with: put that one back, or change it in the server with alter role … password.',
  },
  {
    of: 'postgres',
    codes: [],
    words: /unsupported startup parameter/,
    say: () =>
      'PgBouncer refuses a setting that comes with the address, such as options=: set it for the user in PostgreSQL (alter role … set …) instead.',
  },
  {
    of: 'postgres',
    codes: ['3D000'],
    say: () => 'The server has no database of that name: make it with createdb, or correct the name in DATABASE_URL.',
  },
  {
    of: 'postgres',
    codes: ['ENOTFOUND', 'EAI_AGAIN'],
    say: () => 'No machine of that name is found: check the host in DATABASE_URL.',
  },
  {
    of: 'postgres',
    codes: ['ECONNREFUSED'],
    say: () => 'Nothing answers there: start the server, or check host and port in DATABASE_URL.',
  },
  {
    of: 'postgres',
    codes: ['ETIMEDOUT'],
    words: /timeout/,
    say: () => 'The server does not answer in time: see whether it runs, and whether a firewall is between.',
  },
  {
    of: 'postgres',
    codes: ['42501'],
    say: () => 'The user of DATABASE_URL may not make tables there: grant it create on the schema.',
  },
  {
    of: 'postgres',
    codes: ['53300'],
    words: /too many|no more connections/,
    say: () => 'The server has no connection left: close some, or raise its max_connections.',
  },
  { of: 'postgres', codes: ['25006'], say: () => 'The server only reads for now: name its primary in DATABASE_URL.' },
];

/** The error as the operator should read it. */
export function whyUnopened(error: unknown, place: Known): Error {
  if (error instanceof NewerDatabase) return new NewerDatabase(`${sayAddress(place)} ${error.message}`, { cause: error });
  const known = asKnown(error);
  const where = place.kind === 'sqlite' ? `the file ${place.file}` : 'the database';
  const remedy = remedyFor(known, place)?.say(where) ?? 'Check DATABASE_URL.';
  return new Unopened(`${known.message}\n    ${remedy}`, { cause: error });
}

interface KnownError {
  readonly code: string;
  readonly message: string;
}

/** SQLite has one code for all that it says, and PgBouncer's is that of any breach of the protocol. */
const emptyCodes = /^(|ERR_SQLITE_ERROR|SQLITE_\w+|08P01)$/;

function remedyFor({ code, message }: KnownError, place: Known): Remedy | undefined {
  const ours = remedies.filter(({ of }) => of === place.kind);
  if (!emptyCodes.test(code)) return ours.find(({ codes }) => codes.includes(code));
  const said = withoutNames(message, place);
  return ours.find(({ words }) => words?.test(said));
}

/** A file, a user or a machine may be called anything. */
function withoutNames(message: string, place: Known): string {
  const bare = place.kind === 'sqlite' ? message.replaceAll(place.file, '') : message;
  return bare.replace(/"[^"]*"|'[^']*'/g, '');
}

function asKnown(error: unknown): KnownError {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const [first] = error instanceof AggregateError ? error.errors : [];
  const known: { code?: unknown; message: string } = first instanceof Error ? first : error;
  return { code: typeof known.code === 'string' ? known.code : '', message: known.message };
}
