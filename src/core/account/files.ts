import type { ExportForm } from '../action.ts';
import type { Card } from '../card.ts';
import type { Pack } from '../pack.ts';
import { itemById } from '../pack-index.ts';
import type { Attachment } from '../reply.ts';
import type { From } from '../request.ts';
import type { State } from '../state.ts';
import { ankiFile } from './anki.ts';
import { answersCsv } from './csv.ts';
import type { KeptRows } from './kept.ts';

/** What there is to take away: a file, or nothing. */
export interface Export {
  readonly file?: Attachment;
  /** Whether there is another part after this one. */
  readonly more: boolean;
  /** How many answered items are left out because they are not in the guide any more. */
  readonly gone: number;
}

const nothing: Export = { more: false, gone: 0 };

/** One file, made of what was loaded for it. */
export function exportOf(form: ExportForm, part: number, state: State, pack: Pack, from: From): Export {
  switch (form) {
    case 'json':
      return jsonExport(state.keptRows, part, from);
    case 'csv':
      return csvExport(state.answers, part, pack);
    case 'anki':
    case 'anki-missed':
      return ankiExport([...(state.cards?.values() ?? [])], form, pack);
  }
}

function named(name: string, part: number, ending: string): string {
  return `${name}${part > 1 ? `-${part}` : ''}.${ending}`;
}

function csvExport(answers: State['answers'], part: number, pack: Pack): Export {
  const { attempts = [], more = false } = answers ?? {};
  if (attempts.length === 0) return nothing;
  const alt = `${attempts.length === 1 ? 'One answer' : `${attempts.length} answers`} as a table for a spreadsheet.`;
  return { file: { name: named('mlpro-answers', part, 'csv'), content: answersCsv(pack, attempts), alt }, more, gone: 0 };
}

function jsonExport(kept: State['keptRows'], part: number, { learner, now }: From): Export {
  if (kept === undefined || Object.keys(kept.rows).length === 0) return nothing;
  const document = { account: learner, exported: new Date(now).toISOString(), part, isLastPart: !kept.more, ...momentsIn(kept.rows) };
  const content = `${JSON.stringify(document, null, 1)}\n`;
  return {
    file: { name: named('mlpro-everything', part, 'json'), content, alt: 'All that is kept about you, as data.' },
    more: kept.more,
    gone: 0,
  };
}

/** No count is as large as the number of milliseconds since 1970: what is, is a moment, and is written as one, in UTC. */
const leastMoment = 100_000_000_000;
const greatestMoment = 8.64e15;

function momentsIn(rows: KeptRows): object {
  const written = (value: unknown) =>
    typeof value === 'number' && value >= leastMoment && value <= greatestMoment ? new Date(value).toISOString() : value;
  const writtenRow = (row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, written(value)]));
  return Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(writtenRow)]));
}

/** Missed is what the last answer was wrong on, as in a review. */
function ankiExport(cards: readonly Card[], form: 'anki' | 'anki-missed', pack: Pack): Export {
  const wanted = form === 'anki' ? cards : cards.filter(({ correct }) => !correct);
  const items = wanted.flatMap(({ item }) => itemById(pack, item) ?? []).sort((one, other) => one.id.localeCompare(other.id));
  const gone = wanted.length - items.length;
  if (items.length === 0) return { ...nothing, gone };
  const alt = `${items.length === 1 ? 'One card' : `${items.length} cards`} that Anki imports.`;
  const name = form === 'anki' ? 'mlpro-anki.txt' : 'mlpro-anki-missed.txt';
  return { file: { name, content: ankiFile(pack, items), alt }, more: false, gone };
}
