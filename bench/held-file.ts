import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../src/storage/sqlite-file.ts';
import { startDiscord } from '../tests/standins/discord/index.ts';
import { startSlack } from '../tests/standins/slack/index.ts';
import { peopleOnDiscord } from './discord.ts';
import { percentile, type Row } from './measure.ts';
import { type People, quizAnswers, type Round, saysVerdict } from './platform.ts';
import { type BotProcess, ownWorld, startProcess, withFolder } from './setting.ts';
import { peopleOnSlack } from './slack.ts';

const learners = 8;
const lasts = 20_000;

/** Learners answer questions while another program holds the SQLite file most of the time: when they first hear something, and whether it is kept. */
export function benchHeldFile(): Promise<Row[]> {
  return withFolder(async (folder) => {
    const [slack, discord] = [await startSlack(), await startDiscord()];
    const world = ownWorld(folder);
    const tokens = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, DISCORD_TOKEN: discord.token };
    const bot = startProcess('src/main.ts', { SLACK_API_URL: slack.apiUrl, DISCORD_API_URL: discord.api, ...tokens, ...world });
    await Promise.all([discord.botReady(), slack.waitFor(() => slack.socket.connections() === 1)]);
    for (let nth = 0; nth < learners; nth += 1) slack.addUser({ id: userOf(nth) });
    const file = (world.DATABASE_URL ?? '').slice('sqlite:'.length);
    const rows: Row[] = [];
    for (const people of [peopleOnSlack(slack), peopleOnDiscord(discord)] as People<unknown>[])
      rows.push(...(await heldFor(people, bot, file)));
    await bot.stop();
    await Promise.all([slack.stop(), discord.close()]);
    return rows;
  });
}

function userOf(nth: number): string {
  return `U0HELD${nth}`;
}

async function heldFor(people: People<unknown>, bot: BotProcess, file: string): Promise<Row[]> {
  const before = attemptsIn(file);
  const quiet = await study(people);
  const holder = spawn(process.execPath, ['--import', 'tsx', 'bench/holder.ts', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  await delay(2_000);
  await bot.held();
  const held = await study(people);
  const { longest } = await bot.held();
  holder.kill('SIGKILL');
  const answered = [...quiet, ...held].filter(({ seen }) => saysVerdict(seen)).length;
  const first = (rounds: readonly Round<unknown>[]) =>
    percentile(
      rounds.map(({ first: ms }) => ms),
      0.99,
    );
  const what = `${people.name}, the SQLite file is held by another program`;
  return [
    {
      what: `${what}: first response, p99`,
      unit: 'ms',
      ours: first(held),
      peer: { name: 'nobody holds it', value: first(quiet) },
      bar: { most: 150 },
    },
    { what: `${what}: longest stall`, unit: 'ms', ours: longest, bar: { most: 50 } },
    { what: `${what}: answers`, unit: '', ours: held.length },
    { what: `${what}: not shown, or told that it did not work`, unit: '', ours: held.filter(({ seen }) => isSorry(seen)).length },
    { what: `${what}: answers shown that are not kept`, unit: '', ours: answered - (attemptsIn(file) - before), bar: { most: 0 } },
  ];
}

/** Each learner answers one question after the other, with a moment between two. */
async function study(people: People<unknown>): Promise<Round<unknown>[]> {
  const rounds: Round<unknown>[] = [];
  const until = performance.now() + lasts;
  const one = async (nth: number) => {
    let answer = quizAnswers(people, userOf(nth));
    while (performance.now() < until) {
      const round = await answer().catch(() => undefined);
      if (round) rounds.push(round);
      // Whoever was told that it did not work begins anew.
      if (round === undefined || isSorry(round.seen)) answer = quizAnswers(people, userOf(nth));
      await delay(50 + 20 * nth);
    }
  };
  await Promise.all(Array.from({ length: learners }, (_, nth) => one(nth)));
  return rounds;
}

function isSorry(seen: unknown): boolean {
  return JSON.stringify(seen, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).includes('That did not work');
}

function attemptsIn(file: string): number {
  const database = openDatabase(file);
  database.exec('pragma busy_timeout = 5000');
  const [row] = database.prepare('select count(*) as many from attempts').all() as { many: number }[];
  database.close();
  return row?.many ?? 0;
}
