import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { stateIn } from '../../fixtures/state.ts';
import { openTerminal, type Terminal, type TerminalOptions } from './setting.ts';

let terminal: Terminal;
const open = async (options?: TerminalOptions) => (terminal = await openTerminal(options));
afterEach(() => terminal.stop());

describe('a person at a terminal', () => {
  it('is told what to do, and asked', async () => {
    await open();
    expect(terminal.screen()).toMatch(/^A Tiny Exam\n[^]*quit leaves[^]*\nyou> $/);
  });

  it.each(['/mlpro lesson 1.2', 'mlpro lesson 1.2', 'lesson 1.2', '  LESSON 1.2  '])('types "%s"', async (line) => {
    await open();
    expect(await terminal.type(line)).toContain('1.2 Inference Fit and Scoring Modes');
  });

  it('presses buttons by their keys, those of the last reply only', async () => {
    await open();
    const [, number = ''] = /\[(\d+)\] Traps/.exec(await terminal.type('lesson 1.2')) ?? [];
    expect(await terminal.type(number)).toContain('1.2 Inference Fit and Scoring Modes: Traps');
    await terminal.type('help quiz');
    expect(await terminal.type(number)).toBe(`There is no button ${number} on the screen.\n`);
  });

  it.each(['a', 'A', '(a)'])('answers a question by typing "%s"', async (key) => {
    await open();
    const shown = await terminal.type('quiz 1.2 1');
    expect(shown).toMatch(/^\[A\] \w+\n\[B\] \w+\n\[C\] \w+\n\[D\] \w+\n\n\[s\] Stop$/m);
    const [, words] = /^\[A\] (\w+)$/m.exec(shown) ?? [];
    const unwrapped = (await terminal.type(key)).replace(/\n +/g, ' ');
    expect(unwrapped).toMatch(new RegExp(`- A (?:✓ right|✗ wrong), your answer: ${words}`));
  });

  it('picks two by their letters, takes one back, and answers', async () => {
    await open();
    let shown = await terminal.type('quiz 1.1 2');
    // The order of the two questions is not given.
    if (!shown.includes('[E]')) {
      await terminal.type('a');
      shown = await terminal.type('n');
    }
    expect(shown).toContain('Choose 2, then press Answer.');
    expect(await terminal.type('b')).toMatch(/^\[B\] \w+ \(picked\)$/m);
    expect(await terminal.type('B')).not.toContain('(picked)');
    await terminal.type('e');
    const both = await terminal.type('a');
    expect(both.match(/^\[[A-E]\] \w+ \(picked\)$/gm)).toHaveLength(2);
    expect(both).toContain('[n] Answer  [s] Stop');
    expect((await terminal.type('n')).match(/[AE] (?:✓ right|✗ wrong), your answer/g)).toHaveLength(2);
  });

  it('may look something up before answering: the letters stay with the question', async () => {
    await open();
    await terminal.type('quiz 1.2 1');
    await terminal.type('lesson 1.2');
    expect(await terminal.type('c')).toMatch(/C (?:✓ right|✗ wrong), your answer/);
    expect(await terminal.type('d')).toContain('that first answer counts');
  });

  it('is told that there is no such answer, and no letter means one before something was asked', async () => {
    await open();
    expect(await terminal.type('a')).toBe('No question is open. Type quiz to get one.\n');
    await terminal.type('quiz 1.2 1');
    expect(await terminal.type('e')).toBe('There is no such answer here: type a letter from A to D.\n');
  });

  it.each(['0', '99', '00'])('is told that there is no button %s', async (number) => {
    await open();
    await terminal.type('lesson 1.2');
    expect(await terminal.type(number)).toBe(`There is no button ${number} on the screen.\n`);
  });

  it('is asked again after nothing', async () => {
    await open();
    expect(await terminal.type('')).toBe('');
    expect((await terminal.type('   ')).trim()).toBe('');
  });

  it('sees colours only when they were asked for', async () => {
    await open();
    await terminal.type('help');
    expect(terminal.raw()).not.toMatch(/\u001B\[\d+m/);
    await terminal.stop();
    await open({ coloured: true });
    await terminal.type('help');
    expect(terminal.raw()).toContain('\u001B[1mWhat you can ask for\u001B[22m');
  });
});

describe('@somebody', () => {
  const answersOf = async (learner: string) => (await stateIn(terminal.store, { attemptCount: true }, learner)).attemptCount;

  it('is another learner, with answers of their own', async () => {
    await open();
    expect(await terminal.type('@maria')).toBe('You are maria now.\n');
    expect(terminal.screen()).toMatch(/\nmaria> $/);
    await terminal.type('quiz 1.2 1');
    await terminal.type('a');
    expect([await answersOf('console:maria'), await answersOf('console:you')]).toEqual([1, 0]);
  });

  it('may have any letters, but needs some', async () => {
    await open();
    expect(await terminal.type('@Zoë_2')).toBe('You are Zoë_2 now.\n');
    for (const name of ['@', '@a b', '@everyone!', '@\u001B[31m', `@${'x'.repeat(31)}`, '@<!channel>'])
      expect(await terminal.type(name)).toContain('letters and digits, such as @maria');
    expect(terminal.screen()).toMatch(/\nZoë_2> $/);
  });
});

describe(':clock', () => {
  it('passes the drills on the way, and shows them when they come', async () => {
    await open();
    await terminal.type('drill setup 11:00 UTC daily reveal=11:30');
    const moved = await terminal.type(':clock +2h');
    expect(moved).toMatch(/Decision cue of the day[^]*Decision cue: the answer/);
    expect(moved.match(/Decision cue/g)).toHaveLength(2);
    expect(moved).not.toContain('Late');
    expect(moved).toMatch(/It is Tue,? 24 Nov,? /);
  });

  it.each(['a', 'b', 'C'])('shows a drill that is answered by typing "%s"', async (key) => {
    await open();
    await terminal.type('drill setup 11:00 UTC daily');
    await terminal.type(':clock +1h');
    expect(await terminal.type(key)).toMatch(/✓ Right|✗ Not this time/);
    expect(await terminal.type(':clock +5m')).toContain('1 person has answered.');
  });

  it('alone tells the time', async () => {
    await open();
    expect(await terminal.type(':clock')).toMatch(/^It is Tue,? 24 Nov,? .*\)\.\n$/);
  });

  it.each([':clock -1d', ':clock tomorrow', ':clocks', ':', ':help'])('"%s" is told what there is', async (line) => {
    await open();
    expect(await terminal.type(line)).toBe('Known here: :clock, :clock +1d, :clock +2h, :clock +30m, :quit\n');
  });
});

describe('the end', () => {
  it.each([':quit', 'quit', 'exit', 'q', 'Q', 'bye', 'bye!', ':q', 'logout', ' QUIT ', 'exit()'])('comes with "%s"', async (word) => {
    await open();
    expect(terminal.adapter.isReady()).toBe(true);
    expect(await terminal.type(word)).toContain('Goodbye.');
    await terminal.ended;
    expect(terminal.adapter.isReady()).toBe(false);
  });

  it('comes when there is nothing more to read, after everything was answered', async () => {
    await open({ interactive: false });
    terminal.input.end('lesson 1.1\n@maria\nlesson 1.2');
    await terminal.ended;
    expect(terminal.screen()).toContain('you> lesson 1.1\n1.1 Pipelines');
    expect(terminal.screen()).toContain('maria> lesson 1.2\n1.2 Inference');
  });

  it('of a pipe with control characters leaves none of them on the screen', async () => {
    await open({ interactive: false });
    terminal.input.end('lesson 1.1\u001B[31m\u0007\nhelp \u001B]0;title\u0007');
    await terminal.ended;
    expect(terminal.screen()).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('does not come before what was typed before the start', async () => {
    await open({ interactive: false, start: false });
    terminal.input.write('lesson 1.1\n');
    await turn();
    await turn();
    await terminal.adapter.start();
    terminal.input.end();
    await terminal.ended;
    expect(terminal.screen()).toContain('1.1 Pipelines');
  });

  it('may come before the start, and twice', async () => {
    await open({ start: false });
    await terminal.adapter.stop();
    await terminal.adapter.stop();
    expect(terminal.adapter.isReady()).toBe(false);
  });
});
