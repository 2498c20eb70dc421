import type { IncomingMessage, Server } from 'node:http';
import { type App, HTTPReceiver, type Logger, type Receiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import { Misconfigured } from '../platform.ts';
import { clientOptions } from './clients.ts';
import type { SlackConfig } from './config.ts';
import { asMisconfigured } from './errors.ts';
import { whyNotListening } from '../../support/listening.ts';
import { endsWithin } from '../../support/time.ts';
import { crowdSlice, makeTurns } from '../../support/turns.ts';

/** One way for Slack to reach us. `connection.ts` opens it again and again. */
export interface Transport {
  readonly receiver: Receiver;
  /** What the log says when it is open. */
  readonly greeting: string;
  open(app: App): Promise<void>;
  /** Resolves when it is lost. */
  lost(): Promise<void>;
  isOpen(): boolean;
  /** Says whether Slack's goodbye, or the last answer, came in time. */
  close(): Promise<boolean>;
}

/** From the upgrade to Slack's hello, and from our goodbye to Slack's. */
const helloTakes = 10_000;
const goodbyeTakes = 1_000;

/** One WebSocket to Slack. */
interface Socket {
  readonly client: SocketModeReceiver['client'];
  /** Resolves when Slack says goodbye, or is gone without a word. */
  readonly lost: Promise<void>;
}

/**
 * The SDK does not reconnect by itself here: it would wait before it does, and a token that is revoked meanwhile would end the whole process with
 * an unhandled rejection. Several times a day Slack says goodbye to a socket; that one stays until the next one is open, so that no command is lost.
 */
export function socketTransport(config: SlackConfig & { appToken: string }, logger: Logger): Transport {
  const halt = new AbortController();
  const options = clientOptions(config, halt.signal, logger);
  const sockets = new Set<Socket['client']>();
  const open = new Set<Socket['client']>();
  let newest: Socket | undefined;

  async function openSocket(app: App): Promise<void> {
    const socket = makeSocket(app, config.appToken, { ...options }, logger);
    const { client } = socket;
    sockets.add(client);
    client.on('disconnected', () => void (sockets.delete(client), open.delete(client)));
    // A goodbye before the hello: this one will never be open.
    void socket.lost.then(() => {
      if (!open.has(client)) void client.disconnect();
    });
    // A start that fails before there is a WebSocket is heard of here alone.
    await begin(client).catch((error: unknown) => {
      sockets.delete(client);
      throw error;
    });
    for (const before of open) void before.disconnect();
    open.add(client);
    newest = socket;
  }

  return {
    // The sockets are the receivers; the app is handed to each of them.
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    greeting: 'Connected to Slack.',
    open: openSocket,
    lost: () => newest?.lost ?? Promise.resolve(),
    isOpen: () => open.size > 0,
    async close() {
      halt.abort();
      return endsWithin(goodbyeTakes, Promise.all([...sockets].map((client) => client.disconnect())));
    },
  };
}

function makeSocket(app: App, appToken: string, clientOptions: webApi.WebClientOptions, logger: Logger): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    // The SDK gives a connection up when a pong takes longer: longer than a busy machine or a mobile network pauses, shorter than a learner waits.
    clientPingTimeout: 3_000,
    installerOptions: { clientOptions },
  });
  receiver.init(app);
  const { client } = receiver;
  return { client, lost: new Promise((resolve) => heedGoodbye(client, resolve)) };
}

/**
 * The SDK would hang up at Slack's goodbye; whoever opened it does so when the next one is open. And it would begin with all that has arrived in one
 * go: here, everything else is looked at between any two messages.
 */
function heedGoodbye(client: Socket['client'], lost: () => void): void {
  const handlers = client.listeners('ws_message');
  const turn = makeTurns(crowdSlice);
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, ...more: unknown[]) => {
    if (isGoodbye(data)) return lost();
    await turn();
    for (const handle of handlers) handle.call(client, data, ...more);
  });
  client.once('disconnected', lost);
}

function isGoodbye(data: unknown): boolean {
  try {
    return (JSON.parse(String(data)) as { type?: unknown } | null)?.type === 'disconnect';
  } catch {
    return false;
  }
}

/** Rejects with undefined when the connection ends before the hello. */
async function begin(client: Socket['client']): Promise<void> {
  const late = setTimeout(() => void client.disconnect(), helloTakes);
  await client
    .start()
    .catch((error: unknown) => Promise.reject(asMisconfigured(error, 'SLACK_APP_TOKEN')))
    .finally(() => clearTimeout(late));
}

/** The SDK refuses what was signed more than five minutes ago; a request that was signed ahead of its time would be good until then. */
function isOfTheFuture({ headers }: IncomingMessage): boolean {
  return Number(headers['x-slack-request-timestamp']) > Date.now() / 1000 + 300;
}

/** Every request is checked against the signing secret; one that is not Slack's is answered 401 and warned of. */
export function httpTransport({ signingSecret = '', port = 3000, host = '127.0.0.1' }: SlackConfig, logger: Logger): Transport {
  const receiver = new HTTPReceiver({ signingSecret, logger: namingTheSecret(logger) });
  const { requestListener } = receiver;
  receiver.requestListener = (request, response) => {
    if (!isOfTheFuture(request)) return requestListener(request, response);
    logger.warn('Failed to verify authenticity: a request is dated ahead of its time.');
    response.writeHead(401).end();
  };
  let server: Server | undefined;
  return {
    receiver,
    greeting: `Listening for Slack on http://${host.includes(':') ? `[${host}]` : host}:${port}/slack/events.`,
    async open(app) {
      try {
        server = (await app.start({ port, host })) as Server;
      } catch (error) {
        const cause = error instanceof Error && 'original' in error ? error.original : error;
        throw new Misconfigured(whyNotListening(cause, { host, port, variable: 'PORT' }), { cause: error });
      }
    },
    lost: () => new Promise((resolve) => (server?.listening ? server.once('close', () => resolve()) : resolve())),
    isOpen: () => server?.listening === true,
    async close() {
      if (!server?.listening) return true;
      const closed = new Promise((resolve) => server?.close(resolve));
      server.closeIdleConnections();
      const isOver = await endsWithin(goodbyeTakes, closed);
      server.closeAllConnections();
      return isOver;
    },
  };
}

/** The SDK does not say which setting a signature is checked against. */
function namingTheSecret(logger: Logger): Logger {
  const warn: Logger['warn'] = (...words) => logger.warn(...words, ...(/signature mismatch/.test(words.join(' ')) ? [secretRemedy] : []));
  return { ...logger, warn };
}

const secretRemedy =
  '– if Slack sent it, SLACK_SIGNING_SECRET is another app’s or an old one: https://api.slack.com/apps, your app, Basic Information, App Credentials.';
