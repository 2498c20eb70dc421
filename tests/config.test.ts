import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { readDiscordConfig } from '../src/adapters/discord/config.ts';
import type { Platform } from '../src/adapters/platform.ts';
import { platforms } from '../src/adapters/platforms.ts';
import { readSlackConfig } from '../src/adapters/slack/config.ts';
import { type Config, forConsole, readConfig, sayConfigProblem } from '../src/config.ts';
import { commonVariables, type ConfigProblem, type Environment, makeEnvironment, secretsOf } from '../src/environment.ts';
import { knownNames, sayNoPlatform } from '../src/variable-names.ts';
import { envExample, withVariables } from '../src/tools/env-example.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1-fake', SLACK_APP_TOKEN: 'xapp-1-fake' };
const secret = 'a'.repeat(32);

function config(env: Environment): Config {
  const read = readConfig(env);
  if (read.kind === 'problems') throw new Error(read.problems.map(sayConfigProblem).join('\n'));
  return read.config;
}

function problems(env: Environment): string[] {
  const read = readConfig(env);
  return read.kind === 'problems' ? read.problems.map(({ variable }) => variable) : [];
}

describe('the environment', () => {
  it('may be empty: then it is the console on an embedded database', () => {
    expect(config({})).toMatchObject({ drills: [], databaseUrl: 'sqlite:data/mlpro.db', contentDir: 'content/ml-pro', logLevel: 'warn' });
    expect(config({}).platforms).toEqual([]);
  });

  it.each<[string, Environment, object]>([
    ['one platform', slack, { platforms: [expect.any(Function)], logLevel: 'info' }],
    ['two platforms', { ...slack, DISCORD_TOKEN: 'aa.bb.cc' }, { platforms: [expect.any(Function), expect.any(Function)] }],
    [
      'a drill for a channel',
      { ...slack, DRILL_CRON: '5 9 * * 1-5', DRILL_TIMEZONE: 'europe/berlin', DRILL_SLACK_CHANNEL: 'C1' },
      { drills: [{ group: 'slack:C1', channel: 'C1', time: '09:05', zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5] }] },
    ],
    [
      'Sunday as 0 and 7',
      { DISCORD_TOKEN: 'aa.bb.cc', DRILL_CRON: '0 9 * * 0,6', DRILL_DISCORD_CHANNEL: '42' },
      { drills: [{ group: 'discord:42', weekdays: [6, 7] }] },
    ],
    [
      'every day as 0-7',
      { DISCORD_TOKEN: 'aa.bb.cc', DRILL_CRON: '0 9 * * 0-7', DRILL_DISCORD_CHANNEL: '42' },
      { drills: [{ weekdays: [1, 2, 3, 4, 5, 6, 7] }] },
    ],
    [
      'every other day',
      { DISCORD_TOKEN: 'aa.bb.cc', DRILL_CRON: '0 9 * * 1-5/2', DRILL_DISCORD_CHANNEL: '42' },
      { drills: [{ weekdays: [1, 3, 5] }] },
    ],
  ])('%s', (_name, env, expected) => {
    expect(config(env)).toMatchObject(expected);
  });

  it.each<[string, Environment, string[]]>([
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN']],
    ['tokens in each other’s place', { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' }, ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']],
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN']],
    ['HTTP without a port', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret }, ['PORT']],
    ['a port that is none', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret, PORT: '99999' }, ['PORT']],
    ['a Discord token that is none', { DISCORD_TOKEN: 'hello' }, ['DISCORD_TOKEN']],
    [
      'a zone that does not exist',
      { ...slack, DRILL_CRON: '0 9 * * *', DRILL_TIMEZONE: 'Mars/Base', DRILL_SLACK_CHANNEL: 'C1' },
      ['DRILL_TIMEZONE'],
    ],
    ['an hour that does not exist', { ...slack, DRILL_CRON: '0 25 * * *', DRILL_SLACK_CHANNEL: 'C1' }, ['DRILL_CRON']],
    ['more than one time a day', { ...slack, DRILL_CRON: '*/5 * * * *', DRILL_SLACK_CHANNEL: 'C1' }, ['DRILL_CRON']],
    ['a step that is none', { ...slack, DRILL_CRON: '0 9 * * 1-5/0', DRILL_SLACK_CHANNEL: 'C1' }, ['DRILL_CRON']],
    ['six fields', { ...slack, DRILL_CRON: '0 0 9 * * 1-5', DRILL_SLACK_CHANNEL: 'C1' }, ['DRILL_CRON']],
    ['a channel without a time', { ...slack, DRILL_SLACK_CHANNEL: 'C1' }, ['DRILL_CRON']],
    ['a time without a channel', { ...slack, DRILL_CRON: '0 9 * * *' }, ['DRILL_SLACK_CHANNEL']],
    ['a channel by its name', { ...slack, DRILL_CRON: '0 9 * * *', DRILL_SLACK_CHANNEL: '#general' }, ['DRILL_SLACK_CHANNEL']],
    [
      'a link for a channel',
      { DISCORD_TOKEN: 'a.b.c', DRILL_CRON: '0 9 * * *', DRILL_DISCORD_CHANNEL: '<#42>' },
      ['DRILL_DISCORD_CHANNEL'],
    ],
    ['a channel of a platform without a token', { ...slack, DRILL_CRON: '0 9 * * *', DRILL_DISCORD_CHANNEL: '42' }, ['DISCORD_TOKEN']],
    ['port 0', { HEALTH_PORT: '0' }, ['HEALTH_PORT']],
    ['an unknown database', { DATABASE_URL: 'mysql://x' }, ['DATABASE_URL']],
    ['a level that is none', { LOG_LEVEL: 'inf' }, ['LOG_LEVEL']],
    [
      'all at once',
      { DISCORD_TOKEN: 'x', HEALTH_PORT: 'many', LOG_LEVEL: 'loud', DATABASE_URL: 'nowhere' },
      ['DISCORD_TOKEN', 'DATABASE_URL', 'HEALTH_PORT', 'LOG_LEVEL'],
    ],
  ])('reports %s', (_name, env, variables) => {
    expect(problems(env)).toEqual(variables);
  });

  it.each([
    ['sqlite:///data/mlpro.db', 'Write sqlite:data/mlpro.db'],
    ['sqlite://data/mlpro.db', 'Write sqlite:data/mlpro.db'],
    ['sqlite:~/mlpro.db', 'Write the whole path'],
    ['sqlite:data/mlpro.db?mode=rwc', 'there are no options'],
    ['file:data/mlpro.db', 'Write sqlite:data/mlpro.db'],
    ['data/mlpro.db', 'Write sqlite:path'],
    ['mysql://root:sesame@host/db', 'Write sqlite:path'],
    ['postgres://bot:sesame@host name/db', 'Write postgres://user:password@host/database'],
    ['sqlite:', 'Write the path'],
    ['SQLITE:data/x.db', 'Write sqlite:path'],
    ['jdbc:postgresql://host/db', 'postgres://user:password@host/database'],
  ])('says of DATABASE_URL=%s what to write instead, and no password', (url, remedy) => {
    const read = readConfig({ DATABASE_URL: url });
    const said = read.kind === 'problems' ? read.problems.map(sayConfigProblem).join('\n') : '';
    expect(said).toContain('DATABASE_URL');
    expect(said).toContain(remedy);
    expect(said).not.toContain('sesame');
  });

  it.each([
    'a/b+c=',
    'p@ss@word',
    'hash#tag',
    '100%',
    'per%41cent',
    'colon:colon',
    'two words',
    ' blanks around ',
    '?query&and=this',
    'it\'s "quoted" `so`',
    '[brackets]{braces}',
    'back\\slash',
    'Grüße ☃',
    '$HOME ${PATH}',
  ])('takes the password %s as it stands, and hides it', (password) => {
    const { databaseUrl, secrets } = config({ DATABASE_URL: 'postgres://mlpro@database/mlpro', POSTGRES_PASSWORD: password });
    expect(new pg.Client({ connectionString: databaseUrl })).toMatchObject({
      host: 'database',
      user: 'mlpro',
      database: 'mlpro',
      password,
    });
    expect(secrets).toEqual(expect.arrayContaining([password, new URL(databaseUrl).password]));
  });

  it('leaves an address alone that has a password, no user, or is a file', () => {
    const more = { POSTGRES_PASSWORD: 'other' };
    for (const url of ['postgres://bot:own@host/db', 'postgres://host/db', 'sqlite:data/x.db'])
      expect(config({ DATABASE_URL: url, ...more }).databaseUrl).toBe(url);
  });

  it.each([
    ['[::1]', '::1'],
    ['[::]:8080', '::'],
    ['0.0.0.0:8080', '0.0.0.0'],
    ['localhost:3000', 'localhost'],
    ['http://0.0.0.0', '0.0.0.0'],
    ['https://bot.example.org/', 'bot.example.org'],
    ['http://127.0.0.1:3000/slack', '127.0.0.1'],
    ['*', '0.0.0.0'],
    ['127.0.0.1/', '127.0.0.1'],
    ['http://[::1]:80', '::1'],
  ])('says of HOST=%s to write %s', (host, meant) => {
    const read = readConfig({ HOST: host });
    expect(read).toMatchObject({ kind: 'problems', problems: [{ variable: 'HOST', remedy: `Write ${meant}.` }] });
  });

  it.each(['127.0.0.1', '0.0.0.0', '::', '::1', 'fe80::1%eth0', 'localhost', 'bot.internal', 'x86_64-conda-linux-gnu'])(
    'takes HOST=%s for what it is',
    (host) => {
      expect(config({ HOST: host }).host).toBe(host);
    },
  );

  it('makes a console, beside the bot, of a configuration with everything', () => {
    const bot = config({ ...slack, DRILL_CRON: '5 9 * * 1-5', DRILL_SLACK_CHANNEL: 'C1', HEALTH_PORT: '8080' });
    expect(forConsole(bot)).toEqual({ ...bot, platforms: [], drills: [], healthPort: undefined, logLevel: 'warn' });
    expect(forConsole(config({ ...slack, LOG_LEVEL: 'debug' })).logLevel).toBe('debug');
  });

  it('never says a secret, only what kind it seems to be', () => {
    const read = readConfig({ SLACK_BOT_TOKEN: 'xapp-very-secret', SLACK_APP_TOKEN: 'my password', DISCORD_TOKEN: 'another secret' });
    const said = read.kind === 'problems' ? read.problems.map(sayConfigProblem).join('\n') : '';
    expect(said).toContain('a value that begins with xapp');
    expect(said).toContain('https://discord.com/developers/applications');
    expect(said).not.toMatch(/very-secret|my password|another secret/);
  });

  it('knows what must never be logged', () => {
    expect(config({ ...slack, DATABASE_URL: 'postgres://user:p%40ss@host/db' }).secrets).toEqual([
      'xoxb-1-fake',
      'xapp-1-fake',
      'p%40ss',
      'p@ss',
    ]);
  });

  it.each<[string, Environment, string[]]>([
    ['after the question mark', { DATABASE_URL: 'postgres://user@host/db?sslmode=require&password=s3%23cret' }, ['s3%23cret', 's3#cret']],
    ['after it, of a key', { DATABASE_URL: 'postgres://user@host/db?sslpassword=ke7secret&x=1' }, ['ke7secret']],
    ['of the driver', { PGPASSWORD: 'dr1ver-secret' }, ['dr1ver-secret']],
    ['both', { DATABASE_URL: 'postgres://user:before@host/db?password=behind', PGPASSWORD: 'driver' }, ['before', 'behind', 'driver']],
    ['of an address that cannot be used', { DATABASE_URL: 'postgres://user:pa/ss@ho st/db' }, ['pa/ss']],
    ['of another database', { DATABASE_URL: 'mysql://user:other@host/db' }, ['other']],
  ])('hides every password of the database: %s', (_where, env, passwords) => {
    expect(secretsOf(env, [])).toEqual(expect.arrayContaining(passwords));
  });
});

describe('a platform', () => {
  const environment = (env: Environment) => makeEnvironment(env, [], platforms);

  it.each<[string, Environment, object]>([
    ['Socket Mode', slack, { botToken: 'xoxb-1-fake', appToken: 'xapp-1-fake' }],
    [
      'signed HTTP',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret, PORT: '3000' },
      { signingSecret: secret, port: 3000, host: '127.0.0.1' },
    ],
  ])('of Slack’s is told how to connect: %s', (_name, env, expected) => {
    expect(readSlackConfig(environment(env))).toMatchObject(expected);
  });

  it('of Discord’s is told its token, without blanks around it', () => {
    expect(readDiscordConfig(environment({ DISCORD_TOKEN: ' aa.bb.cc\n' }))).toEqual({ token: 'aa.bb.cc' });
  });

  it.each(platforms.map((platform) => [platform.name, platform] as const))(
    '%s declares what it reads, and which of it is secret',
    (_, platform) => {
      const asked = new Set([platform.drillChannel]);
      const harmless = new Set([platform.drillChannel]);
      platform.read({
        ...environment({}),
        get: (name) => (asked.add(name), 'a value'),
        port: (name) => void harmless.add(name),
        url: (name) => void harmless.add(name),
      });
      expect(platform.variables.map(({ name }) => name).sort()).toEqual([...new Set([...asked, ...harmless])].sort());
      const open = platform.variables.filter(({ isPublic }) => isPublic).map(({ name }) => name);
      expect(open.sort()).toEqual([...harmless].sort());
    },
  );

  const pigeon = (more: Partial<Platform> = {}): Platform => ({
    name: 'pigeon',
    variables: [
      { name: 'PIGEON_TOKEN', about: '' },
      { name: 'PIGEON_RING', about: '' },
      { name: 'DRILL_PIGEON_CHANNEL', about: '', isPublic: true },
    ],
    drillChannel: 'DRILL_PIGEON_CHANNEL',
    read: ({ get }) => (get('PIGEON_TOKEN') ? () => Promise.reject(new Error('not here')) : undefined),
    loadCuts: async () => () => [],
    loadWritten: async () => () => '',
    ...more,
  });

  const pigeonEnvironment = (env: Environment, ...declared: Platform[]) => {
    const problems: ConfigProblem[] = [];
    return { problems, ...makeEnvironment(env, problems, declared) };
  };

  it('that is new has its secrets hidden without anybody thinking of it', () => {
    const env = { PIGEON_TOKEN: '42:AAfake', PIGEON_RING: 'a whole key', DRILL_PIGEON_CHANNEL: 'the loft', DRILL_CRON: '0 9 * * *' };
    const read = readConfig(env, [...platforms, pigeon()]);
    expect(read).toMatchObject({ kind: 'config', config: { platforms: [expect.any(Function)], secrets: ['42:AAfake', 'a whole key'] } });
    expect(secretsOf({ PIGEON_CREDENTIALS: 'another key', PIGEON_COLOUR: 'grey' }, [pigeon()])).toEqual(['another key']);
  });

  it('that is new says how its own values begin and look', () => {
    const variables = [
      { name: 'PIGEON_TOKEN', about: '', beginning: /^coo-/ },
      { name: 'PIGEON_URL', about: '', isPublic: true, example: 'https://loft.example/' } as const,
    ];
    const { problems, describe, url } = pigeonEnvironment({ PIGEON_URL: 'the loft' }, pigeon({ variables }));
    expect([describe('coo-secret'), describe('xoxb-secret'), url('PIGEON_URL')]).toEqual([
      'a value that begins with coo-',
      'a value of 11 characters',
      'the loft',
    ]);
    expect(problems).toMatchObject([{ variable: 'PIGEON_URL', expected: 'an address such as https://loft.example/' }]);
  });

  it.each<[string, Platform[], string[]]>([
    ['is declared twice', [pigeon(), pigeon()], ['pigeon', 'PIGEON_TOKEN', 'PIGEON_RING', 'DRILL_PIGEON_CHANNEL']],
    ['has another one’s name', [pigeon({ name: 'discord' })], ['discord']],
    ['reads another one’s variable', [pigeon({ variables: [{ name: 'DISCORD_TOKEN', about: '' }] })], ['DISCORD_TOKEN']],
    ['reads a variable of everybody’s', [pigeon({ variables: [{ name: 'HOST', about: '' }] })], ['HOST']],
  ])('that %s does not start, and is told as every problem is', (_how, added, twice) => {
    const problems = twice.map((name) => ({ variable: 'src/adapters/platforms.ts', found: `"${name}" twice` }));
    expect(readConfig({}, [...platforms, ...added])).toMatchObject({ kind: 'problems', problems });
  });
});

it('of what belongs to no platform, only the password of the database is secret', () => {
  expect(commonVariables.filter(({ isPublic }) => !isPublic).map(({ name }) => name)).toEqual(['POSTGRES_PASSWORD']);
});

describe('a token under a wrong name', () => {
  it.each([
    ['SLACK_TOKEN', 'SLACK_BOT_TOKEN'],
    ['SLACK_BOT_TOKENS', 'SLACK_BOT_TOKEN'],
    ['SLACK_APPTOKEN', 'SLACK_APP_TOKEN'],
    ['SLACK_SIGNING_SECERT', 'SLACK_SIGNING_SECRET'],
    ['DISCORD_BOT_TOKEN', 'DISCORD_TOKEN'],
    ['DISCORD_TOKNE', 'DISCORD_TOKEN'],
    ['DISCORDTOKEN', 'DISCORD_TOKEN'],
    ['DISCORD-TOKEN', 'DISCORD_TOKEN'],
    ['discord_token', 'DISCORD_TOKEN'],
    ['DICSORD_TOKEN', 'DISCORD_TOKEN'],
  ])('%s is told, with the one that was meant, and not what it holds', (name, meant) => {
    const read = readConfig({ [name]: 'xoxb-a-secret-thing' });
    const said = read.kind === 'problems' ? read.problems.map(sayConfigProblem).join('\n') : '';
    expect(said).toContain(`Did you mean ${meant}?`);
    expect(said).not.toContain('a-secret-thing');
  });

  it('is left alone when it is somebody else’s variable', () => {
    expect(problems({ SLACK_WEBHOOK_URL: 'https://hooks.example', GITHUB_TOKEN: 'x', DISCORD_WEBHOOK: 'y', TOKEN: 'z' })).toEqual([]);
  });
});

describe('a slip in the name of a variable', () => {
  /** The first secret of every platform: without it, it is not wanted. */
  const anyToken = platforms.flatMap(({ variables }) => variables.find(({ isPublic }) => !isPublic)?.name ?? []).join(' or ');

  const said = (env: Record<string, string>, inFile: Record<string, string> = {}) => {
    const read = readConfig({ ...env, ...inFile }, platforms, { values: inFile, problems: [] });
    return read.kind === 'problems' ? read.problems.map(sayConfigProblem).join('\n') : '';
  };

  it.each([
    ['slack_bot_token', 'SLACK_BOT_TOKEN'],
    ['SLACK_BOT_TOKN', 'SLACK_BOT_TOKEN'],
    ['SLACKBOT_TOKEN', 'SLACK_BOT_TOKEN'],
    ['SLACK_BOT_TKEN', 'SLACK_BOT_TOKEN'],
    ['DISCORD_TOKE', 'DISCORD_TOKEN'],
    ['drill_cron', 'DRILL_CRON'],
    ['DRILL_TIME_ZONE', 'DRILL_TIMEZONE'],
    ['DRILL_CRONTAB', 'DRILL_CRON'],
    ['DRILL_SLACK_CHANEL', 'DRILL_SLACK_CHANNEL'],
    ['database_url', 'DATABASE_URL'],
    ['Health_Port', 'HEALTH_PORT'],
    ['health-port', 'HEALTH_PORT'],
    ['Content_Dir', 'CONTENT_DIR'],
  ])('%s is told wherever it is set', (name, meant) => {
    expect(said({ [name]: 'a-value' })).toContain(`Did you mean ${meant}?`);
    expect(said({ [name]: 'a-value' })).not.toContain('a-value');
  });

  it.each([
    ['BOT_TOKEN', anyToken],
    ['TOKEN', anyToken],
    ['Token', anyToken],
    ['API_TOKEN', anyToken],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['LOG_LEVL', 'LOG_LEVEL'],
    ['HELTH_PORT', 'HEALTH_PORT'],
    ['host', 'HOST'],
    ['Port', 'PORT'],
    ['CONTENT_DIRS', 'CONTENT_DIR'],
    ['POSTGRES_PASWORD', 'POSTGRES_PASSWORD'],
  ])('%s is told where it stands in .env, and is somebody else’s elsewhere', (name, meant) => {
    expect(said({}, { [name]: 'a-value' })).toContain(`Did you mean ${meant}?`);
    expect(said({ [name]: 'a-value' })).toBe('');
  });

  it('is left alone beside the right name, in an empty line, and where it resembles nothing', () => {
    expect(said({}, { ...slack, BOT_TOKEN: 'x' })).toBe('');
    expect(said({}, { ...slack, slack_bot_token: 'x', SLACK_TOKEN: '' })).toBe('');
    expect(said({}, { SENTRY_DSN: 'x', PGSSLMODE: 'require', OPENAI_API_KEY: 'y', TZ: 'UTC', NODE_ENV: 'production' })).toBe('');
  });

  it('is listed for a service that no platform was given to', () => {
    const sentence = sayNoPlatform({ BOT_TOKEN: 'hidden', GITHUB_SECRET: 'hidden', DISCORD_TOKEN: '' }, platforms);
    expect(sentence).toContain('read by nothing: BOT_TOKEN, GITHUB_SECRET.');
    expect(sentence).toContain(anyToken);
    expect(sentence).not.toContain('hidden');
  });
});

it('.env.example names every variable that is read; if not, run npm run env-example', async () => {
  expect(await readFile(new URL('../.env.example', import.meta.url), 'utf8')).toBe(envExample());
});

it('docs/hosting.md has every variable, with the same words; if not, run npm run env-example', async () => {
  const page = await readFile(new URL('../docs/hosting.md', import.meta.url), 'utf8');
  expect(page).toBe(withVariables(page));
  for (const name of knownNames(platforms)) expect(page).toContain(`| \`${name}\` |`);
});
