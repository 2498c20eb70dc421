import { setTimeout as delay } from 'node:timers/promises';
import type { Group } from '../src/core/state.ts';
import { openStorage } from '../src/storage/open.ts';
import { studyGroup } from '../tests/fixtures/group.ts';
import { type DiscordStandIn, startDiscord } from '../tests/standins/discord/index.ts';
import { startSlack } from '../tests/standins/slack/index.ts';
import type { Row } from './measure.ts';
import { ownWorld, startProcess, withFolder } from './setting.ts';

const groups = 2_000;
const latency = 50;

/** A platform at which the bot posts, and what came of it. */
interface Posted {
  readonly name: string;
  readonly env: Record<string, string>;
  readonly channels: readonly string[];
  /** When each post was taken, in milliseconds. */
  posts(): number[];
  /** When each request came that counts, in milliseconds. */
  counted(): number[];
  turnedAway(): number;
  stop(): Promise<unknown>;
}

/** All groups of a platform have their drill in the same minute, and the platform holds the bot to its limits. */
export async function benchDue(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const start of [onDiscord, onSlack]) rows.push(...(await postAll(await start())));
  return rows;
}

function postAll(platform: Posted): Promise<Row[]> {
  return withFolder(async (folder) => {
    const world = ownWorld(folder);
    await setUp(world.DATABASE_URL ?? '', platform);
    const bot = startProcess('src/main.ts', { ...platform.env, ...world });
    while (platform.posts().length === 0) await delay(20);
    await bot.held();
    while (platform.posts().length < groups) await delay(200);
    const { longest } = await bot.held();
    await bot.stop();
    await platform.stop();
    return rowsOf(platform, longest);
  });
}

function rowsOf({ name, ...platform }: Posted, longest: number): Row[] {
  const posts = platform.posts();
  const seconds = (Math.max(...posts) - Math.min(...posts)) / 1000;
  return [
    { what: `${name}: ${groups} drills in one minute, ${latency} ms a post`, unit: 's', ours: seconds },
    { what: `${name}: the most requests in a second`, unit: '', ours: mostInASecond(platform.counted()), bar: { most: 50 } },
    { what: `${name}: requests that were turned away for the rate`, unit: '', ours: platform.turnedAway(), bar: { most: 0 } },
    { what: `${name}: posts more than once`, unit: '', ours: posts.length - groups, bar: { most: 0 } },
    { what: `${name}: the longest stall meanwhile`, unit: 'ms', ours: longest, bar: { most: 50 } },
  ];
}

function mostInASecond(moments: readonly number[]): number {
  const sorted = [...moments].sort((one, other) => one - other);
  let [most, first] = [0, 0];
  for (const [at, moment] of sorted.entries()) {
    while ((sorted[first] ?? moment) <= moment - 1000) first += 1;
    most = Math.max(most, at - first + 1);
  }
  return most;
}

/** Every group is due at the minute in which the bot starts. */
async function setUp(address: string, { name, channels }: Posted): Promise<void> {
  const { store, ledger } = await openStorage(address, 'ml-pro');
  const time = new Date().toISOString().slice(11, 16);
  const everyDay = [1, 2, 3, 4, 5, 6, 7] as Group['weekdays'];
  const of = { time, zone: 'UTC', weekdays: everyDay, setBy: `${name.toLowerCase()}:1`, setAt: Date.now() - 86_400_000 };
  for (const channel of channels) await ledger.setGroup(studyGroup({ ...of, id: `${name.toLowerCase()}:${channel}`, channel }));
  await store.close();
}

async function onDiscord(): Promise<Posted> {
  const discord = await startDiscord({ enforceRates: true, latency });
  const guild = discord.addGuild(
    'many',
    Array.from({ length: groups }, (_, nth) => `c${nth}`),
  );
  const isPost = ({ route, status }: DiscordStandIn['requests'][number]) => route === 'POST /channels/:channel/messages' && status === 200;
  return {
    name: 'Discord',
    env: { DISCORD_API_URL: discord.api, DISCORD_TOKEN: discord.token },
    channels: guild.channels.map(({ id }) => id),
    posts: () => discord.requests.filter(isPost).map(({ at }) => at),
    counted: () => discord.requests.map(({ at }) => at),
    turnedAway: () => discord.requests.filter(({ status }) => status === 429).length,
    stop: discord.close,
  };
}

async function onSlack(): Promise<Posted> {
  const slack = await startSlack({ enforceRates: true, latency });
  const channels = Array.from({ length: groups }, (_, nth) => `C0${nth}`);
  for (const id of channels) slack.addChannel({ id, name: id.toLowerCase() });
  const postedIn = () => channels.flatMap((id) => slack.channel(id).messages);
  return {
    name: 'Slack',
    env: { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    channels,
    posts: () => postedIn().map(({ ts }) => Number(ts) * 1000),
    counted: () => slack.calls.map(({ at }) => at),
    turnedAway: () => slack.calls.filter(({ answer }) => answer === undefined).length,
    stop: slack.stop,
  };
}
