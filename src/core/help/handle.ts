import type { ActionOf } from '../action.ts';
import { closest } from '../closest.ts';
import { commandNamed, commands } from '../commands.ts';
import { type Context, type Entry, type Outcome, replyOnly } from '../outcome.ts';
import type { RequestOf } from '../request.ts';
import { foreignPress, helpReply } from './replies.ts';
import { answerUnknown } from './unknown.ts';

export const helpRequests = {
  help: { handle: ({ about }, context) => helpOn(about, context) } satisfies Entry<RequestOf<'help'>>,
  unknown: { handle: ({ typed }, context) => answerUnknown(typed, context) } satisfies Entry<RequestOf<'unknown'>>,
  'foreign-press': { handle: () => replyOnly(foreignPress()) } satisfies Entry<RequestOf<'foreign-press'>>,
};

export const helpActions = {
  help: { handle: (_, { course }) => replyOnly(helpReply(course.pack)) } satisfies Entry<ActionOf<'help'>>,
};

/** A slip of the finger in a command's name still gets its help: the heading says which it is. */
function helpOn(about: string, context: Context): Outcome {
  const isAll = !/[\p{L}\p{N}]/u.test(about);
  const command = commandNamed(about) ?? commandNamed(closest(about, commandNames, 0.25) ?? '');
  return isAll || command ? replyOnly(helpReply(context.course.pack, command?.name)) : answerUnknown(about, context);
}

const commandNames = commands.map(({ name }) => name);
