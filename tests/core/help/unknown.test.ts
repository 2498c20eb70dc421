import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/core/commands.ts';
import { handle } from '../../../src/core/handle.ts';
import { choicesIn } from '../../../src/core/reply.ts';
import { someone } from '../../fixtures/people.ts';
import { shipped as course } from '../../fixtures/shipped.ts';
import { wordsIn } from '../../fixtures/words.ts';

function type(line: string) {
  const { reply, deferred } = handle(parseCommand(line), { state: {}, course, from: someone() });
  const title = reply.blocks.find((block) => block.kind === 'heading')?.text ?? '';
  return { title, words: wordsIn(reply), buttons: choicesIn(reply), isRouted: deferred !== undefined };
}

describe('a question without "route"', () => {
  it.each([
    ['whats the diffrence between batch and streming inference', '1.2'],
    ['how do I keep tomorrow out of my training set', '1.5'],
    ['what is drift?', '2.5'],
    ['when should I use Ray instead of Spark', '1.3'],
    ['help me understand drift', '2.5'],
    ['data leakage in time series features', '1.5'],
    ['optuna', '1.4'],
    ['blue green deployment', '3.1'],
    ['pandas udf', '1.2'],
    ['unit tests for features', '2.2'],
    ['route quiz 1.5', '1.5'],
    ['route lesson 2.3', '2.3'],
    ['route 1.4?', '1.4'],
    ['route what is in 1.4', '1.4'],
  ])('"%s" is routed to %s', (line, lesson) => {
    const { words, isRouted } = type(line);
    expect(isRouted).toBe(true);
    expect(words).toContain(`${lesson} `);
  });

  it.each(['what is this banana about?', 'how much does the exam cost', 'why?!?', 'my boss wants a report tomorrow'])(
    '"%s" gets an honest answer of the router, too',
    (line) => {
      expect(type(line).words).not.toContain('I don’t know that one');
    },
  );
});

describe('what people say to a person', () => {
  it.each([
    ['hi', 'Hello!'],
    ['Hello!!', 'Hello!'],
    ['hey there 👋', 'Hello!'],
    ['Good morning', 'Hello!'],
    ['hallo mlpro', 'Hello!'],
    ['how do I start?', 'Hello!'],
    ['what can you do?', 'Hello!'],
    ['thanks', 'You’re welcome!'],
    ['Thank you so much!', 'You’re welcome!'],
    ['thx', 'You’re welcome!'],
    ['ok', 'You’re welcome!'],
    ['bye', 'See you!'],
    ['quit', 'See you!'],
    ['', 'What would you like to do?'],
    ['...', 'What would you like to do?'],
    ['🎉', 'What would you like to do?'],
    ['c', 'Is that an answer?'],
    ['C)', 'Is that an answer?'],
    ['next', 'Is that an answer?'],
    ['b and d', 'Is that an answer?'],
  ])('"%s" gets "%s", short, with two buttons or three', (line, heading) => {
    const { title, words, buttons } = type(line);
    expect(title).toBe(heading);
    expect(words.length).toBeLessThan(250);
    expect(buttons.length).toBeGreaterThan(1);
    expect(buttons.length).toBeLessThan(4);
  });
});

describe('the number of a lesson alone', () => {
  it.each([
    ['1.3', '1.3 Distributed Training'],
    ['#1.3', '1.3 Distributed Training'],
    ['1.3 please', '1.3 Distributed Training'],
    ['chapter 2', '2. '],
    ['lesson1.3', '1.3 Distributed Training'],
    ['3.9', 'No lesson has that number or name'],
  ])('"%s" opens it', (line, heading) => {
    expect(type(line).title).toContain(heading);
  });
});

describe('a slip of the finger', () => {
  it.each([
    ['quizz 1.5', '/mlpro quiz 1.5'],
    ['qiuz 1.2 10', '/mlpro quiz 1.2 10'],
    ['Quizes', '/mlpro quiz'],
    ['lessn 1.2 traps', '/mlpro lesson 1.2 traps'],
    ['lessons', '/mlpro lesson'],
    ['serach one hot', '/mlpro search one hot'],
    ['rout how do I avoid leakage', '/mlpro route how do I avoid leakage'],
    ['drill stats', '/mlpro drill status'],
    ['dril setup 09:00', '/mlpro drill setup 09:00'],
    ['dril of', '/mlpro drill off'],
    ['hlep', '/mlpro help'],
    ['dta', '/mlpro data'],
  ])('"%s" is asked back as %s', (line, meant) => {
    expect(type(line).words).toContain(`Did you mean ${meant}?`);
  });

  it('has a button that does it, where that is a lesson', () => {
    expect(type('quizz 1.5').buttons.map(({ action }) => action)).toContainEqual({ kind: 'quiz', lesson: '1.5', count: 5 });
    expect(type('quizz 1.5 10').buttons.map(({ action }) => action)).toContainEqual({ kind: 'quiz', lesson: '1.5', count: 10 });
    expect(type('lessn 2.1').buttons.map(({ action }) => action)).toContainEqual({
      kind: 'lesson',
      lesson: '2.1',
      tab: 'summary',
      page: 1,
    });
  });

  it.each([
    'quiet hours for the retraining job',
    'date columns in a feature table',
    'held out set for validation',
    'root cause of the drift alert',
  ])('"%s" is none, but a question', (line) => {
    expect(type(line).isRouted).toBe(true);
  });
});

describe('help', () => {
  const about = (name: string) => handle({ kind: 'help', about: name }, { state: {}, course, from: someone() }).reply;
  const helpFor = (line: string) => handle(parseCommand(line), { state: {}, course, from: someone() }).reply;

  it.each(['help Quiz', 'HELP QUIZ', 'help /mlpro quiz', 'Help "quiz"', 'help quiz.', 'help: quiz', 'help /quiz', 'HELP  MLPRO  Quiz'])(
    '"%s" is on the quiz',
    (line) => {
      expect(helpFor(line)).toEqual(about('quiz'));
      expect(helpFor(line)).not.toEqual(about(''));
    },
  );

  it.each(['help drill setup', 'help drill  Setup', 'help /mlpro-drill setup', 'help drill-setup'])(
    '"%s" is on setting up the drill',
    (line) => {
      expect(helpFor(line)).toEqual(about('drill setup'));
    },
  );

  it.each(['help', 'HELP', 'help!', 'help?', '/help'])('"%s" is all of it', (line) => {
    expect(helpFor(line)).toEqual(about(''));
  });
});

it('whatever is typed without a command never gets the whole help', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (line) => {
      fc.pre(!/^\P{L}*help/iu.test(line));
      expect(type(line).title).not.toBe('What you can ask for');
    }),
    { numRuns: 60 },
  );
});
