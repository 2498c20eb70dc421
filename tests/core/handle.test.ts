import { cardsOf } from '../fixtures/cards.ts';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/core/action.ts';
import type { DrillSettingsInput } from '../../src/core/drill/typed.ts';
import { makeCourse } from '../../src/core/course.ts';
import { handle } from '../../src/core/handle.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { cueById, questionById } from '../../src/core/pack-index.ts';
import type { Item, Pack } from '../../src/core/pack.ts';
import { choicesIn, type Reply } from '../../src/core/reply.ts';
import type { Request } from '../../src/core/request.ts';
import type { Attempt, Drill, QuizSession, State } from '../../src/core/state.ts';
import { textWords } from '../../src/core/text.ts';
import { studyGroup } from '../fixtures/group.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone, tuesday } from '../fixtures/people.ts';
import { wordsIn } from '../fixtures/words.ts';

const course = makeCourse(tinyPack);
const ask = (request: Request, state: State = {}, from = someone()): Outcome => handle(request, { state, course, from });
const press = (action: Action, state: State = {}, from = someone()): Outcome => ask({ kind: 'press', action }, state, from);
const title = (reply: Reply) => reply.blocks.find((block) => block.kind === 'heading')?.text;

/** Why each option is right or wrong. Throws when the item is gone, so that no test passes by mistake. */
function explanationsOf(item: Item | undefined): string[] {
  if (item === undefined) throw new Error('The tiny pack has no such item.');
  return item.options.map(({ why }) => why);
}

describe('lesson', () => {
  it.each([
    ['1.2', '1.2 Inference Fit and Scoring Modes'],
    ['Inference Fit and Scoring Modes', '1.2 Inference Fit and Scoring Modes'],
    ['infrence fit', '1.2 Inference Fit and Scoring Modes'],
    ['pipelnes', '1.1 Pipelines, Estimators and Transformers'],
    ['', 'A Tiny Exam'],
    ['9.9', 'No lesson has that number or name'],
    ['🎉', 'No lesson has that number or name'],
  ])('"%s" opens %s', (lesson, heading) => {
    expect(title(ask({ kind: 'lesson', lesson }).reply)).toBe(heading);
  });

  it('has a way to every tab that holds something, but for its own', () => {
    const { reply } = press({ kind: 'lesson', lesson: '1.1', tab: 'traps', page: 1 });
    const tabs = ['Summary', 'Concepts', 'Terms', 'How to decide', 'Situations', 'Easily mixed up', 'Cues', 'Code', 'Sources'];
    expect(choicesIn(reply).map(({ label }) => label)).toEqual([
      'Quiz me on it',
      'Next: 1.2 Inference Fit and Scoring Modes',
      'All lessons',
      ...tabs,
    ]);
  });

  it('shows its last page when a button asks for one that is not there any more', () => {
    const traps = (page: number) => press({ kind: 'lesson', lesson: '1.1', tab: 'traps', page }).reply;
    expect(traps(99)).toEqual(traps(1));
    expect(wordsIn(traps(99))).toContain('The tempting way is fine.');
  });
});

describe('a quiz', () => {
  const session: QuizSession = {
    id: 'session1',
    learner: 'console:ana',
    lesson: '1.1',
    questions: ['1.1-q01', '1.1-q02'],
    startedAt: tuesday,
    stoppedAt: null,
  };
  const answer = (item: string, picks: string, version = 'v001'): Action => ({ kind: 'answer', session: session.id, item, picks, version });
  const attempt = (item: string, picks: string, correct: boolean): Attempt => ({
    learner: session.learner,
    askedIn: session.id,
    item,
    lesson: '1.1',
    picks,
    correct,
    at: tuesday,
  });
  const open = (...attempts: Attempt[]): State => ({ quiz: { session, attempts } });

  it('begins with what was missed, then brings what was never answered', () => {
    const cards = cardsOf({ '1.1-q01': { correct: true, at: tuesday - 9 }, '1.1-q02': { correct: false, at: tuesday - 5 } });
    const { changes } = ask({ kind: 'quiz', lesson: '', count: '3' }, { cards });
    expect(changes).toMatchObject([{ kind: 'quiz-started', session: { questions: ['1.1-q02', '1.2-q01', '1.1-q01'] } }]);
  });

  it.each(['0', '-3', '1e9', 'many'])('a count of %s is said not to be one, and five are asked', (count) => {
    const { reply, changes } = ask({ kind: 'quiz', lesson: '', count });
    expect(wordsIn(reply)).toContain('is not a number from 1 to 20');
    expect(changes).toHaveLength(1);
  });

  it.each(['21', '59', '99999999999999999999'])('a count of %s is the most there is, and that is said', (count) => {
    expect(wordsIn(ask({ kind: 'quiz', lesson: '', count }).reply)).toContain('A quiz has 20 questions at most, so here are 20.');
  });

  it('shows the options shuffled, the same way each time, another way in another quiz', () => {
    const labels = (id: string) => {
      const { reply } = press({ kind: 'next', session: id }, { quiz: { session: { ...session, id }, attempts: [] } });
      const shown = reply.blocks.find((block) => block.kind === 'options');
      return shown?.options.map(({ text }) => textWords(text)).join();
    };
    expect(labels('session1')).toMatch(/\w/);
    expect(labels('session1')).toBe(labels('session1'));
    expect(new Set(['a', 'b', 'c', 'd', 'e', 'f'].map(labels)).size).toBeGreaterThan(1);
  });

  describe('after an answer', () => {
    const [, right, trap] = explanationsOf(questionById(tinyPack, '1.1-q01'));
    const explain: Action = { kind: 'explain', session: session.id, item: '1.1-q01' };
    const labels = ({ reply }: Outcome) => choicesIn(reply).map(({ label }) => label);
    const howSure = ['Sure', 'Think so', 'Guess'];
    const more = ['Read it in 1.1', 'The trap in it', 'Another like this', 'Report this question', 'Don’t ask how sure I was', 'Stop'];

    it('says why it is right, and nothing of the others', () => {
      const outcome = press(answer('1.1-q01', 'b'), open());
      expect(title(outcome.reply)).toBe('✓ Right');
      expect(outcome.changes).toMatchObject([
        { kind: 'attempted', attempt: { item: '1.1-q01', picks: 'b', correct: true, version: 'v001' } },
      ]);
      expect(explanationsOf(questionById(tinyPack, '1.1-q01')).filter((why) => wordsIn(outcome.reply).includes(why))).toEqual([right]);
      expect(labels(outcome)).toEqual([...howSure, 'Next question', 'Why not the others', ...more]);
    });

    it('says why it is wrong, then why the right one is right, and nothing of the others', () => {
      const words = wordsIn(press(answer('1.1-q01', 'c'), open()).reply);
      expect(explanationsOf(questionById(tinyPack, '1.1-q01')).filter((why) => words.includes(why))).toEqual([right, trap]);
      expect(words.indexOf(trap ?? '')).toBeLessThan(words.indexOf(right ?? ''));
    });

    it('explains the others on demand, with the question, and keeps the way on', () => {
      const outcome = press(explain, open(attempt('1.1-q01', 'c', false)));
      for (const why of explanationsOf(questionById(tinyPack, '1.1-q01'))) expect(wordsIn(outcome.reply)).toContain(why);
      expect(wordsIn(outcome.reply)).toContain('The stem of 1.1-q01');
      expect(labels(outcome)).toEqual([...howSure, 'Next question', ...more]);
      expect(outcome.changes).toEqual([]);
    });

    it('leads to the trap that was stepped into, otherwise to the cue that decides', () => {
      const place = (picks: string) =>
        choicesIn(press(answer('1.1-q01', picks), open()).reply).find(({ label }) => label.startsWith('Read'));
      expect(place('c')?.action).toMatchObject({ kind: 'lesson', tab: 'traps', cameFrom: { kind: 'quiz', id: session.id } });
      expect(place('b')?.action).toMatchObject({ kind: 'lesson', tab: 'cues' });
      expect(place('a')?.action).toMatchObject({ kind: 'lesson', tab: 'cues' });
    });

    it('of one of two, names the right one that was had, and explains the wrong one and the one that was missed', () => {
      const words = wordsIn(press(answer('1.1-q02', 'ab'), open()).reply);
      const [one, two, three] = explanationsOf(questionById(tinyPack, '1.1-q02'));
      expect([one, two, three].map((why) => words.includes(why ?? ''))).toEqual([false, true, true]);
      expect(words).toMatch(/✓ right, your answer: One/);
    });

    it.each<[string, State, string]>([
      ['nobody has answered', open(), 'Question 1 of 2'],
      ['is gone from the pack', { quiz: { session: { ...session, questions: ['1.1-q99', '1.1-q02'] }, attempts: [] } }, 'Question 1 of 1'],
      ['is somebody else’s', { quiz: { session: { ...session, learner: 'console:ben' }, attempts: [] } }, 'That quiz is somebody else’s'],
      ['is not in the books', {}, 'That quiz is over'],
    ])('has nothing to explain of a question that %s', (_which, state, heading) => {
      expect(title(press(explain, state).reply)).toBe(heading);
    });
  });

  describe('on a "choose two"', () => {
    const pick = (picks: string) => press({ kind: 'pick', session: session.id, item: '1.1-q02', picks, version: 'v001' }, open());
    const pickedIn = ({ reply }: Outcome) => choicesIn(reply).filter(({ emphasis }) => emphasis === 'picked');
    const actionsOn = ({ reply }: Outcome, kind: Action['kind']) =>
      choicesIn(reply).flatMap(({ action }) => (action.kind === kind ? [action] : []));

    it('waits for the second choice, and takes one back', () => {
      const first = pick('a');
      expect(first.changes).toEqual([]);
      expect(pickedIn(first)).toMatchObject([{ label: expect.stringMatching(/^✓ [A-E] picked$/), action: { kind: 'pick', picks: '' } }]);
      expect(actionsOn(first, 'answer')).toEqual([]);
    });

    it('counts nothing before *Answer* is pressed', () => {
      const both = pick('ca');
      expect(both.changes).toEqual([]);
      expect(pickedIn(both)).toHaveLength(2);
      expect(choicesIn(both.reply)).toContainEqual({ label: 'Answer', action: answer('1.1-q02', 'ac'), emphasis: 'main' });
      expect(press(answer('1.1-q02', 'ac'), open()).changes).toMatchObject([{ attempt: { correct: true } }]);
      expect(press(answer('1.1-q02', 'ab'), open()).changes).toMatchObject([{ attempt: { correct: false } }]);
    });

    it('lets a third choice take the place of the first', () => {
      const options = questionById(tinyPack, '1.1-q02')?.options.map(({ id }) => id) ?? [];
      expect(options).toContain('d');
      for (const [before, third, after] of [
        ['bd', 'a', 'ad'],
        ['db', 'a', 'ab'],
        ['ab', 'd', 'bd'],
      ] as const) {
        const next = actionsOn(pick(before), 'pick').find(
          (action) => 'picks' in action && action.picks.endsWith(third) && action.picks.length === 2,
        );
        expect(actionsOn(press(next ?? answer('1.1-q02', ''), open()), 'answer')).toMatchObject([{ picks: after }]);
      }
    });

    it('goes on from a button of the version before, whose answers were incomplete', () => {
      const first = press(answer('1.1-q02', 'a'), open());
      expect(first.changes).toEqual([]);
      expect(pickedIn(first)).toHaveLength(1);
    });

    it('counts no pick on a question that was answered, edited or stopped', () => {
      const late = (state: State, version = 'v001') =>
        press({ kind: 'pick', session: session.id, item: '1.1-q02', picks: 'a', version }, state);
      expect(wordsIn(late(open(attempt('1.1-q02', 'ab', false))).reply)).toContain('that first answer counts');
      expect(wordsIn(late(open(), 'v000').reply)).toContain('was edited');
      expect(title(late({ quiz: { session: { ...session, stoppedAt: tuesday }, attempts: [] } }).reply)).toBe(
        'Stopped before the first answer',
      );
    });
  });

  it('counts one answer a question: a later press shows the first one', () => {
    const { reply, changes } = press(answer('1.1-q01', 'b'), open(attempt('1.1-q01', 'c', false)));
    expect(changes).toEqual([]);
    expect(title(reply)).toBe('✗ Not this time');
    expect(wordsIn(reply)).toContain('that first answer counts');
  });

  it('shows an edited question anew instead of counting an answer to the old one', () => {
    const { reply, changes } = press(answer('1.1-q01', 'b', 'v000'), open());
    expect(changes).toEqual([]);
    expect(wordsIn(reply)).toContain('was edited');
  });

  it('goes on without a question that was taken out of the pack', () => {
    const gone = { ...session, questions: ['1.1-q99', '1.1-q02'] };
    expect(title(press(answer('1.1-q99', 'b'), { quiz: { session: gone, attempts: [] } }).reply)).toBe('Question 1 of 1');
  });

  it.each<[string, State, string]>([
    ['somebody else’s', { quiz: { session: { ...session, learner: 'console:ben' }, attempts: [] } }, 'That quiz is somebody else’s'],
    ['one that is not there', {}, 'That quiz is over'],
    ['a stopped one', { quiz: { session: { ...session, stoppedAt: 1 }, attempts: [] } }, 'Stopped before the first answer'],
  ])('an answer to %s changes nothing', (_which, state, heading) => {
    const { reply, changes } = press(answer('1.1-q01', 'b'), state);
    expect(changes).toEqual([]);
    expect(title(reply)).toBe(heading);
  });

  it('ends with what to read again', () => {
    const { reply, changes } = press(
      { kind: 'next', session: session.id },
      open(attempt('1.1-q01', 'c', false), attempt('1.1-q02', 'ac', true)),
    );
    expect(title(reply)).toBe('1 of 2 right');
    expect(wordsIn(reply)).toContain('The tempting way is fine.');
    expect(changes).toMatchObject([{ kind: 'quiz-stopped' }]);
  });

  it('carries on where it stood when quiz is asked for again', () => {
    const { reply, changes } = ask({ kind: 'quiz', lesson: '', count: '' }, open(attempt('1.1-q01', 'b', true)));
    expect(title(reply)).toBe('Question 2 of 2');
    expect(changes).toEqual([]);
  });

  it('ends when another one is asked for', () => {
    const { changes } = ask({ kind: 'quiz', lesson: '1.2', count: '' }, open(attempt('1.1-q01', 'b', true)));
    expect(changes).toMatchObject([
      { kind: 'quiz-stopped', session: session.id, at: tuesday },
      { kind: 'quiz-started', session: { id: 'fresh001', lesson: '1.2', stoppedAt: null } },
    ]);
  });

  it('starts once when the press arrives twice', () => {
    const start: Action = { kind: 'quiz', lesson: '1.1', count: 2 };
    expect(press(start, open()).changes).toEqual([]);
  });
});

describe('the drill', () => {
  const group = studyGroup({ zone: 'UTC' });
  const drill: Drill = {
    id: 'drill001',
    group: group.id,
    day: '2026-11-24',
    cue: '1.1-c01',
    status: 'posted',
    dueAt: tuesday,
    claimedAt: tuesday,
    late: false,
    message: '1',
    shown: 0,
  };
  const state = (different: Partial<Drill> = {}, own?: Attempt): State => ({
    group,
    drill: { drill: { ...drill, ...different }, tally: { a: 2, b: 1 }, ...(own && { own }) },
  });
  const vote: Action = { kind: 'vote', drill: drill.id, pick: 'b', version: 'v001' };
  const unsaid: DrillSettingsInput = { time: '', zone: '', days: '', grace: '', reveal: '', other: '' };

  it('takes a vote, explains it to the one who gave it, and has the count redrawn', () => {
    const { reply, changes, voteCounted } = press(vote, state());
    expect(title(reply)).toBe('✗ Not this time');
    for (const why of explanationsOf(cueById(tinyPack, drill.cue))) expect(wordsIn(reply)).toContain(why);
    expect(changes).toMatchObject([{ kind: 'attempted', attempt: { askedIn: drill.id, picks: 'b', correct: false, version: 'v001' } }]);
    expect(voteCounted).toBe(drill.id);
  });

  it('shows how many have answered before the reveal, never what', () => {
    const words = wordsIn(ask({ kind: 'drill' }, state()).reply);
    expect(words).toContain('3 people have answered');
    expect(words).not.toMatch(/chosen by|✓|this is what the case asks for/);
  });

  it('counts the first vote only', () => {
    const own: Attempt = { learner: 'console:ana', askedIn: drill.id, item: '1.1-c01', lesson: '1.1', picks: 'a', correct: true, at: 1 };
    const { reply, changes, voteCounted } = press(vote, state({}, own));
    expect([changes, voteCounted, title(reply)]).toEqual([[], undefined, '✓ Right']);
  });

  it.each<[string, State, Action]>([
    ['after the reveal', state({ status: 'revealed' }), vote],
    ['of a drill that is not there', {}, vote],
    ['on a cue that was edited', state(), { ...vote, version: 'v000' } as Action],
    ['for an option that is not there', state(), { ...vote, pick: 'z' } as Action],
    ['on a cue that is gone', state({ cue: '9.9-c01' }), vote],
  ])('a vote %s changes nothing', (_when, given, action) => {
    expect(press(action, given).changes).toEqual([]);
  });

  it('is set up, turned off and looked at by people who may manage the channel only', () => {
    const settings = { ...unsaid, time: '08:30', zone: 'Europe/Berlin' };
    expect(ask({ kind: 'drill-setup', settings }).changes).toMatchObject([
      { kind: 'group-set', group: { time: '08:30', zone: 'Europe/Berlin', active: true } },
    ]);
    expect(ask({ kind: 'drill-off' }, state()).changes).toEqual([{ kind: 'group-off', group: group.id }]);
    expect(wordsIn(ask({ kind: 'drill-status' }, state()).reply)).toContain('The daily drill is on');
    const stranger = someone({ mayManage: false });
    for (const request of [{ kind: 'drill-setup', settings }, { kind: 'drill-off' }, { kind: 'drill-status' }] as const) {
      const { reply, changes } = ask(request, state(), stranger);
      expect([title(reply), changes]).toEqual(['That is for people who manage this channel', []]);
    }
  });

  it('keeps every earlier setting that is not named when it is set up again, also one that was turned off', () => {
    const before = studyGroup({ time: '07:15', zone: 'America/New_York', weekdays: [2, 4], grace: 30, reveal: '17:00', active: false });
    const set = (settings: Partial<DrillSettingsInput>) =>
      ask({ kind: 'drill-setup', settings: { ...unsaid, ...settings } }, { group: before }, someone({ zone: 'Asia/Tokyo' })).changes;
    const after = { ...before, setAt: tuesday, active: true };
    expect(set({ days: 'tue,thu' })).toEqual([{ kind: 'group-set', group: after }]);
    expect(set({ time: '08:30' })).toEqual([{ kind: 'group-set', group: { ...after, time: '08:30' } }]);
    expect(set({ reveal: 'next' })).toEqual([{ kind: 'group-set', group: { ...after, reveal: null } }]);
  });

  it('takes the learner’s own zone where none was said', () => {
    const settings = { ...unsaid, time: '08:30' };
    expect(ask({ kind: 'drill-setup', settings }, {}, someone({ zone: 'Asia/Tokyo' })).changes).toMatchObject([
      { group: { zone: 'Asia/Tokyo' } },
    ]);
  });
});

describe('what people mistype', () => {
  it.each([
    ['qiuz', '/mlpro quiz'],
    ['serach one hot', '/mlpro search one hot'],
    ['lessn 1.2', '/mlpro lesson'],
    ['drill stats', '/mlpro drill status'],
    ['hlep', '/mlpro help'],
    ['dril of', '/mlpro drill off'],
  ])('"%s" is asked back as %s', (typed, meant) => {
    expect(wordsIn(ask({ kind: 'unknown', typed }).reply)).toContain(`Did you mean ${meant}`);
  });

  it.each(['%%%%', 'xyzzy', 'asdf'])('"%s" gets two lines and a way on, never the whole help', (typed) => {
    const { reply } = ask({ kind: 'unknown', typed });
    expect(wordsIn(reply).length).toBeLessThan(200);
    expect(choicesIn(reply).map(({ label }) => label)).toContain('Show the commands');
  });
});

describe('privacy', () => {
  it('keeps a question only until it is corrected, and forgets it on request', () => {
    const routed = { id: 'routed01', learner: 'console:ana', question: 'my question', shown: ['1.1'], at: tuesday };
    expect(press({ kind: 'correct-route', routed: routed.id, lesson: '1.2' }, { routed }).changes).toEqual([
      {
        kind: 'routing-corrected',
        routed: routed.id,
        correction: { question: 'my question', shown: ['1.1'], corrected: '1.2', at: tuesday, press: 'fresh001', group: 'console:here' },
      },
    ]);
    expect(press({ kind: 'keep-nothing', routed: routed.id }, { routed }).changes).toEqual([
      { kind: 'routed-forgotten', routed: routed.id },
    ]);
    expect(
      press({ kind: 'correct-route', routed: routed.id, lesson: '1.2' }, { routed }, someone({ learner: 'console:ben' })).changes,
    ).toEqual([]);
  });
});

it('leaves its arguments alone', () => {
  const session: QuizSession = {
    id: 'session1',
    learner: 'console:ana',
    lesson: '1.2',
    questions: ['1.2-q01'],
    startedAt: tuesday,
    stoppedAt: null,
  };
  const state = deepFreeze({ quiz: { session, attempts: [] } }) as State;
  const frozen = { state, course: makeCourse(deepFreeze(structuredClone(tinyPack)) as Pack), from: Object.freeze(someone()) };
  expect(title(handle({ kind: 'quiz', lesson: '1.1', count: '2' }, frozen).reply)).toBe('Question 1 of 2');
  expect(state).toEqual({ quiz: { session, attempts: [] } });
});

function deepFreeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
