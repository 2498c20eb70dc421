import type { webApi } from '@slack/bolt';
import type { Bot, Person } from '../../bot.ts';
import type { Reply } from '../../core/reply.ts';
import { shortReply } from '../../core/blocks.ts';
import type { Log } from '../../log.ts';
import { reasonOf } from './errors.ts';
import type { TypedCommand } from './command.ts';

/** A learner in a channel, who may not manage it as long as nobody has asked Slack. What comes again from Slack has the same `requestId`. */
export function personIn(user: string, channel: string, requestId?: string): Person {
  return { learner: `slack:${user}`, group: `slack:${channel}`, channel, mayManage: false, requestId };
}

interface PersonParts {
  readonly bot: Bot;
  readonly web: webApi.WebClient;
  readonly log: Log;
}

/** Answers what only people who manage a channel may ask for. A drill may be set up for another channel than the one it is typed in. */
export async function answerManager(
  { request, channel }: TypedCommand,
  user: string,
  here: string,
  { bot, web, log }: PersonParts,
): Promise<Reply> {
  if (channel.kind === 'unknown') return whichChannel();
  const meant = channel.kind === 'named' ? channel.id : here;
  const { isMember, ...known } = await askSlack(web, user, meant, log);
  if (request.kind === 'drill-setup' && known.mayManage && !isMember) return inviteMe();
  return bot.answer(request, { ...personIn(user, meant), ...known });
}

interface Known {
  readonly mayManage: boolean;
  readonly isMember: boolean;
  readonly zone?: string;
}

/** Who someone is, as Slack says right now; when it does not say so in time, they may not manage. */
async function askSlack(web: webApi.WebClient, user: string, channel: string, log: Log): Promise<Known> {
  const [{ user: person }, { channel: place }] = await Promise.all([
    web.users.info({ user }).catch((error: unknown) => nothingKnown('users.info', error, log)),
    web.conversations.info({ channel }).catch((error: unknown) => nothingKnown('conversations.info', error, log)),
  ]);
  const rules = person?.is_admin === true || person?.is_owner === true || person?.is_primary_owner === true;
  const mayManage = person?.is_bot !== true && (rules || place?.creator === user);
  return { mayManage, isMember: place?.is_member === true, ...(person?.tz && { zone: person.tz }) };
}

/** That somebody or something does not exist is an answer, too; everything else is silence. */
function nothingKnown(method: string, error: unknown, log: Log): { user?: undefined; channel?: undefined } {
  const reason = reasonOf(error);
  if (!reason.endsWith('_not_found')) log.warn({ method, reason }, 'Slack did not say who manages a channel, so nobody does for now.');
  return {};
}

function inviteMe(): Reply {
  return shortReply(
    'I am not in that channel',
    'A drill goes to a channel that I am a member of. Type `/invite @mlpro` there, then set the drill up again. If I am there already, Slack was slow: try once more.',
  );
}

function whichChannel(): Reply {
  return shortReply(
    'I do not know that channel',
    'Type `#` and choose the channel from the list that Slack shows, or type the command in the channel itself. I can see private channels only after `/invite @mlpro`.',
  );
}
