import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayAt } from '../../src/core/time.ts';
import { helpReply } from '../../src/core/help/replies.ts';
import type { Group } from '../../src/core/state.ts';
import { openStorage } from '../../src/storage/open.ts';
import { postgresForTests } from '../fixtures/postgres.ts';
import { freePort } from '../fixtures/port.ts';
import { type Running, smallPack, startBot } from '../fixtures/process.ts';
import { type DiscordStandIn, startDiscord } from '../standins/discord/index.ts';
import { type SlackStandIn, shownText, startSlack } from '../standins/slack/index.ts';
import { tinyPack } from '../fixtures/pack.ts';

let folder = '';
let slack: SlackStandIn;
let discord: DiscordStandIn;
const running: Running[] = [];
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  [slack, discord] = await Promise.all([startSlack(), startDiscord()]);
  count += 1;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((bot) => bot.kill('SIGKILL')));
  await Promise.all([slack.stop(), discord.close()]);
});

const database = () => `sqlite:${join(folder, `${count}.db`)}`;
const shippedPack = { CONTENT_DIR: '' };
const slackEnv = () => ({ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl });
const discordEnv = () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api });

function start(env: Record<string, string>): Running {
  const bot = startBot({ DATABASE_URL: database(), ...smallPack, ...env });
  running.push(bot);
  return bot;
}

const slackReady = () => slack.waitFor(() => slack.socket.connections() > 0);
const slackPosts = () => slack.channel('C0STUDY').messages;

/** A group whose drill was due a quarter of an hour ago, every day of the week. */
async function wantDrill(address: string, group: Partial<Group> & Pick<Group, 'id' | 'channel'>): Promise<void> {
  const { store } = await openStorage(address, 'basic');
  const due = new Date(Date.now() - 15 * 60_000);
  const time = due.toISOString().slice(11, 16);
  const set: Group = {
    time,
    zone: 'UTC',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    grace: 180,
    reveal: null,
    setBy: 'slack:U0ADMIN',
    setAt: 0,
    active: true,
    ...group,
  };
  await store.decide(set.setBy, {}, () => ({ reply: helpReply(tinyPack), changes: [{ kind: 'group-set', group: set }] }));
  await store.close();
}

describe('the program on both platforms', () => {
  it('answers on both from one process; a button pressed after kill -9 and a new start counts once, and is in the progress that is drawn', async () => {
    const first = start({ ...shippedPack, ...slackEnv(), ...discordEnv() });
    await Promise.all([slackReady(), discord.botReady()]);
    const onSlack = await (await slack.command('/mlpro quiz 1.2 2')).answer();
    const onDiscord = await (await discord.command('mlpro quiz', { lesson: '1.2', count: 2 })).settled();
    await first.kill('SIGKILL');
    expect(first.said()).not.toContain(slack.botToken);

    start({ ...shippedPack, ...slackEnv(), ...discordEnv() });
    await Promise.all([
      slack.waitFor(() => slack.socket.connections() > 0),
      discord.waitFor(() => discord.gateway.log.identifies >= 2 && discord.gateway.connected() > 0),
    ]);
    const isAnswered = /✓ Right|✗ Not this time/;
    // A "choose two" wants a second letter.
    let pressed = await (await slack.press('A', onSlack)).answer();
    if (!isAnswered.test(shownText(pressed))) pressed = await (await slack.press('B', pressed)).answer();
    expect(shownText(pressed)).toMatch(isAnswered);
    let answered = await (await discord.press('A', onDiscord)).settled();
    if (!isAnswered.test(answered.text)) answered = await (await discord.press('B', answered)).settled();
    expect(answered.text).toMatch(isAnswered);

    // As a file in their direct messages on Slack, with the answer on Discord.
    const words = shownText(await (await slack.command('/mlpro progress')).answer());
    expect(words).toContain('progress.png: I send it to you in a direct message.');
    await slack.waitFor(() => slack.filesFor('U0LEARNER').length > 0);
    const [file] = slack.filesFor('U0LEARNER');
    expect([file?.name, file?.bytes?.subarray(0, 4)]).toEqual(['progress.png', Buffer.from([0x89, 0x50, 0x4e, 0x47])]);
    expect(file?.alt).toContain('Your progress');
    const shown = await (await discord.command('mlpro progress')).settled();
    expect(shown.attachments).toMatchObject([{ filename: 'progress.png', description: expect.stringContaining('Your progress') }]);
    expect([...slack.violations, ...discord.violations]).toEqual([]);
  });

  it('runs on with one of them while the other cannot be reached', async () => {
    slack.faults.refuse('everything');
    const bot = start({ ...slackEnv(), ...discordEnv() });
    await discord.botReady();
    await expect.poll(bot.said).toContain('not connected yet: slack');
    expect(bot.said()).not.toContain('The bot is ready');
    const seen = await (await discord.command('mlpro lesson', { lesson: '1.1' })).settled();
    expect(seen.text).toContain('1.1 Joining Tables');
    slack.faults.accept();
    await slackReady();
  });

  it('runs on with one of them while the other one’s token is wrong, and leaves when all are', async () => {
    const one = start({ ...slackEnv(), ...discordEnv(), SLACK_BOT_TOKEN: 'xoxb-wrong' });
    await discord.botReady();
    await (await discord.command('mlpro help')).settled();
    discord.gateway.cut({ code: 4004 });
    expect(await one.finish()).toBe(1);
    expect(one.said()).toContain('Discord does not accept DISCORD_TOKEN');
    const bot = start({ ...slackEnv(), SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(await bot.finish()).toBe(1);
    expect(bot.said()).toContain('SLACK_BOT_TOKEN');
  });
});

describe('a token that is withdrawn while the program runs', () => {
  it('leaves the other platform at work, and is listed by /readyz, until that one’s is withdrawn as well', async () => {
    const port = await freePort();
    const bot = start({ ...slackEnv(), ...discordEnv(), HEALTH_PORT: String(port) });
    await Promise.all([slackReady(), discord.botReady()]);
    discord.gateway.cut({ code: 4014 });
    const readyz = () => fetch(`http://127.0.0.1:${port}/readyz`).then((response) => response.json());
    await expect
      .poll(readyz)
      .toMatchObject({ ready: false, platforms: { discord: false }, lost: { discord: expect.stringContaining('intents') } });
    const seen = await (await slack.command('/mlpro lesson 1.1')).answer();
    expect(shownText(seen)).toContain('1.1 Joining Tables');
    expect(bot.child.exitCode).toBeNull();
    slack.revokeToken('token_revoked');
    slack.socket.cut();
    expect(await bot.finish()).toBe(1);
    expect(bot.said()).toContain('SLACK_APP_TOKEN: Slack refuses it (token_revoked)');
  });
});

describe('a log that nobody reads any more', () => {
  it('does not keep the program from answering', async () => {
    const bot = start({ ...slackEnv(), LOG_LEVEL: 'debug' });
    await slackReady();
    bot.child.stderr?.destroy();
    bot.child.stdout?.destroy();
    for (let asked = 0; asked < 3; asked += 1) {
      slack.faults.next('response_url', { kind: 'status', status: 500 });
      await slack.command('/mlpro help');
      // Told by the other way; a fault that is left over would hit the answer that is waited for.
      await slack.waitFor(() => slack.sees().length > asked);
    }
    const seen = await (await slack.command('/mlpro lesson 1.1')).answer();
    expect(shownText(seen)).toContain('1.1 Joining Tables');
    expect(bot.child.exitCode).toBeNull();
  });
});

describe('the drill of a process that dies', () => {
  it('is posted late, and once, however often the process is killed and started, between the post and its confirmation as well', async () => {
    await wantDrill(database(), { id: 'slack:C0STUDY', channel: 'C0STUDY' });
    slack.faults.next('chat.postMessage', { kind: 'hang', carriedOut: true });
    const first = start(slackEnv());
    await slackReady();
    await slack.waitFor(() => slackPosts().length > 0);
    await first.kill('SIGKILL');
    const { store, ledger } = await openStorage(database(), 'basic');
    const [open] = await ledger.openDrills('slack');
    expect(open?.drill.status).toBe('claimed');
    // As if the claim were two minutes old: nobody is at it any more.
    await ledger.reclaim(open?.drill as never, 'nobody', Date.now() - 120_000);
    await store.close();
    const second = start(slackEnv());
    await slackReady();
    await expect.poll(() => drillStatus()).toBe('posted');
    await second.kill('SIGKILL');
    const third = start(slackEnv());
    await third.until('The bot is ready.');
    await (await slack.command('/mlpro help')).answer();
    expect(slackPosts()).toHaveLength(1);
    expect(shownText(slackPosts()[0] ?? { text: '' })).toContain('Late today');
  });

  async function drillStatus(): Promise<string | undefined> {
    const { store, ledger } = await openStorage(database(), 'basic');
    const drill = await ledger.findDrill('slack:C0STUDY', dayAt(Date.now() - 15 * 60_000, 'UTC'));
    await store.close();
    return drill?.status;
  }
});

const postgres = await postgresForTests();
describe.skipIf('reason' in postgres)(`two processes on one PostgreSQL${'reason' in postgres ? `: ${postgres.reason}` : ''}`, () => {
  it('post one drill between them', async () => {
    if ('reason' in postgres) return;
    const schema = `mlpro_process_${process.pid}`;
    const admin = new pg.Client({ connectionString: postgres.address });
    await admin.connect();
    await admin.query(`create schema ${schema}`);
    const address = new URL(postgres.address);
    address.searchParams.set('options', `-c search_path=${schema}`);
    try {
      await wantDrill(address.toString(), { id: 'slack:C0STUDY', channel: 'C0STUDY' });
      const env = { ...slackEnv(), DATABASE_URL: address.toString() };
      const replicas = [start(env), start(env)];
      await slack.waitFor(() => slack.socket.connections() === 2);
      await slack.waitFor(() => slackPosts().length > 0);
      const seen = await (await slack.command('/mlpro drill')).answer();
      expect(shownText(seen)).toContain('Decision cue of the day');
      expect(slackPosts()).toHaveLength(1);
      await Promise.all(replicas.map((bot) => bot.kill('SIGTERM')));
    } finally {
      await Promise.all(running.splice(0).map((bot) => bot.kill('SIGKILL')));
      await admin.query(`drop schema ${schema} cascade`);
      await admin.end();
    }
  });
});

describe('a drill of the environment', () => {
  it('whose channel is not there is named in the log at the start, with the reason', async () => {
    const bot = start({ ...slackEnv(), DRILL_CRON: '0 9 * * 1-5', DRILL_SLACK_CHANNEL: 'C0NOTHERE' });
    await bot.until('The drill that the environment names cannot be posted.');
    expect(bot.said()).toMatch(/"group":"slack:C0NOTHERE","reason":"[^"]{20,}"/);
    expect(slackPosts()).toEqual([]);
  });

  it('whose channel is there is not spoken of', async () => {
    const bot = start({ ...slackEnv(), DRILL_CRON: '0 9 * * 1-5', DRILL_SLACK_CHANNEL: 'C0STUDY', LOG_LEVEL: 'debug' });
    await bot.until('The bot is ready.');
    await slack.waitFor(() => slack.calls.some(({ method }) => method === 'conversations.history'));
    await (await slack.command('/mlpro help')).answer();
    expect(bot.said()).not.toContain('cannot be posted');
  });
});
