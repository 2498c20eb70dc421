import { type Logger, LogLevel, webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { SlackConfig } from './config.ts';
import { NoAnswer } from './errors.ts';

/** How many milliseconds Slack may take to say who somebody is, to show an answer, and to take a post. None of them may hang for ever. */
const lookUpTakes = 2_000;
const answerTakes = 5_000;
/** Longer than the others: an answer by an address to respond to is shown twice when it is given up too early. */
const respondTakes = 15_000;
const postTakes = 8_000;

/** `retries: 0` because a call that failed may have been carried out: only the caller knows whether a second one does harm. */
const neverTwice = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } as const;

/** Settings that every client of Slack shares; a fresh object each time, because the SDK writes into it. */
export function clientOptions({ apiUrl }: SlackConfig, halt: AbortSignal, logger: Logger, takes = answerTakes): webApi.WebClientOptions {
  return { ...neverTwice, ...(apiUrl && { slackApiUrl: apiUrl }), logger, fetch: boundedFetch(takes, halt) };
}

/**
 * Ends every call in time, and all of them when we stop. Each call has a signal of its own: AbortSignal.any keeps something of every call for as
 * long as `halt` lives.
 */
function boundedFetch(takes: number, halt: AbortSignal): webApi.FetchFunction {
  const running = new Set<AbortController>();
  halt.addEventListener('abort', () => running.forEach((call) => call.abort(new Error('we are stopping'))));
  return async (url, init) => {
    halt.throwIfAborted();
    const call = new AbortController();
    running.add(call);
    const late = setTimeout(() => call.abort(new NoAnswer(`no answer within ${takes} ms`)), takes).unref();
    try {
      return await whole(await fetch(url, { ...init, signal: call.signal }));
    } finally {
      clearTimeout(late);
      running.delete(call);
    }
  };
}

/** An answer all of which has come: a call is over only then, and what nobody reads keeps no connection busy. */
async function whole(response: Response): Promise<FetchResponse> {
  const { ok, status, statusText, url, headers } = response;
  const bytes = await response.arrayBuffer();
  const text = async () => new TextDecoder().decode(bytes);
  return {
    ok,
    status,
    statusText,
    url,
    headers,
    text,
    arrayBuffer: async () => bytes,
    json: async () => JSON.parse(await text()) as unknown,
  };
}

/** One client a purpose: a rate limit or a slow call on one does not hold up the others. */
export interface Clients {
  readonly lookUps: webApi.WebClient;
  readonly answers: webApi.WebClient;
  readonly posts: webApi.WebClient;
  readonly respond: Respond;
  readonly upload: Upload;
}

/** Sends the bytes of a file to the address that Slack has named for it. */
export type Upload = (address: string, file: File) => Promise<void>;

/** Answers by an address to respond to. */
export type Respond = (address: string, message: object) => Promise<void>;

type FetchResponse = Awaited<ReturnType<webApi.FetchFunction>>;

/** Slack turned an answer away; Bolt's own `respond` does not tell how long Slack asks to wait. */
class NotTaken extends Error {
  override readonly name = 'NotTaken';
  readonly retryAfter?: number;

  constructor({ status, headers }: Pick<FetchResponse, 'status' | 'headers'>) {
    super(`status ${status}`);
    if (status === 429) this.retryAfter = Number(headers.get('retry-after')) || 1;
  }
}

function makeRespond(send: webApi.FetchFunction): Respond {
  return async (address, message) => {
    const response = await send(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
    if (!response.ok) throw new NotTaken(response);
  };
}

function makeUpload(send: webApi.FetchFunction): Upload {
  return async (address, file) => {
    const body = new FormData();
    body.append('file', file);
    const response = await send(address, { method: 'POST', body });
    if (!response.ok) throw new NotTaken(response);
  };
}

export function makeClients(config: SlackConfig, halt: AbortSignal, logger: Logger): Clients {
  const client = (takes: number) => new webApi.WebClient(config.botToken, clientOptions(config, halt, logger, takes));
  return {
    lookUps: client(lookUpTakes),
    answers: client(answerTakes),
    posts: client(postTakes),
    respond: makeRespond(boundedFetch(respondTakes, halt)),
    upload: makeUpload(boundedFetch(respondTakes, halt)),
  };
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
