import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Person } from '../../bot.ts';

/** What a person can do that is answered with a reply. */
export type Answerable = ButtonInteraction | ChatInputCommandInteraction | StringSelectMenuInteraction;

/** Who asks, and for which channel. The channel's id is there even where its object is not: in private, and on servers without the bot. */
export function personOf(interaction: Answerable): Person {
  const channel = chosenChannel(interaction) ?? interaction.channelId ?? interaction.user.id;
  return {
    learner: `discord:${interaction.user.id}`,
    group: `discord:${channel}`,
    channel,
    mayManage: mayManage(interaction),
    requestId: interaction.id,
  };
}

function chosenChannel(interaction: Answerable): string | undefined {
  return interaction.isChatInputCommand() ? interaction.options.getChannel('channel')?.id : undefined;
}

/** Only on a server with the bot in it does managing a channel mean anything to us. */
function mayManage(interaction: Answerable): boolean {
  if (!interaction.inCachedGuild()) return false;
  const here = interaction.memberPermissions;
  const chosen = interaction.isChatInputCommand() ? interaction.options.getChannel('channel') : null;
  if (chosen === null || here.has(PermissionFlagsBits.Administrator)) return here.has(PermissionFlagsBits.ManageChannels);
  return chosen.permissionsFor(interaction.member).has(PermissionFlagsBits.ManageChannels);
}
