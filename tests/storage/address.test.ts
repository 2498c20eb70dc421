import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/storage/address.ts';

describe('the address of a file', () => {
  it.each([
    ['sqlite:data/mlpro.db', 'data/mlpro.db'],
    ['sqlite:./data/mlpro.db', './data/mlpro.db'],
    ['sqlite:/var/lib/mlpro.db', '/var/lib/mlpro.db'],
    ['sqlite:my data/Übung.db', 'my data/Übung.db'],
    ['sqlite::memory:', ':memory:'],
  ])('%s is %s', (address, file) => {
    expect(parseAddress(address)).toEqual({ kind: 'sqlite', file });
  });

  it.each([
    ['sqlite:///data/mlpro.db', 'Write sqlite:data/mlpro.db for a file below the folder of the bot, or sqlite:/data/mlpro.db'],
    ['sqlite:////data/mlpro.db', 'Write sqlite:data/mlpro.db'],
    ['sqlite://data/mlpro.db', 'Write sqlite:data/mlpro.db'],
    ['sqlite:~/mlpro.db', 'Write the whole path'],
    ['sqlite:data/mlpro.db?mode=rwc', 'Write sqlite:data/mlpro.db: there are no options'],
    ['sqlite://data/mlpro.db?mode=rwc', 'Write sqlite:data/mlpro.db'],
    ['file:data/mlpro.db', 'Write sqlite:data/mlpro.db for that file'],
    ['file:./data/mlpro.db', 'Write sqlite:./data/mlpro.db for that file'],
    ['file:/var/lib/mlpro.db', 'Write sqlite:/var/lib/mlpro.db for that file'],
    ['file:///var/lib/mlpro.db?cache=shared', 'Write sqlite:/var/lib/mlpro.db for that file'],
    ['file://localhost/var/lib/mlpro.db', 'Write sqlite:/var/lib/mlpro.db for that file'],
    ['file://data/mlpro.db', 'Write sqlite:data/mlpro.db for that file'],
    ['file:///var/my%20data/mlpro.db', 'Write sqlite:/var/my data/mlpro.db for that file'],
    ['file:///var/100%/mlpro.db', 'Write sqlite:/var/100%/mlpro.db for that file'],
    ['sqlite:', 'Write the path'],
    ['mysql://root@localhost/mlpro', 'Write sqlite:path for a file, or postgres://'],
    ['data/mlpro.db', 'Write sqlite:path for a file'],
  ])('%s is told what to write instead', (address, remedy) => {
    expect(parseAddress(address)).toEqual({ kind: 'problem', remedy: expect.stringContaining(remedy) });
  });
});

describe('the address of a server', () => {
  it.each([
    ['postgres://bot:secret@db/mlpro', 'secret'],
    ['postgresql://bot:secret@db:5433/mlpro?sslmode=require', 'secret'],
    ['postgres://bot:p@ss@db/mlpro', 'p@ss'],
    ['postgres://bot:p#ss@db/mlpro', 'p#ss'],
    ['postgres://bot:p/ss@db/mlpro', 'p/ss'],
    ['postgres://bot:p?ss@db/mlpro', 'p?ss'],
    ['postgres://bot:p:ss@db/mlpro', 'p:ss'],
    ['postgres://bot:p%ss@db/mlpro', 'p%ss'],
    ['postgres://bot:p%40ss@db/mlpro', 'p@ss'],
    ['postgres://bot:p ss[1]^@db/mlpro', 'p ss[1]^'],
    ['postgres://bot:pässwörd@db/mlpro', 'pässwörd'],
    ['postgres://bot@db/mlpro', ''],
    ['postgres://db/mlpro', ''],
  ])('%s has the password "%s"', (address, password) => {
    const place = parseAddress(address);
    const url = new URL(place.kind === 'postgres' ? place.url : 'problem:');
    expect([url.hostname, url.pathname, decodeURIComponent(url.password)]).toEqual(['db', '/mlpro', password]);
  });

  it('keeps what comes after the name of the database', () => {
    const address = 'postgres://root@127.0.0.1:5432/test?options=-c%20search_path%3Dmine';
    expect(parseAddress(address)).toEqual({ kind: 'postgres', url: address });
  });

  it('that is none is refused without its password', () => {
    const place = parseAddress('postgres://bot:sesame@host name/mlpro');
    expect(place).toMatchObject({ kind: 'problem' });
    expect(JSON.stringify(place)).not.toContain('sesame');
  });
});
