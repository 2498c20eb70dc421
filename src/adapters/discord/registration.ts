import { isDeepStrictEqual } from 'node:util';
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  ApplicationIntegrationType as Install,
  ChannelType,
  type Client,
  InteractionContextType as Context,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { CommandOption } from '../../core/command.ts';
import { type Command, commands } from '../../core/commands.ts';
import { messageCommands } from '../../core/find/message.ts';
import { clip, longestInput } from '../../core/text.ts';
import { root, twoWords } from './command.ts';
import { limits } from './limits.ts';

const everywhere = {
  contexts: [Context.Guild, Context.BotDM, Context.PrivateChannel],
  integration_types: [Install.GuildInstall, Install.UserInstall],
};

/** What Discord is to know of the table of commands. */
export function registration(): RESTPostAPIApplicationCommandsJSONBody[] {
  return [...typedCommands(), ...menuCommands()];
}

/** What the menu of a message offers. */
function menuCommands(): RESTPostAPIContextMenuApplicationCommandsJSONBody[] {
  return messageCommands.map(({ onMessage: { name } }) => ({ type: ApplicationCommandType.Message, name, ...everywhere }));
}

export function typedCommands(): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  const groups = [...new Set(twoWords.map(({ name }) => name.split(' ')[0] ?? ''))];
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: root,
      description: 'Find lessons, practise for the exam, answer the daily drill',
      ...everywhere,
      options: commands.filter((command) => !twoWords.includes(command)).map((command) => subcommand(command.name, command)),
    },
    ...groups.map((group) => ({
      type: ApplicationCommandType.ChatInput as const,
      name: `${root}-${group}`,
      description: `Manage the ${taskOf(group)} of a channel`,
      contexts: [Context.Guild],
      integration_types: [Install.GuildInstall],
      default_member_permissions: String(PermissionFlagsBits.ManageChannels),
      options: twoWords
        .filter(({ name }) => name.startsWith(`${group} `))
        .map((command) => subcommand(command.name.slice(group.length + 1), command)),
    })),
  ];
}

/** What the commands of a group are about, in the words of the help. */
function taskOf(group: string): string {
  return twoWords.find(({ name }) => name.startsWith(`${group} `))?.task.toLowerCase() ?? group;
}

function subcommand(name: string, command: Command): APIApplicationCommandSubcommandOption {
  const options = command.options.map(optionOf);
  return {
    type: Type.Subcommand,
    name,
    description: clip(command.summary, limits.commandDescription),
    options: [...options.filter((option) => option.required), ...options.filter((option) => !option.required)],
  };
}

function optionOf(option: CommandOption): APIApplicationCommandBasicOption {
  const { name, summary, required, between, choices, isChannel, completes, input } = option;
  const common = { name, description: clip(summary, limits.commandDescription), ...(required && { required }) };
  if (between) return { ...common, type: Type.Integer, min_value: between[0], max_value: between[1] };
  if (isChannel) return { ...common, type: Type.Channel, channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement] };
  if (choices) return { ...common, type: Type.String, choices: choices.map((value) => ({ name: value, value })) };
  return { ...common, type: Type.String, max_length: longestInput, ...((completes || input) && { autocomplete: true }) };
}

/** Registers the commands, if Discord does not know them so already. Says whether it had to. */
export async function register({ rest, application }: Client<true>): Promise<boolean> {
  const route = Routes.applicationCommands(application.id);
  const wanted = registration();
  if (isDeepStrictEqual(comparable(await rest.get(route)), comparable(wanted))) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** What we ever set of a command or option. The rest is what Discord adds to it. */
const ownKeys = [
  'type',
  'name',
  'description',
  'options',
  'required',
  'autocomplete',
  'min_value',
  'max_value',
  'max_length',
  'choices',
  'value',
  'channel_types',
  'contexts',
  'integration_types',
  'default_member_permissions',
];

/** What there is to compare of commands: neither the order of the list, nor the many ways to say nothing. */
export function comparable(commands: unknown): unknown {
  if (!Array.isArray(commands)) return commands;
  const isNothing = (value: unknown) =>
    value === null || value === undefined || value === false || value === '' || (Array.isArray(value) && value.length === 0);
  return commands
    .map((one: unknown) => {
      if (typeof one !== 'object' || one === null) return one;
      const said = Object.entries(one).filter(([name, value]) => ownKeys.includes(name) && !isNothing(value));
      return Object.fromEntries(said.map(([name, value]) => [name, comparable(value)]));
    })
    .sort((one, other) => sortKey(one).localeCompare(sortKey(other)));
}

function sortKey(one: unknown): string {
  return typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : String(one);
}
