import type { Bot } from '../../bot.ts';
import { closest } from '../../core/closest.ts';
import { commands, parseCommand } from '../../core/commands.ts';
import type { Course } from '../../core/course.ts';
import { lessonById } from '../../core/pack-index.ts';
import type { Choice, Reply } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import { sayMoment } from '../../core/time.ts';
import { lettersIn } from './answer.ts';
import { answer } from './answering.ts';
import type { MovableClock } from './clock.ts';
import { keys } from './keys.ts';
import { optionsIn, type Screen } from './screen.ts';
import * as words from './words.ts';

export interface ConversationParts {
  readonly bot: Bot;
  readonly course: () => Course;
  readonly clock: MovableClock;
  /** Called after each step of the clock, to do what is due by then. */
  readonly onMoved: () => Promise<void>;
}

/** Who types, and what their lines mean. */
export interface Conversation {
  learner(): string;
  /** Tells a learner who comes back where they were. */
  greet(): Promise<void>;
  take(line: string): Promise<void>;
}

export const channel = 'here';

export function makeConversation({ bot, course, clock, onMoved }: ConversationParts, screen: Screen): Conversation {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { say } = screen.window;
  let learner = 'you';

  const ask = (request: Request): Promise<Reply> =>
    bot.answer(request, { learner: `console:${learner}`, group: `console:${channel}`, channel, mayManage: true, zone });
  const pressed = ({ action }: Choice) => ask(bot.requestOf(bot.sign(action)));

  const { press, pressKey } = makeKeys({ ask, pressed }, screen);

  /** What a line is: somebody else, an order, a key, an answer, a word for a key, a command; the first that fits. */
  async function take(line: string): Promise<void> {
    if (line.startsWith('@')) return become(line.slice(1));
    if (line.startsWith(':')) return steer(line.slice(1), { clock, onMoved, zone, say });
    const choice = screen.pressed(line);
    if (choice) return press(choice);
    const asked = screen.asked();
    const letters = asked && lettersIn(line, asked.options);
    if (letters) return answer(letters, screen, { press, pressed });
    return takeWord(line);
  }

  async function takeWord(line: string): Promise<void> {
    const key = words.keyNamed(line);
    if (key !== undefined) return pressKey(key, line);
    const isOpen = screen.asked()?.isOpen === true;
    if (isOpen && words.asksForHint(line)) return say(words.noHint);
    if (/^[a-h]$/i.test(line)) return say(words.noQuestion);
    if (/^\d{1,2}$/.test(line)) return refuse(words.noSuchButton(line));
    return run(line, isOpen);
  }

  /** Says why nothing was pressed, and that the question waits. */
  function refuse(why: string): void {
    say(why);
    if (screen.asked()?.isOpen) say(words.stillOpen);
  }

  async function run(line: string, isOpen: boolean): Promise<void> {
    const request = lessonById(course().pack, line) ? ({ kind: 'lesson', lesson: line } as const) : parseCommand(line);
    if (isOpen && request.kind === 'unknown' && isShort(line)) return refuse(words.notUnderstood(line));
    screen.show(await ask(request), ...(request.kind === 'help' && request.about === '' ? [words.keyHelp] : []));
  }

  async function greet(): Promise<void> {
    const reply = await ask({ kind: 'open-quiz' });
    if (reply.blocks.length > 0) screen.show(reply);
  }

  function become(name: string): void {
    if (!/^[\p{L}\p{N}_-]{1,30}$/u.test(name)) return say(words.badName);
    learner = name;
    // A quiz is its learner's own; a drill is everybody's.
    if (screen.asked()?.options[0]?.choice.action.kind !== 'vote') screen.close();
    say(`You are ${learner} now.`);
  }

  return { learner: () => learner, greet, take };
}

interface Asking {
  readonly ask: (request: Request) => Promise<Reply>;
  readonly pressed: (choice: Choice) => Promise<Reply>;
}

/** Buttons by their keys, and the keys that stand for a command. */
function makeKeys({ ask, pressed }: Asking, screen: Screen) {
  const { say } = screen.window;

  async function press(choice: Choice): Promise<void> {
    const reply = await pressed(choice);
    if (closes(choice) && !optionsIn(reply)) screen.close();
    screen.show(reply);
  }

  async function pressKey(key: string, line: string): Promise<void> {
    const choice = screen.pressed(key);
    if (choice) return press(choice);
    if (key === keys.again) return askAgain(screen);
    if (key === keys.lessons) return screen.show(await ask({ kind: 'lesson', lesson: '' }));
    if (key === keys.quiz) return screen.show(await ask({ kind: 'quiz', lesson: '', count: '' }));
    if (screen.asked()?.isOpen) return say(words.answerFirst);
    say(line.length > 1 ? words.noMore : words.noSuchButton(line));
  }

  return { press, pressKey };
}

function askAgain(screen: Screen): void {
  const asked = screen.asked();
  return asked?.isOpen ? screen.show(asked.reply) : screen.window.say(words.noQuestion);
}

/** Carries out what a line after a colon orders: the clock of the console can be moved. */
async function steer(
  order: string,
  {
    clock,
    onMoved,
    zone,
    say,
  }: Pick<ConversationParts, 'clock' | 'onMoved'> & { readonly zone: string; readonly say: (text: string) => void },
): Promise<void> {
  const [found, span] = /^clock(?:\s+(.*))?$/.exec(order) ?? [];
  if (found === undefined || (span && !(await clock.move(span, onMoved)))) return say(words.orders);
  say(`It is ${sayMoment(clock.now(), zone)}.`);
}

/** Whether a press ends what a question waits for, unless it shows a question again. */
function closes({ action }: Choice): boolean {
  return 'session' in action || action.kind === 'vote' || action.kind === 'forget-me';
}

/** A word or two that are no slip of a command: not worth the whole help while a question is open. */
function isShort(line: string): boolean {
  const [first = '', ...others] = line.split(/\s+/);
  const names = commands.map(({ name }) => name);
  return others.length < 2 && closest(first, names) === undefined;
}
