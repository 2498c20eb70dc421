import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/core/commands.ts';
import { readPlainWish } from '../../src/core/plain-wishes.ts';
import { readDataWish } from '../../src/core/account/wishes.ts';
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
  ])('"%s" stays a question', (typed) => {
    expect(parseCommand(typed).kind).toBe('unknown');
  });

  it.each(questionSets)('of the set %s is never taken for a wish', async (set) => {
    const asked = (await readQuestions(set)).map(({ q }) => q);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((question) => readPlainWish(question) !== undefined)).toEqual([]);
  });
});
