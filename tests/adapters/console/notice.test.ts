import { describe, expect, it } from 'vitest';
import { makeNotices, sayNotice } from '../../../src/adapters/console/notice.ts';
import { makeLog } from '../../../src/log.ts';

/** What a person reads when this is logged. */
function said(log: (to: ReturnType<typeof makeLog>) => void, secrets: string[] = []): string[] {
  const shown: string[] = [];
  log(makeLog('info', secrets, makeNotices((text) => void shown.push(text)).hear));
  return shown;
}

const many = Array.from({ length: 40 }, (_, at) => `questions.yaml:${at}:1  found nothing`).join('\n');

describe('a line of the log, for a person', () => {
  it.each<[string, (log: ReturnType<typeof makeLog>) => void, string[]]>([
    [
      'what went well with the content',
      (log) => log.info({ folder: 'content/ml-pro' }, 'The changed content is in use.'),
      ['The changed content is in use.'],
    ],
    ['what else went well', (log) => log.info({ platforms: ['console'] }, 'The bot is ready.'), []],
    ['details', (log) => log.debug('Nothing to see.'), []],
    ['a warning', (log) => log.warn({ group: 'console:here' }, 'A drill did not come.'), ['Note: A drill did not come.']],
    ['an error', (log) => log.error({ err: new Error('no such file') }, 'It failed.'), ['Problem: It failed.\nno such file']],
    ['an error without words', (log) => log.error({ err: new Error('') }, 'It failed.'), ['Problem: It failed.']],
    ['an error alone', (log) => log.error(new Error('disk full')), ['Problem: disk full']],
    ['a fatal one', (log) => log.fatal({}, 'It is over.'), ['Problem: It is over.']],
    [
      'an error with a cause',
      (log) => log.error({ err: new Error('a', { cause: new Error('b') }) }, 'It failed.'),
      ['Problem: It failed.\na: b'],
    ],
    [
      'problems of the content',
      (log) => log.warn({ folder: 'x', problems: ['a.yaml:1:1  found\n    Mend it.'] }, 'Better.'),
      ['Note: Better.\na.yaml:1:1  found\n    Mend it.'],
    ],
  ])('%s', (_what, log, sentences) => {
    expect(said(log)).toEqual(sentences);
  });

  it('is short, however many problems there are', () => {
    const [text = ''] = said((log) =>
      log.error({ err: new Error(many), folder: 'content' }, 'The changed content has problems; the earlier one stays in use.'),
    );
    expect(text.split('\n')).toHaveLength(13);
    expect(text).toMatch(/… and 29 lines more; npm run content shows them all\.$/);
    expect(text).not.toMatch(/[{}]|at .*\.ts:/);
  });

  it('tells no secret', () => {
    expect(
      said((log) => log.error({ err: new Error('no answer from postgres://bot:hush@host') }, 'It failed.'), ['hush']).join(),
    ).not.toContain('hush');
  });

  it('goes where the person looks, from then on', () => {
    const before: string[] = [];
    const after: string[] = [];
    const notices = makeNotices((text) => void before.push(text));
    notices.hear('{"level":"warn","msg":"one"}');
    notices.attach((text) => void after.push(text));
    notices.hear('{"level":"warn","msg":"two"}');
    expect([before, after]).toEqual([['Note: one'], ['Note: two']]);
  });
});

it.each([
  ['{"level":"info","msg":"x"}', undefined],
  ['{"level":"error"}', 'Problem: '],
])('%s is "%s"', (line, sentence) => {
  expect(sayNotice(line)).toBe(sentence);
});
