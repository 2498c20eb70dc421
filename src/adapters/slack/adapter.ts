import { App, type Logger } from '@slack/bolt';
import type { Bot } from '../../bot.ts';
import type { Log } from '../../log.ts';
import { type Adapter, Misconfigured } from '../platform.ts';
import { clientOptions, makeClients, quietLogger } from './clients.ts';
import type { SlackConfig } from './config.ts';
import { keepConnected, leftBehind } from './connection.ts';
import { dedupe } from './dedupe.ts';
import { httpTransport, socketTransport, type Transport } from './transport.ts';
import { makeDeliverer } from './deliver.ts';
import { revocation } from './errors.ts';
import { listen } from './listen.ts';
import type { Patience } from './patience.ts';
import { makePermissions } from './permissions.ts';
import { makePoster } from './post.ts';
import { endsWithin } from '../../support/time.ts';

export interface SlackParts extends Pick<Patience, 'wait'> {
  readonly bot: Bot;
  readonly config: SlackConfig;
  readonly log: Log;
  /** Called once, when Slack takes the tokens no more. */
  readonly over: (reason: Misconfigured) => void;
}

/** How long running work may take to end when the program stops. */
const drainTakes = 2_000;

export function slackAdapter({ bot, config, log, over, wait }: SlackParts): Adapter {
  const waits = new AbortController();
  const calls = new AbortController();
  const logger = quietLogger(log);
  const clients = makeClients(config, calls.signal, logger);
  const transport = transportFor(config, log);
  const app = makeApp(config, transport, calls.signal, logger);
  const intake = dedupe(app);
  const permissions = makePermissions(clients.lookUps, log);
  const connection = keepConnected({ app, transport, log, over: end, connected: permissions.check, wait });
  const deliver = makeDeliverer({ bot, clients, log, halt: waits.signal, wait, failed });
  listen(app, { bot, clients, deliver, log, checkToken: () => clients.lookUps.auth.test().then(() => undefined, failed) });
  const poster = makePoster({ bot, web: clients.posts, log, halt: waits.signal, wait });
  let stopped = false;

  /** A token may be withdrawn at any moment; the first call that is refused for it is the last one. */
  function failed(error: unknown): void {
    const reason = revocation(error);
    if (reason) end(reason);
  }

  function end(reason: Misconfigured): void {
    if (stopped) return;
    stopped = true;
    void connection.stop();
    over(reason);
  }

  const heeding = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      failed(error);
      throw error;
    });

  return {
    name: 'slack',
    start: connection.start,
    isReady: () => !stopped && transport.isOpen(),
    lacking: permissions.lacking,
    canRedraw: poster.canRedraw,
    post: (post) => heeding(poster.post(post)),
    find: (wanted) => heeding(poster.find(wanted)),
    obstacleIn: (channel) => heeding(poster.obstacleIn(channel)),
    tell: (learner, reply) => heeding(poster.tell(learner, reply)),
    async stop() {
      stopped = true;
      intake.close();
      waits.abort();
      const [isDrained] = await Promise.all([endsWithin(drainTakes, Promise.all([intake.idle(), poster.idle()])), connection.stop()]);
      if (!isDrained) log.debug({ what: 'answers and posts' }, leftBehind);
      calls.abort();
    },
  };
}

function makeApp(config: SlackConfig, { receiver }: Transport, halt: AbortSignal, logger: Logger): App {
  return new App({
    token: config.botToken,
    receiver,
    clientOptions: clientOptions(config, halt, logger),
    logger,
    // With a token in the constructor, Bolt would ask Slack at once, and an unreachable Slack would end the process.
    deferInitialization: true,
    convoStore: false,
  });
}

function transportFor(config: SlackConfig, log: Log): Transport {
  const { appToken, signingSecret } = config;
  if (appToken) return socketTransport({ ...config, appToken }, quietLogger(log));
  if (signingSecret) return httpTransport(config, quietLogger(log, 'warn'));
  throw new Misconfigured(
    'Slack needs SLACK_APP_TOKEN (Socket Mode: Basic Information, App-Level Tokens) or SLACK_SIGNING_SECRET (HTTP: Basic Information, App Credentials).',
  );
}
