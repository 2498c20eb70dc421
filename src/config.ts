import type { DiscordConfig } from './adapters/discord/adapter.ts';
import type { SlackConfig } from './adapters/slack/config.ts';
import { type EnvironmentDrill, type Reader, readDrills } from './config-drills.ts';
import { nearest } from './core/closest.ts';

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

function secretsOf(get: Reader['get']): string[] {
  const url = get('DATABASE_URL') ?? '';
  const password = URL.canParse(url) ? new URL(url).password : '';
  const named = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'DISCORD_TOKEN'].map(get);
  const all = [...named, password, decoded(password)].filter((secret) => secret !== undefined && secret.length > 3);
  return [...new Set(all as string[])];
}

/** As the database gets it. A stray per cent sign stands for itself here; whether it may, the database driver says. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

export function sayConfigProblem({ variable, found, expected, wayOut }: ConfigProblem): string {
  return `${variable}  found ${found}; expected ${expected}\n    ${wayOut}`;
}
