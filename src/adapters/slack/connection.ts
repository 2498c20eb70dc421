import type { App } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { Misconfigured } from '../platform.ts';
import { reasonOf, tokenTrouble } from './errors.ts';
import type { Line } from './transport.ts';
import { nap, within } from '../support/time.ts';

export interface Keeper {
  /** Resolves after the first try, whether Slack was there or not; rejects when trying again is of no use. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const firstWait = 1_000;
const longestWait = 30_000;

/** A connection that lasted this long was a good one: Slack asks for a new one several times a day. */
const goodAfter = 10_000;

/** Keeps a line open: begins, begins again when it is lost, and waits longer from one failure to the next. */
export function keepOpen(app: App, line: Line, log: Log): Keeper {
  const halt = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let known = false;
  let said = '';

  async function connect(): Promise<void> {
    if (!known) await app.init().catch((error: unknown) => Promise.reject(tokenTrouble(error, 'SLACK_BOT_TOKEN')));
    known = true;
    await line.open(app);
    if (halt.signal.aborted) return line.close();
    log.info('Connected to Slack.');
    said = '';
  }

  /** The reason once, not again every thirty seconds. */
  function say(error: unknown): void {
    const reason = error instanceof Misconfigured ? error.message : reasonOf(error);
    if (reason === said || halt.signal.aborted) return;
    said = reason;
    log.warn({ reason }, 'Slack cannot be reached; trying again until it can.');
  }

  async function keep(first: Promise<void>): Promise<void> {
    let wait = 0;
    let connecting = first;
    while (!halt.signal.aborted) {
      const began = performance.now();
      try {
        await connecting;
        await line.lost();
        // Lost once, it is opened again without a wait, so that no command is lost; lost again at once, something is wrong.
        if (performance.now() - began > goodAfter) wait = 0;
        else if (wait > 0) say(new Error('Slack ends every connection at once; is Socket Mode still on in the settings of the app?'));
      } catch (error) {
        say(error);
        wait = Math.max(wait, firstWait);
      }
      if (wait > 0) await nap(wait, halt.signal);
      wait = Math.min(longestWait, Math.max(firstWait, wait * 2));
      if (!halt.signal.aborted) connecting = connect();
    }
  }

  return {
    async start() {
      const first = connect();
      await first.catch((error: unknown) => {
        if (error instanceof Misconfigured) throw error;
      });
      running = keep(first);
    },
    async stop() {
      halt.abort();
      await line.close();
      await within(1_000, running);
    },
  };
}
