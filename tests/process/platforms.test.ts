import { describe } from 'vitest';
import { dayAt } from '../../src/core/time.ts';
import { helpReply } from '../../src/core/help/replies.ts';
import type { Group } from '../../src/core/state.ts';
import { openStorage } from '../../src/storage/open.ts';
import { postgresForTests } from '../fixtures/postgres.ts';
import { freePort } from '../fixtures/port.ts';
import { type SlackStandIn, shownText } from '../standins/slack/index.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { discordEnv, it, slackEnv, slackReady } from '../fixtures/world.ts';

const shippedPack = { CONTENT_DIR: '' };
const postsOn = (slack: SlackStandIn) => slack.channel('C0STUDY').messages;

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

describe.concurrent('the program on both platforms', () => {
  it('answers on both from one process; a button pressed after kill -9 and a new start counts once, and is in the progress that is drawn', async ({
    expect,
    slack,
    discord,
    start,
  }) => {
    const first = start({ ...shippedPack, ...slackEnv(slack), ...discordEnv(discord) });
    await Promise.all([slackReady(slack), discord.botReady()]);
    const onSlack = await (await slack.command('/mlpro quiz 1.2 2')).answer();
    const onDiscord = await (await discord.command('mlpro quiz', { lesson: '1.2', count: 2 })).settled();
    await first.kill('SIGKILL');
    expect(first.said()).not.toContain(slack.botToken);

    const second = start({ ...shippedPack, ...slackEnv(slack), ...discordEnv(discord) });
    // From itself: the platforms may not know yet that the first one is gone.
    await Promise.all([second.until('Connected to Slack.'), second.until('Connected to Discord.')]);
    const isAnswered = /✓ Right|✗ Not this time/;
    // A "choose two" wants a second letter.
    let pressed = await (await slack.press('A', onSlack)).answer();
    if (!isAnswered.test(shownText(pressed))) pressed = await (await slack.press('B', pressed)).answer();
    expect(shownText(pressed)).toMatch(isAnswered);
    let answered = await (await discord.press('A', onDiscord)).settled();
    if (!isAnswered.test(answered.text)) answered = await (await discord.press('B', answered)).settled();
    expect(answered.text).toMatch(isAnswered);

    // As a file in their direct messages on Slack, with the answer on Discord. Asked for again where a busy machine drew it too late.
    const words = async () => shownText(await (await slack.command('/mlpro progress')).answer());
    await expect.poll(words).toContain('progress.png: I send it to you in a direct message.');
    await slack.waitFor(() => slack.filesFor('U0LEARNER').length > 0);
    const [file] = slack.filesFor('U0LEARNER');
    expect([file?.name, file?.bytes?.subarray(0, 4)]).toEqual(['progress.png', Buffer.from([0x89, 0x50, 0x4e, 0x47])]);
    expect(file?.alt).toContain('Your progress');
    const attached = async () => (await (await discord.command('mlpro progress')).settled()).attachments;
    await expect.poll(attached).toMatchObject([{ filename: 'progress.png', description: expect.stringContaining('Your progress') }]);
    expect([...slack.violations, ...discord.violations]).toEqual([]);
  });

  it('runs on with one of them while the other cannot be reached', async ({ expect, slack, discord, start }) => {
    slack.faults.refuse('everything');
    const bot = start({ ...slackEnv(slack), ...discordEnv(discord) });
    await discord.botReady();
    await expect.poll(bot.said).toContain('not connected yet: slack');
    expect(bot.said()).not.toContain('The bot is ready');
    const seen = await (await discord.command('mlpro lesson', { lesson: '1.1' })).settled();
    expect(seen.text).toContain('1.1 Joining Tables');
    slack.faults.accept();
    await slackReady(slack);
  });

  it('runs on with one of them while the other one’s token is wrong, and leaves when all are', async ({
    expect,
    slack,
    discord,
    start,
  }) => {
    const one = start({ ...slackEnv(slack), ...discordEnv(discord), SLACK_BOT_TOKEN: 'xoxb-wrong' });
    await discord.botReady();
    await (await discord.command('mlpro help')).settled();
    discord.gateway.cut({ code: 4004 });
    expect(await one.finish()).toBe(1);
    expect(one.said()).toContain('Discord does not accept DISCORD_TOKEN');
    const bot = start({ ...slackEnv(slack), SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(await bot.finish()).toBe(1);
    expect(bot.said()).toContain('SLACK_BOT_TOKEN');
  });
});

describe.concurrent('a token that is withdrawn while the program runs', () => {
  it('leaves the other platform at work, and is listed by /readyz, until that one’s is withdrawn as well', async ({
    expect,
    slack,
    discord,
    start,
  }) => {
    const port = await freePort();
    const bot = start({ ...slackEnv(slack), ...discordEnv(discord), HEALTH_PORT: String(port) });
    await Promise.all([slackReady(slack), discord.botReady()]);
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

describe.concurrent('a log that nobody reads any more', () => {
  it('does not keep the program from answering', async ({ expect, slack, start }) => {
    const bot = start({ ...slackEnv(slack), LOG_LEVEL: 'debug' });
    await slackReady(slack);
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

describe.concurrent('the drill of a process that dies', () => {
  it('is posted late, and once, however often the process is killed and started, between the post and its confirmation as well', async ({
    expect,
    slack,
    database,
    start,
  }) => {
    await wantDrill(database, { id: 'slack:C0STUDY', channel: 'C0STUDY' });
    slack.faults.next('chat.postMessage', { kind: 'hang', carriedOut: true });
    const first = start(slackEnv(slack));
    await slackReady(slack);
    await slack.waitFor(() => postsOn(slack).length > 0);
    await first.kill('SIGKILL');
    const { store, ledger } = await openStorage(database, 'basic');
    const [open] = await ledger.openDrills('slack');
    expect(open?.drill.status).toBe('claimed');
    // As if the claim were two minutes old: nobody is at it any more.
    await ledger.reclaim(open?.drill as never, 'nobody', Date.now() - 120_000);
    await store.close();
    const second = start(slackEnv(slack));
    await slackReady(slack);
    await expect.poll(() => drillStatus(database)).toBe('posted');
    await second.kill('SIGKILL');
    const third = start(slackEnv(slack));
    await third.until('The bot is ready.');
    await (await slack.command('/mlpro help')).answer();
    expect(postsOn(slack)).toHaveLength(1);
    expect(shownText(postsOn(slack)[0] ?? { text: '' })).toContain('Late today');
  });

  async function drillStatus(database: string): Promise<string | undefined> {
    const { store, ledger } = await openStorage(database, 'basic');
    const drill = await ledger.findDrill('slack:C0STUDY', dayAt(Date.now() - 15 * 60_000, 'UTC'));
    await store.close();
    return drill?.status;
  }
});

const postgres = await postgresForTests();
describe.skipIf('reason' in postgres)(
  `two processes on one PostgreSQL${'reason' in postgres ? `: ${postgres.reason}` : ''}`,
  { concurrent: true },
  () => {
    it('post one drill between them', async ({ expect, slack, start }) => {
      if ('reason' in postgres) return;
      await wantDrill(postgres.address, { id: 'slack:C0STUDY', channel: 'C0STUDY' });
      const env = { ...slackEnv(slack), DATABASE_URL: postgres.address };
      const replicas = [start(env), start(env)];
      await slack.waitFor(() => slack.socket.connections() === 2);
      await slack.waitFor(() => postsOn(slack).length > 0);
      const seen = await (await slack.command('/mlpro drill')).answer();
      expect(shownText(seen)).toContain('Decision cue of the day');
      expect(postsOn(slack)).toHaveLength(1);
      await Promise.all(replicas.map((bot) => bot.kill('SIGTERM')));
    });
  },
);

describe.concurrent('a drill of the environment', () => {
  it('whose channel is not there is named in the log at the start, with the reason', async ({ expect, slack, start }) => {
    const bot = start({ ...slackEnv(slack), DRILL_CRON: '0 9 * * 1-5', DRILL_SLACK_CHANNEL: 'C0NOTHERE' });
    await bot.until('The drill that the environment names cannot be posted.');
    expect(bot.said()).toMatch(/"group":"slack:C0NOTHERE","reason":"[^"]{20,}"/);
    expect(postsOn(slack)).toEqual([]);
  });

  it('whose channel is there is not spoken of', async ({ expect, slack, start }) => {
    const bot = start({ ...slackEnv(slack), DRILL_CRON: '0 9 * * 1-5', DRILL_SLACK_CHANNEL: 'C0STUDY', LOG_LEVEL: 'debug' });
    await bot.until('The bot is ready.');
    await slack.waitFor(() => slack.calls.some(({ method }) => method === 'conversations.history'));
    await (await slack.command('/mlpro help')).answer();
    expect(bot.said()).not.toContain('cannot be posted');
  });
});
