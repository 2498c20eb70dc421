import { PassThrough, Writable } from 'node:stream';
import type { Adapter } from '../../../src/adapters/platform.ts';
import { consoleAdapter } from '../../../src/adapters/console/adapter.ts';
import { type MovableClock, movableClock } from '../../../src/adapters/console/clock.ts';
import { type Bot, createBot } from '../../../src/bot.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { makeSchedule } from '../../fixtures/schedule.ts';
import { openStorage } from '../../../src/storage/open.ts';
import type { Ledger, Store } from '../../../src/storage/store.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { tuesday } from '../../fixtures/people.ts';
import { heardLog } from '../../fixtures/quiet.ts';

export interface Terminal {
  readonly adapter: Adapter;
  readonly bot: Bot;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: MovableClock;
  readonly input: PassThrough;
  /** Types a line and resolves with what was shown because of it: up to the next prompt, or to the end. */
  type(line: string): Promise<string>;
  /** All that was ever shown. */
  screen(): string;
  /** Resolves when the console has nothing more to read. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface TerminalOptions {
  readonly around?: (bot: Bot) => Bot;
  /** A person at a terminal; otherwise lines from a pipe, which are repeated before their answers. */
  readonly interactive?: boolean;
  readonly coloured?: boolean;
  readonly start?: boolean;
}

/** The real console on a keyboard and a screen of our own, on a Tuesday morning that lasts until the clock is moved. */
export async function openTerminal({
  around = (bot) => bot,
  interactive = true,
  coloured = false,
  start = true,
}: TerminalOptions = {}): Promise<Terminal> {
  const { store, ledger } = await openStorage('sqlite::memory:', tinyPack.id);
  const clock = movableClock(() => tuesday);
  const course = makeCourse(tinyPack);
  const parts = { course: () => course, store, ledger, clock: clock.now, log: heardLog() };
  const bot = around(createBot({ ...parts, signingKey: await store.signingKey(), voteCounted: () => undefined }));
  const input = new PassThrough();
  let shown = '';
  let prompted = () => {};
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const text = chunk.toString();
      shown += text;
      if (/^\n\S+> $/.test(text)) prompted();
      done();
    },
  });
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const adapter: Adapter = consoleAdapter({
    bot,
    course: () => course,
    clock,
    input,
    output,
    interactive,
    coloured,
    onEnd: () => end(),
    onMoved: () => schedule.tick(),
  });
  const schedule = makeSchedule({ ...parts, adapters: () => [adapter] });
  const nextPrompt = () => Promise.race([ended, new Promise<void>((resolve) => (prompted = resolve))]);
  if (start) await Promise.all([interactive ? nextPrompt() : undefined, adapter.start()]);
  return {
    adapter,
    bot,
    store,
    ledger,
    clock,
    input,
    async type(line) {
      const from = shown.length;
      const done = nextPrompt();
      input.write(`${line}\n`);
      await done;
      return shown.slice(from).replace(/\n\S+> $/, '');
    },
    screen: () => shown,
    ended,
    async stop() {
      await adapter.stop();
      await schedule.stop();
      await store.close();
    },
  };
}
