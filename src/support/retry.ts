import pRetry from 'p-retry';

/** How long the pauses between tries are, in milliseconds: each twice as long as the one before, from the first to the longest. */
export interface Pauses {
  readonly first: number;
  readonly longest: number;
}

export interface Retrying {
  readonly pauses: Pauses;
  /** Ends the waiting; the promise then rejects with its reason. */
  readonly signal: AbortSignal;
  /** Of no use to try again: thrown at once. */
  readonly isFinal?: (error: unknown) => boolean;
  readonly failed: (error: unknown) => void;
}

/** A failure that carries the real one, whatever was thrown: p-retry gives up at a TypeError, and at what is no Error at all. */
class Failure extends Error {
  override readonly name = 'Failure';
}

/** Tries until it works, with longer and longer pauses. Throws what is final, and the signal's reason. */
export async function retryForever<T>(once: () => Promise<T>, { pauses, signal, isFinal = () => false, failed }: Retrying): Promise<T> {
  const attempt = () => once().catch((error: unknown) => Promise.reject(new Failure('a try failed', { cause: error })));
  const causeOf = (error: unknown) => (error instanceof Failure ? error.cause : error);
  return pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    factor: 2,
    minTimeout: pauses.first,
    maxTimeout: pauses.longest,
    signal,
    shouldRetry: ({ error }) => !signal.aborted && !isFinal(causeOf(error)),
    onFailedAttempt: ({ error }) => {
      if (!isFinal(causeOf(error)) && !signal.aborted) failed(causeOf(error));
    },
  }).catch((error: unknown) => Promise.reject(causeOf(error)));
}
