import type { App } from '@slack/bolt';
import { makeSeen } from '../../support/seen.ts';
import { makeTasks } from '../../support/tasks.ts';

/** How many arrivals are remembered, to tell those that Slack delivers twice: some minutes of a busy workspace. */
const remembered = 2_000;

/** What runs behind the middleware. */
export interface Intake {
  /** From now on nothing is taken in. */
  close(): void;
  /** Resolves when nothing that was taken in is running any more. */
  idle(): Promise<void>;
}

/**
 * A middleware before all listeners: counts what runs, because Bolt waits for nothing when it stops, and drops what was delivered before, because
 * Bolt does not. What failed may come again.
 */
export function dedupe(app: App): Intake {
  const tasks = makeTasks();
  const arrived = makeSeen(remembered);
  let closed = false;

  app.use(async ({ body, next, ...given }) => {
    if (closed) return;
    const id = arrivalOf(body);
    // Events are acked by Bolt itself, before they come here.
    if (id !== undefined && arrived.has(id)) return (given as { ack?: () => Promise<void> }).ack?.();
    if (id !== undefined) arrived.add(id);
    try {
      await tasks.run(next());
    } catch (error) {
      if (id !== undefined) arrived.forget(id);
      throw error;
    }
  });

  return {
    close: () => void (closed = true),
    idle: tasks.idle,
  };
}

/** What stays the same when an event, a command or a press is delivered again, in Socket Mode as by HTTP. */
function arrivalOf(body: object): string | undefined {
  const { event_id, trigger_id } = body as { event_id?: unknown; trigger_id?: unknown };
  const id = event_id ?? trigger_id;
  return typeof id === 'string' ? id : undefined;
}
