import { type Logger, LogLevel, webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { SlackConfig } from './config.ts';

/** Longer than this nobody waits for an answer to a press. */
const interactiveTimeout = 2_000;

/** Posts have time; a connection that hangs must end all the same. */
const patientTimeout = 10_000;

/** `retries: 0` because a call that failed may have been carried out: only the caller knows whether a second one does harm. */
const careful = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } as const;

/** Settings that every client of Slack shares; a fresh object each time, because the SDK writes into it. */
export function clientOptions({ apiUrl }: SlackConfig, timeout: number, halt: AbortSignal, logger: Logger): webApi.WebClientOptions {
  return { ...careful, ...(apiUrl && { slackApiUrl: apiUrl }), timeout, logger, fetch: boundedFetch(timeout, halt) };
}

/** Bolt answers a response_url through this, too, and would wait for ever. */
function boundedFetch(timeout: number, halt: AbortSignal): webApi.FetchFunction {
  return (url, init) => fetch(url, { ...init, signal: AbortSignal.any([halt, init?.signal ?? AbortSignal.timeout(timeout)]) });
}

export interface Clients {
  /** For what a person is waiting for. A rate limit on posts does not hold it up. */
  readonly quick: webApi.WebClient;
  /** For posts, which have a queue of their own. */
  readonly patient: webApi.WebClient;
}

export function makeClients(config: SlackConfig, halt: AbortSignal, logger: Logger): Clients {
  const client = (timeout: number) => new webApi.WebClient(config.botToken, clientOptions(config, timeout, halt, logger));
  return { quick: client(interactiveTimeout), patient: client(patientTimeout) };
}

/** The SDK's own words in our log. Its debug lines hold whole payloads, with what people typed and the addresses to answer them. */
export function quietLogger(log: Log): Logger {
  const say = (...words: unknown[]) => log.debug(`Slack's SDK: ${words.map(String).join(' ')}`);
  return {
    debug: () => undefined,
    info: say,
    warn: say,
    error: say,
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

export { interactiveTimeout };
