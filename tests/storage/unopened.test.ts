import { describe, expect, it } from 'vitest';
import { whyUnopened } from '../../src/storage/unopened.ts';

const file = { kind: 'sqlite', file: '/mnt/full/readonly timeout.db' } as const;
const server = { kind: 'postgres', url: 'postgres://bot@full.example.com/mlpro' } as const;
const said = (message: string, code?: string) => Object.assign(new Error(message), code !== undefined && { code });

describe('why a database does not open', () => {
  it.each([
    ["EACCES: permission denied, mkdir '/mnt/full'", 'EACCES', 'chown'],
    ['attempt to write a readonly database', 'ERR_SQLITE_ERROR', 'chown'],
    ['unable to open database file', 'ERR_SQLITE_ERROR', 'chown'],
    ['database is locked', 'ERR_SQLITE_ERROR', 'Another program holds'],
    ['file is not a database', 'ERR_SQLITE_ERROR', 'is not a database of SQLite'],
    ['database disk image is malformed', 'ERR_SQLITE_ERROR', 'is damaged'],
    ['database or disk is full', 'ERR_SQLITE_ERROR', 'The disk is full'],
    ['ENOSPC: no space left on device, write', 'ENOSPC', 'The disk is full'],
    ['disk I/O error', 'ERR_SQLITE_ERROR', 'a network folder'],
    [`${file.file} is a directory`, undefined, 'There is a folder where'],
    ["ENOTDIR: not a directory, mkdir '/mnt/full/readonly'", 'ENOTDIR', 'There is a folder where'],
  ])('of a file, %s (%s): %s', (message, code, remedy) => {
    expect(whyUnopened(said(message, code), file).message.split('\n')).toEqual([message, expect.stringContaining(remedy)]);
  });

  it.each([
    ['password authentication failed for user "bot_readonly"', '28P01', 'keeps the password that it was made with'],
    ['no pg_hba.conf entry for host "10.0.0.1", user "full", database "timeout"', '28000', 'keeps the password'],
    ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', undefined, 'keeps the password'],
    ['getaddrinfo ENOTFOUND full.example.com', 'ENOTFOUND', 'check the host'],
    ['database "is locked" does not exist', '3D000', 'make it with createdb'],
    ['permission denied for schema readonly', '42501', 'grant it create'],
    ['connect ECONNREFUSED 10.0.0.1:5432', 'ECONNREFUSED', 'start the server'],
    ['timeout expired', undefined, 'does not answer in time'],
    ['unsupported startup parameter: options', '08P01', 'PgBouncer refuses a setting'],
    ['no more connections allowed (max_client_conn)', '08P01', 'no connection left'],
    ['remaining connection slots are reserved', '53300', 'no connection left'],
    ['cannot execute CREATE TABLE in a read-only transaction', '25006', 'name its primary'],
    ["EACCES: permission denied, open '/etc/ssl/full.pem'", 'EACCES', 'Check DATABASE_URL'],
    ['could not open relation "password"', 'XX000', 'Check DATABASE_URL'],
    ['the role "timeout" has no password "SASL"', undefined, 'keeps the password'],
    ['the schema "timeout" is gone', undefined, 'Check DATABASE_URL'],
  ])('of a server, %s (%s): %s', (message, code, remedy) => {
    expect(whyUnopened(said(message, code), server).message.split('\n')).toEqual([message, expect.stringContaining(remedy)]);
  });
});
