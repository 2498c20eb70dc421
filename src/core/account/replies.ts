import { choice, choices, list, note, quizOn, quote, rows, shortReply, text, titled } from '../blocks.ts';
import type { Reply } from '../reply.ts';
import type { Preferences } from '../state.ts';
import { bold, plain } from '../text.ts';
import { takeAway } from './export-replies.ts';
import { isEmpty, type Kept, keptFacts, keptParts, partsKept } from './kept.ts';

/** The privacy page: how much is kept of what, in plain words, and every way to take it away or be rid of it. */
export function dataReply(kept: Kept, preferences?: Preferences, typed = ''): Reply {
  if (isEmpty(kept)) return nothingKept();
  const shown = keptParts.filter(({ name }) => name === 'answers' || (kept[name] ?? 0) > 0);
  const unused = keptParts.filter((part) => !shown.includes(part));
  return titled(
    'What is kept about you',
    typed === '' ? undefined : { kind: 'note', text: [...quote(typed, 40), ...plain(' is not clear to me. Here is all that you can do.')] },
    rows(shown.map(({ name, many, says }) => ({ label: capital(many), value: plain(`${kept[name] ?? 0}. ${says}`) }))),
    unused.length > 0 ? note(`Nothing is kept of these so far: ${unused.map(({ many }) => many).join(', ')}.`) : undefined,
    list(keptFacts.map(plain)),
    takeAway(),
    choices(
      choice('Show it as a table', { kind: 'export', page: 1 }),
      preferences?.asksConfidence === false ? choice('Ask me how sure I am', { kind: 'ask-confidence' }) : undefined,
      choice('Delete everything about me', { kind: 'forget-me' }, 'danger'),
    ),
  );
}

/** To those of whom nothing is kept it says what would be. */
function nothingKept(): Reply {
  return titled(
    'What is kept about you',
    text('Nothing yet. When you use the bot, this is what it keeps. You can take it away or delete it at any time, here.'),
    list(keptParts.map(({ many, says }) => [bold(`${capital(many)}: `), ...plain(says)])),
    list(keptFacts.map(plain)),
    choices(quizOn(null, 'Quiz me', 'main')),
  );
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function sayCount({ one, many }: { readonly one: string; readonly many: string }, count: number): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What would be gone, in numbers, and two ways on. */
export function askBeforeForgetting(kept: Kept): Reply {
  if (isEmpty(kept)) return forgotten(kept);
  return titled(
    'Delete everything about you?',
    text(`This would be gone for good, for every exam: ${sayGone(kept)}. Nobody can bring it back.`),
    (kept.drills ?? 0) > 0 ? note(sayDrillsStay(kept.drills ?? 0)) : undefined,
    choices(choice('Keep everything', { kind: 'guide' }), choice('Yes, delete it all', { kind: 'forget-all' }, 'danger')),
  );
}

/** Drills belong to their channels: they go on, without the name of whoever set them up. */
function sayGone(kept: Kept): string {
  const parts = partsKept(kept).flatMap(({ part, count }) => ('stays' in part ? [] : [sayCount(part, count)]));
  if (parts.length === 0) return 'that it was you who set up a daily drill';
  return [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(' and ');
}

function sayDrillsStay(drills: number): string {
  const which =
    drills === 1 ? 'The daily drill you set up goes on in its channel' : `The ${drills} daily drills you set up go on in their channels`;
  return `${which}, but no longer knows you, so you won’t be told when it fails. To stop it first: \`/mlpro drill off\` there.`;
}

export function forgotten(kept: Kept): Reply {
  const [title, words] = isEmpty(kept)
    ? ['There is nothing to delete', 'Nothing is kept about you.']
    : ['Deleted', 'Everything about you is gone for good. You can start again any time.'];
  return shortReply(title, words, quizOn(null, 'Start a quiz'));
}
