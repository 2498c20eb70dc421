import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/action.ts';
import { type Card, cardOf, type Cards } from '../../../src/core/card.ts';
import { commandNamed, parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { handle, needsOf } from '../../../src/core/handle.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { newStopsBefore, phaseOf } from '../../../src/core/plan/days.ts';
import { outlookOf } from '../../../src/core/plan/outlook.ts';
import { sayChanged, sayRealistic, sayRecall } from '../../../src/core/plan/outlook-replies.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { latestNeeded, todayOf } from '../../../src/core/plan/today.ts';
import { choicesIn, type Reply } from '../../../src/core/reply.ts';
import type { From } from '../../../src/core/request.ts';
import type { Attempt, QuizSession, State } from '../../../src/core/state.ts';
import { dayAt } from '../../../src/core/time.ts';
import { cardsOf } from '../../fixtures/cards.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { wordsIn } from '../../fixtures/words.ts';

const day = 86_400_000;
const course = makeCourse(tinyPack);
const ask = (line: string, state: State = {}, from: Partial<From> = {}): Outcome =>
  handle(parseCommand(line), { state, course, from: someone(from) });
const press = (action: Action, state: State = {}, from: Partial<From> = {}): Outcome =>
  handle({ kind: 'press', action }, { state, course, from: someone(from) });
const heading = (reply: Reply) => reply.blocks.find((block) => block.kind === 'heading')?.text;
const labels = (reply: Reply) => choicesIn(reply).map(({ label }) => label);
const plan: Plan = { examDay: '2027-02-01', minutes: 20, setAt: tuesday - day };
const begun = ({ changes }: Outcome) => changes.flatMap((change) => (change.kind === 'quiz-started' ? [change.session] : []));
const cards: Cards = cardsOf({
  '1.1-q01': { correct: false, at: tuesday - 6 * day },
  '1.1-c01': { correct: true, at: tuesday - 9 * day },
});
const all = ['1.1-c01', '1.1-c02', '1.1-q01', '1.1-q02', '1.2-c01', '1.2-q01'];

describe('setting a plan', () => {
  it.each([
    ['plan 2027-02-01 20', '2027-02-01', 20],
    ['plan 1 Feb 2027 20 min', '2027-02-01', 20],
    ['plan in 6 weeks', '2027-01-05', 20],
    ['plan tomorrow 30', '2026-11-25', 30],
    ['plan 24 Nov 2027', '2027-11-24', 20],
  ])('with “%s” keeps the day and the minutes', (line, examDay, minutes) => {
    const { changes, reply } = ask(line);
    expect(changes).toEqual([{ kind: 'plan-set', learner: 'console:ana', plan: { examDay, minutes, setAt: tuesday } }]);
    expect(heading(reply)).toBe('Your plan is set');
  });

  it.each([
    ['plan 2026-11-23 20', 'That day is over'],
    ['plan yesterday', 'That day is over'],
    ['plan 2026-11-24', 'The exam is today?'],
    ['plan in 30 years', 'That is far ahead'],
    ['plan 26 Nov 2027', 'That is far ahead'],
    ['plan 2027-02-30', 'There is no such day'],
    ['plan 01/02/2027', 'Which day do you mean?'],
    ['plan next friday', 'Which day do you mean?'],
    ['plan 2027-02-01 0', 'How many minutes a day?'],
    ['plan 2027-02-01 -5', 'How many minutes a day?'],
    ['plan 2027-02-01 100000 minutes', 'How many minutes a day?'],
    ['plan 1000', 'How many minutes a day?'],
    ['plan whenever', 'When is your exam?'],
    ['plan', 'When is your exam?'],
    ['plan start', 'When is your exam?'],
    ['plan calendar', 'When is your exam?'],
    ['plan off', 'There was no plan'],
    ['plan 2027-02-01 zone=CET', 'Which time zone?'],
  ])('with “%s” is answered with “%s”, a way on, and nothing is kept', (line, title) => {
    const { changes, reply } = ask(line);
    expect([heading(reply), changes]).toEqual([title, []]);
    expect(labels(reply).length).toBeGreaterThan(0);
  });

  it('asks back with the days that may be meant and are ahead, and takes the only one', () => {
    expect(labels(ask('plan 01/02/2027 30').reply)).toEqual(['Monday, 1 February 2027', 'Saturday, 2 January 2027']);
    expect(choicesIn(ask('plan 01/12/2026 30').reply).map(({ action }) => action)).toEqual([
      { kind: 'plan-set', day: '2026-12-01', minutes: 30 },
    ]);
  });

  it('changes what is named and leaves the rest, and is one change when it is said twice', () => {
    const minutes = ask('plan 45 min', { plan });
    expect(minutes.changes).toEqual([
      { kind: 'plan-set', learner: 'console:ana', plan: { ...plan, minutes: 45, setAt: tuesday, begunAt: plan.setAt } },
    ]);
    expect(ask('plan 2027-03-01', { plan }).changes).toMatchObject([{ plan: { examDay: '2027-03-01', minutes: 20 } }]);
    expect(ask('plan 2027-02-01 20', { plan }).changes).toEqual([]);
    expect(press({ kind: 'plan-set', day: '2027-02-01', minutes: 20 }, { plan }).changes).toEqual([]);
  });

  it('asks kindly for a time zone that nobody told, works in UTC, and keeps the one that is said', () => {
    expect(wordsIn(ask('plan in 6 weeks').reply)).toContain('midnight UTC for now. Would you tell me?');
    expect(wordsIn(ask('plan in 6 weeks', {}, { zone: 'Europe/Berlin' }).reply)).not.toContain('UTC');
    const { changes, reply } = ask('plan zone tokyo', { plan, preferences: { zone: null, asksConfidence: false } });
    expect(changes).toMatchObject([
      { kind: 'preferences-set', learner: 'console:ana', preferences: { zone: 'Asia/Tokyo', asksConfidence: false } },
    ]);
    expect(wordsIn(reply)).toContain('Your time zone is Asia/Tokyo.');
  });

  it.each([
    ['plan 2020-01-01 20 zone Europe/Berlin', 'That day is over'],
    ['plan 2027-02-30 zone Europe/Berlin', 'There is no such day'],
    ['plan 2026-11-24 zone Europe/Berlin', 'The exam is today?'],
    ['plan 2030-02-01 zone Europe/Berlin', 'That is far ahead'],
    ['plan 01/02/2027 zone Europe/Berlin', 'Which day do you mean?'],
    ['plan 2027-02-01 0 zone Europe/Berlin', 'How many minutes a day?'],
    ['plan 10 min zone Europe/Berlin', 'When is your exam?'],
    ['plan zone Europe/Berlin', 'When is your exam?'],
  ])('“%s” keeps the zone, says so, and does not say that nothing is set', (line, title) => {
    const { reply, changes } = ask(line);
    expect(changes).toMatchObject([{ kind: 'preferences-set', preferences: { zone: 'Europe/Berlin' } }]);
    expect(heading(reply)).toBe(title);
    expect(wordsIn(reply)).toContain('Your time zone is Europe/Berlin.');
    expect(wordsIn(reply)).not.toContain('othing is set');
  });

  it('counts days where the learner is: late on Tuesday in UTC it is Wednesday on Kiritimati', () => {
    expect(heading(ask('plan 2026-11-25', {}, { zone: 'Pacific/Kiritimati', now: tuesday + 3 * 3_600_000 }).reply)).toBe(
      'The exam is today?',
    );
    expect(heading(ask('plan 2026-11-25', {}, { zone: 'Pacific/Niue', now: tuesday }).reply)).toBe('Your plan is set');
  });

  it('takes a question for a question', () => {
    expect(heading(ask('plan how would you roll out a model safely').reply)).not.toContain('exam');
  });

  it.each([
    ['plan a week later', '2027-02-08', 20],
    ['plan postpone by 10 days', '2027-02-11', 20],
    ['plan push it back by two weeks', '2027-02-15', 20],
    ['plan exam moved back one month', '2027-03-03', 20],
    ['plan 3 days later 30 minutes', '2027-02-04', 30],
    ['plan a week earlier', '2027-01-25', 20],
    ['plan brought forward by 5 days', '2027-01-27', 20],
  ])('"%s" counts from the day that was set', (line, examDay, minutes) => {
    const { reply, changes } = ask(line, { plan });
    expect(changes).toMatchObject([{ kind: 'plan-set', plan: { examDay, minutes } }]);
    expect(wordsIn(reply)).toContain('from Monday, 1 February 2027');
    expect(ask(line).changes).toEqual([]);
    expect(heading(ask(line).reply)).toBe('When is your exam?');
  });

  it.each([
    ['plan 2027-02-01 at 09:00', 'I left out “09:00”', 20],
    ['plan 2027-02-01 9:30', 'I left out “9:30”', 20],
    ['plan tommorow', 'Wednesday, 25 November 2026', 20],
    ['plan tomorrrow 30', 'Wednesday, 25 November 2026', 30],
  ])('"%s" is said back: %s', (line, words, minutes) => {
    const { reply, changes } = ask(line);
    expect(wordsIn(reply)).toContain(words);
    expect(changes).toMatchObject([{ kind: 'plan-set', plan: { minutes } }]);
  });

  it.each([
    ['plan an hour a week', 'How many minutes a day?'],
    ['plan 2027-02-01 2 hours a week', 'How many minutes a day?'],
    ['plan 2027-02-01 90 min per week', 'How many minutes a day?'],
    ["plan I don't know yet", 'When is your exam?'],
    ['plan in the spring', 'When is your exam?'],
    ['plan end of january', 'When is your exam?'],
    ['plan before christmas', 'When is your exam?'],
    ['plan week after next', 'When is your exam?'],
    ['plan two hours on weekends', 'When is your exam?'],
    ['plan for today', 'When is your exam?'],
    ['plan next friday', 'Which day do you mean?'],
  ])('"%s" is asked back about', (line, title) => {
    const { reply, changes } = ask(line);
    expect(heading(reply)).toBe(title);
    expect(changes).toEqual([]);
  });

  it('says what it has left out', () => {
    expect(wordsIn(ask('plan 2027-02-01 20 with pizza').reply)).toContain('I left out “pizza”');
  });
});

describe('a plan on its days', () => {
  const on = (examDay: string, state: State = {}) => ask('plan', { plan: { ...plan, examDay }, cards, latestAttempts: [], ...state });

  it('says what is for today, when new ones stop, when the cram is, and what may be hoped for', () => {
    const words = wordsIn(on('2027-02-01').reply);
    expect(words).toContain('Monday, 1 February 2027');
    expect(words).toContain('until Wednesday, 27 January 2027; after that, what you know comes back first');
    expect(words).toContain('from Saturday, 30 January 2027: what is shaky first, practice only');
    expect(words).toMatch(/about \d+ in 100 of what the guide has/);
    expect(words).toContain('It is not a score');
  });

  it.each([
    ['2026-11-25', 'Your plan: the exam is tomorrow'],
    ['2026-11-24', 'Today is your exam'],
    ['2026-11-20', 'Your plan is over'],
  ])('for an exam on %s says “%s”', (examDay, title) => {
    expect(heading(on(examDay).reply)).toBe(title);
  });

  it.each([
    [10, 4, 'new'],
    [5, 4, 'new'],
    [4, 4, 'returning'],
    [3, 4, 'returning'],
    [2, 4, 'cram'],
    [1, 4, 'cram'],
    [0, 4, 'exam'],
    [-1, 4, 'over'],
  ] as const)('%d days before the exam, with a stop at %d, is for %s', (left, stop, phase) => {
    expect(phaseOf(left, stop)).toBe(phase);
  });

  it.each([
    [4, 60, 'new questions fill the rest'],
    [2, 60, 'new questions fill the rest'],
    [1, 60, 'new questions fill the rest'],
    [4, 4, 'New questions have stopped'],
    [2, 4, 'what is shaky now is worth most'],
  ])('%d days before the exam, of %d minutes, what was met comes first, and it is said that %s', (left, minutes, words) => {
    const known = ['1.1-c01', '1.1-q01', '1.2-c01', '1.2-q01'];
    const missed = cardsOf(Object.fromEntries(known.map((item) => [item, { correct: false, at: tuesday - 6 * day }])));
    const late: Plan = { examDay: dayAt(tuesday + left * day, 'UTC'), minutes, setAt: tuesday - 30 * day };
    const { set } = todayOf(late, { state: { cards: missed }, course, from: someone() });
    expect(
      set
        .slice(0, known.length)
        .map(({ entry }) => entry.item)
        .toSorted(),
    ).toEqual(known);
    const { reply } = ask('plan', { plan: late, cards: missed });
    expect(wordsIn(reply)).toContain(words);
    expect(wordsIn(reply).includes('have stopped')).toBe(left === 4 && set.every(({ isNew }) => !isNew));
  });

  it('stops new ones later where there are only a few days', () => {
    const stops = [60, 12, 10, 6, 2, 0].map((days) =>
      newStopsBefore({ examDay: '2026-11-24', minutes: 20, setAt: tuesday - days * day }, 'UTC'),
    );
    expect(stops).toEqual([4, 4, 3, 2, 2, 2]);
  });

  it('is as long as before, and remembers missed days, when only its minutes change', () => {
    const long: Plan = { examDay: '2026-11-30', minutes: 20, setAt: tuesday - 30 * day };
    const state: State = { cards, latestAttempts: [attemptAt('1.1-q01', tuesday - 4 * day)] };
    const changedTo = (before: Plan, line: string, now: number): Plan => {
      const [change] = ask(line, { ...state, plan: before }, { now }).changes;
      if (change?.kind !== 'plan-set') throw new Error('The plan was changed.');
      return change.plan;
    };
    const once = changedTo(long, 'plan 45 min', tuesday);
    const twice = changedTo(once, 'plan 30 min', tuesday + day);
    for (const [changed, now] of [
      [once, tuesday],
      [twice, tuesday + day],
    ] as const) {
      const of = (one: Plan) => todayOf(one, { state, course, from: someone({ now }) });
      expect([of(changed).newStops, of(changed).phase, of(changed).missedDays]).toEqual([
        of(long).newStops,
        of(long).phase,
        of(long).missedDays,
      ]);
      expect(changed).toMatchObject({ setAt: now, begunAt: long.setAt });
    }
    expect(changedTo(twice, 'plan 2026-12-20', tuesday)).not.toHaveProperty('begunAt');
  });

  it('begins today’s set as a quiz in which cues come as well, by button, by word, and by “quiz”', () => {
    for (const outcome of [
      press({ kind: 'plan-start' }, { plan, cards }),
      ask('plan start', { plan, cards }),
      ask('quiz', { plan, cards }),
    ]) {
      const [session] = begun(outcome);
      expect(session).toMatchObject({ purpose: 'plan', lesson: null, id: 'fresh001' });
      expect([...(session?.questions ?? [])].sort()).toEqual(all);
      expect(wordsIn(outcome.reply)).toContain('Today’s set: 6 questions in about');
    }
  });

  it('leaves a quiz with a wish, one that is open, and a newcomer’s first one alone', () => {
    expect(begun(ask('quiz 1.1', { plan, cards }))[0]?.purpose).toBeUndefined();
    expect(begun(ask('quiz', { plan, cards: new Map() }))[0]?.purpose).toBeUndefined();
    const session: QuizSession = {
      id: 'open0001',
      learner: 'console:ana',
      lesson: null,
      questions: all,
      startedAt: tuesday,
      stoppedAt: null,
    };
    expect(ask('quiz', { plan, cards, quiz: { session, attempts: [] } }).changes).toEqual([]);
    expect(needsOf(parseCommand('quiz 1.1'), someone()).plan).toBeUndefined();
  });

  it('goes on with its set that is open, and starts one quiz however often the press is delivered', () => {
    const session: QuizSession = {
      id: 'open0001',
      learner: 'console:ana',
      lesson: null,
      purpose: 'plan',
      questions: all,
      startedAt: tuesday,
      stoppedAt: null,
    };
    const open = press({ kind: 'plan-start' }, { plan, cards, quiz: { session, attempts: [] } });
    expect([heading(open.reply), open.changes]).toEqual(['Question 1 of 6', []]);
    const again = press({ kind: 'plan-start' }, { plan, cards, started: { session: { ...session, id: 'fresh001' }, attempts: [] } });
    expect(again.changes).toEqual([]);
  });

  it('does not ask twice a day, and has an end', () => {
    const done = cardsOf(Object.fromEntries(all.map((item) => [item, { correct: true, at: tuesday - 1000 }])));
    const latestAttempts = all.map((item): Attempt => attemptAt(item, tuesday - 1000));
    expect(heading(press({ kind: 'plan-start' }, { plan, cards: done, latestAttempts }).reply)).toBe('Today’s set is done');
    expect(wordsIn(ask('plan', { plan, cards: done, latestAttempts }).reply)).toContain('done, 6 answers. See you tomorrow.');
  });

  it('takes off the minutes that were spent today', () => {
    const of = (latestAttempts: readonly Attempt[]) => {
      const context = { state: { cards, latestAttempts }, course, from: someone() };
      return todayOf({ ...plan, minutes: 5 }, context).input.minutes;
    };
    expect(of([])).toBe(5);
    expect(of([attemptAt('1.1-q01', tuesday - 1000)])).toBeLessThan(4.5);
    expect(of([attemptAt('1.1-q01', tuesday - day)])).toBe(5);
    expect(of(Array.from({ length: 40 }, (_, nth) => attemptAt('1.1-q01', tuesday - nth)))).toBe(0);
  });

  it('knows a slow learner by the time between their answers', () => {
    const every = (seconds: number) => Array.from({ length: 30 }, (_, nth) => attemptAt('1.1-q01', tuesday - day - nth * seconds * 1000));
    const pace = (latestAttempts: readonly Attempt[]) =>
      todayOf(plan, { state: { cards, latestAttempts }, course, from: someone() }).input.pace;
    expect(pace([])).toBe(1);
    expect(pace(every(45).slice(0, 8))).toBe(1);
    expect(pace(every(160))).toBeCloseTo(2, 1);
    expect(pace(every(1))).toBe(1);
    expect(pace(every(290))).toBe(3);
  });

  it('ignores items that the guide no longer has', () => {
    const gone = new Map<string, Card>([...cards, ...cardsOf({ '9.9-q01': { correct: false, at: tuesday - 9 * day } })]);
    const [session] = begun(ask('plan start', { plan, cards: gone }));
    expect(session?.questions).not.toContain('9.9-q01');
  });

  it('keeps its head when the clock goes backwards', () => {
    const later = cardsOf({ '1.1-q01': { correct: true, at: tuesday + 3 * day } });
    const ahead: Plan = { ...plan, setAt: tuesday + 3 * day };
    const { reply } = ask('plan', { plan: ahead, cards: later, latestAttempts: [attemptAt('1.1-q01', tuesday + 3 * day)] });
    expect(heading(reply)).toBe('Your plan: 69 days to the exam');
    expect(wordsIn(reply)).not.toContain('missed');
  });

  it('says what missed days have changed, and nothing when none was', () => {
    const missed = (daysAgo: number) =>
      wordsIn(on('2027-02-01', { latestAttempts: [attemptAt('1.1-q01', tuesday - daysAgo * day)] }).reply);
    const old = { plan: { ...plan, setAt: tuesday - 30 * day } };
    const since = (daysAgo: number) =>
      wordsIn(ask('plan', { ...old, cards, latestAttempts: [attemptAt('1.1-q01', tuesday - daysAgo * day)] }).reply);
    expect(since(4)).toContain('3 days were missed, about 60 minutes of study. No harm done');
    expect(since(2)).toContain('One day was missed');
    expect(since(1)).not.toContain('missed');
    expect(missed(9)).not.toContain('missed');
    const busy = Array.from({ length: latestNeeded }, (_, nth) => attemptAt('1.1-q01', tuesday - nth));
    expect(wordsIn(ask('plan', { ...old, cards, latestAttempts: busy }).reply)).not.toContain('missed');
    expect(wordsIn(ask('plan', { ...old, cards, latestAttempts: busy.slice(1) }).reply)).toContain('29 days were missed');
  });

  it('ends, and can be taken up again', () => {
    const { reply, changes } = ask('plan off', { plan });
    expect(changes).toEqual([{ kind: 'plan-ended', learner: 'console:ana' }]);
    expect(choicesIn(reply).map(({ action }) => action)).toContainEqual({ kind: 'plan-set', day: '2027-02-01', minutes: 20 });
  });

  it('comes as a calendar file', () => {
    expect(ask('plan calendar 19:00', { plan }).reply.attachments?.[0]?.content).toContain('DTSTART:20261124T190000');
    for (const { reply } of [ask('plan calendar', { plan }), press({ kind: 'plan-calendar' }, { plan })]) {
      expect(reply.attachments).toMatchObject([{ name: 'study-plan.ics' }]);
      expect(reply.attachments?.[0]?.content).toContain('BEGIN:VCALENDAR');
    }
  });
});

function attemptAt(item: string, at: number, different: Partial<Attempt> = {}): Attempt {
  return { learner: 'console:ana', askedIn: 'past0001', item, lesson: '1.1', picks: 'a', correct: true, at, ...different };
}

describe('a cram', () => {
  const soon: Plan = { ...plan, examDay: '2026-11-26', setAt: tuesday - 30 * day };
  const session = (purpose: 'cram' | 'plan'): QuizSession => ({
    id: 'cram0001',
    learner: 'console:ana',
    lesson: null,
    purpose,
    questions: ['1.1-q01'],
    startedAt: tuesday,
    stoppedAt: null,
  });
  const question = tinyPack.chapters[0]?.lessons[0]?.questions[0];
  const answer = (purpose: 'cram' | 'plan') =>
    press(
      { kind: 'answer', session: 'cram0001', item: '1.1-q01', picks: 'a', version: question?.version ?? '' },
      { quiz: { session: session(purpose), attempts: [] } },
    );

  it('begins two days before the exam, and says that it leaves the schedule alone', () => {
    const outcome = ask('plan start', { plan: soon, cards });
    expect(begun(outcome)[0]).toMatchObject({ purpose: 'cram' });
    expect(wordsIn(outcome.reply)).toContain('they do not change when a question comes back');
    expect(wordsIn(ask('plan', { plan: soon, cards }).reply)).toContain('practice only');
  });

  it('keeps its promise: its answers are kept as practice, and no card is made of them', () => {
    const [change] = answer('cram').changes;
    expect(change).toMatchObject({ kind: 'attempted', attempt: { isCram: true } });
    expect(answer('plan').changes[0]).not.toHaveProperty('attempt.isCram');
    const real = attemptAt('1.1-q01', tuesday - 9 * day);
    const practice = attemptAt('1.1-q01', tuesday, { isCram: true, correct: false, askedIn: 'cram0001' });
    expect(cardOf([real, practice])).toEqual(cardOf([real]));
    expect(cardOf([practice])).toBeUndefined();
  });

  it('is still practice when what was missed is asked once more', () => {
    const missed = attemptAt('1.1-q01', tuesday, { correct: false, isCram: true, askedIn: 'cram0001' });
    const outcome = press({ kind: 'retry', session: 'cram0001' }, { earlier: { session: session('cram'), attempts: [missed] } });
    expect(begun(outcome)[0]?.purpose).toBe('cram');
  });

  it('has another set on its second day: what was practised counts for choosing, and for nothing else', () => {
    const known = cardsOf(Object.fromEntries(all.map((item, nth) => [item, { correct: true, at: tuesday - (30 + nth) * day }])));
    const setOf = (latestAttempts: readonly Attempt[], now: number) =>
      todayOf(soon, { state: { cards: known, latestAttempts }, course, from: someone({ now }) }).set.map(({ entry }) => entry.item);
    const [first = ''] = setOf([], tuesday);
    const practised = attemptAt(first, tuesday, { isCram: true, askedIn: 'cram0001' });
    expect(setOf([practised], tuesday)).not.toContain(first);
    expect(setOf([], tuesday + day)[0]).toBe(first);
    expect(setOf([practised], tuesday + day)[0]).not.toBe(first);
  });

  it('does not ask how sure one was, and does not say that anything comes back because of it', () => {
    const labelled = (purpose: 'cram' | 'plan') => labels(answer(purpose).reply).includes('Think so');
    expect([labelled('plan'), labelled('cram')]).toEqual([true, false]);
    const missed = attemptAt('1.1-q01', tuesday, { correct: false, isCram: true, askedIn: 'cram0001' });
    const words = wordsIn(
      press({ kind: 'next', session: 'cram0001' }, { cards, quiz: { session: session('cram'), attempts: [missed] } }).reply,
    );
    expect(words).toContain('This was practice: nothing comes back earlier or later because of it.');
    expect(words).not.toContain('next quiz');
  });

  it('leads on with the set when a part of it is done', () => {
    const done = { session: session('cram'), attempts: [attemptAt('1.1-q01', tuesday, { askedIn: 'cram0001' })] };
    expect(labels(press({ kind: 'next', session: 'cram0001' }, { quiz: done }).reply)).toContain('On with today’s set');
  });
});

describe('what is realistic', () => {
  const today = (different: Partial<Plan>, daysLeft: number) => ({
    ...todayOf({ ...plan, ...different }, { state: { cards }, course, from: someone() }),
    daysLeft,
  });
  const outlook = { ifStopped: 0.33, ifKept: 0.61, unseen: 1000, reached: 480 };

  it('is said in hours, in what they are enough for, and in what would be needed', () => {
    const said = sayRealistic(today({}, 60), outlook);
    expect(said).toContain('60 days with 20 minutes are about 20 hours.');
    expect(said).toContain('roughly 500 of the 1000 questions');
    expect(said).toContain('about 45 minutes a day');
    expect(sayRealistic(today({}, 60), { ...outlook, reached: 1000 })).toContain('enough to meet all 1000 questions');
    expect(sayRealistic(today({}, 6), { ...outlook, reached: 40 })).toContain('not realistic any more, and not needed');
    expect(sayRealistic(today({}, 60), { ...outlook, unseen: 0, reached: 0 })).toContain('You have met every question');
  });

  it('is rounded where a model of memory is asked', () => {
    expect(sayRecall(outlook)).toContain('about **60 in 100** of what the guide has if you keep to the plan, and about 35 if you stopped');
    expect(sayRecall({ ...outlook, ifKept: 0.34 })).toContain('with or without these last minutes');
  });

  it('is the same whenever it is asked for, and never worse with the plan than without', () => {
    const of = today({}, 69);
    expect(outlookOf(of)).toEqual(outlookOf(of));
    expect(outlookOf(of).ifKept).toBeGreaterThanOrEqual(outlookOf(of).ifStopped);
    expect(outlookOf(of)).toMatchObject({ unseen: 4, reached: 4 });
  });

  it('is not said of days on which nothing was missed', () => {
    expect(sayChanged(today({}, 60))).toBeUndefined();
  });
});

describe('what is suggested to somebody who plans', () => {
  const suggestions = (reply: Reply) => [...wordsIn(reply).matchAll(/\/mlpro (plan [^\n.:]*\d[^\n.:]*)/g)].map(([, line = '']) => line);
  const examples =
    commandNamed('plan')
      ?.examples(tinyPack)
      .filter((line) => /\d/.test(line)) ?? [];

  it.each(['2026-11-24', '2027-02-01', '2027-03-02', '2028-02-29', '2031-12-31'])('makes a plan on %s too', (date) => {
    const now = Date.parse(`${date}T12:00:00Z`);
    const asked = ['plan 2020-01-01 20', 'plan whenever', 'plan', 'exam in March'].flatMap((line) =>
      suggestions(ask(line, {}, { now }).reply),
    );
    expect(asked.length).toBeGreaterThanOrEqual(3);
    for (const line of [...asked, ...examples]) expect(ask(line, {}, { now }).changes).toMatchObject([{ kind: 'plan-set' }]);
  });
});
