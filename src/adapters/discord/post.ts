import {
  type APIMessage,
  type Client,
  ComponentType,
  PermissionFlagsBits,
  RESTJSONErrorCodes as Code,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { Bot } from '../../bot.ts';
import { isVoteOn } from '../../core/drill/rules.ts';
import type { Reply } from '../../core/reply.ts';
import type { LearnerId } from '../../core/state.ts';
import type { Log } from '../../log.ts';
import { type Post, Refused, type Telling, type Wanted } from '../platform.ts';
import { formOf } from './files.ts';
import { limits } from './limits.ts';
import { drawMessage } from './render.ts';
import { asRefusal, hasCode, safeError, retryOnce } from './errors.ts';
import { channelGone, historyClosed } from './sentences.ts';

/** Posts or redraws a drill in a channel, and returns the id of the message. */
export async function postTo(client: Client<true>, bot: Bot, post: Post): Promise<string> {
  return inChannel(post.channel, () => send(client, bot, post));
}

/** A channel from the environment may be anything; it becomes part of an address. */
async function inChannel<T>(channel: string, work: () => Promise<T>): Promise<T> {
  if (!/^\d+$/.test(channel)) throw new Refused(channelGone, { isGone: true });
  try {
    return await work();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Sending retryOnce is safe: within some minutes Discord knows the nonce again, and answers with the message that it has. */
async function send({ rest }: Client<true>, bot: Bot, post: Post): Promise<string> {
  const { channel, replaces } = post;
  const body = drawMessage(post.reply, bot.sign);
  const sent = await retryOnce(() =>
    replaces === undefined
      ? rest.post(Routes.channelMessages(channel), { body: { ...body, ...newMessage(post) } })
      : rest.patch(Routes.channelMessage(channel, replaces), { body }),
  );
  return (sent as APIMessage).id;
}

/** A reply has a nonce of its own, and pings nobody; where its message is gone meanwhile, it is a message like any other. */
function newMessage({ drill, repliesTo }: Post): object {
  if (repliesTo === undefined) return { nonce: drill, enforce_nonce: true };
  return {
    nonce: `re:${drill}`,
    enforce_nonce: true,
    message_reference: { message_id: repliesTo, fail_if_not_exists: false },
    allowed_mentions: { parse: [], replied_user: false },
  };
}

/** Discord's clock, which makes the ids, and ours may differ by this much, in milliseconds. */
const clocksDiffer = 5 * 60_000;

/** Our own message about this drill, known by the ids of its buttons: page after page from the time of the post on. */
export function findPosted(client: Client<true>, bot: Bot, { channel, drill, since }: Wanted): Promise<string | undefined> {
  const isIt = (message: APIMessage) =>
    message.author.id === client.user.id && buttonIds(message).some((id) => isVoteOn(bot.requestOf(id), drill));
  return inChannel(channel, async () => {
    let after = String(SnowflakeUtil.generate({ timestamp: since - clocksDiffer }));
    for (;;) {
      const page = await messagesAfter(client, channel, after);
      const found = page.find(isIt);
      if (found || page.length < limits.messagesInPage) return found ? found.id : whenEmpty(client, channel);
      after = page
        .map(({ id }) => BigInt(id))
        .reduce((one, other) => (one > other ? one : other))
        .toString();
    }
  });
}

async function messagesAfter({ rest }: Client<true>, channel: string, after: string): Promise<APIMessage[]> {
  const query = new URLSearchParams({ limit: String(limits.messagesInPage), after });
  return (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
}

/** Who may not read the history is shown an empty one: that is no answer. https://docs.discord.com/developers/resources/message#get-channel-messages */
async function whenEmpty(client: Client<true>, channel: string): Promise<undefined> {
  const place = client.channels.cache.get(channel);
  if (place === undefined || place.isDMBased()) return undefined;
  const own = place.permissionsFor(client.user);
  if (own && !own.has(PermissionFlagsBits.ReadMessageHistory)) throw new Refused(historyClosed);
  return undefined;
}

function buttonIds({ components = [] }: APIMessage): string[] {
  const inside = components.flatMap((component) => (component.type === ComponentType.Container ? component.components : [component]));
  const buttons = inside.flatMap((component): object[] => {
    if (component.type === ComponentType.Section) return [component.accessory];
    return component.type === ComponentType.ActionRow ? component.components : [];
  });
  return buttons.flatMap((button) => ('custom_id' in button ? [String(button.custom_id)] : []));
}

/** Their door is closed, they have left every server that we are on, or they are gone. */
const cannotBeTold = [Code.CannotSendMessagesToThisUser, Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, Code.UnknownUser];

/** Writes to one person. Who takes no private messages is left in peace, and whoever wanted to write knows. */
export async function writeTo({ rest }: Client<true>, bot: Bot, learner: LearnerId, reply: Reply, log: Log): Promise<Telling> {
  const { body: described, files } = formOf(reply);
  const body = { ...drawMessage(reply, bot.sign), ...described };
  try {
    const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: learner.replace(/^discord:/, '') } })) as {
      id: string;
    };
    await rest.post(Routes.channelMessages(channel.id), { body, ...(files && { files }) });
    return 'told';
  } catch (error) {
    if (!hasCode(error, ...cannotBeTold)) throw error;
    log.info({ problem: safeError(error) }, 'Somebody takes no private messages and could not be told.');
    return 'unreachable';
  }
}
