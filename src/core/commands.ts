import { tellSettingsApart } from './drill/typed.ts';
import type { Pack } from './pack.ts';
import { sanitize } from './text.ts';

/** One thing that can be said after a command's name. */
export interface CommandOption {
  readonly name: string;
  readonly summary: string;
  readonly required?: true;
  /** What a platform may complete while the person types. */
  readonly completes?: 'lesson' | 'zone';
  /** A whole number between the two, where a platform can check it while the person types. */
  readonly between?: readonly [number, number];
  /** The only values it may have, where a platform can offer them. */
  readonly choices?: readonly string[];
  /** A channel: how one is named belongs to the platform, which tells the bot in which channel it is asked. */
  readonly isChannel?: true;
  /** In a form: a clock, or days to tick. Without it, words. */
  readonly input?: 'time' | 'days';
}

export type Arguments = Readonly<Record<string, string>>;

/** One row of the table from which requests, registration, manifest, parser, console and help all come. */
export interface CommandRow {
  /** One or two words: `route`, `drill setup`. */
  readonly name: string;
  readonly task: 'Find' | 'Practise' | 'Daily drill' | 'You and the bot';
  readonly summary: string;
  readonly options: readonly CommandOption[];
  readonly examples: (pack: Pack) => readonly string[];
  /** Only for people who may manage the channel: said in the help, and checked when the command runs. */
  readonly manages?: true;
  /** Also asked about somebody's message, whose words are the first option: what the menu of a message says. */
  readonly onMessage?: { readonly name: string; readonly summary: string };
  /** Tells the options apart that were typed in one line; without it, all words are the first option. */
  readonly tellApart?: (words: string) => Arguments;
  readonly request: (given: Arguments) => { readonly kind: string };
}

const lessonOption: CommandOption = { name: 'lesson', summary: 'Number or name of a lesson, such as 1.2 or serving', completes: 'lesson' };

export const longestQuiz = 20;

/** In minutes: a drill that is later than the longest belongs to the past. */
export const graceBetween = [5, 720] as const;

/** `lesson 1.4 quiz` */
const asksForQuiz = /(?<![\p{L}-])(quiz|quizz|quizzes)(?![\p{L}-])/iu;

/** Typed in one line, all wishes are in `lesson`: see `quiz/wishes.ts`. */
function quizRequest({ lesson = '', count = '', difficulty = '' }: Arguments) {
  return { kind: 'quiz', lesson, count, ...(difficulty !== '' && { difficulty }) } as const;
}

const rows = [
  {
    name: 'route',
    task: 'Find',
    summary: 'Ask anything; get the lesson to go to first, and why',
    options: [{ name: 'question', summary: 'Your question in your own words', required: true }],
    onMessage: { name: 'Which lesson?', summary: 'Find the lesson for a message; only you see the answer' },
    examples: ({ examples }) => examples.route.map((question) => `route ${question}`),
    request: ({ question = '' }) => ({ kind: 'route', question }) as const,
  },
  {
    name: 'lesson',
    task: 'Find',
    summary: 'Read a lesson, or without a name the guide',
    options: [lessonOption],
    examples: ({ examples }) => ['lesson', 'lesson 1.1', 'lesson 1.1 traps', `lesson ${examples.lesson}`],
    request: ({ lesson = '' }) =>
      asksForQuiz.test(lesson) ? quizRequest({ lesson: lesson.replace(asksForQuiz, ' ').trim() }) : ({ kind: 'lesson', lesson } as const),
  },
  {
    name: 'search',
    task: 'Find',
    summary: 'Find cues, traps, pairs, concepts and terms',
    options: [{ name: 'words', summary: 'What to look for', required: true }],
    examples: ({ examples }) => examples.search.map((words) => `search ${words}`),
    request: ({ words = '' }) => ({ kind: 'search', words }) as const,
  },
  {
    name: 'quiz',
    task: 'Practise',
    summary: 'Answer questions with every option explained',
    options: [
      lessonOption,
      { name: 'count', summary: `How many questions, 1 to ${longestQuiz}`, between: [1, longestQuiz] },
      { name: 'difficulty', summary: 'Only easy, medium or hard ones', choices: ['easy', 'medium', 'hard'] },
    ],
    examples: ({ examples }) => ['quiz', 'quiz 1.1', `quiz ${examples.lesson} 10`, 'quiz 5 easy', 'quiz missed'],
    request: quizRequest,
  },
  {
    name: 'drill',
    task: 'Daily drill',
    summary: "See today's drill of this channel",
    options: [],
    examples: () => ['drill'],
    request: () => ({ kind: 'drill' }) as const,
  },
  {
    name: 'drill setup',
    task: 'Daily drill',
    summary: 'Post a drill here every study day',
    manages: true,
    options: [
      { name: 'time', summary: 'Time of day, such as 09:00 or 9 am', input: 'time' },
      { name: 'zone', summary: 'Time zone, such as Europe/Berlin', completes: 'zone' },
      { name: 'days', summary: 'Days: weekdays, daily, mon-fri, or mon,wed,fri', input: 'days' },
      { name: 'reveal', summary: 'When the answer is shown, such as 17:00; without it, before the next drill', input: 'time' },
      { name: 'grace', summary: 'Minutes for which a missed drill is still posted', between: graceBetween },
      { name: 'channel', summary: 'Another channel than this one', isChannel: true },
    ],
    tellApart: tellSettingsApart,
    examples: () => ['drill setup 09:00 Europe/Berlin weekdays', 'drill setup 08:30 America/New_York mon,wed,fri reveal=17:00'],
    request: (given) => ({ kind: 'drill-setup', settings: settingsIn(given) }) as const,
  },
  {
    name: 'drill off',
    task: 'Daily drill',
    summary: 'Stop the drill of this channel',
    manages: true,
    options: [],
    examples: () => ['drill off'],
    request: () => ({ kind: 'drill-off' }) as const,
  },
  {
    name: 'drill status',
    task: 'Daily drill',
    summary: 'See when the drill comes and how it went',
    manages: true,
    options: [],
    examples: () => ['drill status'],
    request: () => ({ kind: 'drill-status' }) as const,
  },
  {
    name: 'data',
    task: 'You and the bot',
    summary: 'See what is kept about you, take it away or delete it',
    options: [],
    examples: () => ['data'],
    request: () => ({ kind: 'my-data' }) as const,
  },
  {
    name: 'help',
    task: 'You and the bot',
    summary: 'See what you can ask for',
    options: [{ name: 'about', summary: 'A command' }],
    examples: () => ['help', 'help quiz'],
    request: ({ about = '' }) => ({ kind: 'help', about }) as const,
  },
] as const satisfies readonly CommandRow[];

/** What the rows of the table ask for. */
export type CommandRequest = ReturnType<(typeof rows)[number]['request']>;

export type Command = Omit<CommandRow, 'request'> & { readonly request: (given: Arguments) => CommandRequest };

export const commands: readonly Command[] = rows;

/** The settings of a drill as someone typed them; what is empty keeps its value, `other` is what nothing understood. */
export interface DrillSettingsInput {
  readonly time: string;
  readonly zone: string;
  readonly days: string;
  readonly grace: string;
  readonly reveal: string;
  readonly other: string;
}

function settingsIn(given: Arguments): DrillSettingsInput {
  const { time = '', zone = '', days = '', grace = '', reveal = '', other = '' } = given;
  return { time, zone, days, grace, reveal, other };
}

const managed: ReadonlySet<string> = new Set(commands.filter(({ manages }) => manages).map((command) => command.request({}).kind));

/** Whether only people who may manage the channel may ask this. Adapters look before they spend a call on permissions. */
export function needsManager(request: { readonly kind: string }): boolean {
  return managed.has(request.kind);
}

/** A command by its name in any case, with or without what is typed before it. */
export function commandNamed(name: string): Command | undefined {
  const plain = plainName(name);
  return commands.find((command) => command.name === plain);
}

function plainName(typed: string): string {
  const words = typed
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words.replace(/^mlpro /, '');
}

/** The request of a command whose options the platform has already told apart. */
export function requestOf(command: Command, given: Arguments): CommandRequest {
  return command.request(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, sanitize(value)])));
}

/** Reads one typed line, with or without `/mlpro` in front. What is no command becomes an `unknown` request. */
export function parseCommand(line: string): CommandRequest | { readonly kind: 'unknown'; readonly typed: string } {
  const typed = withoutRoot(sanitize(line));
  const read = readCommand(withoutRoot(typed.replace(straySigns, '')));
  return read ? requestOf(read.command, read.given) : { kind: 'unknown', typed };
}

/** The command of a line, and what follows it, told apart. */
export function readCommand(typed: string): { readonly command: Command; readonly given: Arguments } | undefined {
  const command = longestFirst.find(({ name }) => startOf(name).test(typed));
  const words = command && typed.replace(startOf(command.name), '');
  if (command === undefined || words === undefined || isSlip(command, words)) return undefined;
  return { command, given: tellApart(command, words) };
}

/** Two words before one: `drill off` is not the drill. */
const longestFirst = [...commands].sort((one, other) => other.name.length - one.name.length);

/** Signs that people put around a command: quotes, the slash or mark of other bots, a full stop. */
const straySigns = /^[\s/\\!.>"'“”‘’«»`*]+/;

/** `/mlpro quiz`, `@mlpro: quiz`, and `/mlpro-drill setup`, as Discord calls it. */
function withoutRoot(typed: string): string {
  return typed.replace(/^[/@]?mlpro(?:[\s:,]+|-(?=\p{L})|$)/iu, '');
}

/** The name at the beginning, however its words are joined, with the signs and blanks after it. */
function startOf(name: string): RegExp {
  return new RegExp(`^${name.replace(' ', '[\\s_-]+')}(?:[!?.:;,"'“”‘’»\`*]*\\s+|[!?.:;,"'“”‘’»\`*]*$|(?=[#\\d]))`, 'i');
}

/** `drill stats` is a slip of `drill status`, not the drill; `drill please` is. */
function isSlip({ options }: Command, words: string): boolean {
  return options.length === 0 && !/^((please|pls|now|today)?[\s!?.]*)*$/i.test(words);
}

function tellApart(command: Command, words: string): Arguments {
  const [first] = command.options;
  return command.tellApart?.(words) ?? (first ? { [first.name]: words } : {});
}
