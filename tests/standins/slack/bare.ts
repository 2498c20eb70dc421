import { Server } from 'node:http';
import { App, HTTPReceiver, type Logger, LogLevel, type RespondArguments, SocketModeReceiver } from '@slack/bolt';

export type BareOptions = {
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  text?: string;
  /** A whole message instead of the text. */
  message?: RespondArguments;
  port?: number;
  /** After so many milliseconds without a pong it connects anew, and so long it waits before that. */
  pingTimeout?: number;
  /** Says nothing, although connections break. */
  isQuiet?: boolean;
};

const nothing = () => undefined;
/** Keeps what the SDK has to say to itself. */
export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

/** The least bot that can be written with the SDK: it acks `/mlpro` and answers one fixed text. With a port (0 for a free one) in HTTP mode. */
export async function bareSlackBot(options: BareOptions): Promise<{ app: App; url?: string; stop(): Promise<void> }> {
  const {
    apiUrl: slackApiUrl,
    botToken,
    appToken,
    signingSecret,
    text = 'A fixed text.',
    message = { text },
    port,
    pingTimeout = 1000,
    isQuiet,
  } = options;
  const said = isQuiet ? { logger: silent } : { logLevel: LogLevel.ERROR };
  const clientOptions = { slackApiUrl, retryConfig: { retries: 0 } };
  const receiver =
    port === undefined
      ? new SocketModeReceiver({ appToken, ...said, clientPingTimeout: pingTimeout, installerOptions: { clientOptions } })
      : new HTTPReceiver({ signingSecret, ...said });
  const app = new App({ token: botToken, receiver, ...said, clientOptions, deferInitialization: true });
  app.command('/mlpro', async ({ ack, respond }) => {
    await ack();
    await respond(message);
  });
  await app.init();
  const server = port === undefined ? await app.start() : await app.start({ port, host: '127.0.0.1' });
  const address = server instanceof Server ? server.address() : null;
  const url = address && typeof address === 'object' ? { url: `http://127.0.0.1:${address.port}/slack/events` } : {};
  return { app, ...url, stop: async () => void (await app.stop()) };
}
