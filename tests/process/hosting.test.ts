import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseDotenv } from 'dotenv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { openTool, smallPack, startBot, type Tool } from '../fixtures/process.ts';
import { type SlackStandIn, startSlack } from '../standins/slack/index.ts';

const project = new URL('../../', import.meta.url).pathname;
/** Small, so that a start is short. */
const content = join(project, 'tests/fixtures/content/basic');
interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** What a test has for itself: a folder, and ways to run a program there to its end. */
interface World {
  readonly folder: string;
  /** With nobody who types, as a service is run. */
  readonly serve: (command: readonly [string, ...string[]], env?: Record<string, string>) => Service;
  /** The same in a process that has been started before, for what a program says before it begins. */
  readonly serveAgain: (tool: Tool, env?: Record<string, string>, ...parameters: string[]) => Promise<Ended>;
}

interface Service {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

const it = test.extend<World>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  serve: async ({ folder }, use) => {
    const running: Service[] = [];
    await use((command, env = {}) => {
      const service = run(command, folder, env);
      running.push(service);
      return service;
    });
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
  },
  serveAgain: ({ folder }, use) =>
    use((tool, env = {}, ...parameters) => tool.callAt({ folder, env: { CONTENT_DIR: content, ...env } }, ...parameters)),
});

function run([program, ...parameters]: readonly [string, ...string[]], folder: string, env: Record<string, string>): Service {
  const { PATH = '' } = process.env;
  const child = spawn(program, parameters, {
    cwd: folder,
    env: { PATH, CONTENT_DIR: content, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, said }))) };
}

const bot = [process.execPath, join(project, 'dist/main.js')] as const;

describe.concurrent('a service that cannot work says why, and leaves with exit code 1', () => {
  let again: Tool;
  beforeAll(() => {
    again = openTool('dist/main.js');
  });
  afterAll(() => again.close());

  it('when no token is set', async ({ serve }) => {
    const { code, said } = await serve(bot).ended;
    expect([code, said]).toEqual([1, expect.stringContaining('set SLACK_BOT_TOKEN or DISCORD_TOKEN')]);
  });

  it.for<[string, string | Buffer, string]>([
    ['in UTF-16 with a mark, whose token is none', Buffer.from('\uFEFFDISCORD_TOKEN=abc\n', 'utf16le'), 'DISCORD_TOKEN  found'],
    ['in UTF-16 without a mark', Buffer.from('DISCORD_TOKEN=a.b.c\n', 'utf16le'), '.env  found'],
    ['in Latin-1', Buffer.from('POSTGRES_PASSWORD=schön\n', 'latin1'), 'line 1'],
    ['with a name in small letters', 'discord_token=a.b.c\n', 'Did you mean DISCORD_TOKEN?'],
    ['with a channel by its name', 'DISCORD_TOKEN=a.b.c\nDRILL_CRON=0 9 * * *\nDRILL_DISCORD_CHANNEL=#study\n', 'begins a comment'],
  ])('when .env is %s', async ([, text, sentence], { folder, serveAgain }) => {
    await writeFile(join(folder, '.env'), text);
    const { code, said } = await serveAgain(again);
    expect([code, said]).toEqual([1, expect.stringContaining(sentence)]);
    expect(said).not.toMatch(/a\.b\.c|schön|at .*\.js:/);
  });

  it('when .env is a folder', async ({ folder, serve }) => {
    await mkdir(join(folder, '.env'));
    expect(await serve(bot).ended).toMatchObject({ code: 1, said: expect.stringContaining('.env  found a folder') });
  });

  it('when HOST is not an address of this machine', async ({ serve }) => {
    const env = { DISCORD_TOKEN: 'a.b.c', HEALTH_PORT: String(await freePort()), HOST: '203.0.113.7' };
    expect(await serve(bot, env).ended).toMatchObject({
      code: 1,
      said: expect.stringContaining('HOST: "203.0.113.7" is not an address of this machine'),
    });
  });
});

describe.concurrent('the container', () => {
  let slack: SlackStandIn;
  beforeAll(async () => {
    slack = await startSlack();
  });
  afterAll(() => slack.stop());

  it('is healthy with an .env that was copied as it is, and gets the password of compose.yaml whatever its signs', async ({
    folder,
    serve,
  }) => {
    const port = String(await freePort());
    const image = imageOf(
      (await readFile(join(project, 'Dockerfile'), 'utf8')).replaceAll('8080', port).replaceAll('0.0.0.0', '127.0.0.1'),
    );
    const example = parseDotenv(await readFile(join(project, '.env.example')));
    const slackEnv = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl };
    const env = { ...image.env, ...example, ...slackEnv, DATABASE_URL: `sqlite:${join(folder, 'x.db')}` };
    const [shell, ...parameters] = image.command.map((part) => part.replace('dist/main.js', join(project, 'dist/main.js')));
    const service = serve([shell ?? '', ...parameters], { ...env, CONTENT_DIR: content });
    await slack.waitFor(() => slack.socket.connections() > 0);
    const [asking, ...words] = image.health;
    expect(await serve([asking ?? '', ...words], env).ended).toEqual({ code: 0, said: '' });
    service.child.kill('SIGTERM');
    expect(await service.ended).toMatchObject({ code: 0, said: expect.stringContaining('"level":"info"') });
  });

  it('runs as a user with a number, and is not alive when nobody answers', async ({ serve }) => {
    const text = await readFile(join(project, 'Dockerfile'), 'utf8');
    expect(text).toMatch(/^USER \d+:\d+$/m);
    const [asking, ...words] = imageOf(text.replaceAll('8080', String(await freePort()))).health;
    expect(await serve([asking ?? '', ...words]).ended).toMatchObject({ code: 1 });
  });

  it('is built on an exact version, the same everywhere, which may be another one by its digest', async () => {
    const docker = await readFile(join(project, 'Dockerfile'), 'utf8');
    const [, image = ''] = /^ARG NODE_IMAGE=(\S+)$/m.exec(docker) ?? [];
    expect(image).toMatch(/^node:\d+\.\d+\.\d+-/);
    expect(docker.match(/^FROM (\S+)/gm)).toEqual(['FROM ${NODE_IMAGE}', 'FROM ${NODE_IMAGE}']);
    const { services } = parseYaml(await readFile(join(project, 'compose.yaml'), 'utf8'), { merge: true });
    expect(services.bot.build.args.NODE_IMAGE).toBe(`\${NODE_IMAGE:-${image}}`);
    expect(services.database.image).toMatch(/^\$\{POSTGRES_IMAGE:-postgres:\d+\.\d+-\w+\}$/);
    const hosting = await readFile(join(project, 'docs/hosting.md'), 'utf8');
    expect(hosting).toContain(image);
    expect(hosting).toContain(/postgres:[\d.]+-\w+/.exec(services.database.image)?.[0]);
  });

  it('is given by compose.yaml an address that no password can break', async () => {
    const { services } = parseYaml(await readFile(join(project, 'compose.yaml'), 'utf8'), { merge: true });
    expect(services.bot.environment.DATABASE_URL).toBe('postgres://mlpro@database/mlpro');
    expect(services.bot.environment.POSTGRES_PASSWORD).toBe(services.database.environment.POSTGRES_PASSWORD);
    for (const service of Object.values<{ logging: object }>(services))
      expect(service.logging).toMatchObject({ options: { 'max-size': '10m' } });
  });
});

describe.concurrent('a backup', () => {
  let again: Tool;
  beforeAll(() => {
    again = openTool('dist/tools/backup.js');
  });
  afterAll(() => again.close());

  it('that is made while the bot runs and put back later holds every answer that was acknowledged', async ({ folder, serve }) => {
    const database = join(folder, 'mlpro.db');
    const env = { DATABASE_URL: `sqlite:${database}`, ...smallPack };
    const first = startBot(env);
    const question = first.until('Question 1 of');
    first.type('quiz 1.1 2');
    await question;
    const answered = first.until(/1 of 2 answered|\(picked\)/);
    first.type('a');
    await answered;
    const before = await answersOf(first);
    const copy = join(folder, 'copy.db');
    const made = await serve([process.execPath, join(project, 'dist/tools/backup.js'), copy], { ...env, CONTENT_DIR: content }).ended;
    expect(made).toMatchObject({ code: 0, said: expect.stringMatching(/Copied to .*copy\.db: \d+ answers? of \d+ (person|people)/) });
    await first.kill('SIGTERM');

    for (const end of ['', '-wal', '-shm']) await rm(`${database}${end}`, { force: true });
    await copyFile(copy, database);
    const second = startBot(env);
    expect(await answersOf(second)).toBe(before);
    await second.finish();
  });

  it.for<[string, (folder: string) => Promise<unknown>, Record<string, string>, string]>([
    ['of a database that is not there', async () => undefined, {}, 'There is no database at'],
    [
      'over another file',
      (folder) => writeFile(join(folder, 'copy.db'), ''),
      { DATABASE_URL: 'sqlite:there.db' },
      'a backup overwrites nothing',
    ],
    ['of PostgreSQL', async () => undefined, { DATABASE_URL: 'postgres://bot:sesame@127.0.0.1:1/x' }, 'pg_dump'],
  ])('%s is refused with a sentence', async ([, prepare, env, sentence], { folder, serveAgain }) => {
    await writeFile(join(folder, 'there.db'), '');
    await prepare(folder);
    const { code, said } = await serveAgain(again, env, 'copy.db');
    expect([code, said]).toEqual([1, expect.stringContaining(sentence)]);
    expect(said).not.toMatch(/sesame|at .*\.js:/);
  });

  async function answersOf(console_: ReturnType<typeof startBot>): Promise<string> {
    const shown = console_.until(/Answers\s+\d+\. /);
    console_.type('data');
    await shown;
    return /Answers\s+(\d+)\. /.exec(console_.said().slice(console_.said().lastIndexOf('data')))?.[1] ?? 'none';
  }
});

interface Image {
  readonly env: Record<string, string>;
  readonly command: string[];
  readonly health: string[];
}

/** What the last stage of a Dockerfile says about how the program is run. */
function imageOf(dockerfile: string): Image {
  const stage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  const list = (line: RegExp) => JSON.parse(line.exec(stage)?.[1] ?? '[]') as string[];
  const pairs = [...stage.matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) => line.split(' ').map((pair) => pair.split('=')));
  return {
    env: Object.fromEntries(pairs),
    command: list(/^CMD (\[.*\])$/m),
    health: list(/^HEALTHCHECK .*? CMD (\[.*\])$/m),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
