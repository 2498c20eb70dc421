import type { ExportFormat } from '../action.ts';
import { choice, choices, heading, menu, note, quizOn, reply, shortReply, text, titled } from '../blocks.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import { clip } from '../text.ts';
import { csvLine } from './csv.ts';
import type { Export } from './files.ts';
import type { KeptLine } from './kept.ts';

const labels: Readonly<Record<ExportFormat, string>> = {
  json: 'Everything (JSON)',
  csv: 'My answers for a spreadsheet (CSV)',
  anki: 'All I answered, for Anki',
  'anki-missed': 'What I missed, for Anki',
};

const toFile = (format: ExportFormat, part = 1, label = labels[format]) => choice(label, { kind: 'export-file', format, part });

/** Every way to take something away. */
export function takeAway(): Block {
  return menu('Take it away as a file', toFile('csv'), toFile('anki'), toFile('anki-missed'), toFile('json'));
}

const table = choice('Show it as a table', { kind: 'export', page: 1 });

const explained: Readonly<Record<ExportFormat, string>> = {
  json: 'It has every row that is kept about you, of all exams. Times are in UTC.',
  csv: 'One line for each answer. The letters are those you saw; times are in UTC. Excel, Numbers, LibreOffice and Google Sheets open it.',
  anki: 'In Anki: **File**, **Import**, choose the file. When you import a newer one later, your cards are updated, not doubled.',
  'anki-missed': 'In Anki: **File**, **Import**, choose the file. These are the questions whose last answer was wrong.',
};

/** The table has what is kept, and no cards to learn from. */
const instead: Readonly<Record<ExportFormat, string>> = {
  json: 'the table shows the same.',
  csv: 'the table has these answers as well.',
  anki: 'have it sent again.',
  'anki-missed': 'have it sent again.',
};

function isForAnki(format: ExportFormat): boolean {
  return format === 'anki' || format === 'anki-missed';
}

/** A file, how to use it, and the table for where a file does not arrive. */
export function fileReply(format: ExportFormat, part: number, { file, more, gone }: Export): Reply {
  if (file === undefined) return nothingToTake(format, part, gone);
  const title = part > 1 || more ? `Your file, part ${part}` : 'Your file';
  return titled(
    title,
    text(`\`${file.name}\`: ${file.alt} ${explained[format]}`),
    gone > 0 ? note(sayLeftOut(gone)) : undefined,
    more ? note('There is more than one file should hold. Take the next part as well.') : undefined,
    note(`Only you get this file. If it does not arrive here, ${instead[format]}`),
    choices(
      more ? { ...toFile(format, part + 1, 'Next part'), emphasis: 'main' } : undefined,
      isForAnki(format) ? toFile(format, part, 'Send it again') : undefined,
      table,
      privacy,
    ),
  );
}

const privacy: Choice = choice('What is kept', { kind: 'my-data' });

function sayLeftOut(gone: number): string {
  return gone === 1
    ? 'One question that you answered is not in the guide any more, so it is left out.'
    : `${gone} questions that you answered are not in the guide any more, so they are left out.`;
}

function nothingToTake(format: ExportFormat, part: number, gone: number): Reply {
  const quiz = quizOn(null, 'Quiz me', 'main');
  if (part > 1) return shortReply('That was all', 'There is no further part.', privacy, quiz);
  if (gone > 0) return shortReply('Nothing to export', sayLeftOut(gone), table, quiz);
  if (format === 'anki-missed')
    return shortReply('Nothing to export', 'No question is left whose last answer was wrong.', toFile('anki'), quiz);
  return shortReply('Nothing to export', 'You have not answered anything yet, so there is nothing to put into a file.', quiz);
}

/** A page of all that is kept, in a format that spreadsheets read: commas between, the time in UTC. */
export function exportReply(lines: readonly KeptLine[], page: number, more: boolean): Reply {
  if (page === 1 && lines.length === 0)
    return shortReply('Nothing to export', 'Nothing is kept about you.', quizOn(null, 'Quiz me', 'main'));
  return reply(
    'All that is kept about you',
    heading(`All that is kept about you, page ${page}`),
    lines.length > 0
      ? { kind: 'code', code: ['time in UTC,exam,kind,about,detail,result', ...lines.map(keptLine)].join('\n') }
      : text('There is nothing on this page.'),
    note('Letters are the options as the content files name them, not as they were shown to you. The CSV file has the letters you saw.'),
    takeAway(),
    choices(
      more ? choice('More', { kind: 'export', page: page + 1 }, 'main') : undefined,
      page > 1 ? choice('Back', { kind: 'export', page: page - 1 }) : undefined,
      choice('Delete everything about me', { kind: 'forget-me' }, 'danger'),
      choice('All lessons', { kind: 'guide' }),
    ),
  );
}

/** A whole exam question can be 4,000 characters long: more than a page has room for. */
const longestField = 200;

/** One line of the table, as RFC 4180 has it. */
export function keptLine({ at, pack, kind, about, detail, correct }: KeptLine): string {
  const result = correct === undefined ? '' : correct ? 'right' : 'wrong';
  const time = at === null ? '' : new Date(at).toISOString();
  return csvLine([time, pack, kind, about, detail, result].map((field) => clip(field, longestField)));
}
