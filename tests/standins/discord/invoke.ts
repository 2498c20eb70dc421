import type { OptionBody } from './bodies.ts';
import { channelPayload, memberPayload, userPayload } from './payloads.ts';
import type { Place } from './place.ts';
import { channelCalled, everyday, personCalled } from './population.ts';
import type { Command, World } from './world.ts';

export type Values = Record<string, string | number | boolean>;

type Sent = { type: number; name: string; value?: string | number | boolean; focused?: boolean; options?: Sent[] };
type Resolved = Record<'users' | 'members' | 'channels', Record<string, object>>;

const contexts = { guild: 0, botDm: 1 };

/** The part of an interaction that says who, where and by which installation. */
export function placePayload(world: World, place: Place, id: string, token: string): object {
  const { channel, guild, user, member, userInstalled, locale } = place;
  const owners = userInstalled ? { 1: user.id } : { 0: guild?.id ?? '0' };
  const common = {
    id,
    token,
    version: 1,
    application_id: world.bot.id,
    channel_id: channel.id,
    channel: channelPayload(channel, world),
    locale,
    app_permissions: String((guild?.members.get(world.bot.id)?.permissions ?? everyday) & ~(channel.botDeny ?? 0n)),
    authorizing_integration_owners: owners,
    entitlements: [],
    attachment_size_limit: 10_485_760,
  };
  if (!guild || !member) return { ...common, context: contexts.botDm, user: userPayload(user) };
  return {
    ...common,
    context: contexts.guild,
    guild_id: guild.id,
    guild: { id: guild.id, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    member: { ...memberPayload(member), permissions: String(member.permissions) },
  };
}

/** Finds a registered command that this person is offered here, or says why there is none. */
export function commandFor(world: World, name: string, place: Place, type = 1): Command {
  const named = world.commands.filter((command) => command.name === name && command.type === type);
  const offered = named.find((command) => command.guildId === undefined || command.guildId === place.guild?.id);
  if (!offered) throw new Error(`The bot has registered no command /${name} here; it has ${listed(world.commands)}`);
  const hidden = hiddenBecause(offered, place);
  if (hidden) throw new Error(`Discord does not offer /${name} to ${place.user.name} here: ${hidden}`);
  return offered;
}

function hiddenBecause(command: Command, place: Place): string | undefined {
  const installs = command.integration_types ?? [0];
  const context = place.guild ? contexts.guild : contexts.botDm;
  const everywhere = command.dm_permission === false ? [0] : [0, 1, 2];
  if (!(command.contexts ?? everywhere).includes(context)) return `its contexts do not include ${context}`;
  if (place.userInstalled && !installs.includes(1)) return 'its integration_types do not include user install (1)';
  if (!place.userInstalled && place.guild && !installs.includes(0)) return 'its integration_types do not include guild install (0)';
  const needed = BigInt(command.default_member_permissions ?? 0);
  const has = place.member?.permissions ?? needed;
  return (has & 8n) === 0n && (has & needed) !== needed ? `it needs the permissions ${needed}` : undefined;
}

/**
 * The data of a chat-input command, typed as it was registered. `path` is the subcommand group and the subcommand, if
 * there are any. With `focused`, it is what Discord asks while that option is being typed: nothing else is required.
 */
export function commandData(world: World, command: Command, path: readonly string[], values: Values, focused?: string): object {
  const resolved: Resolved = { users: {}, members: {}, channels: {} };
  const options = level(world, `/${command.name}`, command.options ?? [], path, values, resolved, focused);
  const { id, name, type, guildId } = command;
  return { id, name, type, options, resolved, ...(guildId ? { guild_id: guildId } : {}) };
}

/** The data of a command chosen in the menu of a message. Discord tells all of the message, also what the bot may not read elsewhere. */
export function messageCommandData({ id, name, type, guildId }: Command, message: { id: string }): object {
  const resolved = { messages: { [message.id]: message } };
  return { id, name, type, target_id: message.id, resolved, ...(guildId ? { guild_id: guildId } : {}) };
}

function level(
  world: World,
  said: string,
  registered: readonly OptionBody[],
  path: readonly string[],
  values: Values,
  resolved: Resolved,
  focused?: string,
): Sent[] {
  const [next, ...rest] = path;
  const branches = registered.filter((option) => option.type <= 2);
  if (next === undefined && branches.length > 0) throw new Error(`${said} needs a subcommand: ${listed(branches)}`);
  if (next === undefined) return plainOptions(world, said, registered, values, resolved, focused);
  const branch = branches.find((option) => option.name === next);
  if (!branch) throw new Error(`The bot has registered no ${said} ${next}; it has ${listed(branches)}`);
  return [
    {
      type: branch.type,
      name: next,
      options: level(world, `${said} ${next}`, branch.options ?? [], rest, values, resolved, focused),
    },
  ];
}

function plainOptions(
  world: World,
  said: string,
  registered: readonly OptionBody[],
  values: Values,
  resolved: Resolved,
  focused?: string,
): Sent[] {
  const strange = Object.keys(values).find((name) => !registered.some((option) => option.name === name));
  if (strange !== undefined) throw new Error(`The bot has registered no option ${strange} for ${said}; it has ${listed(registered)}`);
  const missing = registered.find((option) => option.required && values[option.name] === undefined);
  if (missing && focused === undefined) throw new Error(`${said} requires the option ${missing.name}`);
  return Object.entries(values).flatMap(([name, value]) => {
    const option = registered.find((one) => one.name === name);
    if (!option) return [];
    if (name === focused) return [{ type: option.type, name, value, focused: true }];
    return [{ type: option.type, name, value: typed(world, `${said} ${name}`, option, value, resolved) }];
  });
}

/** The value as Discord's client lets it through: of the right type, within bounds, one of the choices. */
function typed(
  world: World,
  said: string,
  option: OptionBody,
  value: string | number | boolean,
  resolved: Resolved,
): string | number | boolean {
  const wants = (what: string) => new Error(`${said} takes ${what}, not ${JSON.stringify(value)}`);
  const chosen = option.choices?.length ? option.choices.find((one) => one.value === value || one.name === value) : undefined;
  if (option.choices?.length && !chosen) throw wants(`one of ${option.choices.map((one) => one.name).join(', ')}`);
  if (chosen) return chosen.value;
  if (option.type === 3 && typeof value !== 'string') throw wants('text');
  if (option.type === 5 && typeof value !== 'boolean') throw wants('true or false');
  if (option.type === 4 && !Number.isInteger(value)) throw wants('a whole number');
  if (option.type === 10 && typeof value !== 'number') throw wants('a number');
  if (typeof value === 'number' && (value < (option.min_value ?? value) || value > (option.max_value ?? value)))
    throw wants('another number');
  const size = option.type === 3 ? String(value).length : undefined;
  if (size !== undefined && (size < (option.min_length ?? 0) || size > (option.max_length ?? 6000))) throw wants('text of another length');
  if (option.type === 6 || option.type === 9) return mention(world, String(value), resolved);
  if (option.type === 7) return pointAt(world, String(value), resolved);
  return value;
}

function mention(world: World, name: string, resolved: Resolved): string {
  const user = personCalled(world, name);
  resolved.users[user.id] = userPayload(user);
  return user.id;
}

function pointAt(world: World, name: string, resolved: Resolved): string {
  const channel = channelCalled(world, name);
  resolved.channels[channel.id] = { ...channelPayload(channel, world), permissions: String(everyday) };
  return channel.id;
}

/** The type of the option being typed, wherever it stands. */
export function focusedType(command: Command, path: readonly string[], focused: string): number {
  const inner = path.reduce<readonly OptionBody[]>(
    (options, name) => options.find((one) => one.name === name)?.options ?? [],
    command.options ?? [],
  );
  const option = inner.find((one) => one.name === focused);
  if (!option?.autocomplete) throw new Error(`/${[command.name, ...path].join(' ')} has no option ${focused} with autocomplete`);
  return option.type;
}

function listed(named: readonly { name: string }[]): string {
  return named.map((one) => one.name).join(', ') || 'none';
}
