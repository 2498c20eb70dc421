import type { Pack } from './pack.ts';

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
  readonly task: 'Find' | 'Practise' | 'Daily drill' | 'Weekly board' | 'You and the bot';
  readonly summary: string;
  readonly options: readonly CommandOption[];
  readonly examples: (pack: Pack) => readonly string[];
  /** Only for people who may manage the channel: said in the help, and checked when the command runs. */
  readonly manages?: true;
  /** Also asked about somebody's message, whose words are the first option: what the menu of a message says. */
  readonly onMessage?: { readonly name: string; readonly summary: string };
  /** Tells the options apart that were typed in one line; without it, all words are the first option. */
  readonly tellApart?: (words: string) => Arguments;
  /** The only words that may follow it in one line; with others it is a question that begins like a command. */
  readonly takes?: RegExp;
  readonly request: (given: Arguments) => { readonly kind: string };
}
