import type { ActionOf } from '../action.ts';
import { type Entry, replyOnly } from '../outcome.ts';
import type { RequestOf } from '../request.ts';
import { dataReply, exportReply, forgotten } from './replies.ts';

const counted = () => ({ attemptCount: true }) as const;

export const accountRequests = {
  'my-data': { needs: counted, handle: (_, { state }) => replyOnly(dataReply(state.attemptCount ?? 0)) } satisfies Entry<
    RequestOf<'my-data'>
  >,
};

export const accountActions = {
  export: {
    needs: ({ page }) => ({ attemptsPage: Math.max(1, page) }),
    handle: ({ page }, { state: { attemptsPage } }) =>
      replyOnly(exportReply(attemptsPage?.attempts ?? [], page, attemptsPage?.more ?? false)),
  } satisfies Entry<ActionOf<'export'>>,
  'forget-me': {
    needs: counted,
    handle: (_, { state, from }) => ({
      reply: forgotten(state.attemptCount ?? 0),
      changes: [{ kind: 'learner-forgotten', learner: from.learner }],
    }),
  } satisfies Entry<ActionOf<'forget-me'>>,
};
