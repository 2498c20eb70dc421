import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestQuiz } from '../../src/core/command-rows.ts';
import type { DrillSettingsInput } from '../../src/core/drill/typed.ts';
import { commands, parseCommand } from '../../src/core/commands.ts';
import { makeCourse } from '../../src/core/course.ts';
import { dueDrill, nextDrillAt } from '../../src/core/drill/rules.ts';
import { readDrillSettings, usualSettings } from '../../src/core/drill/settings.ts';
import { handle } from '../../src/core/handle.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { drillSet } from '../../src/core/drill/setup-replies.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Group } from '../../src/core/state.ts';
import { longestInput, sanitize, type Span } from '../../src/core/text.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone, tuesday } from '../fixtures/people.ts';
import { wordsIn } from '../fixtures/words.ts';

const course = makeCourse(tinyPack);
const type = (line: string): Outcome => handle(parseCommand(line), { state: {}, course, from: someone() });
const spansOf = ({ blocks }: Reply): readonly Span[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'text' || block.kind === 'note') return block.text;
    if (block.kind === 'list') return block.items.flat();
    return block.kind === 'rows' ? block.rows.flatMap(({ value }) => value) : [];
  });
const title = ({ reply }: Outcome) => reply.blocks.find((block) => block.kind === 'heading')?.text;

describe.each(hostileTexts)('%s', (_what, typed) => {
  it.each(['', ...commands.map(({ name }) => name)])('after "%s" gets an answer that is short, plain and harmless', (name) => {
    const { reply, changes } = type(`${name} ${typed}`);
    expect(reply.summary).toMatch(/\w/);
    expect(reply.blocks.length).toBeGreaterThan(1);
    expect(wordsIn(reply)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]|(?!\n)\p{Cc}/u);
    expect(wordsIn(reply).length).toBeLessThan(4000);
    for (const change of changes) expect(['routed', 'quiz-started', 'group-set']).toContain(change.kind);
  });

  it('is never read as bold, code or a link, whatever marks are in it', () => {
    for (const name of ['route', 'search', 'help']) {
      const voiced = spansOf(type(`${name} ${typed}`).reply).filter(({ kind }) => kind !== 'plain');
      expect(voiced.filter(({ text }) => /evil|@|<|#|javascript/.test(text))).toEqual([]);
    }
  });

  it('is kept no longer than it is read', () => {
    const { changes, deferred = [] } = type(`route ${typed}`);
    const kept = [...changes, ...deferred].flatMap((change) => (change.kind === 'routed' ? [change.routed.question.length] : []));
    expect(kept).toHaveLength(sanitize(typed) === '' ? 0 : 1);
    for (const length of kept) expect(length).toBeLessThanOrEqual(longestInput);
  });
});

describe('a lesson that is not there', () => {
  it.each(['9.9', '0.0', '-1.1', '1.1.1', '99999999.1'])('"%s" starts no quiz, and the lessons that are there are offered', (lesson) => {
    const outcome = type(`quiz ${lesson}`);
    expect([title(outcome), outcome.changes]).toEqual(['No lesson has that number or name', []]);
    expect(wordsIn(outcome.reply)).toContain('1.2 Inference Fit and Scoring Modes');
  });
});

describe('a count', () => {
  const asked = ({ changes }: Outcome) =>
    changes.flatMap((change) => (change.kind === 'quiz-started' ? change.session.questions.length : []));

  it.each(['5.5', '+5', '1,000', '0x10', '1e1', '٣', '５', 'NaN', 'Infinity', '-0', ' '])(
    'of "%s" is five or fewer questions, never none',
    (count) => {
      const outcome = handle({ kind: 'quiz', lesson: '', count: count.trim() }, { state: {}, course, from: someone() });
      expect(asked(outcome)).toEqual([3]);
    },
  );

  it('is always one to twenty, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), (count) => {
        const [questions = 0] = asked(handle({ kind: 'quiz', lesson: '', count }, { state: {}, course, from: someone() }));
        expect(questions).toBeGreaterThan(0);
        expect(questions).toBeLessThanOrEqual(longestQuiz);
      }),
    );
  });
});

describe('settings of a drill', () => {
  const zones = [...Intl.supportedValuesOf('timeZone'), 'US/Pacific', 'EST5EDT', 'Etc/GMT+12', 'GMT', 'Zulu', 'Asia/Calcutta'];
  const odd = fc.oneof(
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileTexts.map(([, text]) => text)) },
  );
  const some = (...good: string[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom('', ...good) }, { weight: 1, arbitrary: odd });
  const input: fc.Arbitrary<DrillSettingsInput> = fc.record({
    time: some('00:00', '2:30', '23:59', '24:00', '25:00', '9:60', '-1:00'),
    zone: some(...zones, 'Mars/Base', '+02:00', 'UTC+2'),
    days: some('daily', 'sat-mon', 'mon,mon', 'mon-', ',', 'mon,,tue'),
    grace: some('5', '720', '0', '-3', '721', '1e9'),
    reveal: some('next', '2:30', '25:00'),
    other: some(),
  });

  it('that is taken can be kept on every day of a year; any other is told what is wrong', () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 0, max: 365 * 24 * 60 }), (typed, minutes) => {
        const parsed = readDrillSettings(typed, usualSettings);
        if (parsed.kind === 'problems') {
          expect(parsed.problems.every(({ remedy }) => remedy.length > 10)).toBe(true);
          return;
        }
        const now = tuesday + minutes * 60_000;
        const group: Group = { ...parsed.settings, id: 'console:here', channel: 'here', setBy: 'console:ana', setAt: 0, active: true };
        const next = nextDrillAt(group, now) ?? 0;
        expect(next).toBeGreaterThan(now);
        expect(dueDrill(group, next)).toMatchObject({ dueAt: next, late: false });
        expect(wordsIn(drillSet(group, { now }))).toContain('The first one comes');
      }),
      { numRuns: 300 },
    );
  });

  it('that is not understood changes nothing, and quotes it short', () => {
    for (const [, typed] of hostileTexts.filter(([what]) => !['nothing', 'spaces'].includes(what))) {
      const outcome = type(`drill setup ${typed}`);
      expect([title(outcome), outcome.changes]).toEqual(['The drill was not changed', []]);
      expect(wordsIn(outcome.reply).length).toBeLessThan(800);
    }
  });
});
