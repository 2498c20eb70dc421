import type { App } from '@slack/bolt';

/** How many arrivals are remembered, to tell those that Slack delivers twice: some minutes of a busy workspace. */
const remembered = 2_000;

export interface Gate {
  /** From now on nothing is taken in. */
  close(): void;
  /** Resolves when nothing that was taken in is running any more. */
  idle(): Promise<void>;
}

/**
 * Stands before all listeners: counts what runs, because Bolt waits for nothing when it stops, and drops what was delivered before, because
 * Bolt does not. What failed may come again.
 */
export function guard(app: App): Gate {
  const running = new Set<Promise<void>>();
  const arrived = new Set<string>();
  let closed = false;

  app.use(async ({ body, next, ...given }) => {
    if (closed) return;
    const id = arrivalOf(body);
    if (id !== undefined) {
      // Events are acked by Bolt itself, before they come here.
      if (arrived.has(id)) return (given as { ack?: () => Promise<void> }).ack?.();
      remember(id);
    }
    const work = next();
    running.add(work);
    try {
      await work;
    } catch (error) {
      if (id !== undefined) arrived.delete(id);
      throw error;
    } finally {
      running.delete(work);
    }
  });

  function remember(id: string): void {
    arrived.add(id);
    const [oldest] = arrived;
    if (arrived.size > remembered && oldest !== undefined) arrived.delete(oldest);
  }

  return {
    close: () => (closed = true),
    idle: async () => void (await Promise.allSettled(running)),
  };
}

/** What stays the same when an event, a command or a press is delivered again, in Socket Mode as by HTTP. */
function arrivalOf(body: object): string | undefined {
  const { event_id, trigger_id } = body as { event_id?: unknown; trigger_id?: unknown };
  const id = event_id ?? trigger_id;
  return typeof id === 'string' ? id : undefined;
}
