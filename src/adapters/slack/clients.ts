import { type Logger, LogLevel, webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { SlackConfig } from './config.ts';

/** How long Slack may take to say who somebody is, to show an answer, and to take a post. None of them may hang for ever. */
const lookUpTakes = 2_000;
const answerTakes = 5_000;
const postTakes = 8_000;

/** `retries: 0` because a call that failed may have been carried out: only the caller knows whether a second one does harm. */
const neverTwice = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } as const;

/** Settings that every client of Slack shares; a fresh object each time, because the SDK writes into it. */
export function clientOptions({ apiUrl }: SlackConfig, halt: AbortSignal, logger: Logger, takes = answerTakes): webApi.WebClientOptions {
  return { ...neverTwice, ...(apiUrl && { slackApiUrl: apiUrl }), logger, fetch: boundedFetch(takes, halt) };
}

/**
 * Ends every call in time, and all of them when we stop. Bolt answers a response_url through this, too, and would wait for ever. Each call has
 * a signal of its own: AbortSignal.any keeps something of every call for as long as `halt` lives.
 */
function boundedFetch(takes: number, halt: AbortSignal): webApi.FetchFunction {
  const running = new Set<AbortController>();
  halt.addEventListener('abort', () => running.forEach((call) => call.abort(new Error('we are stopping'))));
  return (url, init) => {
    halt.throwIfAborted();
    const call = new AbortController();
    running.add(call);
    const end = () => {
      running.delete(call);
      call.abort(new Error(`no answer within ${takes} ms`));
    };
    setTimeout(end, takes).unref();
    return fetch(url, { ...init, signal: call.signal });
  };
}

/** One client a purpose: a rate limit or a slow call on one does not hold up the others. */
export interface Clients {
  readonly lookUps: webApi.WebClient;
  readonly answers: webApi.WebClient;
  readonly posts: webApi.WebClient;
}

export function makeClients(config: SlackConfig, halt: AbortSignal, logger: Logger): Clients {
  const client = (takes: number) => new webApi.WebClient(config.botToken, clientOptions(config, halt, logger, takes));
  return { lookUps: client(lookUpTakes), answers: client(answerTakes), posts: client(postTakes) };
}

/** The SDK's own words in our log. Its debug lines hold whole payloads, with what people typed and the addresses to answer them. */
export function quietLogger(log: Log, warnings: 'debug' | 'warn' = 'debug'): Logger {
  const say =
    (level: 'debug' | 'warn') =>
    (...words: unknown[]) =>
      log[level](`Slack's SDK: ${words.map(String).join(' ')}`);
  const nothing = () => undefined;
  const levels = { setLevel: nothing, getLevel: () => LogLevel.INFO, setName: nothing };
  return { debug: nothing, info: say('debug'), warn: say(warnings), error: say(warnings), ...levels };
}
