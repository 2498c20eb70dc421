import { describe, expect, test } from 'vitest';
import { discordClock } from '../../../src/adapters/discord/clock.ts';
import { deadline } from '../../fixtures/deadline.ts';
import { makeLines, setStage } from './harness.ts';

const second = 1000;
const idAt = (time: number) => String(BigInt(time - 1_420_070_400_000) << 22n);

describe('What Discord dates tells', () => {
  const at = 1_800_000_000_000;
  const clockAfter = (dates: readonly number[], log = makeLines()) => {
    const clock = discordClock(() => at, log);
    for (const date of dates) clock.saw(date);
    return clock;
  };

  test.each<[string, ahead: readonly number[], age: number]>([
    ['nothing, when nothing came yet', [], 700],
    ['that both clocks agree', [30, 900, 45], 670],
    ['of a host that is 4 s ahead', [4030, 4900], -3330],
    ['of a host that is 30 s behind', [-29_950, -29_000], 30_650],
    ['the least, though the first came late', [3600, 20], 680],
    ['the least, though the last came late', [20, 3600], 680],
    ['of one date alone', [900], -200],
    ['of a clock that was set back by an hour', [20, -3_600_000], 3_600_700],
    ['of a clock that was set forward, some messages later', [20, ...Array<number>(64).fill(5000)], -4300],
    ['of a clock that is right again, some messages later', [-9000, ...Array<number>(64).fill(40)], 660],
  ])('%s', (_name, ahead, age) => {
    const clock = clockAfter(ahead.map((difference) => at - difference));
    expect(clock.ageOf(idAt(at - 700))).toBe(age);
    expect(clock.toDiscord(at)).toBe(at - 700 + age);
  });

  test.each<[ahead: readonly number[], words: RegExp | undefined]>([
    [[4100, 4900, 4300], /4\.1 s ahead of Discord's/],
    [[86_400_000, 86_400_500, 86_400_900], /86400\.0 s ahead of/],
    [[-30_000, -29_000, -29_900], /30\.0 s behind Discord's.*NTP/],
    [[2600, 3000, 2500], /2\.5 s ahead/],
    [[4100, 4900], undefined],
    [[9000, 9000, 20], undefined],
    [[999, 30, 500], undefined],
    [[2400, 2400, 2400], undefined],
    [[-2400, -1000, -2000], undefined],
    [[-100, 40, 40], undefined],
  ])('the operator of differences like %j once', (ahead, words) => {
    const log = makeLines();
    clockAfter([...ahead, ...ahead].map((difference) => at - difference).slice(0, ahead.length === 2 ? 2 : undefined), log);
    expect(log.lines).toEqual(words ? [expect.stringMatching(words)] : []);
  });
});

test('A date in whole seconds is taken with a grain of salt', () => {
  const log = makeLines();
  const clock = discordClock(() => 10_000, log);
  for (const date of [7000, 7000, 7000]) clock.saw(date, 1000);
  expect(log.lines).toEqual([]);
  clock.saw(7300);
  expect(log.lines).toEqual([expect.stringContaining('2.7 s ahead')]);
});

describe.each([-3600, -30, -5, -1, 1, 4, 30, 3600])('On a host whose clock is %i s ahead of Discord', (seconds) => {
  test('people are answered at once, and what is stale counts nothing', async () => {
    const { discord, log, close } = await setStage({ ahead: seconds * second });
    await discord.botReady();
    const quiz = await discord.command('mlpro quiz', { lesson: '1.2', count: 1 });
    expect(quiz.seen?.text).toContain('Question 1 of 1');
    discord.world.responseMs = 3000;
    const stale = await discord.press('A', quiz, { ageMs: 3500 });
    await discord.waitFor(() => stale.refusals.length > 0);
    discord.world.responseMs = deadline;
    expect((await discord.command('mlpro data')).seen?.text).toContain('**Answers** 0');
    const pressed = await discord.press('A', quiz);
    await discord.waitFor(() => pressed.seen?.text.match(/✓ Right|✗ Not this time/));
    const warnings = log.lines.filter((line) => line.includes('The clock of this machine is'));
    expect(warnings).toHaveLength(Math.abs(seconds) > 2 ? 1 : 0);
    await close();
  });
});
