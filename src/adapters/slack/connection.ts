import type { App } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { makeOutageLog, unreachable } from '../../support/outage.ts';
import { retryForever } from '../../support/retry.ts';
import { endsWithin, sleep } from '../../support/time.ts';
import { Misconfigured } from '../platform.ts';
import { asMisconfigured, reasonOf, waitAsked } from './errors.ts';
import type { Transport } from './transport.ts';

export interface Connection {
  /** Resolves after the first try, whether Slack was there or not; rejects when trying again is of no use. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const pauses = { first: 1_000, longest: 30_000 };

/** A connection that lasted this long was a good one: Slack asks for a new one several times a day. */
const goodAfter = 10_000;

/** Said when the bot stops and something does not end by itself. */
export const leftBehind = 'Something that did not end in time was left behind.';

interface ConnectionParts {
  readonly app: App;
  readonly transport: Transport;
  readonly log: Log;
  /** Called when there is a connection, after a loss as well. */
  readonly connected: () => Promise<void>;
  /** Called when a connection that once was there can never be again. */
  readonly over: (reason: Misconfigured) => void;
  /** How a wait that Slack asked for is spent. */
  readonly wait?: typeof sleep | undefined;
}

/** Keeps a transport open: begins, begins again when it is lost, and waits longer from one failure to the next. */
export function keepConnected({ app, transport, log, connected, over, wait = sleep }: ConnectionParts): Connection {
  const halt = new AbortController();
  const { signal } = halt;
  let running: Promise<unknown> = Promise.resolve();
  let known = false;
  const outage = makeOutageLog({ log, words: unreachable('Slack'), reasonOf });

  async function connect(): Promise<void> {
    if (!known) await app.init().catch((error: unknown) => Promise.reject(asMisconfigured(error, 'SLACK_BOT_TOKEN')));
    known = true;
    await transport.open(app);
    if (signal.aborted) return void (await transport.close());
    log.info(transport.greeting);
    outage.ended();
    await connected();
  }

  /** One connection from its beginning to its end. A second one that ends at once is a failure: something is wrong, and it has to wait. */
  async function once(connecting: Promise<void>, { isFirst }: { isFirst: boolean }): Promise<void> {
    const began = performance.now();
    await connecting;
    await transport.lost();
    if (isFirst || performance.now() - began > goodAfter || signal.aborted) return;
    throw new Error('Slack ends every connection at once; is Socket Mode still on in the settings of the app?');
  }

  /** Lost once, it is opened again without a wait, so that no command is lost. */
  async function keep(first: Promise<void>): Promise<void> {
    let given: Promise<void> | undefined = first;
    for (let isFirst = true; !signal.aborted; isFirst = !isFirst) {
      const attempt = () => {
        const connecting = given ?? connect();
        given = undefined;
        return once(connecting, { isFirst }).catch((error: unknown) => afterWait(error, (milliseconds) => wait(milliseconds, signal)));
      };
      await retryForever(attempt, { pauses, signal, failed: outage.failed, isFinal: isMisconfigured });
    }
  }

  return {
    async start() {
      const first = connect();
      await first.catch((error: unknown) => {
        if (isMisconfigured(error)) throw error;
      });
      running = keep(first).catch((error: unknown) => {
        if (isMisconfigured(error) && !signal.aborted) over(error);
      });
    },
    async stop() {
      halt.abort();
      if (!(await transport.close())) log.debug({ what: 'the connection' }, leftBehind);
      if (!(await endsWithin(1_000, running))) log.debug({ what: 'the next try' }, leftBehind);
    },
  };
}

function isMisconfigured(error: unknown): error is Misconfigured {
  return error instanceof Misconfigured;
}

/** Slack may say when it wants to be asked again. */
async function afterWait(error: unknown, wait: (milliseconds: number) => Promise<void>): Promise<never> {
  const seconds = waitAsked(error);
  if (seconds !== undefined) await wait(seconds * 1000);
  throw error;
}
