import { choice, choices, nameOf, note, openLesson, quizOn, quote, shortReply, titled } from '../blocks.ts';
import { entryIn } from '../lessons/replies.ts';
import type { Lesson, Pack } from '../pack.ts';
import { lessonById } from '../pack-index.ts';
import type { FallenFor } from '../progress/mastery.ts';
import type { Choice, Reply } from '../reply.ts';
import type { Moment } from '../state.ts';
import { parseMarkup, plain, type Text, wordsOf } from '../text.ts';
import { dayAt, sayDay } from '../time.ts';
import { longestReview, type PlacedTrap, type ReviewWish, trapOf } from './rules.ts';

/** What is asked, and how much of it. */
export function reviewLead(wish: ReviewWish, count: number, pack: Pack): Text {
  const many = count > longestReview ? `the first ${longestReview} of ${count}` : String(count);
  const order = count > 1 ? ', those you are closest to forgetting first' : '';
  switch (wish.kind) {
    case 'due':
      return plain(`Due today: ${many}${order}.`);
    case 'missed':
      return plain(`Missed the last time: ${many}${order}.`);
    case 'sure-wrong':
      return plain(`Wrong and sure: ${many}. Nothing helps more before an exam.`);
    case 'lesson':
      return plain(`What you have answered of ${wish.lesson}: ${many}${order}.`);
    case 'trap': {
      const trap = trapOf(pack, wish)?.trap.belief ?? '';
      return [...plain(`Questions with the trap “${wordsOf(trap)}”: ${many}.`)];
    }
  }
}

interface NothingExtras {
  readonly next: { readonly at: Moment; readonly count: number } | undefined;
  readonly zone: string;
  /** Whether nothing was ever answered. */
  readonly isNew: boolean;
}

const missed: Choice = choice('What I missed', { kind: 'review', what: 'missed' });
const fresh: Choice = quizOn(null, 'Something new', 'main');

export function nothingToReview(wish: ReviewWish, pack: Pack, { next, zone, isNew }: NothingExtras): Reply {
  if (isNew && wish.kind !== 'lesson' && wish.kind !== 'trap')
    return shortReply(
      'Nothing to review yet',
      'What you answer comes back here just before you would forget it. So begin with a quiz.',
      quizOn(null, 'Start a quiz', 'main'),
    );
  switch (wish.kind) {
    case 'due':
      return shortReply('Nothing is due today', `You are up to date. ${sayNext(next, zone)}`.trim(), fresh, missed);
    case 'missed':
      return shortReply(
        'Nothing is missed',
        'Your last answer to each question was right, practice in a cram left aside.',
        fresh,
        dueChoice(),
      );
    case 'sure-wrong':
      return shortReply(
        'Nothing wrong and sure',
        'Questions come here when you were sure and the answer was wrong. After each answer you can tap how sure you were.',
        fresh,
        missed,
      );
    case 'lesson': {
      const lesson = lessonById(pack, wish.lesson);
      return shortReply(
        'Nothing of this lesson yet',
        lesson ? `You have not answered anything from ${nameOf(lesson)}.` : 'The guide has no such lesson any more.',
        quizOn(lesson ?? null, lesson ? `Quiz me on ${lesson.id}` : 'Quiz me', 'main'),
        ...(lesson ? [openLesson(lesson)] : []),
      );
    }
    case 'trap': {
      const placed = trapOf(pack, wish);
      return shortReply(
        'No question on this trap',
        'No question tempts with it so far; the lesson says why it is wrong.',
        ...(placed ? [choice('Read about it', entryIn(placed.lesson, 'traps', placed.trap.belief), 'main')] : []),
        dueChoice(),
      );
    }
  }
}

function dueChoice(): Choice {
  return choice('What is due', { kind: 'review', what: 'due' });
}

function sayNext(next: NothingExtras['next'], zone: string): string {
  if (next === undefined) return '';
  const what = next.count === 1 ? 'one question' : `${next.count} questions`;
  return `Next: ${what} on ${sayDay(dayAt(next.at, zone))} (${zone}).`;
}

export function whichReview(typed: string): Reply {
  return titled(
    'What would you like to review?',
    { kind: 'text', text: [...quote(typed, 80), ...plain(': I’m not sure what you mean.')] },
    note('You can say `due`, `missed`, `sure-wrong`, a lesson or a trap: `/mlpro review 1.2`, `/mlpro review trap leakage`.'),
    choices(
      choice('What is due', { kind: 'review', what: 'due' }, 'main'),
      missed,
      choice('Wrong and sure', { kind: 'review', what: 'sure-wrong' }),
    ),
  );
}

/** As many traps as are read at a glance. */
const mostTraps = 4;

/** The traps that somebody fell for; of all lessons, or of one. */
export function ownTraps(fallen: readonly FallenFor[], lesson: Lesson | undefined): Reply {
  if (fallen.length === 0) return noOwnTraps(lesson);
  const shown = fallen.slice(0, mostTraps);
  const more = fallen.length - shown.length;
  return titled(
    lesson ? `Traps you fell for in ${lesson.id}` : 'Traps you fell for',
    note('From your last wrong answers, the most frequent first.'),
    {
      kind: 'list',
      ordered: true,
      items: shown.map(({ lesson: of, trap, times }) => [
        ...plain(`${of.id}: `),
        ...parseMarkup(trap.belief),
        ...plain(times > 1 ? ` (${times} times)` : ''),
      ]),
    },
    more > 0 ? note(`${more} more: \`/mlpro review missed\` asks all that you answered wrong.`) : undefined,
    choices(...trapChoices(shown)),
  );
}

function noOwnTraps(lesson: Lesson | undefined): Reply {
  return shortReply(
    lesson ? `No trap of ${lesson.id} so far` : 'No trap so far',
    `None of your last wrong answers was a known trap${lesson ? ' of this lesson' : ''}. To review one by a word of its wrong belief: \`/mlpro review trap leakage\`.`,
    lesson ? choice(`Traps of ${lesson.id}`, { kind: 'lesson', lesson: lesson.id, tab: 'traps', page: 1 }, 'main') : fresh,
    missed,
  );
}

function trapChoices(traps: readonly PlacedTrap[]): Choice[] {
  return traps.map(({ lesson, trap }, at) => choice(`Trap ${at + 1}`, { kind: 'review-trap', lesson: lesson.id, trap: trap.id }));
}

/** The traps that may be meant, each with its belief in full: a button has no room for it. */
export function whichTrap(traps: readonly PlacedTrap[]): Reply {
  if (traps.length === 0)
    return shortReply(
      'No such trap',
      'Say it with a word of the wrong belief: `/mlpro review trap leakage`. Each lesson lists its traps.',
      choice('What is due', { kind: 'review', what: 'due' }, 'main'),
      choice('All lessons', { kind: 'guide' }),
    );
  return titled(
    'Which trap do you mean?',
    {
      kind: 'list',
      ordered: true,
      items: traps.map(({ lesson, trap }) => [...plain(`${lesson.id}: `), ...parseMarkup(trap.belief)]),
    },
    choices(...trapChoices(traps)),
  );
}
