import { App } from '@slack/bolt';
import type { Bot } from '../../bot.ts';
import type { Log } from '../../log.ts';
import { type Adapter, Misconfigured } from '../platform.ts';
import { clientOptions, makeClients, quietLogger } from './clients.ts';
import type { SlackConfig } from './config.ts';
import { guard } from './dedupe.ts';
import { keepOpen } from './connection.ts';
import { httpLine, type Line, socketLine } from './transport.ts';
import { listen } from './listen.ts';
import { makePoster } from './post.ts';
import { within } from '../support/time.ts';

export type { SlackConfig } from './config.ts';

export interface SlackParts {
  readonly bot: Bot;
  readonly config: SlackConfig;
  readonly log: Log;
}

/** How long running work may take to end when the program stops. */
const drainTakes = 2_000;

export function slackAdapter({ bot, config, log }: SlackParts): Adapter {
  const waits = new AbortController();
  const calls = new AbortController();
  const logger = quietLogger(log);
  const clients = makeClients(config, calls.signal, logger);
  const line = lineFor(config, log);
  const app = new App({
    token: config.botToken,
    receiver: line.receiver,
    clientOptions: clientOptions(config, calls.signal, logger),
    logger,
    // With a token in the constructor, Bolt would ask Slack at once, and an unreachable Slack would end the process.
    deferInitialization: true,
    convoStore: false,
  });
  const gate = guard(app);
  listen(app, { bot, clients, log });
  const keeper = keepOpen(app, line, log);
  const poster = makePoster({ bot, web: clients.posts, log, halt: waits.signal });
  let stopped = false;

  return {
    name: 'slack',
    start: keeper.start,
    isReady: () => !stopped && line.isOpen(),
    post: poster.post,
    tell: poster.tell,
    async stop() {
      stopped = true;
      gate.close();
      waits.abort();
      await Promise.all([keeper.stop(), within(drainTakes, Promise.all([gate.idle(), poster.idle()]))]);
      calls.abort();
    },
  };
}

function lineFor(config: SlackConfig, log: Log): Line {
  const { appToken, signingSecret } = config;
  if (appToken) return socketLine({ ...config, appToken }, quietLogger(log));
  if (signingSecret) return httpLine(config, quietLogger(log, 'warn'));
  throw new Misconfigured(
    'Slack needs SLACK_APP_TOKEN (Socket Mode: Basic Information, App-Level Tokens) or SLACK_SIGNING_SECRET (HTTP: Basic Information, App Credentials).',
  );
}
