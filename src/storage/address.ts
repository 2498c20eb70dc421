import { resolve } from 'node:path';

/** Where the data is kept. */
export type Address =
  | { readonly kind: 'sqlite'; readonly file: string }
  /** `url` is as `pg` reads it: whatever signs the password has, they are written so that an address may hold them. */
  | { readonly kind: 'postgres'; readonly url: string }
  /** `remedy` says what to write instead, and never the password. */
  | { readonly kind: 'problem'; readonly remedy: string };

/** Reads `sqlite:path` or `postgres://user:password@host/database`, and says of what looks like either but means something else what to write. */
export function parseAddress(address: string): Address {
  if (/^postgres(ql)?:/.test(address)) return parsePostgres(address);
  if (address.startsWith('file:')) return problem(`Write sqlite:${fileIn(address)} for that file.`);
  const [, path] = /^sqlite:(.*)$/s.exec(address) ?? [];
  return path === undefined
    ? problem('Write sqlite:path for a file, or postgres://user:password@host/database for a server.')
    : parseSqlite(address, path);
}

/** Programs do not agree on what slashes mean there, and a file in the wrong folder is found out about when it is too late. */
function parseSqlite(address: string, path: string): Address {
  if (path === '') return problem('Write the path of the file after it, such as sqlite:data/mlpro.db.');
  if (path.startsWith('//')) {
    const bare = pathIn(address, /^sqlite:\/*/);
    return problem(`Write sqlite:${bare} for a file below the folder of the bot, or sqlite:/${bare} for one below the root of the disk.`);
  }
  if (path.startsWith('~')) return problem('Write the whole path: ~ means your home folder to a shell only.');
  if (path.includes('?')) return problem(`Write sqlite:${path.split('?')[0]}: there are no options after it.`);
  return { kind: 'sqlite', file: path };
}

/** The address with this password, where it names a user and no password. Whatever signs it has, it needs no quoting. */
export function withPassword(place: Address, password: string): Address {
  if (place.kind !== 'postgres' || password === '') return place;
  const url = new URL(place.url);
  if (url.username === '' || url.password !== '') return place;
  url.password = encodeURIComponent(password);
  return { kind: 'postgres', url: url.toString() };
}

/** Where the data is, for people: without the password. */
export function sayAddress(place: Address): string {
  switch (place.kind) {
    case 'sqlite':
      return place.file === ':memory:' ? 'memory, until the bot stops' : `the file ${resolve(place.file)}`;
    case 'postgres': {
      const { hostname, pathname } = new URL(place.url);
      return `PostgreSQL, ${decodeURIComponent(pathname.slice(1)) || 'the usual database'} on ${hostname || 'this machine'}`;
    }
    case 'problem':
      return 'nowhere';
  }
}

/** The path in a `file:` address: below the root of the disk where a slash begins it, and with its signs as they are on the disk. */
function fileIn(address: string): string {
  const path = pathIn(address, /^file:(\/\/(localhost(?=\/))?)?/).replace(/^\/+/, '/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function pathIn(address: string, before: RegExp): string {
  return address.replace(before, '').split('?')[0] ?? '';
}

/** The password ends at the last @, so that it may hold one; the user ends at the first colon. */
function parsePostgres(address: string): Address {
  const [, scheme = '', user, password, place] = /^(postgres(?:ql)?:\/\/)(?:([^:@/]*)(?::(.*))?@)?([^@]*)$/s.exec(address) ?? [];
  if (place === undefined) return problem('Write postgres://user:password@host/database.');
  const secret = password === undefined ? '' : `:${written(password)}`;
  const url = `${scheme}${user === undefined ? '' : `${written(user)}${secret}@`}${place}`;
  return URL.canParse(url)
    ? { kind: 'postgres', url }
    : problem('Write postgres://user:password@host/database, with signs such as # / ? % of the password as %23 %2F %3F %25.');
}

/** As it is, where it was already written for an address. */
function written(part: string): string {
  return part.replace(/%(?![0-9a-f]{2})|[^\w.~!$&'()*+,;=%-]/gi, (sign) => encodeURIComponent(sign));
}

function problem(remedy: string): Address {
  return { kind: 'problem', remedy };
}
