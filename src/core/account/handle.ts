import type { ActionOf } from '../action.ts';
import { type Entry, replyOnly } from '../outcome.ts';
import type { RequestOf } from '../request.ts';
import type { Kept, State } from '../state.ts';
import { askBeforeForgetting, dataReply, exportReply, forgotten } from './replies.ts';

const counted = () => ({ kept: true }) as const;

const nothing: Kept = { answers: 0, quizzes: 0, questions: 0, plans: 0, drills: 0 };
const keptIn = ({ kept = nothing }: State) => kept;

export const accountRequests = {
  'my-data': {
    needs: () => ({ kept: true, preferences: true }),
    handle: (_, { state }) => replyOnly(dataReply(keptIn(state), state.preferences)),
  } satisfies Entry<RequestOf<'my-data'>>,
};

export const accountActions = {
  export: {
    needs: ({ page }) => ({ keptPage: Math.max(1, page) }),
    handle: ({ page }, { state: { keptPage } }) => replyOnly(exportReply(keptPage?.lines ?? [], page, keptPage?.more ?? false)),
  } satisfies Entry<ActionOf<'export'>>,
  'forget-me': { needs: counted, handle: (_, { state }) => replyOnly(askBeforeForgetting(keptIn(state))) } satisfies Entry<
    ActionOf<'forget-me'>
  >,
  'forget-all': {
    needs: counted,
    handle: (_, { state, from }) => ({
      reply: forgotten(keptIn(state)),
      changes: [{ kind: 'learner-forgotten', learner: from.learner }],
    }),
  } satisfies Entry<ActionOf<'forget-all'>>,
};
