import { choice, choices, note, quizOn, quote, shortReply, titled } from '../blocks.ts';
import type { Choice, Reply } from '../reply.ts';
import { command, plain, type Span } from '../text.ts';

const lessons = choice('All lessons', { kind: 'guide' }, 'main');
const quiz = quizOn(null, 'Quiz me');
const help = choice('Show the commands', { kind: 'help' });
const inOwnWords = 'Or ask a question in your own words, just like that.';

/** To a greeting, a word of thanks or a goodbye. */
export function kindReply(said: 'hello' | 'thanks' | 'bye'): Reply {
  switch (said) {
    case 'hello':
      return titled(
        'Hello!',
        note('I help you prepare for the exam: read a lesson, or try a few questions.'),
        note(inOwnWords),
        choices(lessons, quiz),
      );
    case 'thanks':
      return shortReply('You’re welcome!', 'Here’s more whenever you like.', lessons, quiz);
    case 'bye':
      return shortReply('See you!', 'There’s nothing to close. A quiz you leave open waits for you.', lessons, quiz);
  }
}

/** To nothing at all, or signs alone. */
export function nothingSaid(): Reply {
  return shortReply('What would you like to do?', inOwnWords, lessons, quiz, help);
}

/** To a letter on its own, which may be an answer. */
export function letterAlone(letter: string): Reply {
  return titled(
    'Is that an answer?',
    {
      kind: 'text',
      text: [
        ...quote(letter),
        ...plain(' alone tells me too little. Press the button under the question; '),
        command('quiz'),
        ...plain(' shows the open one again.'),
      ],
    },
    choices(quiz, lessons),
  );
}

/** To what was probably meant to be a command. `direct` does at once what it would have done, where a button can. */
export function didYouMean(typed: string, line: string, direct: Choice | undefined): Reply {
  return titled(
    'I don’t know that one',
    { kind: 'text', text: [...quote(typed, 80), ...plain('. Did you mean '), asTyped(line), ...plain('?')] },
    note(inOwnWords),
    choices(direct, help),
  );
}

/** What a person typed gets no voice of its own, unless it is plain words. */
function asTyped(line: string): Span {
  return /^[\w\s./,:=-]*$/.test(line) ? command(line) : { kind: 'plain', text: `/mlpro ${line}` };
}

export function unknownReply(typed: string): Reply {
  return titled(
    'I don’t know that one',
    { kind: 'text', text: [...quote(typed, 80), ...plain(' isn’t a command.')] },
    note(inOwnWords),
    choices(lessons, quiz, help),
  );
}
