import { note, shortReply } from '../../core/blocks.ts';
import type { Reply } from '../../core/reply.ts';

/** What only Slack has to say. */

/** An answer that comes as a direct message, because it could not be shown where it was asked for. */
export function besides(reply: Reply): Reply {
  return { ...reply, blocks: [note('Slack did not let me answer where you asked, so the answer comes here.'), ...reply.blocks] };
}

/** A file in a channel would be everybody's. */
export function withFileNote(reply: Reply): Reply {
  const names = (reply.attachments ?? []).map(({ name }) => name).join(', ');
  return names === '' ? reply : { ...reply, blocks: [...reply.blocks, note(`${names}: I send it to you in a direct message.`)] };
}

export function fileMayArrive(): Reply {
  return shortReply(
    'The file may still arrive',
    'Slack did not say whether it took it. If it is not here in a few minutes, try again; if it stays so, tell whoever runs the bot.',
  );
}

export function fileNotSent(): Reply {
  return shortReply(
    'The file could not be sent',
    'Slack did not take it. Try again in a while; if it stays so, tell whoever runs the bot.',
  );
}

/** The beginning of a quiz in a message that lasts only until Slack is loaded again. */
export function withWayBack(reply: Reply): Reply {
  const wayBack = note(
    'Only you see this, until Slack reloads. `/mlpro quiz` brings the question back; in a direct message to me, your quiz stays.',
  );
  return { ...reply, blocks: [...reply.blocks, wayBack] };
}

/** A home tab, with the way to talk beside it. */
export function withMessagesTab(reply: Reply): Reply {
  const messages = note('In the Messages tab you can write to me without `/mlpro`, such as `quiz` or `help`. What I answer there stays.');
  return { ...reply, blocks: [...reply.blocks, messages] };
}

/** For what belongs to a channel and was typed in a direct message. */
export function whichDrill(): Reply {
  return shortReply(
    'Which channel?',
    'A drill belongs to a channel. Type the command in that channel, or set the drill up from here and name the channel: `/mlpro drill setup 09:00 #channel`. I have to be in it: type `/invite @mlpro` there.',
  );
}
