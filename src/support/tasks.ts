/** Work that runs and has to end before the program may: every part that stops waits for its own. */
export interface Tasks {
  readonly size: number;
  /** Remembers the work until it is over, however it ends, and gives it back. */
  run<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing runs any more, what began meanwhile included. */
  idle(): Promise<void>;
}

export function makeTasks(): Tasks {
  const running = new Set<Promise<unknown>>();
  return {
    get size() {
      return running.size;
    },
    run: (work) => {
      const watched = work.finally(() => running.delete(watched));
      running.add(watched);
      return watched;
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
