import { PassThrough, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { type ConsoleAdapter, consoleAdapter } from '../../../src/adapters/console/adapter.ts';
import { type MovableClock, movableClock } from '../../../src/adapters/console/clock.ts';
import { type Bot, createBot } from '../../../src/bot.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { makeSchedule } from '../../fixtures/schedule.ts';
import { storageInMemory } from '../../fixtures/storage.ts';
import type { Ledger, Store } from '../../../src/storage/store.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { tuesday } from '../../fixtures/people.ts';
import { heardLog } from '../../fixtures/quiet.ts';

export interface Terminal {
  readonly adapter: ConsoleAdapter;
  readonly bot: Bot;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: MovableClock;
  readonly input: PassThrough;
  /** Types a line and resolves with what was shown because of it: up to the next prompt, or to the end. */
  type(line: string): Promise<string>;
  /** Presses keys one after the other, and waits for nothing. */
  keys(...pressed: string[]): void;
  /** Presses keys one after the other, and resolves with what was shown from then on when a line was answered. */
  press(...pressed: string[]): Promise<string>;
  /** All that was ever shown, without the orders to the terminal. */
  screen(): string;
  /** The same with them. */
  raw(): string;
  /** Another size of the window. */
  resize(size: { columns?: number; rows?: number }): void;
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
  readonly columns?: number;
  readonly rows?: number;
  readonly isDumb?: boolean;
}

/** As terminals mark what was not typed key by key. */
export const paste = (text: string) => `\u001B[200~${text}\u001B[201~`;

/** What asks for a line, at the end of all that was shown. */
const prompt = /(^|\n)(\S+|more: Enter)> $/;

/** What a person reads: without the orders that move the cursor and colour the letters. */
function plainly(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r\n', '\n');
}

/** Its router learns once for all tests. */
const course = makeCourse(tinyPack);

/** The real console on a keyboard and a screen of our own, on a Tuesday morning that lasts until the clock is moved. */
export async function openTerminal({
  around = (bot) => bot,
  interactive = true,
  coloured = false,
  start = true,
  columns = 100,
  rows,
  isDumb = false,
}: TerminalOptions = {}): Promise<Terminal> {
  // What decides whether Node's line editor may move the cursor.
  process.env.TERM = isDumb ? 'dumb' : 'xterm';
  const { store, ledger } = await storageInMemory(tinyPack.id);
  const clock = movableClock(() => tuesday);
  const parts = { course: () => course, store, ledger, clock: clock.now, log: heardLog() };
  const real = createBot({ ...parts, signingKey: await store.signingKey(), voteCounted: () => undefined });
  const wanted = around(real);
  // The greeting comes by itself, before anybody typed what is to be waited for.
  const bot: Bot = { ...wanted, answer: (request, person) => (request.kind === 'open-quiz' ? real : wanted).answer(request, person) };
  const input = new PassThrough();
  let shown = '';
  let size: { columns: number; rows: number | undefined } = { columns, rows };
  let prompted = () => {};
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      shown += chunk.toString();
      if (prompt.test(plainly(shown.slice(-200)))) prompted();
      done();
    },
  });
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const adapter = consoleAdapter({
    bot,
    course: () => course,
    clock,
    input,
    output,
    interactive,
    coloured,
    isDumb,
    size: () => size,
    onEnd: () => end(),
    keep: ({ name, alt }) => `${alt}: it is in the file ${name}.`,
    onMoved: () => schedule.tick(),
  });
  const schedule = makeSchedule({ ...parts, adapters: () => [adapter] });
  const nextPrompt = () => Promise.race([ended, new Promise<void>((resolve) => (prompted = resolve))]);
  function keys(...pressed: string[]): void {
    for (const key of pressed) input.write(key);
  }
  async function press(...pressed: string[]): Promise<string> {
    const from = shown.length;
    // The line editor draws the prompt again while somebody types: the one that counts comes after the end of the line.
    keys(...pressed.slice(0, -1));
    await turn();
    const done = nextPrompt();
    keys(...pressed.slice(-1));
    await done;
    return plainly(shown.slice(from)).replace(prompt, '');
  }
  if (start) await Promise.all([interactive ? nextPrompt() : undefined, adapter.start()]);
  return {
    adapter,
    bot,
    store,
    ledger,
    clock,
    input,
    keys,
    press,
    type: async (line) => (await press(line.length > 100 ? paste(line) : line, '\r')).replace(/^[^\n]*\n/, ''),
    screen: () => plainly(shown),
    raw: () => shown,
    resize: (other) => (size = { ...size, ...other }),
    ended,
    async stop() {
      await adapter.stop();
      await schedule.stop();
      await store.close();
    },
  };
}
