import type { Platform, PlatformEnvironment, Variable } from './adapters/platform.ts';
import { closest } from './core/closest.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that cannot be used: which, what it holds (never a secret), what it should, and where to find it. */
export interface ConfigProblem {
  readonly variable: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** The variables that belong to no platform, in the order of `.env.example`. */
export const commonVariables: readonly Variable[] = [
  {
    name: 'DATABASE_URL',
    about:
      'Where answers are kept. Empty: an SQLite file, sqlite:data/mlpro.db. For more than one machine: postgres://user:password@host/database',
  },
  { name: 'CONTENT_DIR', about: 'What is taught. Empty: content/ml-pro' },
  { name: 'DRILL_CRON', about: 'A daily drill set up here instead of by /mlpro drill setup: minute, hour, * * and weekdays' },
  { name: 'DRILL_TIMEZONE', about: 'IANA name such as Europe/Berlin. Empty: UTC' },
  { name: 'LOG_LEVEL', about: 'fatal, error, warn, info, debug or silent' },
  { name: 'HEALTH_PORT', about: '/livez, /readyz and /healthz answer here' },
  { name: 'HOST', about: 'The address to listen on (PORT and HEALTH_PORT). Empty: 127.0.0.1; in a container 0.0.0.0' },
  { name: 'NO_COLOR', about: 'Any value: no colours in the terminal' },
  { name: 'POSTGRES_PASSWORD', about: 'For compose.yaml only', isSecret: true },
];

/** The environment as a platform may see it; what it reports goes to `problems`. */
export function makeEnvironment(env: Environment, problems: ConfigProblem[]): PlatformEnvironment {
  const get = (name: string) => env[name]?.trim() || undefined;
  const report: PlatformEnvironment['report'] = (variable, found, expected, remedy) =>
    void problems.push({ variable, found, expected, remedy });
  return {
    get,
    report,
    host: get('HOST') ?? '127.0.0.1',
    describe: (secret) => {
      const kind = /^(xox[a-z]|xapp|Bot )/.exec(secret)?.[0];
      return kind ? `a value that begins with ${kind}` : `a value of ${secret.length} characters`;
    },
    port: (name) => {
      const typed = get(name);
      if (typed === undefined) return undefined;
      if (/^\d{1,5}$/.test(typed) && Number(typed) <= 65_535) return Number(typed);
      report(name, `"${typed}"`, 'a port from 1 to 65535', 'Choose a free one, such as 3000.');
      return undefined;
    },
    url: (name) => {
      const url = get(name);
      if (url !== undefined && !URL.canParse(url))
        report(
          name,
          `"${url}"`,
          'an address such as https://slack.com/api/',
          'Leave it empty unless you test against a platform of your own.',
        );
      return url;
    },
  };
}

/** A token under a name that nothing reads would start the console, in silence: names that are nearly one of ours are slips. */
export function checkNames(env: Environment, platforms: readonly Platform[], { get, report }: PlatformEnvironment): void {
  const known = platforms.flatMap(({ variables }) => variables.map(({ name }) => name));
  const ours = new Set([...known, ...commonVariables.map(({ name }) => name)]);
  for (const name of Object.keys(env)) {
    const meant = ours.has(name) || get(name) === undefined ? undefined : slipOf(name, known);
    if (meant !== undefined && get(meant) === undefined) report(name, 'a variable that nothing reads', meant, `Did you mean ${meant}?`);
  }
}

/** Names are told apart by their words; only those of the same kind, such as tokens, are taken for each other. */
function slipOf(name: string, known: readonly string[]): string | undefined {
  const letters = (one: string) => one.toUpperCase().replace(/[^A-Z]/g, '');
  const same = known.find((one) => letters(one) === letters(name));
  if (same !== undefined) return same;
  const platform = known.find((one) => name.toUpperCase().startsWith(`${one.split('_')[0]}_`))?.split('_')[0];
  const isSecret = /TOK|SECR|SECER/.test(name.toUpperCase());
  const candidates = known.filter((one) => /TOKEN|SECRET/.test(one) && (platform === undefined || one.startsWith(`${platform}_`)));
  return isSecret && name.length > 8 ? closest(name.toUpperCase(), candidates, platform === undefined ? 0.2 : 0.6) : undefined;
}

/** Every value of a variable that is declared secret, or that looks like one of a platform's under a wrong name; and the database's password. */
export function secretsOf(env: Environment, platforms: readonly Platform[]): string[] {
  const declared = new Set(
    [...commonVariables, ...platforms.flatMap(({ variables }) => variables)].flatMap((one) => (one.isSecret ? [one.name] : [])),
  );
  const prefixes = platforms.map(({ name }) => `${name.toUpperCase()}_`);
  const looksSecret = (name: string) => prefixes.some((prefix) => name.startsWith(prefix)) && /TOKEN|SECRET|KEY|PASSWORD/.test(name);
  const named = Object.entries(env).flatMap(([name, value]) => (declared.has(name) || looksSecret(name) ? [value?.trim()] : []));
  const url = env.DATABASE_URL?.trim() ?? '';
  const password = URL.canParse(url) ? new URL(url).password : '';
  return [...new Set([...named, password, decoded(password)])].filter((secret) => secret !== undefined && secret.length > 3) as string[];
}

/** As the database gets it. A stray per cent sign stands for itself here; whether it may, the database driver says. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
