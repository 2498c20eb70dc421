import { describe, expect, it } from 'vitest';
import { makeOutageLog, unreachable } from '../../src/support/outage.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** An outage on a clock of its own, and what the log has of it: when, and the first word that tells which line it is. */
function watched() {
  let now = 0;
  const lines: { at: number; level: string; says: string; fields: object }[] = [];
  const at = (level: string) => (fields: object, says: string) => void lines.push({ at: now, level, says, fields });
  const outage = makeOutageLog({
    log: { info: at('info'), warn: at('warn') } as Parameters<typeof makeOutageLog>[0]['log'],
    words: unreachable('Slack'),
    reasonOf: String,
    now: () => now,
  });
  return {
    lines,
    /** Tries each half minute, as the adapters do, with reasons that take turns. */
    away(until: number, ...reasons: readonly string[]) {
      for (let nth = 0; now < until; nth += 1, now += 30 * second) outage.failed(reasons[nth % reasons.length] ?? 'ECONNREFUSED');
    },
    failed: (reason = 'ECONNREFUSED') => outage.failed(reason),
    isOver: () => outage.ended(),
    wait: (span: number) => void (now += span),
    kinds: () => lines.map(({ says }) => (says.includes('still') ? 'still' : says.includes('again, after') ? 'over' : 'begins')),
  };
}

describe('a platform that is away', () => {
  it.each<[string, number, string[], number]>([
    ['for a moment', 30 * second, ['ECONNREFUSED'], 1],
    ['for four minutes', 4 * minute, ['ECONNREFUSED'], 1],
    ['for six minutes', 6 * minute, ['ECONNREFUSED'], 2],
    ['for an hour', hour, ['ECONNREFUSED'], 4],
    ['for an hour, for two reasons that take turns', hour, ['ECONNREFUSED', 'no answer within 5000 ms'], 4],
    ['for an hour, for three reasons that take turns', hour, ['ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND'], 4],
    ['for an hour, each time for another reason', hour, Array.from({ length: 120 }, (_, nth) => `reason ${nth}`), 4],
    ['for a day', 24 * hour, ['ECONNREFUSED', 'ETIMEDOUT'], 10],
    ['for a week', 168 * hour, ['ECONNREFUSED', 'ETIMEDOUT'], 34],
    ['for a second', second, ['ECONNREFUSED'], 1],
  ])('%s is said when it begins, at growing intervals, and when it is over', (_, span, reasons, lines) => {
    const outage = watched();
    outage.away(span, ...reasons);
    outage.isOver();
    expect(outage.kinds()).toEqual(['begins', ...Array.from({ length: lines - 1 }, () => 'still'), 'over']);
    const times = outage.lines.slice(0, -1).map(({ at }) => at);
    const gaps = times.slice(1).map((at, nth) => at - (times[nth] ?? 0));
    expect(gaps).toEqual(gaps.toSorted((one, other) => one - other));
  });

  it('says for how long, how often it was tried, and every reason', () => {
    const outage = watched();
    outage.away(12 * minute, 'ECONNREFUSED', 'ETIMEDOUT');
    outage.isOver();
    expect(outage.lines.map(({ level, says, fields }) => [level, says, fields])).toEqual([
      ['warn', 'Slack cannot be reached; trying again until it can.', { reason: 'ECONNREFUSED' }],
      ['warn', 'Slack still cannot be reached, for 5 minutes by now.', { reasons: ['ECONNREFUSED', 'ETIMEDOUT'], tries: 11 }],
      ['info', 'Slack can be reached again, after 12 minutes.', { reasons: ['ECONNREFUSED', 'ETIMEDOUT'], tries: 24 }],
    ]);
  });

  it.each([
    [1, '1 second'],
    [40, '40 seconds'],
    [119, '2 minutes'],
    [720, '12 minutes'],
    [7 * 3600, '7 hours'],
  ])('after %i seconds says %s', (seconds, words) => {
    const outage = watched();
    outage.failed();
    outage.wait(seconds * second);
    outage.isOver();
    expect(outage.lines.at(-1)?.says).toBe(`Slack can be reached again, after ${words}.`);
  });
});

describe('a platform that comes and goes', () => {
  it('each half minute is one outage', () => {
    const outage = watched();
    for (let nth = 0; nth < 120; nth += 1) {
      outage.failed(nth % 2 === 0 ? 'ECONNRESET' : 'ETIMEDOUT');
      outage.wait(20 * second);
      outage.isOver();
      outage.wait(10 * second);
    }
    expect(outage.kinds()).toEqual(['begins', 'over', 'still', 'over', 'still', 'over', 'still', 'over']);
  });

  it('and is away again right after a long outage is not said to be there for hours', () => {
    const outage = watched();
    outage.away(24 * hour);
    outage.isOver();
    const before = outage.lines.length;
    outage.wait(minute);
    outage.away(25 * hour + minute);
    outage.isOver();
    expect(outage.lines.slice(before).map(({ at, says }) => [at / minute - 24 * 60 - 1, says])).toEqual([
      [5, 'Slack still cannot be reached, for 5 minutes by now.'],
      [15, 'Slack still cannot be reached, for 15 minutes by now.'],
      [35, 'Slack still cannot be reached, for 35 minutes by now.'],
      [60, 'Slack can be reached again, after 60 minutes.'],
    ]);
    expect(outage.lines.slice(before).map(({ fields }) => fields)).toMatchObject([
      { tries: 11 },
      { tries: 31 },
      { tries: 71 },
      { tries: 120 },
    ]);
  });

  it('and is away again for a moment is not worth a line', () => {
    const outage = watched();
    outage.away(24 * hour);
    outage.isOver();
    const before = outage.lines.length;
    outage.away(24 * hour + 4 * minute);
    outage.isOver();
    expect(outage.lines).toHaveLength(before);
  });

  it('after a calm while is a new one', () => {
    const outage = watched();
    outage.away(minute);
    outage.isOver();
    outage.wait(hour);
    outage.away(outage.lines.length + hour + 2 * minute);
    outage.isOver();
    expect(outage.kinds()).toEqual(['begins', 'over', 'begins', 'over']);
  });

  it('is over once, and was never away where nothing has failed', () => {
    const outage = watched();
    outage.isOver();
    outage.failed();
    outage.isOver();
    outage.isOver();
    expect(outage.kinds()).toEqual(['begins', 'over']);
  });
});
