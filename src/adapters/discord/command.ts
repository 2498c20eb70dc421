import { isDeepStrictEqual } from 'node:util';
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  ApplicationIntegrationType as Install,
  type AutocompleteInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  type Client,
  InteractionContextType as Context,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { type Command, type CommandOption, commandNamed, commands, requestOf } from '../../core/commands.ts';
import type { Request } from '../../core/request.ts';
import { clip } from '../../core/text.ts';
import { limits } from './limits.ts';

const root = 'mlpro';

/** A command of two words is a subcommand of its own top-level command: only those can be hidden from people who may not use them. */
const twoWords = commands.filter(({ name }) => name.includes(' '));
const called = new RegExp(`/${root} (${twoWords.map(({ name }) => name).join('|')})\\b`, 'g');

/** `/mlpro drill setup`, as the shared sentences say it, is `/mlpro-drill setup` here. */
export function asCalledHere(text: string): string {
  return text.replace(called, `/${root}-$1`);
}

/** What Discord is to know of the table of commands. */
export function registration(): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  const groups = [...new Set(twoWords.map(({ name }) => name.split(' ')[0] ?? ''))];
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: root,
      description: 'Find lessons, practise for the exam, answer the daily drill',
      contexts: [Context.Guild, Context.BotDM, Context.PrivateChannel],
      integration_types: [Install.GuildInstall, Install.UserInstall],
      options: commands.filter((command) => !twoWords.includes(command)).map((command) => subcommand(command.name, command)),
    },
    ...groups.map((group) => ({
      type: ApplicationCommandType.ChatInput as const,
      name: `${root}-${group}`,
      description: `Manage the daily ${group} of a channel`,
      contexts: [Context.Guild],
      integration_types: [Install.GuildInstall],
      default_member_permissions: String(PermissionFlagsBits.ManageChannels),
      options: twoWords
        .filter(({ name }) => name.startsWith(`${group} `))
        .map((command) => subcommand(command.name.slice(group.length + 1), command)),
    })),
  ];
}

function subcommand(name: string, command: Command): APIApplicationCommandSubcommandOption {
  const options = command.options.filter((option) => option.name !== 'other').map(optionOf);
  return {
    type: Type.Subcommand,
    name,
    description: clip(command.summary, limits.commandDescription),
    options: [...options.filter((option) => option.required), ...options.filter((option) => !option.required)],
  };
}

function optionOf({ name, summary, required, between, channel, completes }: CommandOption): APIApplicationCommandBasicOption {
  const common = { name, description: clip(summary, limits.commandDescription), ...(required && { required }) };
  if (between) return { ...common, type: Type.Integer, min_value: between[0], max_value: between[1] };
  if (channel) return { ...common, type: Type.Channel, channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement] };
  return { ...common, type: Type.String, ...(completes && { autocomplete: true }) };
}

/** Registers the commands, if Discord does not know them so already. Says whether it had to. */
export async function register({ rest, application }: Client<true>): Promise<boolean> {
  const route = Routes.applicationCommands(application.id);
  const wanted = registration();
  if (isDeepStrictEqual(essence(await rest.get(route)), essence(wanted))) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** What we ever set of a command or option. The rest is what Discord adds to it. */
const ours = [
  'type',
  'name',
  'description',
  'options',
  'required',
  'autocomplete',
  'min_value',
  'max_value',
  'channel_types',
  'contexts',
  'integration_types',
  'default_member_permissions',
];

/** What there is to compare of commands: neither the order of the list, nor the many ways to say nothing. */
export function essence(commands: unknown): unknown {
  if (!Array.isArray(commands)) return commands;
  const isNothing = (value: unknown) =>
    value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
  return commands
    .map((one: unknown) => {
      if (typeof one !== 'object' || one === null) return one;
      const said = Object.entries(one).filter(([name, value]) => ours.includes(name) && !isNothing(value));
      return Object.fromEntries(said.map(([name, value]) => [name, essence(value)]));
    })
    .sort((one, other) => sortKey(one).localeCompare(sortKey(other)));
}

function sortKey(one: unknown): string {
  return typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : String(one);
}

type Sent = ChatInputCommandInteraction | AutocompleteInteraction;

/** The row of the table that was chosen; undefined for one of an older version that Discord still offers somewhere. */
export function commandIn(interaction: Sent): Command | undefined {
  return commandNamed(nameIn(interaction));
}

function nameIn({ commandName, options }: Sent): string {
  return [...commandName.split('-').slice(1), options.getSubcommand(false) ?? ''].join(' ').trim();
}

export function requestIn(interaction: ChatInputCommandInteraction): Request {
  const command = commandIn(interaction);
  if (command === undefined) return { kind: 'unknown', typed: nameIn(interaction) };
  const typed = command.options
    .filter(({ channel }) => channel !== true)
    .map(({ name }) => [name, interaction.options.get(name)?.value] as const);
  return requestOf(
    command,
    Object.fromEntries(typed.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)])),
  );
}
