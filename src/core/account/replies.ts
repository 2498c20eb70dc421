import { choice, choices, heading, note, quizOn, reply, rows, shortReply, text, titled } from '../blocks.ts';
import type { Choice, Reply, Row } from '../reply.ts';
import type { Kept, KeptLine, Preferences } from '../state.ts';
import { clip, plain } from '../text.ts';

export function dataReply(kept: Kept, preferences?: Preferences): Reply {
  return titled(
    'What is kept about you',
    rows(keptRows(kept)),
    text(
      'Kept are your account number on this platform, the quizzes you started and which option you chose when. A question you asked is kept for an hour, so that you can say that the answer was wrong, and then forgotten, unless you gave it to the authors. If you have a study plan, the day of your exam and the minutes a day are kept. If you set up a daily drill, your account number stands beside it, so that you can be told when it fails. No name and no other message is kept. Nobody else is shown your results.',
    ),
    isEmpty(kept)
      ? choices(quizOn(null, 'Quiz me', 'main'))
      : choices(
          choice('Show all of it as a table', { kind: 'export', page: 1 }),
          preferences?.asksConfidence === false ? choice('Ask me how sure I am', { kind: 'ask-confidence' }) : undefined,
          choice('Delete everything about me', { kind: 'forget-me' }, 'danger'),
        ),
  );
}

const names: Readonly<Record<keyof Kept, readonly [row: string, one: string, many: string]>> = {
  answers: ['Answers', 'answer', 'answers'],
  quizzes: ['Quizzes', 'quiz', 'quizzes'],
  questions: ['Questions of this hour', 'question of this hour', 'questions of this hour'],
  plans: ['Study plans', 'study plan', 'study plans'],
  drills: ['Daily drills you set up', 'daily drill', 'daily drills'],
};

function partsOf(kept: Kept): (readonly [part: keyof Kept, count: number])[] {
  return (['answers', 'quizzes', 'questions', 'plans', 'drills'] as const).map((part) => [part, kept[part]]);
}

/** Answers and quizzes always; the rest where there is any. */
function keptRows(kept: Kept): Row[] {
  const shown = partsOf(kept).filter(([part, count]) => count > 0 || part === 'answers' || part === 'quizzes');
  return shown.map(([part, count]) => ({ label: names[part][0], value: plain(String(count)) }));
}

function isEmpty(kept: Kept): boolean {
  return partsOf(kept).every(([, count]) => count === 0);
}

/** What would be gone, in numbers, and two ways on. */
export function askBeforeForgetting(kept: Kept): Reply {
  if (isEmpty(kept)) return forgotten(kept);
  return titled(
    'Delete everything about you?',
    text(`This would be gone for good, for every exam: ${sayGone(kept)}. Nobody can bring it back.`),
    kept.drills > 0 ? note(sayDrillsStay(kept.drills)) : undefined,
    choices(choice('Keep everything', { kind: 'guide' }), choice('Yes, delete it all', { kind: 'forget-all' }, 'danger')),
  );
}

/** Drills belong to their channels: they go on, without the name of whoever set them up. */
function sayGone(kept: Kept): string {
  const gone = partsOf(kept).filter(([part, count]) => count > 0 && part !== 'drills');
  const parts = gone.map(([part, count]) => `${count} ${names[part][count === 1 ? 1 : 2]}`);
  if (parts.length === 0) return 'that it was you who set up a daily drill';
  return [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(' and ');
}

function sayDrillsStay(drills: number): string {
  const which =
    drills === 1 ? 'The daily drill you set up goes on in its channel' : `The ${drills} daily drills you set up go on in their channels`;
  return `${which}, but no longer knows you, so you won’t be told when it fails. To stop it first: \`/mlpro drill off\` there.`;
}

/** A page of all that is kept, in a form that spreadsheets read: commas between, the time in UTC. */
export function exportReply(lines: readonly KeptLine[], page: number, more: boolean): Reply {
  return reply(
    'All that is kept about you',
    heading(`All that is kept about you, page ${page}`),
    lines.length > 0
      ? { kind: 'code', code: ['time in UTC,exam,kind,about,detail,result', ...lines.map(csvLine)].join('\n') }
      : text('There is nothing on this page.'),
    note('Letters are the options as the content files name them, not as they were shown to you.'),
    choices(
      more ? choice('More', { kind: 'export', page: page + 1 }, 'main') : undefined,
      page > 1 ? choice('Back', { kind: 'export', page: page - 1 }) : undefined,
      ...waysOn,
    ),
  );
}

const waysOn: readonly Choice[] = [
  choice('Delete everything about me', { kind: 'forget-me' }, 'danger'),
  choice('All lessons', { kind: 'guide' }),
];

/** A whole exam question can be 4,000 characters long: more than a page has room for. */
const longestField = 200;

/** One line of the table, as RFC 4180 has it. */
export function csvLine({ at, pack, kind, about, detail, correct }: KeptLine): string {
  const result = correct === undefined ? '' : correct ? 'right' : 'wrong';
  return [new Date(at).toISOString(), pack, kind, about, detail, result].map((field) => csvField(clip(field, longestField))).join(',');
}

function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export function forgotten(kept: Kept): Reply {
  const [title, words] = isEmpty(kept)
    ? ['There is nothing to delete', 'Nothing is kept about you.']
    : ['Deleted', 'Everything about you is gone for good. You can start again any time.'];
  return shortReply(title, words, quizOn(null, 'Start a quiz'));
}
