import type { Reply } from '../../core/reply.ts';
import { choice, shortReply } from '../../core/blocks.ts';

/** The few sentences that make sense on Discord alone. */

const portal = 'https://discord.com/developers/applications';

/** For a drill command where the bot could never post: a private message, or a server that it has not joined. */
export function onlyOnServers(): Reply {
  return shortReply(
    'A drill needs a server with the bot in it',
    'Here I can answer you, but not post by myself. Ask someone who manages a server to add me to it, then say `/mlpro drill setup` in the channel that is to have the drill.',
    choice('Show all commands', { kind: 'help' }, 'main'),
  );
}

/** For what somebody asked in a channel in plain words, and nobody else should read the answer to. */
export function onlyForYou(command: string): Reply {
  return shortReply(
    'Here everybody would see it',
    `Use \`/mlpro ${command}\`: then only you see the answer. In a private message to me, plain words do.`,
  );
}

/** The answer exists and could not be shown. What it counted is counted. */
export function notShown(): Reply {
  return shortReply(
    'That did not come through',
    'The fault is on this side. If it was an answer, it may be counted already; press or type it once more to see it.',
    choice('All lessons', { kind: 'guide' }),
  );
}

export const tokenRefused = `Discord does not accept DISCORD_TOKEN. Make a new one at ${portal}, your application, Bot, Reset Token.`;

export const intentsRefused = `Discord refuses the intents of the application that DISCORD_TOKEN belongs to. The bot needs Guilds, Guild Messages and Direct Messages, which every bot may have; look at ${portal}, your application, Bot.`;

export const tooManyServers =
  'Discord asks for shards, as it does from 2,500 servers on; this bot is made for the servers of one group. Remove it from those that do not use it.';

export function hungUp(code: number): string {
  return `Discord hung up for good, with code ${code}. https://docs.discord.com/developers/topics/opcodes-and-status-codes says what that means; it may need a newer version of this bot.`;
}

export const channelGone = 'The channel of the daily drill does not exist any more.';
export const channelClosed = 'I can no longer see the channel of the daily drill, or may not write in it.';
export const channelUnfit = 'The channel of the daily drill does not take messages.';
export const historyClosed =
  'I may not read the message history of the channel of the daily drill, so I cannot see whether the drill is there.';
export const messageGone = 'The message of the drill was deleted.';
