import type { ActionOf } from '../action.ts';
import { commandNamed } from '../commands.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import type { RequestOf } from '../request.ts';
import { foreignPress, helpReply, isOfManaging, managingHelp } from './replies.ts';
import { answerUnknown } from './unknown.ts';

export const helpRequests = {
  help: { handle: ({ about }, context) => helpOn(about, context) } satisfies Handler<RequestOf<'help'>>,
  unknown: { handle: ({ typed }, context) => answerUnknown(typed, context) } satisfies Handler<RequestOf<'unknown'>>,
  'foreign-press': { handle: () => replyOnly(foreignPress()) } satisfies Handler<RequestOf<'foreign-press'>>,
};

export const helpActions = {
  help: { handle: (_, { course }) => replyOnly(helpReply(course.pack)) } satisfies Handler<ActionOf<'help'>>,
  'help-managing': { handle: () => replyOnly(managingHelp()) } satisfies Handler<ActionOf<'help-managing'>>,
};

function helpOn(about: string, context: Context): Outcome {
  const isAll = !/[\p{L}\p{N}]/u.test(about);
  return isAll || commandNamed(about) || isOfManaging(about)
    ? replyOnly(helpReply(context.course.pack, about))
    : answerUnknown(about, context);
}
