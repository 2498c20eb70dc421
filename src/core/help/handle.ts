import type { ActionOf } from '../action.ts';
import { closest } from '../closest.ts';
import { commandNamed, commands } from '../commands.ts';
import { type Entry, replyOnly } from '../outcome.ts';
import type { Pack } from '../pack.ts';
import type { Reply } from '../reply.ts';
import type { RequestOf } from '../request.ts';
import { foreignPress, helpReply, unknownReply } from './replies.ts';

export const helpRequests = {
  help: { handle: ({ about }, { course }) => replyOnly(helpOn(course.pack, about)) } satisfies Entry<RequestOf<'help'>>,
  unknown: { handle: ({ typed }, { course }) => replyOnly(unknown(course.pack, typed)) } satisfies Entry<RequestOf<'unknown'>>,
  'foreign-press': { handle: () => replyOnly(foreignPress()) } satisfies Entry<RequestOf<'foreign-press'>>,
};

export const helpActions = {
  help: { handle: (_, { course }) => replyOnly(helpReply(course.pack)) } satisfies Entry<ActionOf<'help'>>,
};

function helpOn(pack: Pack, about: string): Reply {
  return about === '' || commandNamed(about) ? helpReply(pack, about) : unknown(pack, about);
}

function unknown(pack: Pack, typed: string): Reply {
  const names = commands.map(({ name }) => name);
  const words = typed.toLowerCase().split(/\s+/);
  const close = closest(words.slice(0, 2).join(' '), names, 0.3) ?? closest(words[0] ?? '', names);
  return unknownReply(pack, typed, close === undefined ? undefined : commandNamed(close));
}
