import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { makeLog } from '../src/log.ts';
import { hostileTexts } from './fixtures/hostile.ts';

afterEach(() => void vi.restoreAllMocks());

/** What is written when this is logged, as one text. */
function written(secrets: readonly string[], ...said: [object, string?]): string {
  let lines = '';
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    lines += String(line);
    return true;
  });
  makeLog('debug', secrets).error(...(said as [object, string]));
  write.mockRestore();
  return lines;
}

/** Whether a secret can be read in what a line says. */
function leaks(line: string, secret: string): boolean {
  return stringsIn(JSON.parse(line)).some((text) => text.includes(secret));
}

function stringsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(stringsIn) : [];
}

/** Whatever may be in a password, but not what stands in the sign for one. */
const secret = fc
  .oneof(
    fc.string({ minLength: 4, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 4 }),
    fc.constantFrom('p"a\\ss"', 'naïve☃pass', 'tab\tbed', '$& $1'),
  )
  .filter((text) => !'[secret]'.includes(text));

/** All the places in which an SDK may hide it. */
const places: readonly (readonly [where: string, say: (secret: string) => [object, string?]])[] = [
  ['a message', (said) => [{}, `failed with ${said}`]],
  ['a field', (said) => [{ reason: said }]],
  ['a list', (said) => [{ headers: ['a', `Bearer ${said}`] }]],
  ['a nested object', (said) => [{ request: { options: { headers: { x: `Bot ${said}` } } } }]],
  ['the message of an error', (said) => [{ err: new Error(`connect postgres://bot:${said}@host/db`) }]],
  ['the cause of an error', (said) => [{ err: new Error('failed', { cause: new Error('inner', { cause: new TypeError(said) }) }) }]],
  ['a part of an error', (said) => [{ err: Object.assign(new Error('failed'), { config: { body: { auth: said } } }) }]],
  ['one of several errors', (said) => [{ err: new AggregateError([new Error(said)], 'several') }]],
];

describe('no configured secret is ever written', () => {
  it.each(places)('inside %s', (_where, say) => {
    fc.assert(
      fc.property(secret, (hidden) => {
        const line = written([hidden], ...say(hidden));
        expect(leaks(line, hidden)).toBe(false);
        expect(line).toContain('[secret]');
      }),
      { numRuns: 50 },
    );
  });

  it('when one of them is the beginning of another', () => {
    expect(written(['xoxb-1', 'xoxb-1-secret'], {}, 'xoxb-1-secret')).not.toContain('-secret"');
  });

  it.each([
    ['p%40ss%2Fword', ['p@ss/word', 'p%40ss%2Fword']],
    ['100%25sure', ['100%sure', '100%25sure']],
    ['100%sure', ['100%sure']],
  ])('when the password of the database address is %s', (typed, forms) => {
    const address = `postgres://bot:${typed}@host/db`;
    const read = readConfig({ DATABASE_URL: address });
    if (read.kind === 'problems') throw new Error('The address is a good one.');
    const line = written(read.config.secrets, { err: new Error(`no answer from ${address}`) }, forms.join(' '));
    for (const form of forms) expect(leaks(line, form)).toBe(false);
  });
});

describe('what looks like a secret by its name is never written, configured or not', () => {
  it.each(['token', 'botToken', 'app_token', 'authorization', 'Authorization', 'signingSecret', 'password', 'connectionString', 'cookie'])(
    '%s',
    (key) => {
      for (const said of [
        { [key]: 'hidden"one' },
        { request: { headers: { [key]: 'hidden"one' } } },
        { err: Object.assign(new Error('failed'), { config: { deep: { deeper: { [key]: 'hidden"one' } } } }) },
        { err: new Error('failed', { cause: Object.assign(new Error('inner'), { [key]: 'hidden"one' }) }) },
      ])
        expect(written([], said)).not.toMatch(/hidden|one"/);
    },
  );
});

describe('everything else', () => {
  it('is written as one line of JSON, with the time and the level', () => {
    const line = written(['a secret'], { err: new Error('boom', { cause: new Error('why') }), group: 'slack:C1' }, 'It happened.');
    expect(line.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(line)).toMatchObject({ level: 'error', msg: 'It happened.', group: 'slack:C1', err: { message: 'boom: why' } });
    expect(Date.parse(JSON.parse(line).time)).toBeGreaterThan(0);
  });

  it('stays one line and good JSON, whatever a person typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(...hostileTexts.map(([, text]) => text))),
        fc.array(secret, { maxLength: 2 }),
        (typed, secrets) => {
          const line = written(secrets, { typed });
          expect(line.match(/\n/g)).toHaveLength(1);
          expect(JSON.parse(line)).toHaveProperty('level', 'error');
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is not written below its level', () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    makeLog('warn', []).info('quiet');
    expect(write).not.toHaveBeenCalled();
  });
});

describe('whose row it was', () => {
  it.each<[string, object]>([
    ['a field', { learner: 'slack:T1:U1' }],
    ['a row', { row: { setBy: 'slack:T1:U1', set_by: 'slack:T1:U1' } }],
    [
      'what PostgreSQL says of a row',
      { err: Object.assign(new Error('duplicate key'), { detail: 'Key (learner)=(slack:T1:U1) already exists.' }) },
    ],
    [
      'what was asked of the database',
      { err: Object.assign(new Error('failed'), { query: { sql: 'select', parameters: ['slack:T1:U1'] } }) },
    ],
  ])('is not written, in %s', (_where, said) => {
    const line = written([], said, 'failed');
    expect(line).toContain('[personal]');
    expect(line).not.toContain('U1');
  });
});
