/** Something that is looked at again and again. */
export interface Watched {
  /** How it looks now: another text after any change. Never rejects. */
  look(): Promise<string>;
  /** How it looked when it was last taken over. */
  readonly seen: string;
  /** Takes over what is there now. */
  changed(): Promise<void>;
  /** How long to wait between two looks, in milliseconds. */
  readonly every: number;
}

/**
 * Looks for changes instead of asking the system to tell of them: that works on network disks and mounts, after a folder was deleted and put back, for
 * links that turn, for files that are renamed over others, and where the system has no more watches to give. Returns the way to stop.
 */
export function watchPrint({ look, seen, changed, every }: Watched): () => void {
  // Editors save in several steps: a change is taken over when two looks in a row find the same.
  const quietFor = every / 5;
  let [taken, last] = [seen, seen];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function lookAgain(after: number): void {
    timer = setTimeout(() => void step(), after);
    timer.unref();
  }

  async function step(): Promise<void> {
    const now = await look();
    const isQuiet = now === last;
    last = now;
    try {
      if (isQuiet && now !== taken && !stopped) {
        taken = now;
        await changed();
      }
    } finally {
      if (!stopped) lookAgain(isQuiet ? every : quietFor);
    }
  }

  lookAgain(quietFor);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
