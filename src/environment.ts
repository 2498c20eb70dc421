import type { Platform, PlatformEnvironment, Variable } from './adapters/platform.ts';
import { parseAddress, withPassword } from './storage/address.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable or file that cannot be used: which, what it holds (never a secret), what it should, and the way out. */
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
      'Where answers are kept. Empty: an SQLite file, sqlite:data/mlpro.db. For more than one machine: postgres://user:password@host/database.\ncompose.yaml sets it itself.',
    isPublic: true,
  },
  { name: 'CONTENT_DIR', about: 'What is taught. Empty: content/ml-pro', isPublic: true },
  {
    name: 'DRILL_CRON',
    about: 'A daily drill set up here instead of by /mlpro drill setup: minute, hour, * * and weekdays',
    isPublic: true,
  },
  { name: 'DRILL_TIMEZONE', about: 'IANA name such as Europe/Berlin. Empty: UTC', isPublic: true },
  { name: 'LOG_LEVEL', about: 'fatal, error, warn, info, debug or silent', isPublic: true },
  { name: 'HEALTH_PORT', about: '/livez, /readyz and /healthz answer here. Empty: nowhere; in the container 8080', isPublic: true },
  {
    name: 'HOST',
    about: 'The address to listen on (PORT and HEALTH_PORT). Empty: 127.0.0.1, this machine alone; in the container 0.0.0.0',
    isPublic: true,
  },
  { name: 'NO_COLOR', about: 'Any value: no colours in the terminal', isPublic: true },
  {
    name: 'POSTGRES_PASSWORD',
    about:
      'For compose.yaml, and for a DATABASE_URL of PostgreSQL without a password. Any signs are fine; those with # or blanks in quotes.',
  },
];

/** The environment as a platform may see it; what it reports goes to `problems`. */
export function makeEnvironment(env: Environment, problems: ConfigProblem[], platforms: readonly Platform[]): PlatformEnvironment {
  const declared = variablesOf(platforms);
  const get = (name: string) => env[name]?.trim() || undefined;
  const report: PlatformEnvironment['report'] = (variable, found, expected, remedy) =>
    void problems.push({ variable, found, expected, remedy });
  return {
    get,
    report,
    isReported: (name) => problems.some(({ variable }) => variable === name),
    host: get('HOST') ?? '127.0.0.1',
    describe: (secret) => {
      const [kind] = declared.flatMap(({ beginning }) => beginning?.exec(secret)?.[0] ?? []);
      return kind ? `a value that begins with ${kind}` : `a value of ${secret.length} characters`;
    },
    port: (name) => {
      const typed = get(name);
      if (typed === undefined) return undefined;
      if (/^\d{1,5}$/.test(typed) && Number(typed) > 0 && Number(typed) <= 65_535) return Number(typed);
      report(name, `"${typed}"`, 'a port from 1 to 65535', 'Choose a free one, such as 3000.');
      return undefined;
    },
    url: (name) => {
      const url = get(name);
      const example = declared.find((one) => one.name === name)?.example ?? 'https://example.org/';
      if (url !== undefined && !URL.canParse(url))
        report(name, `"${url}"`, `an address such as ${example}`, 'Leave it empty unless you test against a platform of your own.');
      return url;
    },
  };
}

/** Every variable that is read. */
export function variablesOf(platforms: readonly Platform[]): Variable[] {
  return [...platforms.flatMap(({ variables }) => variables), ...commonVariables];
}

/** Read by the database driver itself, where the address has no password. */
const driversPassword = 'PGPASSWORD';

/** Every value that is not declared public, or that looks like one of a platform's secrets under a wrong name; and the database's password. */
export function secretsOf(env: Environment, platforms: readonly Platform[]): string[] {
  const declared = new Set(variablesOf(platforms).flatMap(({ name, isPublic }) => (isPublic ? [] : [name])));
  const prefixes = platforms.map(({ name }) => `${name.toUpperCase()}_`);
  const looksSecret = (name: string) =>
    prefixes.some((prefix) => name.startsWith(prefix)) && /TOKEN|SECRET|KEY|PASSWORD|CREDENTIAL/.test(name);
  const named = Object.entries(env).flatMap(([name, value]) =>
    name === driversPassword || declared.has(name) || looksSecret(name) ? [value?.trim()] : [],
  );
  const passwords = passwordsIn(env.DATABASE_URL?.trim() ?? '', env.POSTGRES_PASSWORD ?? '');
  const secrets = [...named, ...passwords, ...passwords.map(decoded)].filter((secret) => secret !== undefined);
  return [...new Set(secrets)].filter(({ length }) => length > 3);
}

/** As they are written, also in an address that cannot be used: before the host, and among what follows a question mark. */
function passwordsIn(address: string, usual: string): string[] {
  const place = withPassword(parseAddress(address), usual);
  const [, typed = ''] = /^\w+:\/\/[^:@/]*:(.*)@/s.exec(address) ?? [];
  const options = [...address.matchAll(/[?&]\w*password=([^&#]*)/gi)].map(([, value = '']) => value);
  return [typed, ...options, place.kind === 'postgres' ? new URL(place.url).password : ''];
}

/** As the database gets it. A stray per cent sign stands for itself here; whether it may, the database driver says. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
