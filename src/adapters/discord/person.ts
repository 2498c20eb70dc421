import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type Message,
  type MessageContextMenuCommandInteraction,
  PermissionFlagsBits,
  type PermissionsBitField,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Person } from '../../bot.ts';
import { startsPosts } from '../../core/commands.ts';
import type { Reply } from '../../core/reply.ts';
import type { Request } from '../../core/request.ts';
import { root } from './command.ts';
import { mayNotPost, mayNotPostNow } from './sentences.ts';

/** What a person can do that is answered with a reply. */
export type Answerable =
  | ButtonInteraction
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | StringSelectMenuInteraction;

export function isAnswerable(interaction: Interaction): interaction is Answerable {
  if (interaction.isCommand()) return interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand();
  return interaction.isButton() || interaction.isStringSelectMenu();
}

/** Who asks, and for which channel. The channel's id is there even where its object is not: in private, and on servers without the bot. */
export function personOf(interaction: Answerable): Person {
  const chosen = chosenChannel(interaction)?.id;
  const channel = chosen ?? interaction.channelId ?? interaction.user.id;
  const channelName = channelNameOf(interaction);
  const missing = missingIn(interaction);
  return {
    learner: `discord:${interaction.user.id}`,
    group: `discord:${channel}`,
    channel,
    mayManage: mayManage(interaction),
    requestId: interaction.id,
    ...(chosen !== undefined && chosen !== interaction.channelId && { isElsewhere: true }),
    ...(!interaction.inGuild() && { isPrivate: true }),
    ...(channelName !== undefined && { channelName }),
    ...(missing.length > 0 && { obstacle: mayNotPostNow(missing) }),
  };
}

/** The same for words that somebody wrote: with them nothing is managed. */
export function authorOf({ id: requestId, author, guildId, channelId: channel }: Message): Person {
  const [learner, group] = [`discord:${author.id}`, `discord:${channel}`] as const;
  return { learner, group, channel, mayManage: false, requestId, ...(guildId === null && { isPrivate: true }) };
}

function chosenChannel(interaction: Answerable) {
  return interaction.isChatInputCommand() ? (interaction.options.getChannel('channel') ?? undefined) : undefined;
}

/** What people call the channel that is meant, and the server it is on. */
function channelNameOf(interaction: Answerable): string | undefined {
  const name = (chosenChannel(interaction) ?? (interaction.inCachedGuild() ? interaction.channel : undefined))?.name;
  return interaction.inCachedGuild() && name ? `#${name} on ${interaction.guild.name}` : undefined;
}

/** Why nothing can be posted where it is wanted: said before anything is set, and not on the next morning. */
export function obstacleTo(request: Request, interaction: Answerable): Reply | undefined {
  if (!startsPosts(request) || !interaction.inCachedGuild() || !mayManage(interaction)) return undefined;
  const missing = missingIn(interaction);
  return missing.length > 0 ? mayNotPost(chosenChannel(interaction)?.id ?? interaction.channelId, missing) : undefined;
}

/** The permissions without which nothing can be posted in the channel that is meant. */
function missingIn(interaction: Answerable): string[] {
  if (!interaction.inCachedGuild()) return [];
  const chosen = interaction.isChatInputCommand() ? interaction.options.getChannel('channel') : null;
  const own = chosen ? chosen.permissionsFor(interaction.client.user) : interaction.appPermissions;
  return missingFrom(own, (chosen ?? interaction.channel)?.isThread() === true);
}

/** By the names in Discord's settings. */
export function missingFrom(own: Readonly<PermissionsBitField> | null, isThread = false): string[] {
  return neededTo(isThread).flatMap(([name, flag]) => (own?.has(flag) === true ? [] : [name]));
}

/** To post, to find what was posted, and to reply to it; by the names in Discord's settings. */
function neededTo(isThread: boolean): readonly (readonly [string, bigint])[] {
  return [
    ['View Channel', PermissionFlagsBits.ViewChannel],
    isThread
      ? ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads]
      : ['Send Messages', PermissionFlagsBits.SendMessages],
    ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
  ];
}

/** Only on a server with the bot in it does managing a channel mean anything to us. */
function mayManage(interaction: Answerable): boolean {
  if (!interaction.inCachedGuild()) return false;
  const { ManageChannels, Administrator } = PermissionFlagsBits;
  const [here, chosen] = [interaction.memberPermissions, chosenChannel(interaction)];
  if (chosen === undefined || chosen.id === interaction.channelId) return isEntrusted(interaction) || here.has(ManageChannels);
  if (here.has(Administrator) || !('permissionsFor' in chosen)) return here.has(Administrator);
  return chosen.permissionsFor(interaction.member).has(ManageChannels);
}

/** The commands of managers are offered to managers, and to whom the server names in its settings: whoever could use one here was allowed to. */
function isEntrusted(interaction: Answerable): boolean {
  return interaction.isChatInputCommand() && interaction.commandName !== root;
}
