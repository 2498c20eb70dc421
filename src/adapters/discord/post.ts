import { type APIMessage, type Client, ComponentType, RESTJSONErrorCodes as Code, Routes } from 'discord.js';
import type { Bot } from '../../bot.ts';
import { isVoteOn } from '../../core/drill/rules.ts';
import type { Reply } from '../../core/reply.ts';
import type { LearnerId } from '../../core/state.ts';
import type { Log } from '../../log.ts';
import { type Post, Refused } from '../platform.ts';
import { limits } from './limits.ts';
import { drawMessage } from './render.ts';
import { asRefusal, hasCode, safeError, retryOnce } from './errors.ts';
import { channelGone } from './sentences.ts';

/** Posts or redraws a drill in a channel, and returns the id of the message. */
export async function postTo(client: Client<true>, bot: Bot, post: Post): Promise<string> {
  // A channel from the environment may be anything; it becomes part of an address.
  if (!/^\d+$/.test(post.channel)) throw new Refused(channelGone);
  try {
    const found = post.mayExist && post.replaces === undefined ? await findPosted(client, bot, post) : undefined;
    return found ?? (await send(client, bot, post));
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Sending retryOnce is safe: within some minutes Discord knows the nonce again, and answers with the message that it has. */
async function send({ rest }: Client<true>, bot: Bot, { channel, reply, drill, replaces }: Post): Promise<string> {
  const body = drawMessage(reply, bot.sign);
  const sent = await retryOnce(() =>
    replaces === undefined
      ? rest.post(Routes.channelMessages(channel), { body: { ...body, nonce: drill, enforce_nonce: true } })
      : rest.patch(Routes.channelMessage(channel, replaces), { body }),
  );
  return (sent as APIMessage).id;
}

/** Our own message about this drill, known by the ids of its buttons. */
async function findPosted({ rest, user }: Client<true>, bot: Bot, { channel, drill }: Post): Promise<string | undefined> {
  const query = new URLSearchParams({ limit: String(limits.messagesInPage) });
  const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  return messages.find((message) => message.author.id === user.id && buttonIds(message).some((id) => isVoteOn(bot.requestOf(id), drill)))
    ?.id;
}

function buttonIds({ components = [] }: APIMessage): string[] {
  const buttons = components.flatMap((component): object[] => {
    if (component.type === ComponentType.Section) return [component.accessory];
    return component.type === ComponentType.ActionRow ? component.components : [];
  });
  return buttons.flatMap((button) => ('custom_id' in button ? [String(button.custom_id)] : []));
}

/** Writes to one person. Who takes no private messages is left in peace. */
export async function writeTo({ rest }: Client<true>, bot: Bot, learner: LearnerId, reply: Reply, log: Log): Promise<void> {
  const body = drawMessage(reply, bot.sign);
  try {
    const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: learner.replace(/^discord:/, '') } })) as {
      id: string;
    };
    await rest.post(Routes.channelMessages(channel.id), { body });
  } catch (error) {
    if (!hasCode(error, Code.CannotSendMessagesToThisUser, Code.UnknownUser)) throw error;
    log.info({ problem: safeError(error) }, 'Somebody takes no private messages and could not be told.');
  }
}
