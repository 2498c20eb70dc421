import { Client, DefaultRestOptions, Events, type Interaction, type RESTOptions, type TextChannel } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { deadline } from '../../fixtures/deadline.ts';
import { bareDiscordBot, type DiscordStandIn, type Exchange, snowflakeTime, startDiscord, type Who } from './index.ts';

const button = { type: 2, style: 1, label: 'Show more', custom_id: 'more' };
const menu = {
  type: 3,
  custom_id: 'pick',
  placeholder: 'Pick one',
  options: [
    { label: 'A', value: 'a' },
    { label: 'B', value: 'b' },
  ],
};
const rows = [
  { type: 1, components: [button, { ...button, label: 'Closed', custom_id: 'closed', disabled: true }] },
  { type: 1, components: [menu] },
];
const modal = {
  custom_id: 'note',
  title: 'A note',
  components: [{ type: 18, label: 'Text', component: { type: 4, custom_id: 'text', style: 1 } }],
};
const question = {
  type: 3,
  name: 'question',
  description: 'Your question',
  required: true,
  autocomplete: true,
  max_length: 200,
};
const count = { type: 4, name: 'count', description: 'How many', min_value: 1, max_value: 5 };
const level = { type: 3, name: 'level', description: 'How hard', choices: [{ name: 'Easy', value: 'e' }] };
const commands = [
  {
    name: 'mlpro',
    description: 'Study',
    contexts: [0, 1],
    integration_types: [0, 1],
    options: [{ type: 1, name: 'route', description: 'Route', options: [question, count, level] }],
  },
  { name: 'admin', description: 'For managers', default_member_permissions: '32' },
];

/** A bot that does what its question says. */
async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return interaction.respond([{ name: `About ${interaction.options.getFocused()}`, value: 'about' }]);
  if (interaction.isButton())
    return void (await interaction.update({ content: `Pressed by ${interaction.user.username}`, components: [] }));
  if (interaction.isStringSelectMenu()) return void (await interaction.reply({ content: `Chose ${interaction.values}`, flags: 64 }));
  if (interaction.isModalSubmit()) return void (await interaction.reply(`Noted: ${interaction.fields.getTextInputValue('text')}`));
  if (!interaction.isChatInputCommand()) return;
  const asked = interaction.options.getString('question');
  if (asked === 'nothing') return;
  if (asked === 'buttons') return void (await interaction.reply({ content: 'Choose', components: rows, flags: 64 }));
  if (asked === 'modal') return void (await interaction.showModal(modal));
  if (asked === 'public') return void (await interaction.reply({ content: 'For all', withResponse: true }));
  if (asked === 'mentions') return void (await interaction.reply({ content: 'Hi', allowedMentions: { parse: ['users'] } }));
  await interaction.deferReply({ flags: 64 });
  await interaction.editReply(`You asked: ${asked} in ${interaction.inGuild() ? 'a guild' : 'private'}`);
  if (asked === 'more') await interaction.followUp({ content: 'And more', flags: 64 });
  if (asked === 'delete') await interaction.deleteReply();
}

let discord: DiscordStandIn;
let client: Client<true>;
/** By how many milliseconds the clock of the stand-in is ahead. */
let ahead = 0;
const problems: unknown[] = [];

/** Where Slack's library came first into the process, its undici's agent does not know the forms of this library's undici. */
const makeRequest: RESTOptions['makeRequest'] = (url, init) => {
  const { method, body, headers } = init;
  if (!(body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  return fetch(url, { ...(method !== undefined && { method }), body, headers: Object.entries(headers ?? {}) });
};

async function startBot(discord: DiscordStandIn): Promise<Client<true>> {
  const bot = new Client({
    intents: 1 | 512,
    allowedMentions: { parse: [] },
    rest: { api: discord.api, globalRequestsPerSecond: 10_000, makeRequest },
  });
  bot.on(Events.Error, (problem) => problems.push(problem));
  bot.on(Events.InteractionCreate, answer);
  const ready = new Promise<Client<true>>((resolve) => bot.once(Events.ClientReady, resolve));
  await bot.login(discord.token);
  const started = await ready;
  await started.rest.put(`/applications/${discord.applicationId}/commands`, { body: commands });
  await discord.botReady();
  return started;
}

beforeAll(async () => {
  discord = await startDiscord({ responseMs: deadline, now: () => Date.now() + ahead });
  client = await startBot(discord);
});

afterEach(() => {
  discord.healFaults();
  discord.violations.length = 0;
  problems.length = 0;
});

afterAll(async () => {
  await client.destroy();
  await discord.close();
});

const ask = (what: string, who = {}) => discord.command('mlpro route', { question: what }, who);
const general = async () => (await client.channels.fetch(discord.channel('general').id)) as TextChannel;
const code = (call: Promise<unknown>) =>
  call.then(
    () => 'fine',
    (problem: { code?: unknown; status?: unknown }) => problem.code ?? problem.status,
  );

describe('A person', () => {
  test('asks and reads the deferred answer, which others cannot see', async () => {
    const exchange = await ask('registry', { user: 'ana' });
    expect(exchange).toMatchObject({ answerType: 5, died: false });
    expect(await exchange.settled()).toMatchObject({
      text: 'You asked: registry in a guild',
      ephemeral: true,
      edited: false,
    });
    expect(discord.sees('ana').map((one) => one.text)).toContain('You asked: registry in a guild');
    expect(discord.sees('ben')).toEqual([]);
    expect(discord.channel('general').messages).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  test('asks in private, and in a guild that the bot has not joined', async () => {
    discord.addGuild('elsewhere', ['lobby'], false);
    expect(await (await ask('x', { dm: true })).settled()).toMatchObject({ text: 'You asked: x in private' });
    const away = await ask('x', { guild: 'elsewhere' });
    expect(await away.settled()).toMatchObject({ text: 'You asked: x in a guild' });
    expect(discord.channel('lobby').messages).toEqual([]);
  });

  test('is described to the bot as Discord does in each place', async () => {
    const payload = async (who: Who) => {
      const { id } = await ask('x', who);
      return [...discord.world.interactions.values()].find((one) => one.id === id)?.payload;
    };
    const [study, ana] = [discord.guild('study').id, discord.user('ana').id];
    expect(await payload({ locale: 'de' })).toMatchObject({
      context: 0,
      guild_id: study,
      locale: 'de',
      authorizing_integration_owners: { 0: study },
      member: { user: { id: ana }, permissions: String(discord.guild('study').members.get(ana)?.permissions) },
    });
    const dm = await payload({ dm: true });
    expect(dm).toMatchObject({ context: 1, user: { id: ana }, authorizing_integration_owners: { 0: '0' } });
    expect(dm).not.toHaveProperty('guild_id');
    expect(dm).not.toHaveProperty('member');
    const away = discord.guild('elsewhere').id;
    expect(await payload({ guild: 'elsewhere' })).toMatchObject({
      context: 0,
      guild_id: away,
      authorizing_integration_owners: { 1: ana },
    });
  });

  test('presses, selects and fills in a modal', async () => {
    const asked = await ask('buttons');
    const chosen = await discord.select('Pick one', ['B'], asked);
    expect(chosen.seen?.text).toBe('Chose b');
    await expect(discord.press('Closed', asked)).rejects.toThrow('disabled');
    await expect(discord.press('Show more', asked, { user: 'ben' })).rejects.toThrow('ephemeral');
    await expect(discord.press('Gone', asked)).rejects.toThrow('more / Show more');
    await discord.press('Show more', asked);
    expect(asked.seen).toMatchObject({ text: 'Pressed by ana', buttons: [], edited: true });
    const opened = await ask('modal');
    const noted = await discord.submit({ text: 'Remember drift' }, opened);
    expect(noted.seen?.text).toBe('Noted: Remember drift');
  });

  test('sees follow-ups, and no deleted reply', async () => {
    const more = await ask('more');
    await discord.waitFor(() => more.followups.length === 1);
    expect(more.followups[0]).toMatchObject({ text: 'And more', ephemeral: true });
    const gone = await ask('delete');
    await discord.waitFor(() => gone.seen === undefined);
  });

  test('is offered suggestions while typing', async () => {
    const typing = await discord.autocomplete('mlpro route', { question: 'drift' }, 'question');
    expect(typing.choices).toEqual([{ name: 'About drift', value: 'about' }]);
  });

  test.each([
    ['nope', {}, 'no command /nope'],
    ['mlpro', {}, 'needs a subcommand: route'],
    ['mlpro rout', {}, 'no /mlpro rout; it has route'],
    ['mlpro route', {}, 'requires the option question'],
    ['mlpro route', { question: 'x', answer: 'y' }, 'no option answer'],
    ['mlpro route', { question: 7 }, 'takes text, not 7'],
    ['mlpro route', { question: 'x', count: 9 }, 'another number'],
    ['mlpro route', { question: 'x', level: 'Hard' }, 'one of Easy'],
  ])('cannot send /%s %j', async (path, values, message) => {
    await expect(discord.command(path, values as Record<string, string>)).rejects.toThrow(message);
  });

  test('is offered a command only where and to whom it was registered', async () => {
    await expect(discord.command('admin')).rejects.toThrow('permissions 32');
    await expect(discord.command('admin', {}, { guild: 'elsewhere' })).rejects.toThrow('user install');
    const manager = await discord.command('admin', {}, { user: 'mia', permissions: ['ManageGuild'] });
    expect(manager.died).toBe(false);
  });
});

describe('An interaction', () => {
  test('dies without an answer, and a stale one is born dead', async () => {
    const { world } = discord;
    world.responseMs = 3000;
    expect(await ask('nothing', { ageMs: 2990 })).toMatchObject({ died: true, ms: undefined });
    const stale = await ask('late', { ageMs: 4000 });
    expect(stale.died).toBe(true);
    expect(world.now() - snowflakeTime(stale.id)).toBeGreaterThan(3999);
    await discord.waitFor(() => stale.refusals.includes(10062));
    await discord.waitFor(() => problems.length > 0);
    world.responseMs = deadline;
  });

  test('is answered once, even when it is delivered twice', async () => {
    const exchange = await ask('once');
    await exchange.settled();
    discord.redeliver(exchange);
    await discord.waitFor(() => exchange.refusals.includes(40060));
  });

  test('keeps its token for fifteen minutes only', async () => {
    const exchange = await ask('public');
    const read = () =>
      client.rest.get(`/webhooks/${discord.applicationId}/token-of-interaction-${exchange.id}/messages/@original`, { auth: false });
    ahead = 14 * 60_000;
    expect(await code(read())).toBe('fine');
    ahead = 15 * 60_000 + 1;
    expect(await code(read())).toBe(50027);
    ahead = 0;
  });

  test('takes five follow-ups where the bot is only carried along', async () => {
    const exchange = await ask('public', { guild: 'elsewhere' });
    const followUp = () =>
      client.rest.post(`/webhooks/${discord.applicationId}/token-of-interaction-${exchange.id}`, {
        auth: false,
        body: { content: 'more', allowed_mentions: { parse: [] } },
      });
    const codes = [];
    for (let i = 0; i < 6; i += 1) codes.push(await code(followUp()));
    expect(codes).toEqual(['fine', 'fine', 'fine', 'fine', 'fine', 40094]);
  });
});

describe('Every body is checked', () => {
  const say = (body: object) => client.rest.post(`/channels/${discord.channel('general').id}/messages`, { body });

  test('what Discord would refuse is refused, and said in a sentence', async () => {
    expect(await code(say({ contnet: 'x', allowed_mentions: { parse: [] } }))).toBe(50035);
    expect(discord.violations).toEqual(['POST /channels/:channel/messages: the body has a field that Discord does not know: contnet']);
    expect(await code(say({ content: '', allowed_mentions: { parse: [] } }))).toBe(50006);
  });

  test('a command is refused before anybody can send it', async () => {
    const route = `/applications/${discord.applicationId}/commands` as const;
    expect(await code(client.rest.post(route, { body: { name: 'Upper', description: 'x' } }))).toBe(50035);
    expect(discord.violations[0]).toContain('lower case');
    await expect(discord.command('Upper')).rejects.toThrow('no command');
  });

  test('a message of components V2 is taken, and cannot get content later', async () => {
    const panel = {
      type: 17,
      components: [
        { type: 10, content: '## Route' },
        { type: 1, components: [button] },
      ],
    };
    const message = await (await general()).send({ flags: 32768, components: [panel] });
    expect(discord.channel('general').messages.at(-1)).toMatchObject({
      text: '## Route\nShow more',
      buttons: [{ customId: 'more' }],
    });
    expect(await code(message.edit({ content: 'x' }))).toBe(50035);
  });

  test('mentions left alive are noted, not refused, unless the test allows them', async () => {
    expect((await ask('mentions')).seen?.text).toBe('Hi');
    await say({ content: 'x' });
    expect(discord.violations[0]).toContain('data.allowed_mentions must be present with parse []');
    expect(discord.violations[1]).toContain('it is missing');
    discord.world.allowMentions = true;
    await say({ content: 'x' });
    discord.world.allowMentions = false;
    expect(discord.violations).toHaveLength(2);
  });
});

describe('Channels, people and commands', () => {
  test('messages are listed, edited, deleted, and sent once per nonce', async () => {
    const channel = await general();
    const [first, second] = [
      await channel.send({ content: 'one', nonce: 'n1', enforceNonce: true }),
      await channel.send({ content: 'two', nonce: 'n1', enforceNonce: true }),
    ];
    expect(second.id).toBe(first.id);
    const third = await channel.send({
      content: 'three',
      files: [{ attachment: Buffer.from('x'), name: 'chart.png', description: 'A chart' }],
    });
    expect(discord.channel('general').messages.at(-1)?.attachments).toMatchObject([
      { filename: 'chart.png', size: 1, description: 'A chart' },
    ]);
    expect([...(await channel.messages.fetch({ after: first.id })).keys()]).toEqual([third.id]);
    expect((await channel.messages.fetch({ before: third.id, limit: 1 })).firstKey()).toBe(first.id);
    await first.edit('changed');
    await third.delete();
    expect(discord.channel('general').messages.at(-1)).toMatchObject({ text: 'changed', edited: true });
    expect(await code(channel.messages.fetch(third.id))).toBe(10008);
  });

  test('a person gets private messages unless they refuse', async () => {
    const ana = await client.users.fetch(discord.user('ana').id);
    await ana.send('Your drill');
    expect(discord.sees('ana').at(-1)?.text).toBe('Your drill');
    discord.refuseDms('ana');
    expect(await code(ana.send('Again'))).toBe(50007);
  });

  test('guild, member and permission bits can be looked up', async () => {
    discord.addMember('study', 'lea', ['ManageGuild']);
    const guild = await client.guilds.fetch(discord.guild('study').id);
    await guild.roles.fetch();
    expect((await guild.members.fetch(discord.user('lea').id)).permissions.has('ManageGuild')).toBe(true);
    expect(await code(guild.members.fetch('1'))).toBe(10007);
    expect((await client.application.fetch()).id).toBe(discord.applicationId);
  });

  test.each([
    ['gone', 10003],
    ['no-access', 50001],
    ['no-permission', 50013],
  ] as const)('a channel can be %s', async (trouble, expected) => {
    const channel = (await client.channels.fetch(discord.channel('drill').id)) as TextChannel;
    discord.trouble('drill', trouble);
    expect(await code(channel.send('Drill'))).toBe(expected);
    discord.trouble('drill');
    expect(await code(channel.send('Drill'))).toBe('fine');
  });

  test('guild commands are kept apart from global ones', async () => {
    const guild = discord.guild('study').id;
    const made = await client.application.commands.create({ name: 'here', description: 'Only here' }, guild);
    await client.application.commands.edit(made.id, { description: 'Still here' }, guild);
    expect((await client.application.commands.fetch({ guildId: guild })).first()).toMatchObject({
      name: 'here',
      description: 'Still here',
    });
    expect((await client.application.commands.fetch()).map((one) => one.name)).toEqual(['mlpro', 'admin']);
    await client.application.commands.delete(made.id, guild);
    await expect(discord.command('here')).rejects.toThrow('no command /here');
  });

  test('a wrong token and an unknown route are refused', async () => {
    const response = await fetch(`${discord.api}/v10/users/@me`, { headers: { authorization: 'Bot wrong' } });
    expect(response.status).toBe(401);
    expect(await code(client.rest.get('/stage-instances/1'))).toBe(0);
    expect(discord.violations).toEqual(['GET /api/v10/stage-instances/1: the stand-in knows no such route']);
  });
});

describe('Faults', () => {
  const route = 'POST /channels/:channel/messages';
  const sent = () => discord.channel('general').messages.length;

  test('a 429 is waited out', async () => {
    const channel = await general();
    discord.fail(route, { how: 'rate-limit', retryAfter: 0.01 });
    await channel.send('after the wait');
    expect(discord.requests.slice(-2).map((one) => one.status)).toEqual([429, 200]);
  });

  test('a 500 is retried by the SDK, a cut is not, and either may have been carried out', async () => {
    const channel = await general();
    const before = sent();
    discord.fail(route, { how: 'error', carriedOut: true });
    await channel.send('twice');
    expect(sent()).toBe(before + 2);
    discord.fail(route, { how: 'cut' });
    expect(await code(channel.send('lost'))).toBe('UND_ERR_SOCKET');
    expect(sent()).toBe(before + 2);
    expect(() => discord.fail('POST /nowhere', { how: 'cut' })).toThrow('no route');
  });

  test('a call can hang', async () => {
    const channel = await general();
    discord.fail(route, { how: 'hang', carriedOut: true });
    const before = sent();
    const enough = new AbortController();
    const hanging = fetch(`${discord.api}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: '{"content":"x","allowed_mentions":{"parse":[]}}',
      signal: enough.signal,
    });
    await discord.waitFor(() => sent() === before + 1);
    enough.abort();
    await expect(hanging).rejects.toThrow('aborted');
  });
});

/** The library waits half a second before it connects again: each has a stand-in of its own, so that both wait at once. */
describe.concurrent('A connection that is lost', () => {
  test('is refused for a while', async () => {
    const own = await startDiscord();
    const bot = await startBot(own);
    await own.refuse();
    const refused = fetch(`${own.api}/v10/gateway`).catch((problem: Error) => Promise.reject(problem.cause as Error));
    expect(await code(refused)).toBe('ECONNREFUSED');
    await own.accept();
    await own.waitFor(() => own.gateway.connected() === 1);
    await bot.destroy();
    await own.close();
  });

  test('replays after a resume what happened meanwhile', async () => {
    const own = await startDiscord({ responseMs: deadline });
    const bot = await startBot(own);
    const { log } = own.gateway;
    own.gateway.cut('reconnect');
    await own.waitFor(() => log.closes.at(-1) === 4200);
    const exchange = await own.command('mlpro route', { question: 'meanwhile' });
    expect(log).toMatchObject({ resumes: 1 });
    expect(await exchange.settled()).toMatchObject({ text: 'You asked: meanwhile in a guild' });
    expect(exchange.filledMs).toBeGreaterThan(exchange.ms ?? 0);
    await bot.destroy();
    await own.close();
  });
});

describe('The gateway', () => {
  type Frame = { op: number; t?: string; d: { session_id: string } };

  /** A connection by hand, for what the SDK would take five seconds over. */
  async function connect(): Promise<{ frames: Frame[]; send: (frame: object) => void; closed: Promise<number> }> {
    const socket = new WebSocket(`${discord.api.replace('http', 'ws')}/gateway`);
    const frames: Frame[] = [];
    socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await discord.waitFor(() => frames.length > 0);
    return { frames, send: (frame) => socket.send(JSON.stringify(frame)), closed };
  }
  const identify = { op: 2, d: { token: 'standin.discord.token', intents: 1, properties: {} } };

  test('tells ready, guilds and heartbeats, and refuses a forgotten session', async () => {
    const one = await connect();
    one.send(identify);
    const ready = await discord.waitFor(() => one.frames.find((frame) => frame.t === 'READY'));
    one.send({ op: 1, d: null });
    await discord.waitFor(() => one.frames.some((frame) => frame.op === 11) && one.frames.some((frame) => frame.t === 'GUILD_CREATE'));
    discord.gateway.cut({ code: 4000 });
    expect(await one.closed).toBe(4000);
    discord.gateway.forget();
    const two = await connect();
    two.send({ op: 6, d: { token: discord.token, session_id: ready.d.session_id, seq: 1 } });
    expect(await discord.waitFor(() => two.frames[1])).toMatchObject({ op: 9, d: false });
    two.send(identify);
    await discord.waitFor(() => two.frames.some((frame) => frame.t === 'READY'));
    discord.gateway.cut('invalid-resumable');
    await discord.waitFor(() => two.frames.some((frame) => frame.op === 9 && (frame.d as unknown) === true));
  });

  test('can leave heartbeats unanswered, and refuse the next identify', async () => {
    discord.gateway.acknowledge(false);
    discord.gateway.refuseNext(4008);
    const one = await connect();
    one.send({ op: 1, d: null });
    one.send(identify);
    expect(await one.closed).toBe(4008);
    expect(one.frames.map((frame) => frame.op)).toEqual([10]);
    discord.gateway.acknowledge(true);
  });

  test.each([
    [{ ...identify.d, token: 'wrong' }, 4004],
    [{ ...identify.d, intents: 1 << 15 }, 4014],
  ])('closes on %j', async (d, expected) => {
    const one = await connect();
    one.send({ op: 2, d });
    expect(await one.closed).toBe(expected);
  });
});

test('The bare bot registers, defers and answers', async () => {
  const own = await startDiscord();
  const bot = await bareDiscordBot({ api: own.api, token: own.token, text: 'Fixed' });
  const exchange: Exchange = await own.command('mlpro route', { question: 'x' });
  expect(await exchange.settled()).toMatchObject({ text: 'Fixed' });
  expect(own.violations).toEqual([]);
  await bot.stop();
  await own.close();
});
