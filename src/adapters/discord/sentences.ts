import type { Command } from '../../core/commands.ts';
import type { Reply } from '../../core/reply.ts';
import { choice, shortReply, titled } from '../../core/blocks.ts';
import { bold, channelNamed, plain } from '../../core/text.ts';

/** The few sentences that make sense on Discord alone. */

const portal = 'https://discord.com/developers/applications';

/** For a drill command where the bot could never post: a private message, or a server that it has not joined. */
export function onlyOnServers(): Reply {
  return shortReply(
    'That needs a server with the bot in it',
    'Here I can answer you, but not post by myself. Ask someone who manages a server to add me to it, then use the command in the channel of your group.',
    choice('Show the commands', { kind: 'help' }, 'main'),
  );
}

/** For what somebody asked in a channel in plain words, and nobody else should read the answer to. A private message has no drill and no board. */
export function onlyForYou({ name, task }: Pick<Command, 'name' | 'task'>): Reply {
  const isOfChannel = task === 'Daily drill' || task === 'Weekly board';
  const otherwise = isOfChannel ? '' : ' In a private message to me, plain words do.';
  return shortReply('Here everybody would see it', `Use \`/mlpro ${name}\`: then only you see the answer.${otherwise}`);
}

/** Before a drill is set up where the bot could not post it. */
export function mayNotPost(channel: string, missing: readonly string[]): Reply {
  const names = new Intl.ListFormat('en-GB').format(missing);
  return titled('I may not post in that channel yet', {
    kind: 'text',
    text: [
      ...plain('In '),
      channelNamed(channel),
      ...plain(' I lack '),
      bold(names),
      ...plain('. Allow it for my role in the settings of the channel, Permissions; then try again. Nothing was changed.'),
    ],
  });
}

/** The same of a drill that is set up already. */
export function mayNotPostNow(missing: readonly string[]): string {
  return `I lack ${new Intl.ListFormat('en-GB').format(missing)} in the channel: allow it for my role in the settings of the channel, Permissions.`;
}

/** What the permissions on a whole server tell; a channel may still give what the server does not. */
export function serverLacks(server: string, missing: readonly string[]): string {
  return `On the server ${server} the role of the bot lacks ${new Intl.ListFormat('en-GB').format(missing)}: give it in the settings of the server, Roles, or in the settings of each channel with a drill.`;
}

/** An invitation asks for what the bot needs. */
export function onNoServer(application: string, permissions: bigint): string {
  return `The bot is on no server yet, so it can answer in private only. Whoever manages one adds it: https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${permissions}`;
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

export const channelGone = 'The channel of the daily drill does not exist any more: set the drill up in another one, or turn it off.';
export const channelClosed =
  'I can no longer see the channel of the daily drill, or may not write in it: give me View Channel and Send Messages there.';
export const channelUnfit = 'The channel of the daily drill does not take messages: set the drill up in a text channel.';
export const threadClosed = 'The thread of the daily drill is archived or locked: open it again, or set the drill up in a channel.';
export const blockedByAutoMod = 'AutoMod blocks the daily drill: in the settings of the server, let my role pass its rules.';
export const historyClosed =
  'I may not read the message history of the channel of the daily drill, so I cannot see whether the drill is there: give me Read Message History.';
export const messageGone = 'The message of the drill was deleted.';
