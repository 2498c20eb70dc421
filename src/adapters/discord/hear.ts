import { type Client, DiscordAPIError, type Message, Routes } from 'discord.js';
import type { Bot } from '../../bot.ts';
import { type Command, commands, needsManager, parseCommand } from '../../core/commands.ts';
import type { Reply } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import type { Log } from '../../log.ts';
import { makeSeen } from '../../support/seen.ts';
import { plainWords } from './command.ts';
import { retryOnce, safeError } from './errors.ts';
import { formOf } from './files.ts';
import { limits } from './limits.ts';
import { authorOf } from './person.ts';
import { drawMessage } from './render.ts';
import { onlyForYou, onlyOnServers } from './sentences.ts';

export interface HearingParts {
  readonly bot: Bot;
  readonly log: Log;
}

/** Answers what is written to the bot in plain words: in private, or with its name in a channel. Never rejects. */
export function messageHandler({ bot, log }: HearingParts): (message: Message) => Promise<void> {
  const taken = makeSeen(limits.deliveriesRemembered);

  return async (message) => {
    const typed = wordsToUs(message);
    if (typed === undefined || taken.has(message.id)) return;
    taken.add(message.id);
    const reply = await replyTo(message, parseCommand(typed));
    await answer(message, reply).catch((error) => {
      const says = 'What somebody wrote to the bot could not be answered there.';
      if (error instanceof DiscordAPIError && error.status < 500) log.info({ problem: safeError(error) }, says);
      else log.error({ problem: safeError(error) }, says);
    });
  };

  async function replyTo(message: Message, request: Request): Promise<Reply> {
    if (message.guildId !== null && !isForAll(request)) return onlyForYou(commandFor(request));
    if (needsManager(request)) return onlyOnServers();
    return bot.answer(request, authorOf(message));
  }

  /** A reply that pings nobody. It may be sent again: by its nonce Discord knows what it has, from another replica too. */
  async function answer({ id, channelId, client }: Message, reply: Reply): Promise<void> {
    const { body: described, files } = formOf(reply);
    const body = {
      ...drawMessage(reply, bot.sign),
      ...described,
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: id, fail_if_not_exists: false },
      nonce: id,
      enforce_nonce: true,
    };
    await retryOnce(() => client.rest.post(Routes.channelMessages(channelId), { body, ...(files && { files }) }));
  }
}

/** What a person wrote to the bot; undefined for what was not written to it. Discord tells no more of a channel than what names the bot. */
function wordsToUs({ author, system, webhookId, guildId, content, client }: Message): string | undefined {
  if (author.bot || system || webhookId !== null) return undefined;
  if (guildId !== null && !isCalled(content, client)) return undefined;
  const words = plainWords(content);
  return words === '' && guildId === null ? undefined : words;
}

/** Named first or last; in the middle of a sentence it is spoken of. */
function isCalled(content: string, { user }: Client<true>): boolean {
  const name = `<@!?${user.id}>`;
  return new RegExp(`^\\W*${name}|${name}\\W*$`).test(content);
}

/** What says nothing about the person who asks may stand where everybody reads it. */
function isForAll({ kind }: Request): boolean {
  return ['route', 'lesson', 'search', 'help', 'unknown'].includes(kind);
}

function commandFor({ kind }: Request): Pick<Command, 'name' | 'task'> {
  return commands.find((command) => command.request({}).kind === kind) ?? { name: 'help', task: 'You and the bot' };
}
