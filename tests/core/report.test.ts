import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/core/action.ts';
import { makeCourse } from '../../src/core/course.ts';
import { handle, needsOf } from '../../src/core/handle.ts';
import { type AskedIn, reportReasons, sayReason } from '../../src/core/report/report.ts';
import { choicesIn } from '../../src/core/reply.ts';
import type { Attempt, Drill, State } from '../../src/core/state.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone, tuesday } from '../fixtures/people.ts';
import { wordsIn } from '../fixtures/words.ts';

const course = makeCourse(tinyPack);
const from = someone();
const press = (action: Action, state: State = {}) => handle({ kind: 'press', action }, { state, course, from });
const quiz: AskedIn = { kind: 'quiz', id: 'session1' };
const inDrill: AskedIn = { kind: 'drill', id: 'drill001' };
const item = '1.1-q01';

const attempt: Attempt = { learner: from.learner, askedIn: 'session1', item, lesson: '1.1', picks: 'b', correct: true, at: tuesday };
const session = { id: 'session1', learner: from.learner, lesson: null, questions: [item], startedAt: tuesday, stoppedAt: null };
const drill: Drill = {
  id: 'drill001',
  group: 'console:here',
  day: '2026-11-24',
  cue: '1.1-c01',
  status: 'posted',
  dueAt: tuesday,
  claimedAt: tuesday,
  late: false,
  message: '1',
  shown: 0,
};
const vote: Attempt = { ...attempt, askedIn: 'drill001', item: '1.1-c01', picks: 'a' };

describe('reporting a question', () => {
  it('is offered under every explanation, folded away', () => {
    const after = press({ kind: 'explain', session: 'session1', item }, { quiz: { session, attempts: [attempt] } }).reply;
    const voted = press({ kind: 'own-vote', drill: 'drill001' }, { drill: { drill, tally: { a: 1 }, own: vote } }).reply;
    for (const [reply, action] of [
      [after, { kind: 'report', askedIn: quiz, item }],
      [voted, { kind: 'report', askedIn: inDrill, item: '1.1-c01' }],
    ] as const) {
      const folded = reply.blocks.flatMap((block) => (block.kind === 'menu' ? block.choices : []));
      expect(folded).toContainEqual({ label: 'Report this question', action, emphasis: undefined });
    }
  });

  it('asks for a reason, and for no words', () => {
    const { reply, changes } = press({ kind: 'report', askedIn: quiz, item });
    expect(choicesIn(reply).map(({ label }) => label)).toEqual([...Object.values(sayReason), 'Back to the explanation']);
    expect(wordsIn(reply)).toContain('1.1-q01: “The stem of 1.1-q01, with code in it?”');
    expect(changes).toEqual([]);
  });

  it.each(reportReasons)('keeps the reason: %s', (reason) => {
    const { reply, changes } = press({ kind: 'report-because', askedIn: quiz, item, reason });
    expect(changes).toEqual([{ kind: 'reported', learner: from.learner, item, reason, at: tuesday }]);
    expect(wordsIn(reply)).toContain(sayReason[reason]);
  });

  it('counts once when it is pressed twice, and another reason takes the place of the first', () => {
    const again = press({ kind: 'report-because', askedIn: quiz, item, reason: 'wrong' }, { report: 'wrong' });
    expect([again.changes, again.reply.summary]).toEqual([[], 'Thank you']);
    expect(press({ kind: 'report-because', askedIn: quiz, item, reason: 'unclear' }, { report: 'wrong' }).changes).toHaveLength(1);
    const page = press({ kind: 'report', askedIn: quiz, item }, { report: 'wrong' }).reply;
    expect(wordsIn(page)).toContain('Your reason: The answer is wrong.');
    expect(choicesIn(page).map(({ label }) => label)).toContain('Take it back');
  });

  it('can be taken back, once', () => {
    const action: Action = { kind: 'report-withdraw', askedIn: quiz, item };
    const first = press(action, { report: 'wrong' });
    expect([first.reply.summary, first.changes]).toEqual(['Taken back', [{ kind: 'report-withdrawn', learner: from.learner, item }]]);
    const second = press(action);
    expect([second.reply.summary, second.changes]).toEqual(['You haven’t reported it', []]);
  });

  it('of a question that is gone keeps nothing, and what was said before can still be taken back', () => {
    const gone = '1.1-q99';
    for (const action of [
      { kind: 'report', askedIn: quiz, item: gone },
      { kind: 'report-because', askedIn: quiz, item: gone, reason: 'wrong' },
    ] as const)
      expect(press(action)).toMatchObject({ reply: { summary: 'That question is gone' }, changes: [] });
    expect(press({ kind: 'report-withdraw', askedIn: quiz, item: gone }, { report: 'wrong' }).changes).toHaveLength(1);
  });

  it('leads back to where it came from, and nothing counts on the way', () => {
    const back = (askedIn: AskedIn) => choicesIn(press({ kind: 'report', askedIn, item }).reply).at(-1)?.action;
    expect(back(quiz)).toEqual({ kind: 'explain', session: 'session1', item });
    expect(back(inDrill)).toEqual({ kind: 'own-vote', drill: 'drill001' });
    expect(press({ kind: 'own-vote', drill: 'drill001' }, { drill: { drill, tally: {} } })).toMatchObject({
      reply: { summary: 'That drill is over' },
      changes: [],
    });
  });

  it('loads the learner’s own report, and nothing else', () => {
    expect(needsOf({ kind: 'press', action: { kind: 'report', askedIn: quiz, item } }, from)).toEqual({ report: item });
  });
});
