import PQueue from 'p-queue';

/** Work that takes turns, in a queue for each name; queues do not wait for each other. */
export interface Queues {
  /** Does the work when all that came before it under this name is over. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing waits or runs any more. */
  idle(): Promise<void>;
}

export function makeQueues(): Queues {
  const queues = new Map<string, PQueue>();

  async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const queue = queues.get(name) ?? new PQueue({ concurrency: 1 });
    queues.set(name, queue);
    try {
      return await queue.add(work);
    } finally {
      if (queue.size + queue.pending === 0) queues.delete(name);
    }
  }

  return { inTurn, idle: async () => void (await Promise.all([...queues.values()].map((queue) => queue.onIdle()))) };
}
