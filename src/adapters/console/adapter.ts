import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Bot } from '../../bot.ts';
import { parseCommand } from '../../core/commands.ts';
import type { Course } from '../../core/course.ts';
import type { Pack } from '../../core/pack.ts';
import type { AnswerOption, Choice, Reply } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import { sayMoment } from '../../core/time.ts';
import type { Adapter, Post } from '../platform.ts';
import type { MovableClock } from './clock.ts';
import { colours, drawText, literal, noColours } from './render.ts';

export interface ConsoleParts {
  readonly bot: Bot;
  readonly course: () => Course;
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

function welcome({ examples }: Pack): string {
  return `A study group of one. Type help, a command such as "route ${examples.route[0]}", the number of a button or the letter of an answer.
@maria makes you another learner, :clock +1d moves the time, :quit leaves.`;
}

/** A terminal as a study channel: the same commands, buttons as numbers, answers as letters, and everybody in one place. */
export function consoleAdapter(parts: ConsoleParts): Adapter {
  const { course, input, output, interactive, onEnd } = parts;
  const screen = makeScreen(parts);
  const conversation = makeConversation(parts, screen);
  let lines: Interface | undefined;
  let reading: Promise<void> = Promise.resolve();
  let ready = false;

  async function read(): Promise<void> {
    screen.write(welcome(course().pack));
    const prompt = () => interactive && output.write(`\n${conversation.learner()}> `);
    prompt();
    // Made here and not earlier: lines that arrive before somebody waits for them would be lost.
    lines = createInterface({ input, terminal: false });
    for await (const line of lines) {
      if (line.trim() === ':quit') break;
      await conversation.take(line.trim());
      prompt();
    }
    ready = false;
    onEnd();
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
    post: async (post) => screen.post(post),
    // What an earlier run has shown is not on this screen.
    find: async () => undefined,
    tell: async (_learner, reply) => screen.show(reply, '--- only for you ---\n'),
  };
}

/** What is on the terminal, and which numbers and letters of it can be pressed. */
interface Screen {
  write(text: string): void;
  show(reply: Reply, lead?: string): void;
  /** Whether a line is a number, or a letter when something was asked: something that presses, and no command. */
  isKey(line: string): boolean;
  /** Numbers are those of the last reply. Letters stay with the last question, whatever is shown meanwhile. */
  choice(key: string): Choice | undefined;
  post(post: Post): string;
}

function makeScreen({ output, coloured }: ConsoleParts): Screen {
  const ink = coloured ? colours : noColours;
  let shown: readonly Choice[] = [];
  let asked: readonly AnswerOption[] = [];
  let posted = 0;
  let lastPost = '';
  const write = (text: string) => void output.write(`${text}\n`);

  function show(reply: Reply, lead = ''): void {
    const { text, choices } = drawText(reply, ink);
    shown = choices;
    asked = optionsIn(reply) ?? asked;
    write(`${lead}${text}\n`);
  }

  function post({ reply, replaces, repliesTo }: Post): string {
    // A new count is one line here: a terminal cannot redraw what scrolled away.
    if (repliesTo || (replaces && reply.summary === lastPost)) write(ink.dim(`--- #${channel}: ${lastNote(reply)} ---\n`));
    else show(reply, `--- #${channel} ---\n`);
    if (!repliesTo) lastPost = reply.summary;
    return replaces ?? String(++posted);
  }

  const isKey = (line: string) => /^\d{1,2}$/.test(line) || (asked.length > 0 && /^[a-h]$/i.test(line));
  const choice = (key: string) =>
    /^\d/.test(key) ? shown[Number(key) - 1] : asked.find(({ letter }) => letter === key.toUpperCase())?.choice;
  return { write, show, isKey, choice, post };
}

/** What there is to choose from when a reply asks something. */
function optionsIn({ blocks }: Reply): readonly AnswerOption[] | undefined {
  return blocks.find((block) => block.kind === 'options')?.options;
}

/** Who types, and what their lines mean. */
interface Conversation {
  learner(): string;
  take(line: string): Promise<void>;
}

function makeConversation({ bot, clock, interactive, onMoved }: ConsoleParts, screen: Screen): Conversation {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  let learner = 'you';

  async function take(line: string): Promise<void> {
    if (line === '') return;
    if (!interactive) screen.write(`${learner}> ${literal(line)}`);
    if (line.startsWith('@')) return become(line.slice(1));
    if (line.startsWith(':')) return steer(line.slice(1));
    const request = screen.isKey(line) ? pressed(line) : parseCommand(line);
    if (request === undefined) return screen.write(`There is no button ${line} on the screen.`);
    const person = { learner: `console:${learner}`, group: `console:${channel}`, channel, mayManage: true, zone };
    screen.show(await bot.answer(request, person));
  }

  function pressed(key: string): Request | undefined {
    const choice = screen.choice(key);
    return choice && bot.requestOf(bot.sign(choice.action));
  }

  function become(name: string): void {
    if (!/^[\p{L}\p{N}_-]{1,30}$/u.test(name)) return screen.write('A learner’s name is letters and digits, such as @maria.');
    learner = name;
    screen.write(`You are ${learner} now.`);
  }

  async function steer(order: string): Promise<void> {
    const [found, span] = /^clock(?:\s+(.*))?$/.exec(order) ?? [];
    if (found === undefined || (span && !(await clock.move(span, onMoved))))
      return screen.write('Known here: :clock, :clock +1d, :clock +2h, :clock +30m, :quit');
    screen.write(`It is ${sayMoment(clock.now(), zone)}.`);
  }

  return { learner: () => learner, take };
}

function lastNote(reply: Reply): string {
  const note = reply.blocks.findLast((block) => block.kind === 'note');
  return note ? note.text.map((span) => span.text).join('') : reply.summary;
}
