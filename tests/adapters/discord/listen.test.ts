import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deadline } from '../../fixtures/deadline.ts';
import type { Exchange } from '../../standins/discord/index.ts';
import { type Stage, setStage } from './harness.ts';

let stage: Stage;
const ask = (path: string, values = {}, who = {}) => stage.discord.command(path, values, who);

beforeAll(async () => {
  stage = await setStage();
  await stage.discord.botReady();
});
afterEach(() => {
  expect(stage.discord.violations).toEqual([]);
  expect(stage.log.lines.filter((line) => line.includes('token-of-interaction') || line.includes(stage.discord.token))).toEqual([]);
  stage.discord.healFaults();
});
afterAll(() => stage.close());

describe('An interaction', () => {
  const attempts = async (user: string) => {
    const data = await ask('mlpro data', {}, { user });
    return /\*\*Answers\*\* (\d+)/.exec(data.seen?.text ?? '')?.[1];
  };
  const quizOf = (user: string) => ask('mlpro quiz', { lesson: '1.2', count: 1 }, { user });
  const repliesTo = ({ id }: Exchange) => stage.discord.requests.filter(({ path }) => path.includes(id)).length;

  test('that is delivered twice is answered and counted once', async () => {
    const quiz = await quizOf('tom');
    const pressed = await stage.discord.press('A', quiz);
    stage.discord.redeliver(pressed);
    expect(await attempts('tom')).toBe('1');
    expect(repliesTo(pressed)).toBe(1);
    expect(pressed.refusals).toEqual([]);
  });

  test('that comes back after a restart is counted once, too', async () => {
    const quiz = await quizOf('una');
    const pressed = await stage.discord.press('A', quiz);
    const again = stage.another();
    await again.start();
    await stage.discord.waitFor(again.isReady);
    stage.discord.redeliver(pressed);
    await stage.discord.waitFor(() => pressed.refusals.includes(40060));
    expect(await attempts('una')).toBe('1');
    await again.stop();
    expect(stage.log.lines.at(-1)).not.toMatch(/^\["error"/);
  });

  test('pressed twice by a quick finger counts once', async () => {
    const quiz = await quizOf('vic');
    await Promise.all([stage.discord.press('A', quiz), stage.discord.press('A', quiz)]);
    expect(await attempts('vic')).toBe('1');
  });

  const pressAged = async (user: string, ageMs: number, responseMs: number) => {
    const quiz = await quizOf(user);
    const { world } = stage.discord;
    const usual = world.responseMs;
    world.responseMs = responseMs;
    const pressed = await stage.discord.press('A', quiz, { user, ageMs });
    await stage.discord.waitFor(() => pressed.refusals.length > 0 || quiz.seen?.text.match(/✓ Right|✗ Not this time/));
    world.responseMs = usual;
    return pressed;
  };

  test.each([1100, 1500, 2000, 2600, 2900, 2999, 3100, 3600, 20_000, 600_000])(
    'that Discord gives up at an age of %i ms counts nothing',
    async (ageMs) => {
      const stale = await pressAged(`wim${ageMs}`, ageMs, 1050);
      expect(stale).toMatchObject({ died: true, refusals: [10062] });
      expect(await attempts(`wim${ageMs}`)).toBe('0');
    },
  );

  test.each([1000, 1500, 2000, 2400, 2900, 3100, 20_000])(
    'that Discord still takes at an age of %i ms is acknowledged first',
    async (ageMs) => {
      const late = await pressAged(`uwe${ageMs}`, ageMs, deadline);
      expect(late.answerType).toBe(6);
      expect(await attempts(`uwe${ageMs}`)).toBe('1');
    },
  );

  test('is answered although Discord stumbles over the first try, done or not', async () => {
    const route = 'POST /interactions/:interaction/:token/callback';
    for (const fault of [{ how: 'error' }, { how: 'cut' }, { how: 'error', carriedOut: true }, { how: 'cut', carriedOut: true }] as const) {
      stage.discord.fail(route, fault);
      const asked = await ask('mlpro help');
      expect(asked.seen?.text).toContain('What you can ask for');
      await stage.discord.waitFor(() => repliesTo(asked) === 2);
    }
    expect(stage.log.lines.filter((line) => line.startsWith('["error"'))).toEqual([]);
  });

  test('whose answer Discord does not take gets an apology, and the bot lives on', async () => {
    stage.discord.fail('POST /interactions/:interaction/:token/callback', { how: 'error', times: 2 });
    const asked = await ask('mlpro help');
    expect(asked.seen?.text).toContain('That did not come through');
    expect(stage.adapter.isReady()).toBe(true);
    stage.log.lines.length = 0;
  });
});
