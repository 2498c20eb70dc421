import { afterEach, describe, expect, it } from 'vitest';
import { lettersIn } from '../../../src/adapters/console/answer.ts';
import type { AnswerOption } from '../../../src/core/reply.ts';
import { plain } from '../../../src/core/text.ts';
import { openTerminal, type Terminal } from './setting.ts';

const optionsOf = (...texts: string[]): AnswerOption[] =>
  texts.map((text, at) => ({
    letter: 'ABCDEFGH'[at] ?? '',
    text: plain(text),
    choice: { label: 'ABCDEFGH'[at] ?? '', action: { kind: 'vote', drill: 'd', pick: 'a', version: 'v' } },
  }));
const four = optionsOf('Raise the limit', 'Lower the limit', 'Leave it', 'Ask');

describe('a line that answers', () => {
  it.each([
    ['c', 'C'],
    ['C', 'C'],
    ['c)', 'C'],
    ['(c)', 'C'],
    ['[c]', 'C'],
    ['c.', 'C'],
    ['c:', 'C'],
    ['c!', 'C'],
    ['c ?', 'C'],
    ['answer c', 'C'],
    ['Answer: C', 'C'],
    ['option c', 'C'],
    ['my answer is c', 'C'],
    ['the answer is (c)', 'C'],
    ['I think c', 'C'],
    ['it’s c', 'C'],
    ["it's C.", 'C'],
    ['C) Leave', 'C'],
    ['c. leave it alone', 'C'],
    ['(C) whatever', 'C'],
    ['leave it', 'C'],
    ['Leave  it.', 'C'],
    ['a c', 'AC'],
    ['a,c', 'AC'],
    ['A, C', 'AC'],
    ['ac', 'AC'],
    ['CA', 'CA'],
    ['a and c', 'AC'],
    ['a & c', 'AC'],
    ['a+c', 'AC'],
    ['a/c', 'AC'],
    ['(a) (c)', 'AC'],
    ['a) and c)', 'AC'],
    ['answer a c', 'AC'],
    ['a, a', 'A'],
    ['a b c', 'ABC'],
    ['e', 'E'],
  ])('"%s" names %s', (line, letters) => {
    expect(lettersIn(line, four)?.join('')).toBe(letters);
  });

  it.each([
    'help',
    'a feature store, when?',
    'e.g. what is drift',
    'bad',
    'be',
    'fed',
    'aa',
    'add',
    'x',
    'answer',
    'cab ride',
    'c++ or python',
    'quiz a',
    'abcdefg',
    '',
    '?',
  ])('"%s" is none', (line) => {
    expect(lettersIn(line, optionsOf('one', 'two', 'three'))).toBeUndefined();
  });
});

let terminal: Terminal;
const stop = () => terminal.stop();

describe('a question that is open', () => {
  afterEach(stop);
  const stillOpen = 'Your question is still open: type its letter, or r to see it again.';
  const openQuestion = async () => {
    terminal = await openTerminal();
    await terminal.type('quiz 1.2 1');
  };

  it.each([
    'help',
    'help quiz',
    'lesson 1.1',
    'search batch',
    'route how do I serve',
    'data',
    'foo',
    'xyzzy plugh',
    '1',
    '77',
    '1.1',
    'drill status',
    'qiuz',
  ])('stays open when "%s" is typed, and says how to answer', async (line) => {
    await openQuestion();
    expect((await terminal.type(line)).replace(/\s+/g, ' ')).toContain(stillOpen);
    expect(await terminal.type('c')).toMatch(/C (?:✓ right|✗ wrong), your answer/);
  });

  it.each(['next', 'skip', 'hint', 'back', 'why?', 'idk', "i don't know", 'answer', 'n', '?', 'more', 'clue'])(
    'answers "%s" in a word or two, and never with the whole help',
    async (line) => {
      await openQuestion();
      const said = await terminal.type(line);
      expect(said.trim().split('\n').length).toBeLessThanOrEqual(2);
      expect(said).toContain('type');
      expect(await terminal.type('c')).toMatch(/C (?:✓ right|✗ wrong), your answer/);
    },
  );

  it.each(['r', 'again', 'repeat'])('is shown again with "%s"', async (line) => {
    await openQuestion();
    await terminal.type('help');
    expect(await terminal.type(line)).toContain('Question 1 of 1');
  });

  it('can be stopped from any screen', async () => {
    await openQuestion();
    await terminal.type('lesson 1.1');
    expect(await terminal.type('stop')).toContain('Stopped before the first answer');
    expect(await terminal.type('lesson 1.1')).not.toContain('still open');
  });

  it('goes on with n when it is answered', async () => {
    await openQuestion();
    await terminal.type('b');
    expect(await terminal.type('next')).toMatch(/[01] of 1 right/);
    expect(await terminal.type('r')).toBe('No question is open. Type quiz to get one.\n');
  });

  it('belongs to the one who was asked', async () => {
    await openQuestion();
    await terminal.type('@maria');
    expect(await terminal.type('help')).not.toContain('still open');
    expect(await terminal.type('a')).toContain('somebody else’s');
  });

  it('keeps the letters when a drill arrives, and says how to answer that one', async () => {
    terminal = await openTerminal();
    await terminal.type('drill setup 11:00 UTC daily');
    await terminal.type('quiz 1.2 1');
    expect(await terminal.type(':clock +1h')).toContain('To answer the drill, type drill first.');
    expect(await terminal.type('a')).toMatch(/A (?:✓ right|✗ wrong), your answer: (?:Batch|Stream|Serve|Wait)/);
    expect(await terminal.type('drill')).toContain('Decision cue of the day');
    expect(await terminal.type('a')).toContain('Only you see this');
  });
});

describe('a question that wants two answers', () => {
  afterEach(stop);
  const openQuestion = async () => {
    terminal = await openTerminal();
    if ((await terminal.type('quiz 1.1 2')).includes('[E]')) return;
    await terminal.type('a');
    await terminal.type('n');
  };

  it.each(['a c', 'a,c', 'ac', 'CA', 'a and c', '(a) (c)', 'answer a, c', 'a & c', 'c+a', 'A C', 'my answer is a and c'])(
    'is answered with "%s"',
    async (line) => {
      await openQuestion();
      expect((await terminal.type(line)).match(/[AC] (?:✓ right|✗ wrong), your answer/g)).toHaveLength(2);
    },
  );

  it('takes a pair whatever was picked before', async () => {
    await openQuestion();
    await terminal.type('b');
    await terminal.type('e');
    expect((await terminal.type('a c')).match(/[AC] (?:✓ right|✗ wrong), your answer/g)).toHaveLength(2);
  });

  it('is not answered with three letters', async () => {
    await openQuestion();
    const said = await terminal.type('a b c');
    expect(said).toContain('Choose 2');
    expect(said).not.toContain('your answer');
  });

  it('tells one that wants one answer apart', async () => {
    terminal = await openTerminal();
    await terminal.type('quiz 1.2 1');
    expect(await terminal.type('a c')).toBe('This question has one answer: type one letter.\n');
  });
});
