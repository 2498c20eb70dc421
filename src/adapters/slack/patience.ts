import type { Log } from '../../log.ts';
import { sleep } from '../../support/time.ts';
import { waitAsked } from './errors.ts';

/** How long a call may wait for Slack's rate limit. */
export interface Patience {
  /** In the milliseconds of `performance.now()`. */
  readonly until: number;
  /** Ends every wait. */
  readonly halt: AbortSignal;
  readonly log: Log;
  /** Hears how many seconds Slack asks to wait. */
  readonly held?: (seconds: number) => void;
  readonly mostTries?: number;
  /** How a wait that Slack asked for is spent. */
  readonly wait?: typeof sleep | undefined;
  /** Somebody waits for it: the first try is made although everything is about to stop. */
  readonly isPromised?: boolean;
}

/** Only a call that Slack turned away for its rate is made again: any other may have been carried out, and must not be carried out twice. */
export async function withinRate<T>(patience: Patience, call: () => Promise<T>): Promise<T> {
  const { until, halt, log, held, mostTries = Number.POSITIVE_INFINITY, isPromised = false, wait = sleep } = patience;
  for (let tries = 1; ; tries += 1) {
    try {
      if (tries > 1 || !isPromised) halt.throwIfAborted();
      if (performance.now() > until) throw new Error('A call waited too long for its turn.');
      return await call();
    } catch (error) {
      const seconds = waitAsked(error);
      if (seconds !== undefined) held?.(seconds);
      if (seconds === undefined || tries >= mostTries || performance.now() + seconds * 1000 > until) throw error;
      log.info({ seconds }, 'Slack asks to wait.');
      await wait(Math.max(50, seconds * 1000), halt);
    }
  }
}
