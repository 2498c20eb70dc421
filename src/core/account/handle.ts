import type { ActionOf, ExportFormat } from '../action.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import type { RequestOf } from '../request.ts';
import type { Needs } from '../state.ts';
import { exportReply, fileReply } from './export-replies.ts';
import { exportOf } from './files.ts';
import { type DataWish, readDataWish } from './wishes.ts';
import { askBeforeForgetting, dataReply, forgotten } from './replies.ts';

const counted = () => ({ kept: true }) as const;
const page = (): Needs => ({ kept: true, preferences: true });

export const accountRequests = {
  'my-data': {
    needs: ({ what = '' }, from) => {
      const wish = readDataWish(what);
      return wish ? (handlerFor(wish).needs?.(wish, from) ?? {}) : page();
    },
    handle: ({ what = '' }, context) => {
      const wish = readDataWish(what);
      return wish ? handlerFor(wish).handle(wish, context) : showKept(context, what);
    },
  } satisfies Handler<RequestOf<'my-data'>>,
};

/** What can be pressed can be typed. */
function handlerFor(wish: DataWish): Handler<DataWish> {
  return accountActions[wish.kind] as Handler<DataWish>;
}

export const accountActions = {
  'my-data': { needs: page, handle: (_, context) => showKept(context) } satisfies Handler<ActionOf<'my-data'>>,
  export: {
    needs: ({ page: wanted }) => ({ keptPage: Math.max(1, wanted) }),
    handle: ({ page: wanted }, { state: { keptPage } }) =>
      replyOnly(exportReply(keptPage?.lines ?? [], Math.max(1, wanted), keptPage?.more ?? false)),
  } satisfies Handler<ActionOf<'export'>>,
  'export-file': {
    needs: ({ format, part }) => needsOf(format, Math.max(1, part)),
    handle: ({ format, part }, { state, course, from }) => {
      const wanted = Math.max(1, part);
      const made = exportOf(format, wanted, state, course.pack, from);
      return { reply: fileReply(format, wanted, made), changes: [], ...(made.file && { file: made.file }) };
    },
  } satisfies Handler<ActionOf<'export-file'>>,
  'forget-me': { needs: counted, handle: (_, { state }) => replyOnly(askBeforeForgetting(state.kept ?? {})) } satisfies Handler<
    ActionOf<'forget-me'>
  >,
  'forget-all': {
    needs: counted,
    handle: (_, { state, from }) => ({
      reply: forgotten(state.kept ?? {}),
      changes: [{ kind: 'learner-forgotten', learner: from.learner }],
    }),
  } satisfies Handler<ActionOf<'forget-all'>>,
};

function showKept({ state }: Context, typed = ''): Outcome {
  return replyOnly(dataReply(state.kept ?? {}, state.preferences, typed));
}

/** What a file is made of: one part of it, of which the store knows how large it may be. */
function needsOf(format: ExportFormat, part: number): Needs {
  switch (format) {
    case 'json':
      return { keptRows: part };
    case 'csv':
      return { answersPage: part };
    case 'anki':
    case 'anki-missed':
      return { cards: true };
  }
}
