import { cardsOf } from '../../fixtures/cards.ts';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/action.ts';
import { parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { handle } from '../../../src/core/handle.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { choicesIn, type Reply } from '../../../src/core/reply.ts';
import type { Request } from '../../../src/core/request.ts';
import type { Attempt, QuizSession, State } from '../../../src/core/state.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const course = makeCourse(tinyPack);
const ask = (request: Request, state: State): Outcome => handle(request, { state, course, from: someone() });
const press = (action: Action, state: State): Outcome => ask({ kind: 'press', action }, state);
const title = (reply: Reply) => reply.blocks.find((block) => block.kind === 'heading')?.text;
const labels = (reply: Reply) => choicesIn(reply).map(({ label }) => label);
const actionOf = (reply: Reply, label: string) => choicesIn(reply).find((choice) => choice.label === label)?.action;

const all = ['1.1-q01', '1.1-q02', '1.2-q01'];
/** One mark a question: `o` right, `x` missed. */
function quiz(id: string, marks: string, different: Partial<QuizSession> = {}): NonNullable<State['quiz']> {
  const session: QuizSession = {
    id,
    learner: 'console:ana',
    lesson: null,
    questions: all,
    startedAt: tuesday,
    stoppedAt: null,
    ...different,
  };
  const attempts = [...marks].map((mark, at): Attempt => {
    const item = session.questions[at] ?? '';
    return { learner: session.learner, askedIn: id, item, lesson: item.slice(0, 3), picks: 'a', correct: mark === 'o', at: tuesday + at };
  });
  return { session, attempts };
}
const stopped = (id: string, marks: string) => quiz(id, marks, { stoppedAt: tuesday });

describe('a quiz that is open', () => {
  const ways: [string, Request, State?][] = [
    ['typing a lesson', { kind: 'quiz', lesson: '1.2', count: '' }],
    ['typing a number', { kind: 'quiz', lesson: '', count: '2' }],
    ['typing both', { kind: 'quiz', lesson: '1.1', count: '1' }],
    ['"Quiz me"', { kind: 'press', action: { kind: 'quiz', lesson: null, count: 5 } }],
    ['"Quiz me on it"', { kind: 'press', action: { kind: 'quiz', lesson: '1.2', count: 5 } }],
    [
      '"Try again what I missed"',
      { kind: 'press', action: { kind: 'retry', session: 'before01' } },
      { earlier: stopped('before01', 'oxx') },
    ],
    [
      'going on with another one',
      { kind: 'press', action: { kind: 'resume', session: 'before01' } },
      { earlier: stopped('before01', 'o') },
    ],
  ];

  it.each<[string, Request, State?]>(ways)('is ended by %s with a word, and one press goes on with it', (_how, request, more = {}) => {
    const { reply, changes } = ask(request, { quiz: quiz('open0001', 'ox', { lesson: '1.1' }), ...more });
    expect(wordsIn(reply)).toContain('Your quiz on 1.1 ended at 2 of 3. You can still go on with that one instead.');
    expect(actionOf(reply, 'Go on with that one')).toEqual({ kind: 'resume', session: 'open0001' });
    expect(changes[0]).toEqual({ kind: 'quiz-stopped', session: 'open0001', at: tuesday });
  });

  it.each<[string, Request, State?]>(ways.slice(0, 6))(
    'with every question answered is not said to have been cut short by %s',
    (_how, request, more = {}) => {
      const { reply } = ask(request, { quiz: quiz('open0001', 'oxo'), ...more });
      expect(wordsIn(reply)).toContain('Your quiz is finished: 2 of 3 right.');
      expect(actionOf(reply, 'See its result')).toEqual({ kind: 'resume', session: 'open0001' });
    },
  );

  it.each([
    ['quiz', 'Your quiz ended at 0 of'],
    ['quiz 2', 'Your quiz ended at 0 of'],
    ['quiz 1.1 1.2', 'Your quiz ended at 0 of'],
    ['quiz 1.1-1.2', 'Your quiz ended at 0 of'],
    ['quiz chapter 1', 'Your quiz ended at 0 of'],
    ['quiz the only chapter', 'Your quiz ended at 0 of'],
    ['quiz easy', 'Your quiz ended at 0 of'],
    ['quiz missed', 'Your quiz ended at 0 of'],
    ['quiz 1.1', 'Your quiz on 1.1 ended at 0 of'],
    ['quiz 1.2 1', 'Your quiz on 1.2 ended at 0 of'],
    ['quiz 1.1 easy', 'Your quiz on 1.1 ended at 0 of'],
  ])('that began with “%s” is not said to be on more than it was', (line, said) => {
    const [begun] = ask(parseCommand(line), {}).changes;
    if (begun?.kind !== 'quiz-started') throw new Error(`“${line}” started no quiz`);
    const { reply } = ask(
      { kind: 'press', action: { kind: 'quiz', lesson: '1.2', count: 3 } },
      { quiz: { session: begun.session, attempts: [] } },
    );
    expect(wordsIn(reply)).toContain(said);
  });

  it('shows its result once when everything is answered, and then ends', () => {
    const { reply, changes } = ask({ kind: 'quiz', lesson: '', count: '' }, { quiz: quiz('open0001', 'oxo') });
    expect([title(reply), changes]).toEqual(['2 of 3 right', [{ kind: 'quiz-stopped', session: 'open0001', at: tuesday }]]);
  });
});

describe('the very first question', () => {
  const welcomed = (state: State) => wordsIn(ask({ kind: 'quiz', lesson: '', count: '' }, state).reply).includes('Your first question.');

  it('has a word of welcome, and no other has', () => {
    expect(
      [{ cards: new Map() }, { cards: cardsOf({ '1.1-q01': { correct: true, at: 1 } }) }, { quiz: quiz('open0001', 'o') }].map(welcomed),
    ).toEqual([true, false, false]);
  });
});

describe('going on with a quiz that was ended', () => {
  const resume: Action = { kind: 'resume', session: 'before01' };

  it('asks its next question, and ends the other one', () => {
    const { reply, changes } = press(resume, { earlier: stopped('before01', 'o'), quiz: quiz('open0001', '') });
    expect(title(reply)).toBe('Question 2 of 3');
    expect(wordsIn(reply)).not.toContain('ended at');
    expect(changes).toEqual([
      { kind: 'quiz-stopped', session: 'open0001', at: tuesday },
      { kind: 'quiz-resumed', session: 'before01' },
    ]);
  });

  it.each<[string, State, string]>([
    ['one that is open by now', { earlier: quiz('before01', 'o'), quiz: quiz('before01', 'o') }, 'Question 2 of 3'],
    ['one that is complete', { earlier: stopped('before01', 'oxo') }, '2 of 3 right'],
    ['somebody else’s', { earlier: quiz('before01', 'o', { learner: 'console:ben' }) }, 'That quiz is somebody else’s'],
    ['one that is gone', {}, 'That quiz is over'],
  ])('of %s changes nothing', (_which, state, heading) => {
    const { reply, changes } = press(resume, state);
    expect([title(reply), changes]).toEqual([heading, []]);
  });
});

describe('trying again what was missed', () => {
  const retry: Action = { kind: 'retry', session: 'before01' };

  it('asks the missed questions and no other', () => {
    const { changes } = press(retry, { earlier: stopped('before01', 'xox') });
    expect(changes).toMatchObject([{ kind: 'quiz-started', session: { questions: ['1.1-q01', '1.2-q01'] } }]);
  });

  it.each<[string, State, string]>([
    [
      'pressed twice is one quiz',
      { earlier: stopped('before01', 'xo'), quiz: quiz('again001', '', { questions: ['1.1-q01'] }) },
      'Question 1 of 1',
    ],
    [
      'delivered twice is one quiz',
      { earlier: stopped('before01', 'xo'), started: quiz('fresh001', '', { questions: ['1.1-q01'] }) },
      'Question 1 of 1',
    ],
    ['of a quiz without a miss', { earlier: stopped('before01', 'ooo') }, 'That quiz is over'],
    ['of questions that are gone', { earlier: quiz('before01', 'x', { questions: ['1.1-q99'] }) }, 'That quiz is over'],
    ['of somebody else’s', { earlier: quiz('before01', 'x', { learner: 'console:ben' }) }, 'That quiz is somebody else’s'],
    ['of a quiz that is gone', {}, 'That quiz is over'],
  ])('%s, and changes nothing more', (_which, state, heading) => {
    const { reply, changes } = press(retry, state);
    expect([title(reply), changes]).toEqual([heading, []]);
  });
});

describe('the result', () => {
  const stop = (marks: string) => press({ kind: 'stop', session: 'open0001' }, { quiz: quiz('open0001', marks) }).reply;

  it.each([
    ['', 'Stopped before the first answer', 'So nothing was counted.'],
    ['o', '1 of 1 right so far', 'You stopped at 1 of 3. Well done.'],
    ['x', '0 of 1 right so far', 'You stopped at 1 of 3. Each miss has shown you a trap'],
    ['oo', '2 of 2 right so far', 'You stopped at 2 of 3. Every single one.'],
    ['ox', '1 of 2 right so far', 'You stopped at 2 of 3. Well on your way.'],
    ['xx', '0 of 2 right so far', 'Each miss has shown you a trap before the exam could.'],
    ['ooo', '3 of 3 right', 'Every single one. Well done!'],
    ['oox', '2 of 3 right', 'Well on your way.'],
    ['oxx', '1 of 3 right', 'Each miss has shown you a trap'],
    ['xxx', '0 of 3 right', 'Each miss has shown you a trap'],
  ])('of "%s" is "%s"', (marks, heading, words) => {
    const reply = stop(marks);
    expect(title(reply)).toBe(heading);
    expect(wordsIn(reply)).toContain(words);
    expect(wordsIn(reply).includes('begins with questions you missed')).toBe(marks.includes('x'));
    expect(labels(reply).includes('Go on with this quiz')).toBe(marks.length < 3);
    const missed = [...marks].filter((mark) => mark === 'x').length;
    expect(labels(reply).filter((label) => label.startsWith('Try again'))).toEqual(
      missed > 0 ? [`Try again what I missed (${missed})`] : [],
    );
  });

  it('never prints a belief without the reason that it is wrong', () => {
    const trapped = quiz('open0001', 'x');
    const state = { quiz: { ...trapped, attempts: trapped.attempts.map((attempt) => ({ ...attempt, picks: 'c' })) } };
    expect(wordsIn(press({ kind: 'stop', session: 'open0001' }, state).reply)).toContain('“The tempting way is fine.” – no: It is not.');
  });
});

describe('the home page', () => {
  const home = (state: State) => ask({ kind: 'home' }, state).reply;

  it('begins with the open quiz and the way on in it', () => {
    const reply = home({ quiz: quiz('open0001', 'ox'), attemptCount: 7 });
    expect(wordsIn(reply)).toMatch(/Your quiz: 2 of 3 answered\.\nGo on with my quiz\nYour answers so far, drills included: 7\./);
    expect(choicesIn(reply)[0]?.action).toEqual({ kind: 'next', session: 'open0001' });
  });

  it.each([
    [0, 'You have not answered a question yet.'],
    [1, 'Your answers so far, drills included: 1.'],
    [2, 'Your answers so far, drills included: 2.'],
  ])('says after %i answers how many there were', (attemptCount, words) => {
    expect(wordsIn(home({ attemptCount }))).toContain(words);
    expect(labels(home({ attemptCount }))).not.toContain('Go on with my quiz');
  });
});
