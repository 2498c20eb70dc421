import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { startDiscord } from '../tests/standins/discord/index.ts';
import { startSlack } from '../tests/standins/slack/index.ts';
import { median, type Row } from './measure.ts';
import { ownWorld, withFolder } from './setting.ts';

/** What a start of a process cost. */
export interface Start {
  /** Until it said that it is ready. */
  readonly ms: number;
  /** Resident memory, a moment after that. */
  readonly megabytes: number;
}

/** Starts a program, waits for a line on standard error or output, lets it settle, reads its memory from the system, and ends it. */
export async function measureStart(
  arguments_: readonly string[],
  env: Record<string, string>,
  ready: RegExp,
  settle = 1500,
): Promise<Start> {
  const from = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...arguments_], { env: { PATH, HOME, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const look = (text: Buffer) => {
      output += text.toString();
      if (ready.test(output)) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('exit', () => reject(new Error(`It left before it was ready:\n${output}`)));
  });
  const ms = performance.now() - from;
  await new Promise((resolve) => setTimeout(resolve, settle));
  const megabytes = await residentMegabytes(child.pid ?? 0);
  const left = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await left;
  return { ms, megabytes };
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

const starts = 5;

/** The libraries that the program names, imported and nothing else: what a start cannot go below. */
const bareImports = `
  await Promise.all(['@slack/bolt', 'discord.js', 'fuse.js', 'yaml', 'dotenv', 'zod', 'kysely', 'pino', 'temporal-polyfill'].map((name) => import(name)));
  console.log('ready'); setInterval(() => undefined, 1000);`;

/** The two SDKs connected and idle, and nothing else: what memory cannot go below. */
const bareBots = `
  const { SLACK_API_URL: slackApiUrl, SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, DISCORD_API_URL: api, DISCORD_TOKEN } = process.env;
  const [{ default: bolt }, { Client }] = await Promise.all([import('@slack/bolt'), import('discord.js')]);
  const clientOptions = { slackApiUrl };
  const app = new bolt.App({ token, receiver: new bolt.SocketModeReceiver({ appToken, installerOptions: { clientOptions } }), clientOptions });
  await app.start();
  const client = new Client({ intents: [1], rest: { api } });
  client.once('clientReady', () => console.log('ready'));
  await client.login(DISCORD_TOKEN);`;

/** Start and idle memory of the built program with both platforms connected; `npm run build` comes first. */
export function benchStarts(): Promise<Row[]> {
  return withFolder(async (folder) => {
    const slack = await startSlack();
    const discord = await startDiscord();
    const env = {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_API_URL: discord.api,
      DISCORD_TOKEN: discord.token,
    };
    const world = ownWorld(folder);
    // As `npm run start:built` runs it.
    const program = ['--max-semi-space-size=2', 'dist/main.js'];
    const script = (code: string) => ['--input-type=module', '-e', code];
    // The first start reads the content and fills the cache, as it does once after every edit.
    await measureStart(program, { ...env, ...world, LOG_LEVEL: 'info' }, /The bot is ready/, 0);
    const ours: Start[] = [];
    const imports: Start[] = [];
    for (let at = 0; at < starts; at += 1) {
      imports.push(await measureStart(script(bareImports), {}, /ready/, 0));
      ours.push(await measureStart(program, { ...env, ...world, LOG_LEVEL: 'info' }, /The bot is ready/, 0));
    }
    const idle = await measureStart(program, { ...env, ...world, LOG_LEVEL: 'info' }, /The bot is ready/, 8000);
    const bare = await measureStart(script(bareBots), env, /ready/, 8000);
    await Promise.all([slack.stop(), discord.close()]);
    const ms = (all: readonly Start[]) => median(all.map((start) => start.ms));
    return [
      {
        what: 'start to ready, built, both platforms',
        unit: 'ms',
        ours: ms(ours),
        peer: { name: 'bare imports', value: ms(imports) },
        bar: { ratio: 1.5 },
      },
      {
        what: 'memory idle, both platforms',
        unit: 'MB',
        ours: idle.megabytes,
        peer: { name: 'bare SDKs, connected', value: bare.megabytes },
        bar: { ratio: 1.4 },
      },
    ];
  });
}
