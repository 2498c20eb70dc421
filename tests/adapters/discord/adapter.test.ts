import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Seen } from '../../standins/discord/index.ts';
import { type Stage, setStage } from './harness.ts';

let stage: Stage;
const sessions = (text: string) => /Question (\d) of (\d)/.exec(text)?.slice(1).map(Number);
const ask = (path: string, values = {}, who = {}) => stage.discord.command(path, values, who);
const manager = { user: 'mia', permissions: ['ManageChannels'] };

beforeAll(async () => {
  stage = await setStage({ start: false });
  stage.discord.addMember('study', 'lea', ['ViewChannel', 'ManageChannels']);
  await Promise.all([stage.adapter.start(), stage.discord.botReady()]);
});
afterEach(() => {
  expect(stage.discord.violations).toEqual([]);
  expect(stage.log.lines.filter((line) => line.includes('token-of-interaction') || line.includes(stage.discord.token))).toEqual([]);
  stage.discord.healFaults();
});
afterAll(() => stage.close());

describe('A person', () => {
  test('is sent to a lesson, alone, and opens it in the same message', async () => {
    const routed = await ask('mlpro route', { question: 'how do I build a pipeline' });
    expect(routed).toMatchObject({ answerType: 4, seen: { ephemeral: true } });
    expect(routed.seen?.text).toContain('## Go first to 1.1 Pipelines');
    expect(stage.discord.sees('ben')).toEqual([]);
    const opened = await stage.discord.press('Open the lesson', routed);
    expect(opened.answerType).toBe(7);
    expect(routed.seen?.text).toContain('The summary of **Pipelines');
  });

  test('turns the tabs of a lesson', async () => {
    const lesson = await ask('mlpro lesson', { lesson: '1.2' });
    for (const [tab, words] of [
      ['Traps', '“The tempting way is fine.”'],
      ['Code', 'pipeline.fit(train)'],
      ['Summary', 'What Inference'],
    ] as const) {
      const picked = await stage.discord.select('Read more of this lesson', [tab], lesson);
      expect(picked.answerType).toBe(7);
      expect(lesson.seen?.text).toContain(words);
    }
  });

  test('is offered lessons and time zones while typing', async () => {
    const lessons = await stage.discord.autocomplete('mlpro quiz', { lesson: 'infer' }, 'lesson');
    expect(lessons.choices).toEqual([{ name: '1.2 Inference Fit and Scoring Modes', value: '1.2' }]);
    const zones = await stage.discord.autocomplete('mlpro-drill setup', { zone: 'berlin' }, 'zone', manager);
    expect(zones.choices).toEqual([{ name: 'Europe/Berlin', value: 'Europe/Berlin' }]);
  });

  test.each([
    ['time', '9', '09:15'],
    ['time', '', '09:00'],
    ['days', 'mon', 'mon,wed,fri'],
    ['days', 'tue,sat', 'tue,sat'],
    ['reveal', '', 'next'],
    ['reveal', '17', '17:00'],
    ['zone', 'new york', 'America/New_York'],
  ])('is offered a %s for %j', async (option, typed, offered) => {
    const { choices } = await stage.discord.autocomplete('mlpro-drill setup', { [option]: typed }, option, manager);
    expect(choices.map(({ value }) => value)).toContain(offered);
  });

  test('cannot type more than is read, nor a grace that is none', async () => {
    await expect(ask('mlpro route', { question: 'x'.repeat(4001) })).rejects.toThrow('text of another length');
    expect((await ask('mlpro route', { question: 'x'.repeat(4000) })).seen?.text).toContain('Not in this guide');
    for (const grace of [4, 721, -1]) await expect(ask('mlpro-drill setup', { grace }, manager)).rejects.toThrow('another number');
  });

  test('plays a whole quiz by pressing buttons in one message', async () => {
    const quiz = await ask('mlpro quiz', { lesson: '1.2', count: 1 }, { user: 'quin' });
    expect(sessions(quiz.seen?.text ?? '')).toEqual([1, 1]);
    await stage.discord.press('A', quiz);
    expect(quiz.seen?.text).toMatch(/✓ Right|✗ Not this time/);
    await stage.discord.press('See the result', quiz);
    expect(quiz.seen?.text).toMatch(/[01] of 1 right/);
    expect(quiz.seen?.id).toBe(stage.discord.sees('quin').at(-1)?.id);
  });

  test('is answered in private, and on servers that the bot has not joined', async () => {
    const private_ = await ask('mlpro quiz', { lesson: '1.2', count: 1 }, { dm: true });
    expect(private_.seen?.ephemeral).toBe(false);
    expect(private_.seen?.text).toContain('Question 1 of 1');
    await stage.discord.press('Stop', private_);
    expect(private_.seen?.text).toContain('Stopped before the first answer');
    stage.discord.addGuild('elsewhere', ['lobby'], false);
    const away = await ask('mlpro lesson', {}, { guild: 'elsewhere' });
    expect(away.seen?.text).toContain('A Tiny Exam');
    await stage.discord.select('Open a lesson', ['1.2 Inference Fit and Scoring Modes'], away);
    expect(away.seen?.text).toContain('What Inference Fit');
  });

  test('types what would ping or link, and it stays asleep', async () => {
    const routed = await ask('mlpro route', { question: '@everyone <@1> https://evil.example **x** [a](https://b.example)' });
    expect(routed.seen?.text).toContain('\\@everyone \\<@1> https\\://evil.example \\*\\*x\\*\\* \\[a\\](https\\://b.example)');
  });

  test('cannot press what this bot did not make', async () => {
    const own = await ask('mlpro help');
    const [button] = own.seen?.buttons ?? [];
    const message = stage.discord.world.guilds[0]?.channels[0]?.messages.find(({ id }) => id === own.seen?.id);
    const forge = (customId: string) => JSON.parse(JSON.stringify(message?.components).replaceAll(button?.customId ?? '', customId));
    if (message) message.components = forge('answer:abcdefgh:1.1-q01:b:v001:AAAAAAAA');
    await stage.discord.press(button?.label ?? '', own);
    expect(own.seen?.text).toContain('That button is too old');
  });
});

describe('A drill', () => {
  const at = (now: number) => new Date(now).toISOString().slice(11, 16);
  let posted: Seen;

  test('is set up by whoever may manage the channel', async () => {
    const bad = await ask('mlpro-drill setup', { time: '25:00', days: 'someday' }, manager);
    expect(bad.seen?.text).toContain('The drill was not changed');
    stage.wait(60_000);
    const soon = at(stage.now() + 60_000);
    const set = await ask('mlpro-drill setup', { time: soon, zone: 'UTC', days: 'daily', grace: 60, reveal: 'next' }, manager);
    expect(set.seen?.text).toContain(`**Time** ${soon} (UTC)`);
    stage.wait(60_000);
  });

  test('can be for another channel, if its manager asks', async () => {
    const denied = await ask('mlpro-drill setup', { channel: 'drill' }, manager);
    expect(denied.seen?.text).toContain('people who manage this channel');
    for (const who of [{ user: 'lea' }, { user: 'root', permissions: ['Administrator'] }]) {
      const set = await ask('mlpro-drill setup', { channel: 'drill', time: '09:00', zone: 'UTC' }, who);
      expect(set.seen?.text).toContain('The daily drill is set');
    }
    const groups = await stage.ledger.activeGroups('discord');
    expect(groups.map(({ channel }) => channel)).toContain(stage.discord.channel('drill').id);
    await ask('mlpro-drill off', {}, { user: 'root', channel: 'drill' });
  });

  test('is managed by whom the server names for the commands, in their channel and in no other', async () => {
    const command = stage.discord.world.commands.find(({ name }) => name === 'mlpro-drill');
    const usual = command?.default_member_permissions;
    Object.assign(command ?? {}, { default_member_permissions: null });
    const [tutor, here] = [{ user: 'tutor' }, { time: '09:00', zone: 'UTC' }];
    expect((await ask('mlpro-drill setup', here, { ...tutor, channel: 'drill' })).seen?.text).toContain('The daily drill is set');
    expect((await ask('mlpro-drill status', {}, { ...tutor, channel: 'drill' })).seen?.text).not.toContain('people who manage');
    expect((await ask('mlpro-drill off', {}, { ...tutor, channel: 'drill' })).seen?.text).not.toContain('people who manage');
    const other = await ask('mlpro-drill setup', { ...here, channel: 'general' }, { ...tutor, channel: 'drill' });
    expect(other.seen?.text).toContain('people who manage this channel');
    const same = await ask('mlpro-drill setup', { ...here, channel: 'drill' }, { ...tutor, channel: 'drill' });
    expect(same.seen?.text).toContain('The daily drill is set');
    await ask('mlpro-drill off', {}, { ...tutor, channel: 'drill' });
    Object.assign(command ?? {}, { default_member_permissions: usual });
  });

  test('is posted once, public, and answered in private', async () => {
    await stage.schedule.tick();
    await stage.schedule.tick();
    const messages = stage.discord.channel('general').messages;
    expect(messages.filter(({ text }) => text.includes('Decision cue of the day'))).toHaveLength(1);
    posted = messages.at(-1) as Seen;
    const vote = await stage.discord.press('A', posted, { user: 'ana' });
    expect(vote).toMatchObject({ answerType: 4, seen: { ephemeral: true } });
    expect(vote.seen?.text).toMatch(/✓ Right|✗ Not this time/);
    const again = await stage.discord.press('B', posted, { user: 'ana' });
    expect(again.seen?.text).toContain('You had answered this drill before');
  });

  test('tells in the channel how many have answered, then the answer', async () => {
    await stage.discord.press('B', posted, { user: 'ben' });
    await stage.schedule.tick();
    expect(stage.discord.channel('general').messages.at(-1)).toMatchObject({ id: posted.id, edited: true });
    expect(stage.discord.channel('general').messages.at(-1)?.text).toContain('2 people have answered');
    stage.wait(86_400_000);
    await stage.schedule.tick();
    const revealed = stage.discord.channel('general').messages.find(({ id }) => id === posted.id);
    expect(revealed?.text).toContain('Decision cue: the answer');
    expect(revealed?.text).toContain('Two people answered this one');
  });

  test('says that the answer is out in a reply that pings nobody, once', async () => {
    await stage.schedule.tick();
    const sent = stage.discord.requests.filter(({ body }) => JSON.stringify(body ?? {}).includes('The answer is out'));
    expect(sent).toMatchObject([
      {
        body: {
          message_reference: { message_id: posted.id, fail_if_not_exists: false },
          allowed_mentions: { parse: [], replied_user: false },
          enforce_nonce: true,
        },
      },
    ]);
    expect(stage.discord.violations).toEqual([]);
  });

  test.each<[string[], string | undefined]>([
    [['ViewChannel'], 'View Channel'],
    [['SendMessages'], 'Send Messages'],
    [['ReadMessageHistory'], 'Read Message History'],
    [['ViewChannel', 'SendMessages'], 'View Channel and Send Messages'],
    [['SendMessages', 'ReadMessageHistory'], 'Send Messages and Read Message History'],
    [['ViewChannel', 'SendMessages', 'ReadMessageHistory'], 'View Channel, Send Messages and Read Message History'],
    [['EmbedLinks'], undefined],
    [['AttachFiles'], undefined],
    [['EmbedLinks', 'SendMessages'], 'Send Messages'],
    [[], undefined],
  ])('is not set where the bot lacks %j, here or for another channel', async (denied, lacks) => {
    const owner = { user: 'root', permissions: ['Administrator'] };
    stage.discord.denyBot('drill', denied);
    await stage.discord.command('mlpro help');
    const said = lacks === undefined ? 'The daily drill is set' : `I lack **${lacks}**`;
    for (const [who, values] of [
      [{ ...owner, channel: 'drill' }, {}],
      [owner, { channel: 'drill' }],
    ] as const) {
      expect((await ask('mlpro-drill setup', { time: '09:00', zone: 'UTC', ...values }, who)).seen?.text).toContain(said);
      await ask('mlpro-drill off', {}, { user: 'root', channel: 'drill' });
    }
    stage.discord.denyBot('drill', []);
  });

  test('of a place where the bot cannot post is refused with the reason', async () => {
    const command = stage.discord.world.commands.find(({ name }) => name === 'mlpro-drill');
    Object.assign(command ?? {}, { contexts: [0, 1, 2], integration_types: [0, 1] });
    for (const who of [{ dm: true }, { ...manager, guild: 'elsewhere' }]) {
      const set = await ask('mlpro-drill setup', { time: '09:00' }, who);
      expect(set.seen?.text).toContain('That needs a server with the bot in it');
    }
  });
});
