import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { typedHere } from '../../src/adapters/discord/command.ts';
import { list } from '../../src/core/blocks.ts';
import { commands, parseCommand } from '../../src/core/commands.ts';
import { makeCourse } from '../../src/core/course.ts';
import { handle } from '../../src/core/handle.ts';
import { sorryReply } from '../../src/core/help/replies.ts';
import { choicesIn, type Reply, textsOf } from '../../src/core/reply.ts';
import type { Request } from '../../src/core/request.ts';
import { plain } from '../../src/core/text.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { someone } from '../fixtures/people.ts';
import { phone, phoneLines } from '../fixtures/phone.ts';

const ask = (request: Request): Reply => handle(request, { state: {}, course: makeCourse(tinyPack), from: someone() }).reply;
const spansIn = ({ blocks }: Reply) => blocks.flatMap(textsOf).flat();
const commandsIn = (reply: Reply) => spansIn(reply).flatMap((span) => (span.kind === 'command' ? [span.text] : []));

const requests: readonly Request[] = [
  { kind: 'help', about: '' },
  { kind: 'help', about: 'managing' },
  ...commands.map(({ name }) => ({ kind: 'help', about: name }) as const),
  { kind: 'unknown', typed: 'something' },
  { kind: 'unknown', typed: 'qiuz' },
  { kind: 'route', question: '' },
  { kind: 'search', words: '' },
  { kind: 'search', words: 'zzzzzz' },
  { kind: 'drill' },
  { kind: 'drill-off' },
];

describe('what can be typed', () => {
  it.each(requests)('is a command wherever %j names it, so that each platform writes it its own way', (request) => {
    const others = spansIn(ask(request)).filter(({ kind }) => kind !== 'command');
    expect(others.filter(({ text }) => text.includes('/mlpro'))).toEqual([]);
    expect(commandsIn(ask(request)).every((text) => text.startsWith('/mlpro '))).toBe(true);
  });

  it('is said of every command: on the page of learners, or on that of people who manage a channel', () => {
    const [ofLearners, ofManagers] = [ask({ kind: 'help', about: '' }), ask({ kind: 'help', about: 'managing' })];
    const named = (reply: Reply) => commands.filter(({ name }) => commandsIn(reply).includes(`/mlpro ${name}`));
    expect(named(ofLearners)).toEqual(commands.filter(({ manages }) => !manages));
    expect(named(ofManagers)).toEqual(commands.filter(({ manages }) => manages));
    expect(spansIn(ofManagers).map(({ text }) => text)).toContain('For people who manage a channel');
  });

  it('leads from the page of learners to that of managers, by a button and by what can be typed, and back', () => {
    const [ofLearners, ofManagers] = [ask({ kind: 'help', about: '' }), ask({ kind: 'help', about: 'managing' })];
    expect(choicesIn(ofLearners)).toContainEqual(expect.objectContaining({ action: { kind: 'help-managing' } }));
    expect(commandsIn(ofLearners)).toContain('/mlpro help managing');
    expect(ask({ kind: 'press', action: { kind: 'help-managing' } })).toEqual(ofManagers);
    expect(choicesIn(ofManagers).map(({ action }) => ask({ kind: 'press', action }))).toEqual([ofLearners]);
  });

  it.each(['help managing', 'help manage a channel', 'Help managers', 'help "managing"', 'help admin', 'help managing the channel!'])(
    'is said to managers who type "%s"',
    (line) => {
      expect(ask(parseCommand(line))).toEqual(ask({ kind: 'help', about: 'managing' }));
    },
  );

  it.each(['', 'managing'])('has room for one more command, of three lines, on two screens of a phone: help %s', (about) => {
    const aCommand = phoneLines({
      summary: '',
      blocks: [list([plain(`/mlpro something – ${'A summary is this long, and not longer. '.repeat(2)}`)])],
    });
    expect(aCommand).toBe(3);
    expect(phoneLines(ask({ kind: 'help', about })) + aCommand).toBeLessThanOrEqual(2 * phone.lines);
  });
});

describe('what the README says of it', () => {
  it.each(commands.map(({ name, manages }) => [name, manages] as const))(
    'has %s: in a row of its table, or for those who manage a channel',
    async (name, manages) => {
      const lines = (await readFile(new URL('../../README.md', import.meta.url), 'utf8')).split('\n');
      const named = new RegExp(`(^|\`)(/mlpro )?${name}\\b`);
      expect(lines.filter((line) => (manages ? named : new RegExp(`^\\| \`/mlpro ${name}\\b`)).test(line))).not.toEqual([]);
    },
  );
});

describe('on Discord', () => {
  it.each([
    ['/mlpro quiz', '/mlpro quiz'],
    ['/mlpro quiz 1.1', '/mlpro quiz lesson:1.1'],
    ['/mlpro quiz 10', '/mlpro quiz lesson:10'],
    ['/mlpro quiz optuna 10', '/mlpro quiz lesson:optuna 10'],
    ['/mlpro lesson 1.1', '/mlpro lesson lesson:1.1'],
    ['/mlpro route how do I start?', '/mlpro route question:how do I start?'],
    ['/mlpro search one hot', '/mlpro search words:one hot'],
    ['/mlpro help quiz', '/mlpro help about:quiz'],
    ['/mlpro data', '/mlpro data'],
    ['/mlpro drill', '/mlpro drill'],
    ['/mlpro drill off', '/mlpro-drill off'],
    ['/mlpro drill status', '/mlpro-drill status'],
    ['/mlpro drill setup', '/mlpro-drill setup'],
    ['/mlpro drill setup 09:00 Europe/Berlin weekdays', '/mlpro-drill setup time:09:00 zone:Europe/Berlin days:weekdays'],
    ['/mlpro drill setup reveal=17:00', '/mlpro-drill setup reveal:17:00'],
    ['/mlpro drill setup grace=720', '/mlpro-drill setup grace:720'],
    ['/mlpro something else', '/mlpro something else'],
  ])('%s is typed %s', (line, typed) => {
    expect(typedHere(line)).toBe(typed);
  });
});

describe('an answer that failed', () => {
  it('offers the same press again, for it may stand in the place of its button', () => {
    const action = { kind: 'next', session: 'session1' } as const;
    expect(choicesIn(sorryReply({ kind: 'press', action }))[0]).toEqual({ label: 'Try again', action, emphasis: 'main' });
  });

  it('offers nothing to somebody who typed', () => {
    expect(choicesIn(sorryReply({ kind: 'drill' }))).toEqual([]);
  });
});
