import { Events } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { discordAdapter } from '../../../src/adapters/discord/adapter.ts';
import { discordOutage, makeClient } from '../../../src/adapters/discord/connection.ts';
import { times } from '../../../src/adapters/discord/limits.ts';
import { Misconfigured } from '../../../src/adapters/platform.ts';
import type { Bot } from '../../../src/bot.ts';
import { startDiscord } from '../../standins/discord/index.ts';
import { course, makeLines, setStage, type Stage } from './harness.ts';

// Most of these wait, some for seconds that the library takes to connect again; so each has a Discord of its own, and all wait together.

/** Discord had nothing to find fault with, and no token stands in the log. */
async function leave({ discord, log, close }: Stage): Promise<void> {
  expect(discord.violations).toEqual([]);
  expect(log.lines.join()).not.toMatch(/token-of-interaction|standin\.discord\.token/);
  await close();
}

describe.concurrent('A crowd', () => {
  test('of posts takes turns, and nobody who asks meanwhile waits for them', async () => {
    const { adapter, discord, close } = await setStage({ discord: { enforceRates: true } });
    await discord.botReady();
    const { channels } = discord.addGuild(
      'many',
      Array.from({ length: 60 }, (_, nth) => `c${nth}`),
    );
    const posts = channels.map(({ id }) => adapter.post({ channel: id, drill: id, reply: { summary: 'x', blocks: [] } }));
    expect((await (await discord.command('mlpro help')).settled()).text).toContain('What you can ask for');
    expect(new Set(await Promise.all(posts)).size).toBe(60);
    const order = discord.requests.map(({ route }) => route);
    expect(order.indexOf('POST /interactions/:interaction/:token/callback')).toBeLessThan(
      order.lastIndexOf('POST /channels/:channel/messages'),
    );
    await close();
  });

  test('of fifty people at the same moment is answered and counted, each once', async () => {
    const stage = await setStage();
    const { discord } = stage;
    await discord.botReady();
    const people = Array.from({ length: 50 }, (_, at) => `crowd${at}`);
    const quizzes = await Promise.all(people.map((user) => discord.command('mlpro quiz', { lesson: '1.2', count: 1 }, { user })));
    await Promise.all(quizzes.map((quiz) => quiz.settled()));
    const pressed = await Promise.all(quizzes.map((quiz) => discord.press('A', quiz)));
    await discord.waitFor(() => pressed.every(({ seen }) => /✓ Right|✗ Not this time/.test(seen?.text ?? '')));
    expect(pressed.flatMap(({ refusals }) => refusals)).toEqual([]);
    for (const user of people) {
      const data = await (await discord.command('mlpro data', {}, { user })).settled();
      expect(data.text).toMatch(/\*\*Answers\*\* 1\b/);
    }
    await leave(stage);
  });
});

describe.concurrent('Starting', () => {
  test('with a token that Discord does not know is final, and says where to get one', async () => {
    const { adapter, close, log } = await setStage({ start: false, config: { token: 'wrong.token.here' } });
    const failure = await adapter.start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Misconfigured);
    expect((failure as Error).message).toMatch(/DISCORD_TOKEN.*https:\/\/discord\.com\/developers\/applications/);
    expect(log.lines.join()).not.toContain('wrong.token.here');
    await close();
  });

  test.each([
    [4004, 'DISCORD_TOKEN'],
    [4013, 'intents'],
    [4014, 'intents'],
  ])('with a gateway that closes with %i is final', async (code, word) => {
    const { adapter, discord, close } = await setStage({ start: false });
    discord.gateway.refuseNext(code);
    await expect(adapter.start()).rejects.toThrow(word);
    expect(adapter.isReady()).toBe(false);
    await close();
  });

  test('without Discord goes on in the background until it is there', async () => {
    const { adapter, discord, close } = await setStage({ start: false });
    await discord.refuse();
    await adapter.start();
    expect(adapter.isReady()).toBe(false);
    await expect(adapter.post({ channel: '1', drill: 'd', reply: { summary: 'x', blocks: [] } })).rejects.toThrow('not connected');
    await discord.accept();
    await discord.waitFor(adapter.isReady);
    await discord.botReady();
    expect((await discord.command('mlpro help')).seen?.text).toContain('What you can ask for');
    await close();
  });

  test('does not bind it for ever: an answer that never comes is left behind when it stops', async () => {
    const around = (bot: Bot): Bot => ({ ...bot, answer: () => new Promise(() => undefined) });
    const { adapter, discord, close } = await setStage({ around, config: { answerBy: undefined } });
    await discord.botReady();
    const asked = await discord.command('mlpro help');
    expect(asked.answerType).toBe(5);
    await adapter.stop();
    expect(asked.seen).toMatchObject({ loading: true });
    await discord.waitFor(() => discord.gateway.connected() === 0);
    await close();
  });

  test('leaves a program that has to stop the time to close its books', () => {
    expect(times.lastCall + times.drain + times.close).toBeLessThan(4500);
  });

  test('can be stopped while it is trying', async () => {
    const { adapter, discord, close } = await setStage({ start: false });
    await discord.refuse();
    await adapter.start();
    await close();
    expect(adapter.isReady()).toBe(false);
    expect(discord.gateway.log.identifies).toBe(0);
  });

  test('goes on when the registration stumbles', async () => {
    const { adapter, discord, close } = await setStage({ start: false });
    discord.fail('PUT /applications/:application/commands', { how: 'error' });
    await Promise.all([adapter.start(), discord.botReady()]);
    expect(discord.requests.filter(({ method }) => method === 'PUT').map(({ status }) => status)).toEqual([500, 200]);
    await close();
  });
});

describe.concurrent('A gateway that hangs up later', () => {
  test.each([
    [4004, /DISCORD_TOKEN.*Reset Token/],
    [4010, /code 4010/],
    [4011, /2,500 servers/],
    [4012, /code 4012.*newer version/],
    [4013, /intents/],
    [4014, /intents/],
  ])('with %i is over, once, with the way out', async (code, words) => {
    const { adapter, discord, over, close } = await setStage();
    discord.gateway.cut({ code });
    await discord.waitFor(() => over.length > 0);
    expect(over).toEqual([expect.stringMatching(words)]);
    expect(adapter.isReady()).toBe(false);
    await close();
  });

  test.each([1000, 1001, 4000, 4003, 4007, 4008, 4009])('with %i is no end: the bot comes back by itself', async (code) => {
    const { adapter, discord, over, close } = await setStage();
    const connects = () => discord.gateway.log.identifies + discord.gateway.log.resumes;
    const before = connects();
    discord.gateway.cut({ code });
    await discord.waitFor(() => connects() > before && adapter.isReady());
    expect(over).toEqual([]);
    await close();
  });

  test('for a moment is no loss: what happened meanwhile is answered', async () => {
    const stage = await setStage();
    const { adapter, discord } = stage;
    await discord.botReady();
    const { log } = discord.gateway;
    discord.gateway.cut('reconnect');
    await discord.waitFor(() => log.closes.at(-1) === 4200);
    await discord.waitFor(() => !adapter.isReady());
    const meanwhile = await discord.command('mlpro lesson', { lesson: '1.1' });
    expect((await meanwhile.settled()).text).toContain('The summary of');
    expect(log.resumes).toBe(1);
    await discord.waitFor(adapter.isReady);
    await leave(stage);
  });

  test('is over as well when Discord could not be reached at first', async () => {
    const { adapter, discord, over, close } = await setStage({ start: false });
    await discord.refuse();
    await adapter.start();
    discord.gateway.refuseNext(4004);
    await discord.accept();
    await discord.waitFor(() => over.length > 0);
    expect(over[0]).toContain('DISCORD_TOKEN');
    await close();
  });
});

test.concurrent('An error inside of the library is logged, and ends nothing', () => {
  const log = makeLines();
  makeClient({ timeout: 1 }, { log, clock: { saw: () => undefined }, outage: discordOutage(log) }).emit(Events.Error, new Error('inside'));
  expect(log.lines.join()).toContain('inside');
});

test.concurrent('An adapter that never started stops', async () => {
  const discord = await startDiscord();
  const bot = {} as Bot;
  await discordAdapter({
    bot,
    config: { token: 'x' },
    log: makeLines(),
    course: () => course,
    clock: Date.now,
    over: () => undefined,
  }).stop();
  await discord.close();
});
