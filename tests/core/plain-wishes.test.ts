import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/core/commands.ts';
import type { Lesson } from '../../src/core/pack.ts';
import { answering } from '../../src/core/routing-words.ts';
import { lessonsOf } from '../../src/core/pack-index.ts';
import { readPlainWish } from '../../src/core/plain-wishes.ts';
import { readDataWish } from '../../src/core/account/wishes.ts';
import { shippedPack } from '../fixtures/shipped.ts';
import { questionSets, readQuestions } from '../routing/questions.ts';

describe('plain words about what is kept of a learner', () => {
  it.each([
    ['delete me', 'forget-me'],
    ['Delete my account', 'forget-me'],
    ['please delete everything you know about me', 'forget-me'],
    ['forget me!', 'forget-me'],
    ['I want my data deleted', 'forget-me'],
    ['erase all of my data', 'forget-me'],
    ['wipe everything', 'forget-me'],
    ['Could you remove my answers?', 'forget-me'],
    ['clear my history', 'forget-me'],
    ['reset my progress', 'forget-me'],
    ['export my data', 'my-data'],
    ['How do I export my data?', 'my-data'],
    ['my data', 'my-data'],
    ['what do you know about me', 'my-data'],
    ['what data do you keep about me?', 'my-data'],
    ['what is stored about me', 'my-data'],
    ['who can see my answers?', 'my-data'],
    ['privacy policy', 'my-data'],
    ['GDPR', 'my-data'],
    ['download my answers', 'export-file'],
    ['can I download my answers as CSV?', 'export-file'],
    ['export to anki', 'export-file'],
    ['make flashcards of what I missed', 'export-file'],
    ['save my answers to excel', 'export-file'],
  ])('"%s" is %s, with the command in front and without', (typed, kind) => {
    for (const line of [typed, `/mlpro ${typed}`]) {
      const request = parseCommand(line);
      expect(request).toMatchObject({ kind: 'my-data' });
      expect(request.kind === 'my-data' && readDataWish(request.what ?? '')?.kind).toBe(kind);
    }
  });
});

describe('plain words about what the bot does', () => {
  it.each([
    ['show my progress', { kind: 'progress' }],
    ['How am I doing?', { kind: 'progress' }],
    ['my streak', { kind: 'progress' }],
    ['am I ready for the exam?', { kind: 'ready' }],
    ['will I pass', { kind: 'ready' }],
    ['stop reminding me', { kind: 'remind', settings: { time: 'off' } }],
    ['turn off reminders', { kind: 'remind', settings: { time: 'off' } }],
    ["don't message me any more", { kind: 'remind', settings: { time: 'off' } }],
    ['unsubscribe', { kind: 'remind', settings: { time: 'off' } }],
    ['set a reminder for 6pm', { kind: 'remind', settings: { time: '6pm' } }],
    ['reminders', { kind: 'remind', settings: { time: '', other: '' } }],
    ['my time zone is Europe/Berlin', { kind: 'zone', zone: 'Europe/Berlin' }],
    ['change my timezone to Tokyo', { kind: 'zone', zone: 'Tokyo' }],
    ['my exam is on February 1', { kind: 'plan', date: 'February 1' }],
    ['set my exam date to 2027-02-01', { kind: 'plan', date: '2027-02-01' }],
    ['show me my plan', { kind: 'plan', date: '' }],
    ["start today's set", { kind: 'plan', date: 'start' }],
    ['cancel my plan', { kind: 'plan', date: 'off' }],
    ['what did I get wrong?', { kind: 'review', what: 'missed' }],
    ['practise my mistakes', { kind: 'review', what: 'missed' }],
    ['which traps do I fall for', { kind: 'review', what: 'traps' }],
    ["what's due today?", { kind: 'review', what: '' }],
    ['take a mock exam', { kind: 'mock-exam', wish: '' }],
    ['start a practice test with 30 questions', { kind: 'mock-exam', wish: 'with 30 questions' }],
    ['give me a quiz on serving', { kind: 'quiz', lesson: 'on serving' }],
    ['test me on 1.2', { kind: 'quiz', lesson: 'on 1.2' }],
    ['give me 5 hard questions about drift', { kind: 'quiz', lesson: '5 hard questions about drift' }],
    ['join the leaderboard as Ana', { kind: 'board', what: 'join', nickname: 'Ana' }],
    ['leave the board', { kind: 'board', what: 'leave' }],
    ['leaderboard', { kind: 'board', what: '' }],
    ['stop the daily drill', { kind: 'drill-off' }],
    ['drill stop', { kind: 'drill-off' }],
    ['set up a daily drill at 9:00 Europe/Berlin', { kind: 'drill-setup', settings: { time: '9:00', zone: 'Europe/Berlin' } }],
    ["show me today's drill", { kind: 'drill' }],
    ['settings', { kind: 'help' }],
    ['move my exam to next week', { kind: 'plan', date: 'next week' }],
    ['the exam is on 3 March in Berlin', { kind: 'plan', date: '3 March in Berlin' }],
    ['my exam is at the end of May', { kind: 'plan', date: 'the end of May' }],
    ['my test is in two weeks', { kind: 'plan', date: 'in two weeks' }],
    ['change the exam date', { kind: 'plan', date: 'date' }],
    ['stop notifications', { kind: 'remind', settings: { time: 'off' } }],
    ['Mock, please', { kind: 'mock-exam', wish: 'please' }],
    ['give me a plan for the next 3 weeks', { kind: 'plan' }],
    ['make me a study plan', { kind: 'plan', date: '' }],
    ['make a plan until June 3', { kind: 'plan', date: 'until June 3' }],
    ['create a plan for my exam', { kind: 'plan', date: 'for my exam' }],
    ['make a plan with 30 minutes a day', { kind: 'plan', date: 'with 30 minutes a day' }],
    ['cancel the study plan', { kind: 'plan', date: 'off' }],
    ['set my time zone to CET', { kind: 'zone', zone: 'CET' }],
    ['timezone Berln', { kind: 'zone', zone: 'Berln' }],
    ['reminders on', { kind: 'remind', settings: { time: 'on' } }],
    ['mute your notifications', { kind: 'remind', settings: { time: 'off' } }],
    ['do a full mock exam', { kind: 'mock-exam', wish: '' }],
    ['take a mock test with 20 questions', { kind: 'mock-exam', wish: 'with 20 questions' }],
    ['mock', { kind: 'mock-exam', wish: '' }],
    ['mock 20', { kind: 'mock-exam', wish: '20' }],
    ['simulation!', { kind: 'mock-exam' }],
    ['mock short', { kind: 'mock-exam', wish: 'short' }],
    ['mock form 3', { kind: 'mock-exam', wish: 'form 3' }],
    ['mock exam 30', { kind: 'mock-exam', wish: '30' }],
    ['practice test', { kind: 'mock-exam', wish: '' }],
    ['simulated exam short', { kind: 'mock-exam', wish: 'short' }],
    ['zone new york', { kind: 'zone', zone: 'new york' }],
    ['plan in six weeks with half an hour a day', { kind: 'plan' }],
    ['remind me every weekday in the evening at half past six', { kind: 'remind' }],
    ['board join as Ana', { kind: 'board', what: 'join', nickname: 'Ana' }],
    ['review never dropping the last category', { kind: 'review' }],
  ])('"%s" is %j', (typed, request) => {
    expect(parseCommand(typed)).toMatchObject(request);
  });
});

describe('a question about the subject', () => {
  it.each([
    'how do I export my model from Unity Catalog?',
    'delete a registered model',
    'delete data from a delta table',
    'export data to csv',
    'my data is drifting',
    'my data has nulls, what now',
    'who can see my endpoint?',
    'stop the endpoint',
    'forget gate in an lstm',
    'what does Databricks keep about my runs?',
    'set a reminder when an alert stays on',
    'when is my model ready?',
    'my test is flaky',
    'my exam is hard',
    'test my feature pipeline',
    'score my data in batch',
    'is my endpoint ready for production',
    'How do I delete the history?',
    'how do I clear the records?',
    'delete the data',
    'remove all the answers',
    'reset the account',
    'erase any of the information',
    'How can I save the data as csv?',
    'How do I get the data?',
    'export the records to json',
    'save my data in a table',
    'show me the history',
    'view the profile',
    'the data deleted',
    'How do I create a plan for monitoring drift?',
    'build a plan for retraining',
    'make a plan to migrate',
    'write a test plan',
    'build a plan for 2 weeks of retraining',
    'create a plan for 3 clusters',
    'write a plan with 5 steps',
    'create a plan for the rollout on Monday at the latest',
    'How do I delete the plan?',
    'the test is separate from the training data',
    'the test is declining in accuracy',
    'my test is declining in accuracy',
    'my test is separate',
    'the test is marked as slow',
    'my exam is marginal',
    'the test is sunk cost',
    'the exam is wednesdayish hard',
    'the test is on 3 nodes',
    'the test is the 2nd stage',
    'the test is next in the pipeline',
    'How do I change the test distribution?',
    'set the test to 20 percent',
    'update the test on Monday',
    'move the test to its own job',
    'change the exam wording',
    'How do I run a full test of my pipeline?',
    'run a short test',
    'do a trial test',
    'How do I run mock tests?',
    'start a practice exam with drift and skew',
    'mock objects in unit tests',
    'mock the feature store client',
    'mock says the table was written',
    'mock 3 tables in one test',
    'simulation of data',
    'simulation 2000 environments in parallel',
    'practice test: the forest complained about 32 bins, what was the idea?',
    'time zone features in forecasting',
    'time zone of a cron schedule',
    'How do I set the time zone?',
    'set the time zone to UTC',
    'set time zone of the job',
    'zone, vehicle class, payment: three text fields, numbers first?',
    'How do I disable the notifications?',
    'delete the messages',
    'stop messages',
    'create a reminder for the alert owner',
    'reminders for owners of stale models',
    'remind every day while alert is still triggered',
    'will pass',
    'could pass',
    'start a drill down',
    'change the drill-down level',
    'Plan, validate, deploy, run: what does each do?',
    'plan for retraining after a drift alert in production',
    'Review premiums yearly, or when the loss ratio moves? I mean automatic learning.',
    'Board slide says p<0.001 drift in all 60 columns',
  ])('"%s" stays a question', (typed) => {
    expect(parseCommand(typed).kind).toBe('unknown');
  });

  it.each(questionSets)('of the set %s is never taken for a wish', async (set) => {
    const asked = (await readQuestions(set)).map(({ q }) => q);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((question) => readPlainWish(question) !== undefined)).toEqual([]);
    expect(asked.filter(isOfOnesOwn)).toEqual([]);
  });

  it('that the router learns from is never taken for a wish about one’s own things', () => {
    const learned = lessonsOf(shippedPack).flatMap(questionsOf);
    expect(learned.length).toBeGreaterThan(10_000);
    expect(learned.filter((question) => readPlainWish(question) !== undefined)).toEqual([]);
    expect(learned.filter(isOfOnesOwn)).toEqual([]);
  });
});

const ofOnesOwn = new Set(['my-data', 'plan', 'zone', 'remind', 'board', 'review', 'progress', 'ready', 'drill-setup', 'drill-off']);

function isOfOnesOwn(question: string): boolean {
  return ofOnesOwn.has(parseCommand(question).kind);
}

/** What the routing table of a lesson has been told that people ask. */
function questionsOf({ routing }: Lesson): string[] {
  const { phrasings, paraphrases, asked, shared, elsewhere, answeredBy } = routing;
  const answered = answering.flatMap((part) => Object.values(answeredBy[part]).flat());
  return [...phrasings, ...paraphrases, ...asked, ...answered, ...[...shared, ...elsewhere].map(({ question }) => question)];
}
