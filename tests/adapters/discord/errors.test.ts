import { DiscordAPIError } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Post, Refused } from '../../../src/adapters/platform.ts';
import { asRefusal } from '../../../src/adapters/discord/errors.ts';
import type { Bot } from '../../../src/bot.ts';
import { cuesOf } from '../../../src/core/pack-index.ts';
import { drillPost } from '../../../src/core/drill/replies.ts';
import type { Drill } from '../../../src/core/state.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { deadline } from '../../fixtures/deadline.ts';
import { type Stage, setStage } from './harness.ts';

const [cue] = cuesOf(tinyPack);
const drillOf = (id: string): Drill => ({
  id,
  group: 'discord:1',
  day: '2026-05-04',
  cue: cue?.id ?? '',
  status: 'claimed',
  dueAt: 0,
  claimedAt: 0,
  late: false,
  message: null,
  shown: 0,
});
const reply = (id: string, answered = 0) => drillPost(tinyPack, drillOf(id), cue!, answered);

describe('Posting', () => {
  let stage: Stage;
  const create = 'POST /channels/:channel/messages';
  const inDrill = () => stage.discord.channel('drill').messages;
  const post = (id: string, more: Partial<Post> = {}) =>
    stage.adapter.post({ channel: stage.discord.channel('drill').id, drill: id, reply: reply(id), ...more });
  const find = (id: string) => stage.adapter.find({ channel: stage.discord.channel('drill').id, drill: id, since: Date.now() - 3_600_000 });
  beforeAll(async () => void (stage = await setStage()));
  afterEach(() => {
    stage.discord.healFaults();
    stage.discord.trouble('drill');
    expect(stage.discord.violations).toEqual([]);
  });
  afterAll(() => stage.close());

  test.each([
    ['a 500', { how: 'error' }],
    ['a 500 although it was stored', { how: 'error', carriedOut: true }],
    ['a cut connection', { how: 'cut' }],
    ['a cut connection although it was stored', { how: 'cut', carriedOut: true }],
    ['a 429', { how: 'rate-limit', retryAfter: 0.01 }],
  ] as const)('after %s the message is there once', async (name, fault) => {
    const before = inDrill().length;
    stage.discord.fail(create, fault);
    await post(name.replaceAll(' ', '').slice(-20));
    expect(inDrill()).toHaveLength(before + 1);
  });

  test('a call that hangs is given up, and found again by the next try', async () => {
    const { adapter, discord, another, close } = await setStage({ config: { requestTimeout: 100 } });
    const { id: channel } = discord.channel('drill');
    discord.fail(create, { how: 'hang', carriedOut: true });
    await expect(adapter.post({ channel, drill: 'hanging1', reply: reply('hanging1') })).rejects.toThrow();
    const patient = another({ requestTimeout: deadline });
    await patient.start();
    await discord.waitFor(patient.isReady);
    expect(await patient.find({ channel, drill: 'hanging1', since: Date.now() - 3_600_000 })).toBe(
      discord.channel('drill').messages.at(-1)?.id,
    );
    await patient.stop();
    await close();
  });

  test('an earlier try is known by its buttons, not by the nonce alone', async () => {
    const first = await post('again001');
    for (const message of stage.discord.world.guilds[0]?.channels[1]?.messages ?? []) delete message.nonce;
    expect([await find('again001'), await find('again002')]).toEqual([first, undefined]);
  });

  test('an earlier try is found however much was written since', async () => {
    const first = await post('busy0001');
    await post('talk0001');
    stage.discord.repeat(await post('talk0002'), 120);
    expect(await find('busy0001')).toBe(first);
    expect(await find('busy0002')).toBeUndefined();
  });

  test.each([
    ['UnknownChannel', 404, 'UnknownChannel', true],
    ['archived thread', 400, 50083, false],
    ['AutoMod', 400, 200000, false],
    ['a post in a forum', 403, 40058, false],
    ['verification', 403, 20022, false],
    ['a bad body', 400, 50035, false],
    ['missing access', 403, 50001, false],
    ['missing permissions', 403, 50013, false],
    ['too many messages in a channel', 403, 50278, false],
    ['unknown message', 404, 10008, true],
  ] as const)('%s is a refusal with a sentence, and final only when it is gone', async (_name, status, code, isGone) => {
    const number = code === 'UnknownChannel' ? 10003 : code;
    const error = asRefusal(
      new DiscordAPIError({ code: number, message: 'Discord’s own words' }, number, status, 'POST', 'https://discord.com/api/x', {}),
    );
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ isGone });
    expect(String(error)).not.toContain('https://');
  });

  test.each([
    ['a token that is refused', 401],
    ['a wait', 429],
    ['a moment of Discord’s own', 503],
  ])('%s is no refusal of the channel', (_name, status) => {
    const error = new DiscordAPIError({ code: 0, message: 'no' }, 0, status, 'POST', 'https://discord.com/api/x', {});
    expect(asRefusal(error)).toBe(error);
  });

  test('a rate limit of a minute is an error, not a wait', async () => {
    stage.discord.fail(create, { how: 'rate-limit', retryAfter: 60 });
    await expect(post('slowly01', { channel: stage.discord.channel('general').id })).rejects.toThrow();
  });

  test('a message is redrawn in place', async () => {
    const id = await post('redraw01');
    expect(await post('redraw01', { replaces: id, reply: reply('redraw01', 7) })).toBe(id);
    expect(inDrill().at(-1)?.text).toContain('7 people have answered');
  });

  test.each(['gone', 'no-access', 'no-permission'] as const)(
    'a channel that is %s refuses, in words for whoever set it up',
    async (trouble) => {
      stage.discord.trouble('drill', trouble);
      const refusal = await post('refused1').catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Refused);
      expect((refusal as Refused).message).toMatch(/channel of the daily drill/);
    },
  );

  test('a message that was deleted, and a channel that never was, refuse as well', async () => {
    await expect(post('refused2', { replaces: '1234567890' })).rejects.toBeInstanceOf(Refused);
    await expect(post('refused3', { channel: '../../users/@me' })).rejects.toBeInstanceOf(Refused);
    await expect(post('refused4', { channel: '1234567890' })).rejects.toBeInstanceOf(Refused);
  });

  test('one person is told in private, or left in peace', async () => {
    const learner = `discord:${stage.discord.user('mia').id}`;
    const trouble = { summary: 'Hello', blocks: [{ kind: 'heading' as const, text: 'Trouble' }] };
    expect(await stage.adapter.tell(learner, trouble)).toBe('told');
    expect(stage.discord.sees('mia').at(-1)?.text).toBe('## Trouble');
    stage.discord.refuseDms('mia');
    expect(await stage.adapter.tell(learner, reply('private1'))).toBe('unreachable');
    expect(stage.log.lines.at(-1)).toContain('takes no private messages');
  });

  test.each([
    [50007, 403],
    [50278, 403],
    [10013, 404],
  ])('one person who cannot be told (%i) is left in peace', async (code, status) => {
    stage.discord.fail(create, { how: 'error', status, code });
    expect(await stage.adapter.tell(`discord:${stage.discord.user('mia').id}`, reply('private2'))).toBe('unreachable');
    expect(stage.log.lines.at(-1)).toMatch(/"info".*takes no private messages/);
  });

  test('a button of a private message changes that message', async () => {
    const learner = `discord:${stage.discord.user('zoe').id}`;
    const choices = [{ label: 'Guide', action: { kind: 'guide' } as const }];
    await stage.adapter.tell(learner, { summary: 'Hello', blocks: [{ kind: 'choices', choices }] });
    const message = stage.discord.sees('zoe').at(-1)!;
    const pressed = await stage.discord.press('Guide', message, { user: 'zoe', dm: true });
    expect(pressed.answerType).toBe(7);
    expect(pressed.seen).toMatchObject({ id: message.id, ephemeral: false });
  });
});

describe('A slow or broken bot', () => {
  let stage: Stage;
  let before: () => Promise<void> = async () => undefined;
  /** From now on no answer comes before this is called. */
  const hold = () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    before = () => released;
    return () => release();
  };
  const slow = (bot: Bot): Bot => ({ ...bot, answer: async (...asked) => (await before(), bot.answer(...asked)) });
  beforeAll(async () => void (stage = await setStage({ around: slow, config: { answerBy: undefined } })));
  afterAll(() => stage.close());
  const callback = 'POST /interactions/:interaction/:token/callback';

  test('says that it thinks, then answers; a press says so, too, in its own message', async () => {
    const answer = hold();
    const asked = await stage.discord.command('mlpro help');
    expect(asked).toMatchObject({ answerType: 5, seen: { loading: true, ephemeral: true } });
    answer();
    expect((await asked.settled()).text).toContain('What you can ask for');
    const answerPress = hold();
    const pressed = await stage.discord.press('All lessons', asked, { ageMs: 2100 });
    expect(pressed.answerType).toBe(6);
    expect(asked.seen?.text).toContain('What you can ask for');
    answerPress();
    await stage.discord.waitFor(() => asked.seen?.text.includes('A Tiny Exam'));
  });

  test('says so at once when the interaction came late', async () => {
    const answer = hold();
    const late = await stage.discord.command('mlpro help', {}, { ageMs: 2400 });
    expect(late).toMatchObject({ answerType: 5, seen: { loading: true } });
    answer();
    expect((await late.settled()).text).toContain('What you can ask for');
  });

  test('fills a wait that Discord had noted although it said 500', async () => {
    const answer = hold();
    stage.discord.fail(callback, { how: 'error', carriedOut: true });
    const late = await stage.discord.command('mlpro help', {}, { ageMs: 2400 });
    answer();
    expect((await late.settled()).text).toContain('What you can ask for');
  });

  test('apologises when it breaks, logs no token, and goes on', async () => {
    before = () => Promise.reject(new Error('broken'));
    const asked = await stage.discord.command('mlpro help');
    expect(asked.seen?.text).toContain('That did not come through');
    stage.discord.fail(callback, { how: 'error', times: 9 });
    await Promise.race([
      stage.discord.command('mlpro help'),
      stage.discord.waitFor(() => stage.log.lines.some((line) => line.includes('apology'))),
    ]);
    expect(stage.log.lines.join()).not.toMatch(/token-of-interaction|standin\.discord\.token/);
    stage.discord.healFaults();
    before = async () => undefined;
    expect((await stage.discord.command('mlpro help')).seen?.text).toContain('What you can ask for');
  });

  test.each([
    ['a broken call', { how: 'error' }],
    ['a broken call that was carried out', { how: 'error', carriedOut: true }],
    ['a cut connection', { how: 'cut' }],
    ['a cut connection after it was carried out', { how: 'cut', carriedOut: true }],
  ] as const)('offers completions after %s', async (_name, fault) => {
    before = async () => undefined;
    stage.discord.fail(callback, fault);
    const typed = await stage.discord.autocomplete('mlpro quiz', { lesson: 'infer' }, 'lesson');
    expect(typed.choices).toEqual([{ name: '1.2 Inference Fit and Scoring Modes', value: '1.2' }]);
  });

  test.each([
    [
      'a completion that nobody waits for any more',
      10062,
      () => stage.discord.autocomplete('mlpro quiz', { lesson: 'i' }, 'lesson'),
      callback,
    ],
    ['a completion that another process gave', 40060, () => stage.discord.autocomplete('mlpro quiz', { lesson: 'i' }, 'lesson'), callback],
    [
      'an answer to a dismissed message',
      10008,
      () => stage.discord.command('mlpro help', {}, { ageMs: 2400 }),
      'PATCH /webhooks/:application/:token/messages/:message',
    ],
  ] as const)('logs %s as nothing of weight', async (_name, code, act, route) => {
    stage.log.lines.length = 0;
    stage.discord.fail(route, { how: 'error', status: 404, code });
    void act();
    // That a request was answered is told as well, sooner or later.
    await stage.discord.waitFor(() => stage.log.lines.some((line) => line.includes(`DiscordAPIError[${code}]`)));
    expect(stage.log.lines.filter((line) => !line.startsWith('["debug"'))).toEqual([]);
  });

  test('finishes what runs when it stops, answers what comes meanwhile, and takes nothing after that', async () => {
    const waiting: (() => void)[] = [];
    before = () => new Promise((resolve) => waiting.push(resolve));
    const asked = stage.discord.command('mlpro help');
    await stage.discord.waitFor(() => waiting.length);
    const stopped = stage.adapter.stop();
    before = async () => undefined;
    const meanwhile = await stage.discord.command('mlpro lesson');
    expect(meanwhile.seen?.text).toContain('A Tiny Exam');
    waiting[0]?.();
    await stopped;
    await (await asked).settled();
    expect((await asked).seen?.text).toContain('What you can ask for');
    expect(stage.adapter.isReady()).toBe(false);
    await stage.adapter.stop();
  });
});
