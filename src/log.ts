import { pino } from 'pino';

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Keys under which SDKs keep tokens in the objects that end up in errors, however deep. */
const secretKey = /token|secret|password|authorization|cookie|connectionString/i;
const censor = '[secret]';

/** Keys under which a learner's id would stand: in rows, in what is asked of the database, and in what it says of a row that it does not take. */
const personalKey = /^(learner|set_?by|detail|parameters)$/i;

/**
 * Structured lines on standard error, so that standard output belongs to the console. Every secret of the configuration is taken out of whatever is
 * logged, wherever it hides: only in the finished line are all messages, causes and parts of errors together.
 */
export function makeLog(level: string, secrets: readonly string[], write = toStandardError): Log {
  // The longest first: one may be the beginning of another.
  const hidden = [...secrets].sort((one, other) => other.length - one.length);
  const hide = (text: string) => hidden.reduce((left, secret) => left.replaceAll(secret, censor), text);
  const clean = (key: string, value: unknown) => {
    if (secretKey.test(key)) return censor;
    if (personalKey.test(key)) return '[personal]';
    return typeof value === 'string' ? hide(value) : value;
  };
  const destination = { write: (line: string) => write(JSON.stringify(JSON.parse(line, clean))) };
  const formatters = { level: (label: string) => ({ level: label }) };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, destination);
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}
