import type { Platform, PlatformEnvironment, StartAdapter } from './adapters/platform.ts';
import { platforms as allPlatforms } from './adapters/platforms.ts';
import { closest } from './core/closest.ts';
import { type CronTime, parseCron } from './core/drill/cron.ts';
import { canonicalTimeZone } from './core/time.ts';
import { checkNames, type ConfigProblem, type Environment, makeEnvironment, secretsOf } from './environment.ts';

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

/** Reads the whole environment once: a configuration, or every problem at once. */
export function readConfig(env: Environment, platforms: readonly Platform[] = allPlatforms): ReadConfig {
  const problems: ConfigProblem[] = [];
  const environment = makeEnvironment(env, problems);
  checkNames(env, platforms, environment);
  const wanted = platforms.flatMap((platform) => platform.read(environment) ?? []);
  const config: Config = {
    platforms: wanted,
    drills: readDrills(environment, platforms),
    databaseUrl: readDatabase(environment),
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

function readDatabase({ get, report }: PlatformEnvironment): string {
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

/** A drill for each platform's channel that is named, at the time of `DRILL_CRON`. */
function readDrills({ get, report }: PlatformEnvironment, platforms: readonly Platform[]): EnvironmentDrill[] {
  const line = get('DRILL_CRON');
  const zone = readZone({ get, report });
  const channels = platforms.flatMap(({ name, drillChannel }) => {
    const channel = get(drillChannel);
    return channel === undefined ? [] : [{ group: `${name}:${channel}`, channel }];
  });
  if (channels.length > 0 && !line)
    report(
      'DRILL_CRON',
      'nothing',
      'a cron line such as 0 9 * * 1-5',
      'It says when the drill of the channel comes; or set the drill up by command.',
    );
  if (line && channels.length === 0) {
    const [first = '', ...others] = platforms.map(({ drillChannel }) => drillChannel);
    report(
      first,
      'nothing',
      `the id of the channel that DRILL_CRON is for (or ${others.join(', ')})`,
      'Set one of them, or remove DRILL_CRON.',
    );
  }
  const when = line ? parseCron(line) : undefined;
  if (line && when === undefined)
    report(
      'DRILL_CRON',
      `"${line}"`,
      'one time of day: minute, hour, * * and weekdays, such as 0 9 * * 1-5',
      'For several times a day, set drills up by command in several channels.',
    );
  if (when === undefined || zone === undefined) return [];
  return channels.map((channel) => ({ ...channel, ...when, zone }));
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
