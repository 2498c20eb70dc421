import type { ActionOf } from '../action.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import type { Item } from '../pack.ts';
import { itemById } from '../pack-index.ts';
import type { Needs } from '../state.ts';
import { itemGone, reportedReply, whatIsWrong, withdrawnReply } from './replies.ts';

const ownReport = ({ item }: { readonly item: string }): Needs => ({ report: item });

export const reportActions = {
  report: {
    needs: ownReport,
    handle: ({ askedIn, item }, context) => onItem(item, context, (found) => replyOnly(whatIsWrong(found, askedIn, context.state.report))),
  } satisfies Handler<ActionOf<'report'>>,
  'report-because': { needs: ownReport, handle: report } satisfies Handler<ActionOf<'report-because'>>,
  'report-withdraw': { needs: ownReport, handle: withdraw } satisfies Handler<ActionOf<'report-withdraw'>>,
};

/** The item that a report is about, as long as it is taught. */
function onItem(id: string, { course }: Context, then: (item: Item) => Outcome): Outcome {
  const item = itemById(course.pack, id);
  return item ? then(item) : replyOnly(itemGone());
}

/** A learner counts once for each item, with the reason they gave last. Pressed twice, it is as if it was pressed once. */
function report({ askedIn, item, reason }: ActionOf<'report-because'>, context: Context): Outcome {
  const { from, state } = context;
  return onItem(item, context, (found) => ({
    reply: reportedReply(found, askedIn, reason),
    changes: state.report === reason ? [] : [{ kind: 'reported', learner: from.learner, item, reason, at: from.now }],
  }));
}

/** Also of an item that is gone: what somebody has said, they can take back. */
function withdraw({ askedIn, item }: ActionOf<'report-withdraw'>, { state, course, from }: Context): Outcome {
  const found = itemById(course.pack, item);
  return {
    reply: found ? withdrawnReply(found, askedIn, state.report) : itemGone(),
    changes: state.report === undefined ? [] : [{ kind: 'report-withdrawn', learner: from.learner, item }],
  };
}
