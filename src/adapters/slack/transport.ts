import type { Server } from 'node:http';
import { type App, HTTPReceiver, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { Misconfigured } from '../platform.ts';
import { clientOptions } from './clients.ts';
import type { SlackConfig } from './config.ts';
import { asMisconfigured } from './errors.ts';
import { whyNotListening } from '../../support/listening.ts';
import { endsWithin } from '../../support/time.ts';

/** One way for Slack to reach us. `connection.ts` opens it again and again. */
export interface Transport {
  readonly receiver: Receiver;
  /** What the log says when it is open. */
  readonly greeting: string;
  open(app: App): Promise<void>;
  /** Resolves when it is lost. */
  lost(): Promise<void>;
  isOpen(): boolean;
  close(): Promise<void>;
}

/** From the upgrade to Slack's hello, and from our goodbye to Slack's. */
const helloTakes = 10_000;
const goodbyeTakes = 1_000;

/**
 * The SDK does not reconnect by itself here: it would wait before it does, and a token that is revoked meanwhile would end the whole
 * process with an unhandled rejection.
 */
export function socketTransport(config: SlackConfig & { appToken: string }, logger: Logger): Transport {
  const halt = new AbortController();
  const receiver = new SocketModeReceiver({
    appToken: config.appToken,
    logger,
    autoReconnectEnabled: false,
    // The SDK gives a connection up when a pong takes longer, and after Slack's goodbye it waits this long for a TCP connection that Slack
    // leaves open: longer than a busy machine or a mobile network pauses, shorter than a learner waits.
    clientPingTimeout: 3_000,
    installerOptions: { clientOptions: clientOptions(config, halt.signal, logger) },
  });
  const { client } = receiver;
  let open = false;
  client.on('connected', () => (open = true));
  client.on('disconnected', () => (open = false));
  return {
    receiver,
    greeting: 'Connected to Slack.',
    async open(app) {
      const late = setTimeout(() => void client.disconnect(), helloTakes);
      // Rejects with undefined when the connection ends before the hello.
      await Promise.resolve(app.start())
        .catch((error: unknown) => Promise.reject(asMisconfigured(error, 'SLACK_APP_TOKEN')))
        .finally(() => clearTimeout(late));
    },
    lost: () => new Promise((resolve) => (open ? client.once('disconnected', () => resolve()) : resolve())),
    isOpen: () => open,
    async close() {
      halt.abort();
      await endsWithin(goodbyeTakes, client.disconnect());
    },
  };
}

/** Every request is checked against the signing secret; one that is not Slack's is answered 401 and warned of. */
export function httpTransport({ signingSecret = '', port = 3000, host = '127.0.0.1' }: SlackConfig, logger: Logger): Transport {
  const receiver = new HTTPReceiver({ signingSecret, logger: namingTheSecret(logger) });
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
      if (!server?.listening) return;
      const closed = new Promise((resolve) => server?.close(resolve));
      server.closeIdleConnections();
      await endsWithin(goodbyeTakes, closed);
      server.closeAllConnections();
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
