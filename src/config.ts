import { populate } from 'dotenv';
import type { Platform, PlatformEnvironment, StartAdapter } from './adapters/platform.ts';
import { platforms as allPlatforms } from './adapters/platforms.ts';
import { closest } from './core/closest.ts';
import { type CronTime, parseCron } from './core/drill/cron.ts';
import { canonicalTimeZone } from './core/time.ts';
import { type EnvFile, readEnvFile } from './env-file.ts';
import { type ConfigProblem, type Environment, makeEnvironment, secretsOf } from './environment.ts';
import { checkDeclared, checkNames, knownNames } from './variable-names.ts';
import { type Address, parseAddress, withPassword } from './storage/address.ts';

export interface Config {
  /** How to start each platform that is wanted. */
  readonly platforms: readonly StartAdapter[];
  readonly drills: readonly EnvironmentDrill[];
  readonly databaseUrl: string;
  readonly contentDir: string;
  readonly host: string;
  readonly healthPort: number | undefined;
  readonly logLevel: string;
  readonly terminal: TerminalWishes;
  /** Everything that must never be logged. */
  readonly secrets: readonly string[];
}

/** What the environment says of the terminal, for the console. */
export interface TerminalWishes {
  /** False when the person at the terminal asked for no colours: https://no-color.org */
  readonly colours: boolean;
  /** It can show lines and nothing else: no moving about, no colours. */
  readonly isDumb: boolean;
  /** How wide lines are where there is no window to ask. */
  readonly columns: number | undefined;
}

/** A drill that is set up in the environment instead of by command. */
export interface EnvironmentDrill extends CronTime {
  readonly group: string;
  readonly channel: string;
  readonly zone: string;
}

export type ReadConfig =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[] };

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

/** Adds what `.env` says to the environment, which comes first where both say something, and reads it. */
export function loadConfig(env: Record<string, string | undefined>): ReadConfig {
  const file = readEnvFile('.env', knownNames(allPlatforms));
  // In place: libraries look there too, for PGSSLMODE and the like.
  populate(env as Record<string, string>, file.values);
  return readConfig(env, allPlatforms, file);
}

/** The same for a person at a terminal, beside a bot that may run meanwhile: no platform, and nothing that would be in its way. */
export function forConsole(config: Config): Config {
  const logLevel = config.logLevel === 'info' ? 'warn' : config.logLevel;
  return { ...config, platforms: [], drills: [], healthPort: undefined, logLevel };
}

const noFile: EnvFile = { values: {}, problems: [] };

/** Reads the whole environment once, into which `file` was read already: a configuration, or every problem at once. */
export function readConfig(env: Environment, platforms: readonly Platform[] = allPlatforms, file = noFile): ReadConfig {
  const problems: ConfigProblem[] = [...file.problems];
  const environment = makeEnvironment(env, problems, platforms);
  checkDeclared(platforms, environment);
  checkNames(env, { platforms, inFile: Object.keys(file.values) }, environment);
  const read = platforms.map((platform) => ({ platform, start: platform.read(environment) }));
  const wanted = read.flatMap(({ start }) => start ?? []);
  const database = readDatabase(environment, env.POSTGRES_PASSWORD ?? '');
  checkHost(environment);
  for (const { platform, start } of read) if (start === undefined) checkUnwanted(environment, platform);
  const config: Config = {
    platforms: wanted,
    drills: readDrills(environment, platforms),
    databaseUrl: database,
    contentDir: environment.get('CONTENT_DIR') ?? 'content/ml-pro',
    host: environment.host,
    healthPort: environment.port('HEALTH_PORT'),
    logLevel: readLevel(environment, wanted.length === 0),
    terminal: readTerminal(environment),
    secrets: secretsOf(env, platforms),
  };
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'config', config };
}

/** Set by the terminal and not by an operator, so what cannot be used is no problem to report. */
function readTerminal({ get }: PlatformEnvironment): TerminalWishes {
  const isDumb = get('TERM') === 'dumb';
  const columns = get('COLUMNS') ?? '';
  return {
    colours: get('NO_COLOR') === undefined && !isDumb,
    isDumb,
    columns: /^[1-9]\d{0,3}$/.test(columns) ? Number(columns) : undefined,
  };
}

/** At a terminal the log would run through the conversation, so there only warnings are shown. */
function readLevel({ get, report }: PlatformEnvironment, quiet: boolean): string {
  const level = get('LOG_LEVEL') ?? (quiet ? 'warn' : 'info');
  const meant = closest(level, logLevels);
  if (!logLevels.includes(level))
    report(
      'LOG_LEVEL',
      `"${level}"`,
      `one of ${logLevels.join(', ')}`,
      meant === undefined ? 'Choose one of them.' : `Did you mean "${meant}"?`,
    );
  return level;
}

/** A password that stands alone may have any signs; in an address some would mean something else. */
function readDatabase({ get, report, describe }: PlatformEnvironment, password: string): string {
  const typed = get('DATABASE_URL') ?? 'sqlite:data/mlpro.db';
  const place: Address = withPassword(parseAddress(typed), password);
  switch (place.kind) {
    case 'sqlite':
      return `sqlite:${place.file}`;
    case 'postgres':
      return place.url;
    case 'problem': {
      const found = /^(sqlite|file):/.test(typed) ? `"${typed}"` : describe(typed);
      report('DATABASE_URL', found, 'sqlite:path or postgres://user:password@host/database', place.remedy);
      return typed;
    }
  }
}

/** What is certainly no host; whether the others are, shows when something is to listen there. */
function checkHost({ host, report }: PlatformEnvironment): void {
  const bare = host.replace(/^\w+:\/\//, '').replace(/\/.*$/, '');
  const meant = host === '*' ? '0.0.0.0' : (/^\[(.*)\](:\d+)?$/.exec(bare)?.[1] ?? /^[^:]+(?=:\d+$)/.exec(bare)?.[0] ?? bare);
  if (meant !== host)
    report('HOST', `"${host}"`, 'an address of this machine alone, such as 127.0.0.1 or ::1', `Write ${meant || '127.0.0.1'}.`);
}

interface DrillChannel {
  readonly group: string;
  readonly channel: string;
}

/** A drill for each platform's channel that is named, at the time of `DRILL_CRON`. */
function readDrills(environment: PlatformEnvironment, platforms: readonly Platform[]): EnvironmentDrill[] {
  const zone = readZone(environment);
  const channels = platforms.flatMap((platform) => readChannel(environment, platform) ?? []);
  const line = environment.get('DRILL_CRON');
  if (!platforms.some(({ drillChannel }) => environment.isReported(drillChannel)))
    checkTogether(environment, { isTimed: line !== undefined, channels, platforms });
  const when = line === undefined ? undefined : readCron(environment, line);
  return when === undefined || zone === undefined ? [] : channels.map((channel) => ({ ...channel, ...when, zone }));
}

function readChannel({ get, report }: PlatformEnvironment, { name, drillChannel, channelId }: Platform): DrillChannel | undefined {
  const channel = get(drillChannel);
  if (channel === undefined) return undefined;
  if (channelId && !channelId.form.test(channel))
    report(
      drillChannel,
      `"${channel}"`,
      channelId.expected,
      `.env.example says where it is found; the channel's name can change, its id never does.`,
    );
  return { group: `${name}:${channel}`, channel };
}

/** A time without a channel, or a channel without a time, is half a drill. */
function checkTogether(
  { report }: PlatformEnvironment,
  { isTimed, channels, platforms }: { isTimed: boolean; channels: readonly DrillChannel[]; platforms: readonly Platform[] },
): void {
  if (channels.length > 0 && !isTimed)
    report(
      'DRILL_CRON',
      'nothing',
      'a cron line such as 0 9 * * 1-5',
      'It says when the drill of the channel comes; or set the drill up by command.',
    );
  if (!isTimed || channels.length > 0) return;
  const [first = '', ...others] = platforms.map(({ drillChannel }) => drillChannel);
  const expected = `the id of the channel that DRILL_CRON is for (or ${others.join(', ')})`;
  report(first, 'nothing', expected, 'Set one of them, or remove DRILL_CRON.');
}

/** Without its token, nobody would post there. */
function checkUnwanted({ get, report }: PlatformEnvironment, { drillChannel, variables }: Platform): void {
  const [token] = variables.flatMap(({ name, isPublic }) => (isPublic ? [] : [name]));
  if (get(drillChannel) !== undefined && token !== undefined && get(token) === undefined)
    report(token, 'nothing', `a token, because ${drillChannel} is set`, `Set it, or remove ${drillChannel}.`);
}

function readCron({ report }: PlatformEnvironment, line: string): CronTime | undefined {
  const when = parseCron(line);
  if (when === undefined)
    report(
      'DRILL_CRON',
      `"${line}"`,
      'one time of day: minute, hour, * * and weekdays, such as 0 9 * * 1-5',
      'For several times a day, set drills up by command in several channels.',
    );
  return when;
}

function readZone({ get, report }: Pick<PlatformEnvironment, 'get' | 'report'>): string | undefined {
  const typed = get('DRILL_TIMEZONE') ?? 'UTC';
  const zone = canonicalTimeZone(typed);
  if (zone === undefined)
    report(
      'DRILL_TIMEZONE',
      `"${typed}"`,
      'an IANA time zone such as Europe/Berlin',
      'https://en.wikipedia.org/wiki/List_of_tz_database_time_zones has them all.',
    );
  return zone;
}

export function sayConfigProblem({ variable, found, expected, remedy }: ConfigProblem): string {
  return `${variable}  found ${found}; expected ${expected}\n    ${remedy}`;
}
