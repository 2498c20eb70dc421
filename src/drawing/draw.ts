import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';

/** Makes PNG of SVG, in a thread of its own: what answers presses goes on meanwhile. */
export interface Draw {
  (drawing: { readonly svg: string }): Promise<Uint8Array>;
  /** Ends the thread. What is still being drawn comes without its picture. */
  stop(): Promise<void>;
}

interface DrawParts {
  /** How long one picture may take, in milliseconds: an answer waits for it. */
  readonly timeout?: number;
  /** How long the thread is kept when there is nothing to draw: it costs memory. */
  readonly idle?: number;
  /** What the thread runs. */
  readonly script?: URL;
}

/** So many pictures may wait; the next one is left out at once rather than late. */
const longestQueue = 20;

const { resolve } = createRequire(import.meta.url);

/** Fonts are named here, where the program's own packages are found. */
const fonts = () =>
  ['400Regular/Inter_400Regular.ttf', '700Bold/Inter_700Bold.ttf'].map((file) => resolve(`@expo-google-fonts/inter/${file}`));

/** One thread, begun with the first picture and ended some time after the last one. One that fails costs the picture, and the next picture has a new one. */
export function makeDraw({ timeout = 2_000, idle = 60_000, script = new URL('./worker.js', import.meta.url) }: DrawParts = {}): Draw {
  const queue = new PQueue({ concurrency: 1 });
  let worker: Worker | undefined;
  let ending: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function drawn(svg: string, since: number): Promise<Uint8Array> {
    if (isStopped) throw new Error('Nothing is drawn any more.');
    if (performance.now() - since > timeout) throw new Error('A picture waited too long for its turn.');
    clearTimeout(ending);
    const drawing = (worker ??= begun());
    try {
      return await pictureOf(drawing, svg, timeout);
    } catch (error) {
      await end(drawing);
      throw error;
    } finally {
      ending = setTimeout(() => void end(drawing), idle).unref();
    }
  }

  function begun(): Worker {
    const made = new Worker(script, { workerData: { fonts: fonts() }, execArgv: [] });
    // Nothing waits for it, and nothing breaks with it.
    made.unref();
    made.on('error', () => undefined);
    made.once('exit', () => {
      if (worker === made) worker = undefined;
    });
    return made;
  }

  async function end(ended: Worker): Promise<void> {
    if (worker === ended) worker = undefined;
    await ended.terminate();
  }

  return Object.assign(
    async ({ svg }: { readonly svg: string }) => {
      if (queue.size >= longestQueue) throw new Error('Too many pictures are waiting to be drawn.');
      const since = performance.now();
      return queue.add(() => drawn(svg, since));
    },
    {
      stop: async () => {
        isStopped = true;
        clearTimeout(ending);
        if (worker) await end(worker);
      },
    },
  );
}

/** What the thread answers; it is at one picture at a time. */
function pictureOf(worker: Worker, svg: string, timeout: number): Promise<Uint8Array> {
  const heard = new AbortController();
  const { signal } = heard;
  return new Promise<Uint8Array>((fulfil, reject) => {
    const late = setTimeout(() => reject(new Error(`A picture took longer than ${timeout} milliseconds.`)), timeout);
    signal.addEventListener('abort', () => clearTimeout(late));
    const on = (event: string, listener: (value: unknown) => void) => {
      worker.once(event, listener);
      signal.addEventListener('abort', () => worker.off(event, listener));
    };
    on('message', (png) => (png instanceof Uint8Array ? fulfil(png) : reject(new Error('The thread has drawn something else.'))));
    on('error', (error) => reject(error));
    on('exit', () => reject(new Error('The thread that draws has ended.')));
    worker.postMessage(svg);
  }).finally(() => heard.abort());
}
