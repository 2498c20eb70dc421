import cron from 'node-cron';
import type { DiscordConfig } from './adapters/discord/adapter.ts';
import type { SlackConfig } from './adapters/slack/config.ts';
import { tidyZone } from './core/calendar.ts';
import { parseDays } from './core/drill.ts';
import { nearest } from './core/near.ts';
import type { Weekday } from './core/state.ts';

/** A drill that is set up in the environment instead of by command. */
export interface EnvironmentDrill {
  readonly group: string;
  readonly channel: string;
  readonly time: string;
  readonly zone: string;
  readonly weekdays: readonly Weekday[];
}

export interface Config {
  readonly slack?: SlackConfig;
  readonly discord?: DiscordConfig;
  readonly drills: readonly EnvironmentDrill[];
  readonly databaseUrl: string;
  readonly contentDir: string;
  readonly host: string;
  readonly healthPort?: number;
  readonly logLevel: string;
  /** False when the person at the terminal asked for no colours: https://no-color.org */
  readonly colours: boolean;
  /** Everything that must never be logged. */
  readonly secrets: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that cannot be used: which, what it holds (never a secret), what it should, and where to find it. */
export interface ConfigProblem {
  readonly variable: string;
  readonly found: string;
  readonly expected: string;
  readonly wayOut: string;
}

export type ReadConfig =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[] };

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

const slackPages = 'https://api.slack.com/apps, your app';
const discordPage = 'https://discord.com/developers/applications, your application, Bot, Reset Token';

/** Reads the whole environment once: a configuration, or every problem at once. */
export function readConfig(env: Environment): ReadConfig {
  const problems: ConfigProblem[] = [];
  const get = (name: string) => env[name]?.trim() || undefined;
  const report = (variable: string, found: string, expected: string, wayOut: string) =>
    void problems.push({ variable, found, expected, wayOut });
  const read: Reader = { get, report };
  const slack = readSlack(read);
  const discord = readDiscord(read);
  const config: Config = {
    ...(slack && { slack }),
    ...(discord && { discord }),
    drills: readDrills(read),
    databaseUrl: readDatabase(read),
    contentDir: get('CONTENT_DIR') ?? 'content/ml-pro',
    host: get('HOST') ?? '127.0.0.1',
    ...optional('healthPort', readPort(read, 'HEALTH_PORT')),
    logLevel: readLevel(read, !slack && !discord),
    colours: get('NO_COLOR') === undefined,
    secrets: secretsOf(get),
  };
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'config', config };
}

interface Reader {
  get(name: string): string | undefined;
  report(variable: string, found: string, expected: string, wayOut: string): void;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

/** Secrets are named by their first letters at most: enough to see which was pasted where. */
function startOf(secret: string): string {
  const kind = /^(xox[a-z]|xapp|Bot )/.exec(secret)?.[0];
  return kind ? `a value that begins with ${kind}` : `a value of ${secret.length} characters`;
}

function readSlack({ get, report }: Reader): SlackConfig | undefined {
  const botToken = get('SLACK_BOT_TOKEN');
  const appToken = get('SLACK_APP_TOKEN');
  const signingSecret = get('SLACK_SIGNING_SECRET');
  if (!botToken && !appToken && !signingSecret) return undefined;
  if (!botToken) report('SLACK_BOT_TOKEN', 'nothing', 'a token that begins with xoxb-', `${slackPages}, OAuth & Permissions.`);
  else if (!botToken.startsWith('xoxb-'))
    report('SLACK_BOT_TOKEN', startOf(botToken), 'a token that begins with xoxb-', `${slackPages}, OAuth & Permissions.`);
  if (appToken && !appToken.startsWith('xapp-')) {
    report(
      'SLACK_APP_TOKEN',
      startOf(appToken),
      'a token that begins with xapp-',
      `${slackPages}, Basic Information, App-Level Tokens, with connections:write.`,
    );
  }
  const port = readPort({ get, report }, 'PORT');
  if (!appToken && !signingSecret) {
    report(
      'SLACK_APP_TOKEN',
      'nothing',
      'a token that begins with xapp- (or SLACK_SIGNING_SECRET and PORT for HTTP)',
      `${slackPages}, Basic Information, App-Level Tokens, with connections:write.`,
    );
  }
  if (signingSecret && !/^[0-9a-f]{32}$/.test(signingSecret)) {
    report(
      'SLACK_SIGNING_SECRET',
      startOf(signingSecret),
      '32 characters of 0-9 and a-f',
      `${slackPages}, Basic Information, App Credentials.`,
    );
  }
  if (!appToken && signingSecret && port === undefined && !get('PORT'))
    report('PORT', 'nothing', 'the port on which Slack’s requests arrive', 'Choose a free port, such as 3000.');
  if (!botToken) return undefined;
  return {
    botToken,
    host: get('HOST') ?? '127.0.0.1',
    ...optional('appToken', appToken),
    ...optional('signingSecret', signingSecret),
    ...optional('port', port),
    ...optional('apiUrl', readUrl({ get, report }, 'SLACK_API_URL')),
  };
}

function readDiscord(read: Reader): DiscordConfig | undefined {
  const token = read.get('DISCORD_TOKEN');
  const apiUrl = readUrl(read, 'DISCORD_API_URL');
  if (!token) return undefined;
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token))
    read.report('DISCORD_TOKEN', startOf(token), 'three parts with dots between', `${discordPage}.`);
  return { token, ...optional('apiUrl', apiUrl) };
}

function readUrl({ get, report }: Reader, name: string): string | undefined {
  const url = get(name);
  if (url !== undefined && !URL.canParse(url))
    report(name, `"${url}"`, 'an address such as https://slack.com/api/', 'Leave it empty unless you test against a platform of your own.');
  return url;
}

function readPort({ get, report }: Reader, name: string): number | undefined {
  const typed = get(name);
  if (typed === undefined) return undefined;
  if (/^\d{1,5}$/.test(typed) && Number(typed) <= 65_535) return Number(typed);
  report(name, `"${typed}"`, 'a port from 1 to 65535', 'Choose a free one, such as 3000.');
  return undefined;
}

/** At a terminal the log would run through the conversation, so there only warnings are shown. */
function readLevel({ get, report }: Reader, quiet: boolean): string {
  const level = get('LOG_LEVEL') ?? (quiet ? 'warn' : 'info');
  if (!logLevels.includes(level)) report('LOG_LEVEL', `"${level}"`, `one of ${logLevels.join(', ')}`, didYouMean(level, logLevels));
  return level;
}

function didYouMean(typed: string, known: readonly string[]): string {
  const close = nearest(typed, known);
  return close === undefined ? 'Choose one of them.' : `Did you mean "${close}"?`;
}

function readDatabase({ get, report }: Reader): string {
  const url = get('DATABASE_URL') ?? 'sqlite:data/mlpro.db';
  if (/^(postgres(ql)?:\/\/|sqlite:.)/.test(url)) return url;
  report(
    'DATABASE_URL',
    `a value of ${url.length} characters`,
    'postgres://user:password@host/database or sqlite:path',
    'Leave it empty for the embedded database in data/.',
  );
  return url;
}

/** `DRILL_CRON` is a cron line with one time of day: minute, hour, and the days of the week. */
function readDrills({ get, report }: Reader): EnvironmentDrill[] {
  const line = get('DRILL_CRON');
  const channels = { slack: get('DRILL_SLACK_CHANNEL'), discord: get('DRILL_DISCORD_CHANNEL') };
  const typedZone = get('DRILL_TIMEZONE');
  const zone = tidyZone(typedZone ?? 'UTC');
  if (zone === undefined)
    report(
      'DRILL_TIMEZONE',
      `"${typedZone}"`,
      'an IANA time zone such as Europe/Berlin',
      'https://en.wikipedia.org/wiki/List_of_tz_database_time_zones has them all.',
    );
  const wanted = Object.entries(channels).filter(([, channel]) => channel !== undefined);
  if (wanted.length > 0 && !line)
    report(
      'DRILL_CRON',
      'nothing',
      'a cron line such as 0 9 * * 1-5',
      'It says when the drill of the channel comes; or set the drill up by command.',
    );
  if (line && wanted.length === 0)
    report(
      'DRILL_SLACK_CHANNEL',
      'nothing',
      'the id of the channel that DRILL_CRON is for (or DRILL_DISCORD_CHANNEL)',
      'Set one of the two, or remove DRILL_CRON.',
    );
  const when = line ? readCron(line) : undefined;
  if (line && when === undefined)
    report(
      'DRILL_CRON',
      `"${line}"`,
      'minute, hour, * * and weekdays, such as 0 9 * * 1-5',
      'One time of day; for several, set drills up by command in several channels.',
    );
  if (when === undefined || zone === undefined) return [];
  return wanted.map(([platform, channel = '']) => ({ group: `${platform}:${channel}`, channel, zone, ...when }));
}

function readCron(line: string): Pick<EnvironmentDrill, 'time' | 'weekdays'> | undefined {
  const [minute = '', hour = '', day, month, days = '*', ...more] = line.split(/\s+/);
  const single = /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour) && day === '*' && month === '*' && more.length === 0;
  if (!single || !cron.validate(line)) return undefined;
  const weekdays = parseDays(days === '*' ? 'daily' : days.replace(/\d/g, (digit) => cronDays[Number(digit)] ?? digit));
  return weekdays && { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, weekdays };
}

/** In cron, both 0 and 7 are Sunday. */
const cronDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function secretsOf(get: Reader['get']): string[] {
  const url = get('DATABASE_URL') ?? '';
  const password = URL.canParse(url) ? decodeURIComponent(new URL(url).password) : '';
  const named = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'DISCORD_TOKEN'].map(get);
  return [...named, password].filter((secret) => secret !== undefined && secret.length > 3) as string[];
}

export function sayConfigProblem({ variable, found, expected, wayOut }: ConfigProblem): string {
  return `${variable}  found ${found}; expected ${expected}\n    ${wayOut}`;
}
