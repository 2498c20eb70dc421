import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Person } from '../../bot.ts';
import { root } from './command.ts';

/** What a person can do that is answered with a reply. */
export type Answerable = ButtonInteraction | ChatInputCommandInteraction | StringSelectMenuInteraction;

/** Who asks, and for which channel. The channel's id is there even where its object is not: in private, and on servers without the bot. */
export function personOf(interaction: Answerable): Person {
  const channel = chosenChannel(interaction)?.id ?? interaction.channelId ?? interaction.user.id;
  return {
    learner: `discord:${interaction.user.id}`,
    group: `discord:${channel}`,
    channel,
    mayManage: mayManage(interaction),
    requestId: interaction.id,
  };
}

function chosenChannel(interaction: Answerable) {
  return interaction.isChatInputCommand() ? (interaction.options.getChannel('channel') ?? undefined) : undefined;
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
