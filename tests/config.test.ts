import { describe, expect, it } from 'vitest';
import { type Config, type Environment, readConfig, sayConfigProblem } from '../src/config.ts';

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
    expect(config({})).not.toHaveProperty('slack');
  });

  it.each<[string, Environment, object]>([
    ['Socket Mode', slack, { slack: { botToken: 'xoxb-1-fake', appToken: 'xapp-1-fake' }, logLevel: 'info' }],
    [
      'signed HTTP',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret, PORT: '3000' },
      { slack: { signingSecret: secret, port: 3000, host: '127.0.0.1' } },
    ],
    ['Discord', { DISCORD_TOKEN: 'aa.bb.cc' }, { discord: { token: 'aa.bb.cc' } }],
    ['blanks around values', { DISCORD_TOKEN: ' aa.bb.cc\n' }, { discord: { token: 'aa.bb.cc' } }],
    [
      'a drill for a channel',
      { ...slack, DRILL_CRON: '5 9 * * 1-5', DRILL_TIMEZONE: 'europe/berlin', DRILL_SLACK_CHANNEL: 'C1' },
      { drills: [{ group: 'slack:C1', channel: 'C1', time: '09:05', zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5] }] },
    ],
    [
      'Sunday as 0 and 7',
      { DRILL_CRON: '0 9 * * 0,6', DRILL_DISCORD_CHANNEL: '42' },
      { drills: [{ group: 'discord:42', weekdays: [6, 7] }] },
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
    ['a channel without a time', { ...slack, DRILL_SLACK_CHANNEL: 'C1' }, ['DRILL_CRON']],
    ['a time without a channel', { ...slack, DRILL_CRON: '0 9 * * *' }, ['DRILL_SLACK_CHANNEL']],
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
});
