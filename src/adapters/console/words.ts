import type { Pack } from '../../core/pack.ts';
import { keys } from './keys.ts';

/** What the console itself says. Everything else on the screen comes from the core. */

export function welcome({ title, examples }: Pack): string {
  return `${title}
You study here on your own: only you see this screen.

Ask in your own words: ${examples.route[0]}
Or type quiz, lesson or help.

What stands in [ ] is what you type to press it: a letter answers a question, ${keys.wayOn} is the next step. quit leaves, and your answers are kept.`;
}

/** Below the list of commands. */
export const keyHelp = `In this terminal you can leave out /mlpro.
[${keys.wayOn}] next step, [${keys.back}] back, [${keys.again}] the open question again, [${keys.lessons}] all lessons, [${keys.quiz}] quiz, [${keys.stop}] stop the quiz. Numbers are the parts of a lesson or the other buttons on the screen; 1.2 opens that lesson. quit, exit or q leaves.
To try out a daily drill on your own: @maria makes you another learner, :clock +1d moves the time on by a day.`;

export const forYou = 'For you alone:';
export const inChannel = 'In the channel:';
export const moreBelow = 'more: Enter';
export const goodbye = 'Goodbye. Your answers are kept, and so is a quiz that is open.';
export const stillOpen = `Your question is still open: type its letter, or ${keys.again} to see it again.`;
export const quizStillOpen = 'Letters still answer your earlier question. To answer the drill, type drill first.';
export const noQuestion = 'No question is open. Type quiz to get one.';
export const noMore = 'There is nothing further here.';
export const orders = 'Known here: :clock, :clock +1d, :clock +2h, :clock +30m, :quit';
export const badName = 'A learner’s name is letters and digits, such as @maria.';
export const oneAnswer = 'This question has one answer: type one letter.';
export const noHint = 'There are no hints, but a guess costs nothing: type the letter that sounds best, and every option is explained.';
export const answerFirst = 'Answer first: type a letter, and every option is explained.';

export function noSuchAnswer(letters: readonly string[]): string {
  return `There is no such answer here: type a letter from ${letters[0]} to ${letters.at(-1)}.`;
}

export function noSuchButton(typed: string): string {
  return `There is no button ${typed} on the screen.`;
}

export function notUnderstood(typed: string): string {
  return `“${typed}” is neither an answer nor a command.`;
}

const farewells = new Set(['quit', 'exit', 'q', 'bye', 'goodbye', 'logout', ':q', ':q!', ':wq', ':x', ':quit', ':exit', '/quit', '/exit']);

export function isFarewell(line: string): boolean {
  return farewells.has(line.toLowerCase().replace(/[\s.!;()]+$/, ''));
}

const shortcuts: Readonly<Record<string, string>> = {
  next: keys.wayOn,
  'next one': keys.wayOn,
  'next question': keys.wayOn,
  more: keys.wayOn,
  continue: keys.wayOn,
  'go on': keys.wayOn,
  skip: keys.wayOn,
  answer: keys.wayOn,
  submit: keys.wayOn,
  back: keys.back,
  previous: keys.back,
  stop: keys.stop,
  'give up': keys.stop,
  repeat: keys.again,
  again: keys.again,
  question: keys.again,
};

/** The key that a common word stands for. */
export function keyNamed(line: string): string | undefined {
  const typed = line.toLowerCase().replace(/[\s.!?]+$/, '');
  return Object.hasOwn(shortcuts, typed) ? shortcuts[typed] : Object.values<string>(keys).find((key) => key === typed);
}

const hintWords =
  /^(a )?(hint|clue|help me|why|how|what|huh|idk|dunno|no idea|pass|explain|i (don.?t|do not) know|not sure)[\s.!?]*$|^[?!]+$/i;

export function asksForHint(line: string): boolean {
  return hintWords.test(line);
}
