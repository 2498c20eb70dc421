import type { Address } from './address.ts';
import { NewerDatabase } from './migrations.ts';

/** A database that cannot be opened. `message` is for the operator: what it is, and what to do. It holds no password. */
export class Unopened extends Error {
  override readonly name = 'Unopened';
}

type Known = Exclude<Address, { kind: 'problem' }>;

/** What is known of the ways in which databases do not open, by their words or codes; the first that fits is said. */
const remedies: readonly [RegExp, (where: string) => string][] = [
  [
    /readonly|EACCES|EPERM|EROFS|unable to open/,
    (where) =>
      `The bot may not write ${where} or the folder it is in: give both to the user it runs as (chown), or name a file elsewhere in DATABASE_URL.`,
  ],
  [/is locked/, (where) => `Another program holds ${where}: wait until it is done, or stop it, and start the bot again.`],
  [/not a database|malformed/, (where) => `${where} is not a database of SQLite, or it is damaged: move it away, or put back a copy.`],
  [/full|ENOSPC/, () => 'The disk is full: make room and start the bot again.'],
  [
    /disk I\/O|EIO/,
    (where) => `The disk does not let ${where} be read or written: look whether it is full, or a network folder, which SQLite cannot use.`,
  ],
  [
    /ENOTDIR|EISDIR|EEXIST|is a directory/,
    (where) => `There is a folder where ${where} should be, or a file where its folder should be: name a file in DATABASE_URL.`,
  ],
  [
    /28P01|28000|password|SASL/,
    () =>
      'The server does not accept the user and password of DATABASE_URL (or POSTGRES_PASSWORD). A database keeps the password that it was made with: put that one back, or change it in the server with alter role … password.',
  ],
  [
    /unsupported startup parameter/,
    () =>
      'PgBouncer refuses a setting that comes with the address, such as options=: set it for the user in PostgreSQL (alter role … set …) instead.',
  ],
  [/3D000/, () => 'The server has no database of that name: make it with createdb, or correct the name in DATABASE_URL.'],
  [/ENOTFOUND|EAI_AGAIN/, () => 'No machine of that name is found: check the host in DATABASE_URL.'],
  [/ECONNREFUSED/, () => 'Nothing answers there: start the server, or check host and port in DATABASE_URL.'],
  [/timeout|ETIMEDOUT/, () => 'The server does not answer in time: see whether it runs, and whether a firewall is between.'],
  [/42501|permission denied/, () => 'The user of DATABASE_URL may not make tables there: grant it create on the schema.'],
  [/53300|too many/, () => 'The server has no connection left: close some, or raise its max_connections.'],
  [/25006|read-only/, () => 'The server only reads for now: name its primary in DATABASE_URL.'],
];

/** The error as the operator should read it. */
export function whyUnopened(error: unknown, place: Known): Error {
  if (error instanceof NewerDatabase) return error;
  const { code = '', message } = asKnown(error);
  const where = place.kind === 'sqlite' ? `the file ${place.file}` : 'the database';
  const [, remedy = () => 'Check DATABASE_URL.'] = remedies.find(([words]) => words.test(`${code} ${message}`)) ?? [];
  return new Unopened(`${message}\n    ${remedy(where)}`, { cause: error });
}

function asKnown(error: unknown): { readonly code?: string; readonly message: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  const [first] = error instanceof AggregateError ? error.errors : [];
  const known: { code?: unknown; message: string } = first instanceof Error ? first : error;
  return { code: typeof known.code === 'string' ? known.code : '', message: known.message };
}
