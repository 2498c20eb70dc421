import { Server } from 'node:http';
import { App, HTTPReceiver, LogLevel, type RespondArguments, SocketModeReceiver } from '@slack/bolt';

export type BareOptions = {
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  text?: string;
  /** A whole message instead of the text. */
  message?: RespondArguments;
  port?: number;
};

/** The least bot that can be written with the SDK: it acks `/mlpro` and answers one fixed text. With a port (0 for a free one) in HTTP mode. */
export async function bareSlackBot(options: BareOptions): Promise<{ app: App; url?: string; stop(): Promise<void> }> {
  const { apiUrl: slackApiUrl, botToken, appToken, signingSecret, text = 'A fixed text.', message = { text }, port } = options;
  const logLevel = LogLevel.ERROR;
  const clientOptions = { slackApiUrl, retryConfig: { retries: 0 } };
  const receiver =
    port === undefined
      ? new SocketModeReceiver({ appToken, logLevel, clientPingTimeout: 1000, installerOptions: { clientOptions } })
      : new HTTPReceiver({ signingSecret, logLevel });
  const app = new App({ token: botToken, receiver, logLevel, clientOptions, deferInitialization: true });
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
