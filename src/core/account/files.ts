import type { ExportFormat } from '../action.ts';
import type { Card } from '../card.ts';
import type { WrittenFile } from '../outcome.ts';
import type { Pack } from '../pack.ts';
import { itemById } from '../pack-index.ts';
import type { From } from '../request.ts';
import type { State } from '../state.ts';
import { ankiFile } from './anki.ts';
import { answersCsv } from './csv.ts';
import type { KeptRows } from './kept.ts';

/** What there is to take away: a file, or nothing. */
export interface Export {
  readonly file?: WrittenFile;
  /** Whether there is another part after this one. */
  readonly more: boolean;
  /** How many answered items are left out because they are not in the guide any more. */
  readonly gone: number;
}

const nothing: Export = { more: false, gone: 0 };

/** One file, made of what was loaded for it. */
export function exportOf(format: ExportFormat, part: number, state: State, pack: Pack, from: From): Export {
  switch (format) {
    case 'json':
      return jsonExport(state.keptRows, part, from);
    case 'csv':
      return csvExport(state.answersPage, part, pack);
    case 'anki':
    case 'anki-missed':
      return ankiExport([...(state.cards?.values() ?? [])], format, pack);
  }
}

function named(name: string, part: number, ending: string): string {
  return `${name}${part > 1 ? `-${part}` : ''}.${ending}`;
}

function csvExport(answers: State['answersPage'], part: number, pack: Pack): Export {
  const { attempts = [], more = false } = answers ?? {};
  if (attempts.length === 0) return nothing;
  const alt = `${attempts.length === 1 ? 'One answer' : `${attempts.length} answers`} as a table for a spreadsheet.`;
  return { file: { name: named('mlpro-answers', part, 'csv'), pieces: answersCsv(pack, attempts), alt }, more, gone: 0 };
}

function jsonExport(kept: State['keptRows'], part: number, { learner, now }: From): Export {
  if (kept === undefined || Object.keys(kept.rows).length === 0) return nothing;
  const name = named('mlpro-everything', part, 'json');
  const head = { account: learner, exported: new Date(now).toISOString(), part, isLastPart: !kept.more };
  return { file: { name, pieces: jsonOf(head, kept.rows), alt: 'All that is kept about you, as data.' }, more: kept.more, gone: 0 };
}

/** One row a line. */
function* jsonOf(head: object, rows: KeptRows): Generator<string> {
  yield JSON.stringify(head).slice(0, -1);
  for (const [name, list] of Object.entries(rows)) {
    yield `,\n${JSON.stringify(name)}: [`;
    for (const [nth, row] of list.entries()) yield `${nth > 0 ? ',' : ''}\n${JSON.stringify(row, momentsWritten)}`;
    yield '\n]';
  }
  yield '\n}\n';
}

/** No count is as large as the number of milliseconds since 1970: what is, is a moment, and is written as one, in UTC. */
function momentsWritten(_name: string, value: unknown): unknown {
  const isMoment = typeof value === 'number' && value >= 100_000_000_000 && value <= 8.64e15;
  return isMoment ? new Date(value).toISOString() : value;
}

/** Missed is what the last answer was wrong on, as in a review. */
function ankiExport(cards: readonly Card[], format: 'anki' | 'anki-missed', pack: Pack): Export {
  const wanted = format === 'anki' ? cards : cards.filter(({ correct }) => !correct);
  const items = wanted.flatMap(({ item }) => itemById(pack, item) ?? []).sort((one, other) => one.id.localeCompare(other.id));
  const gone = wanted.length - items.length;
  if (items.length === 0) return { ...nothing, gone };
  const alt = `${items.length === 1 ? 'One card' : `${items.length} cards`} that Anki imports.`;
  const name = format === 'anki' ? 'mlpro-anki.txt' : 'mlpro-anki-missed.txt';
  return { file: { name, pieces: ankiFile(pack, items), alt }, more: false, gone };
}
