import { pino } from 'pino';

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Keys under which SDKs keep tokens in the objects that end up in errors. */
const secretKeys = ['token', 'authorization', 'Authorization', 'signingSecret', 'password', 'connectionString'];

/**
 * Structured lines on standard error, so that standard output belongs to the console. Every secret of the configuration is taken out of whatever is
 * logged, wherever it hides.
 */
export function makeLog(level: string, secrets: readonly string[]): Log {
  const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `err.*.${key}`]);
  const hide = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, '[secret]'), text);
  const redact = { paths, censor: '[secret]' };
  const destination = { write: (line: string) => void process.stderr.write(hide(line)) };
  return pino({ level, redact, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
