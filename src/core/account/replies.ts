import { choice, choices, heading, note, quizOn, reply, rows, shortReply, text, titled } from '../blocks.ts';
import type { Reply } from '../reply.ts';
import type { KeptAttempt } from '../state.ts';
import { plain } from '../text.ts';

export function dataReply(attempts: number): Reply {
  return titled(
    'What is kept about you',
    rows([{ label: 'Answers', value: plain(String(attempts)) }]),
    text(
      'Kept are your account number on this platform, the quizzes you started and which option you chose when. A question that you had routed is kept for an hour, so that you can say that the answer was not it; then it is forgotten, unless you chose to give it to the authors. No name and no other message is kept. Nobody else is shown your results.',
    ),
    attempts > 0
      ? choices(
          choice('Show my answers as a table', { kind: 'export', page: 1 }),
          choice('Delete everything about me', { kind: 'forget-me' }, 'danger'),
        )
      : undefined,
  );
}

/** A page of what is kept, in a form that spreadsheets read: commas between, the time in UTC. */
export function exportReply(attempts: readonly KeptAttempt[], page: number, more: boolean): Reply {
  const lines = attempts.map(({ at, pack, item, picks, correct }) =>
    [new Date(at).toISOString(), pack, item, picks, correct ? 'right' : 'wrong'].join(','),
  );
  return reply(
    'Your answers',
    heading(`Your answers, page ${page}`),
    lines.length > 0
      ? { kind: 'code', code: ['time in UTC,exam,question,options chosen,result', ...lines].join('\n') }
      : text('There is nothing on this page.'),
    note('The letters are the options as the content files name them, not as they were shown to you.'),
    choices(
      more ? choice('More', { kind: 'export', page: page + 1 }, 'main') : undefined,
      page > 1 ? choice('Back', { kind: 'export', page: page - 1 }) : undefined,
      choice('All lessons', { kind: 'guide' }),
    ),
  );
}

export function forgotten(attempts: number): Reply {
  return shortReply(
    'Deleted',
    `${attempts} ${attempts === 1 ? 'answer' : 'answers'} and all quizzes of yours are gone for good. You can start again any time.`,
    quizOn(null, 'Start a quiz'),
  );
}
