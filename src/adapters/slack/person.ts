import type { webApi } from '@slack/bolt';
import type { Bot, Person } from '../../bot.ts';
import type { Reply } from '../../core/reply.ts';
import { shortReply, titled } from '../../core/blocks.ts';
import { startsPosts } from '../../core/commands.ts';
import { plain } from '../../core/text.ts';
import type { Log } from '../../log.ts';
import { lacks, neededBy, reasonOf, sayRefusal } from './errors.ts';
import { grantedIn, missingFrom } from './permissions.ts';
import type { TypedCommand } from './command.ts';

/** A learner in a channel, who may not manage it as long as nobody has asked Slack. What comes again from Slack has the same `requestId`. */
export function personIn(user: string, channel: string, requestId?: string): Person {
  const isPrivate = /^[DU]/.test(channel);
  return { learner: `slack:${user}`, group: `slack:${channel}`, channel, mayManage: false, ...(isPrivate && { isPrivate }), requestId };
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
  const known = await askSlack(web, user, meant, log);
  const obstacle = obstacleTo(request, known, user);
  if (obstacle) return obstacle;
  const { person, place } = known;
  const whyNot = whyNoPosts(known);
  return bot.answer(request, {
    ...personIn(user, meant),
    mayManage: mayManage(known, user),
    ...(meant !== here && { isElsewhere: true }),
    ...(person.found?.tz && { zone: person.found.tz }),
    ...(place.found?.name && { channelName: `#${place.found.name}` }),
    ...(whyNot !== undefined && { obstacle: whyNot }),
  });
}

/** What Slack says of somebody or something: that it does not exist is an answer, too; `reason` is why it said nothing. */
interface Said<T> {
  readonly found?: T | undefined;
  readonly reason?: string;
  /** The permission for want of which it says nothing. */
  readonly lacking?: string;
}

interface Known {
  readonly person: Said<NonNullable<webApi.UsersInfoResponse['user']>>;
  readonly place: Said<NonNullable<webApi.ConversationsInfoResponse['channel']>>;
  /** What the app was granted when it was installed, where Slack tells. */
  readonly scopes: readonly string[] | undefined;
}

async function askSlack(web: webApi.WebClient, user: string, channel: string, log: Log): Promise<Known> {
  const silent = (method: string) => (error: unknown) => whySilent(method, error, log);
  const [person, place] = await Promise.all([
    web.users.info({ user }).catch(silent('users.info')),
    web.conversations.info({ channel }).catch(silent('conversations.info')),
  ]);
  const scopes = [person, place].map((answer) => ('response_metadata' in answer ? grantedIn(answer) : undefined));
  return {
    person: 'reason' in person ? person : { found: person.user },
    place: 'reason' in place ? place : { found: place.channel },
    scopes: scopes.find((granted) => granted !== undefined),
  };
}

function whySilent(method: string, error: unknown, log: Log): Said<never> & { readonly reason: string } {
  const reason = reasonOf(error);
  if (!isNotFound(reason)) log.warn({ method, reason }, 'Slack did not say who manages a channel, so nobody does for now.');
  return { reason, ...(reason === 'missing_scope' && { lacking: neededBy(error) }) };
}

function isNotFound(reason: string): boolean {
  return reason.endsWith('_not_found');
}

function isSilent({ reason, lacking }: Said<unknown>): boolean {
  return reason !== undefined && lacking === undefined && !isNotFound(reason);
}

function mayManage({ person, place }: Known, user: string): boolean {
  const { is_bot, is_admin, is_owner, is_primary_owner } = person.found ?? {};
  return is_bot !== true && (is_admin === true || is_owner === true || is_primary_owner === true || place.found?.creator === user);
}

/** Why it cannot be done here, said before anything is set. Whoever asks may not be somebody who may; that is the bot's to say, when Slack has told. */
function obstacleTo(request: TypedCommand['request'], known: Known, user: string): Reply | undefined {
  const { person, place } = known;
  const may = mayManage(known, user);
  const lacking = person.lacking ?? place.lacking;
  if (lacking) return mustBeReinstalled(lacking);
  if (!may && (isSilent(person) || isSilent(place))) return notSaid();
  if (!startsPosts(request)) return undefined;
  if (place.found?.is_im || place.found?.is_mpim) return notInPrivate();
  if (place.reason !== undefined && isNotFound(place.reason)) return inviteMe();
  return may ? obstacleToPosts(known) : undefined;
}

function obstacleToPosts({ place, scopes }: Known): Reply | undefined {
  if (place.found === undefined) return notSaid();
  if (place.found.is_archived) return archived();
  if (!place.found.is_member) return inviteMe();
  const needed = ['chat:write', place.found.is_private ? 'groups:history' : 'channels:history', 'im:write'];
  const missing = scopes === undefined ? [] : needed.filter((scope) => !scopes.includes(scope));
  return missing.length > 0 ? mustBeReinstalled(...missing) : undefined;
}

/** Why a drill could not be posted there now, for those who ask how it stands. */
function whyNoPosts({ place, scopes }: Known): string | undefined {
  const missing = scopes === undefined ? [] : missingFrom(scopes);
  if (missing.length > 0) return lacks(...missing);
  if (place.reason !== undefined && isNotFound(place.reason)) return sayRefusal('channel_not_found');
  return place.found && whyClosed(place.found);
}

/** Why a channel that there is takes no post of ours. */
export function whyClosed({ is_archived, is_member }: NonNullable<Known['place']['found']>): string | undefined {
  if (is_archived) return sayRefusal('is_archived');
  return is_member === false ? sayRefusal('not_in_channel') : undefined;
}

function mustBeReinstalled(...scopes: readonly string[]): Reply {
  return titled('I lack a permission for that', { kind: 'text', text: plain(`${lacks(...scopes)} Nothing was changed.`) });
}

function notSaid(): Reply {
  return shortReply(
    'Slack did not say; try again',
    'I asked Slack who manages this channel, and it did not answer in time. Nothing was changed: type it once more in a minute.',
  );
}

function archived(): Reply {
  return shortReply('That channel is archived', 'Nobody can post there. Unarchive it, or use another channel.');
}

function notInPrivate(): Reply {
  return shortReply(
    'That needs a channel',
    'Type it in the channel of your group. For a drill, you can also name the channel: `/mlpro drill setup 09:00 Europe/Berlin weekdays #channel`.',
  );
}

function inviteMe(): Reply {
  return shortReply(
    'I am not in that channel',
    'I can post only in a channel that I am a member of. Type `/invite @mlpro` there, then try again.',
  );
}

function whichChannel(): Reply {
  return shortReply(
    'I do not know that channel',
    'Type `#` and choose the channel from the list that Slack shows, or type the command in the channel itself. I can see private channels only after `/invite @mlpro`.',
  );
}
