import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Bot } from '../../bot.ts';
import { parseCommand } from '../../core/commands.ts';
import type { Choice, Reply } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import { sayMoment } from '../../core/time.ts';
import type { Adapter } from '../platform.ts';
import type { MovableClock } from './clock.ts';
import { colours, drawText, literal, noColours } from './render.ts';

export interface ConsoleParts {
  readonly bot: Bot;
  readonly clock: MovableClock;
  readonly input: Readable;
  readonly output: Writable;
  /** A person sits at a terminal: prompt and, unless they asked for none, colours. */
  readonly interactive: boolean;
  readonly coloured: boolean;
  /** Called when there is nothing more to read. */
  readonly onEnd: () => void;
  /** Called after each step of the clock, to do what is due by then. */
  readonly onMoved: () => Promise<void>;
}

const channel = 'here';

const welcome = `A study group of one. Type help, a command such as "route how do I avoid leakage", or the number of a button.
@maria makes you another learner, :clock +1d moves the time, :quit leaves.`;

/** A terminal as a study channel: the same commands, buttons as numbers, and everybody in one place. */
export function consoleAdapter({ bot, clock, input, output, interactive, coloured, onEnd, onMoved }: ConsoleParts): Adapter {
  const ink = coloured ? colours : noColours;
  let lines: Interface | undefined;
  let learner = 'you';
  let shown: Choice[] = [];
  let reading: Promise<void> = Promise.resolve();
  let ready = false;
  let posted = 0;
  let lastPost = '';

  const write = (text: string) => void output.write(`${text}\n`);
  const prompt = () => interactive && output.write(`\n${learner}> `);

  function show(reply: Reply, lead = ''): void {
    const { text, choices } = drawText(reply, ink);
    shown = choices;
    write(`${lead}${text}\n`);
  }

  async function read(): Promise<void> {
    write(welcome);
    prompt();
    // Made here and not earlier: lines that arrive before somebody waits for them would be lost.
    lines = createInterface({ input, terminal: false });
    for await (const line of lines) {
      if (line.trim() === ':quit') break;
      await take(line.trim());
      prompt();
    }
    ready = false;
    onEnd();
  }

  async function take(line: string): Promise<void> {
    if (line === '') return;
    if (!interactive) write(`${learner}> ${literal(line)}`);
    if (line.startsWith('@')) return become(line.slice(1));
    if (line.startsWith(':')) return steer(line.slice(1));
    const request = /^\d{1,2}$/.test(line) ? pressed(Number(line)) : parseCommand(line);
    if (request === undefined) return write(`There is no button ${line} on the screen.`);
    show(await bot.answer(request, person()));
  }

  function person() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return { learner: `console:${learner}`, group: `console:${channel}`, channel, mayManage: true, zone };
  }

  function pressed(number: number): Request | undefined {
    const choice = shown[number - 1];
    return choice && bot.requestOf(bot.seal(choice.action));
  }

  function become(name: string): void {
    if (!/^[\p{L}\p{N}_-]{1,30}$/u.test(name)) return write('A learner’s name is letters and digits, such as @maria.');
    learner = name;
    write(`You are ${learner} now.`);
  }

  async function steer(order: string): Promise<void> {
    const [found, span] = /^clock(?:\s+(.*))?$/.exec(order) ?? [];
    if (found === undefined || (span && !(await clock.move(span, onMoved))))
      return write('Known here: :clock, :clock +1d, :clock +2h, :clock +30m, :quit');
    write(`It is ${sayMoment(clock.now(), person().zone)}.`);
  }

  return {
    name: 'console',
    start: async () => {
      ready = true;
      // `mlpro | head` closes the pipe: nobody reads any more, so there is nothing more to do.
      output.on('error', onEnd);
      reading = read();
    },
    stop: async () => {
      ready = false;
      lines?.close();
      await reading;
    },
    isReady: () => ready,
    post: async ({ reply, replaces }) => {
      // A new count is one line here: a terminal cannot redraw what scrolled away.
      if (replaces && reply.summary === lastPost) write(ink.dim(`--- #${channel}: ${lastNote(reply)} ---\n`));
      else show(reply, `--- #${channel} ---\n`);
      lastPost = reply.summary;
      return replaces ?? String(++posted);
    },
    tell: async (_learner, reply) => show(reply, '--- only for you ---\n'),
  };
}

function lastNote(reply: Reply): string {
  const note = reply.blocks.findLast((block) => block.kind === 'note');
  return note ? note.text.map((span) => span.text).join('') : reply.summary;
}
