import { enums } from './specs.ts';
import type { Channel, Guild, Member, User, World } from './world.ts';

/** What any member may do unless told otherwise. */
export const everyday = permissionBits([
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'UseApplicationCommands',
]);

/** The bits of named permissions, as `permissionBits(['ManageGuild'])`. */
export function permissionBits(names: readonly string[]): bigint {
  return names.reduce((bits, name) => bits | permissionBit(name), 0n);
}

function permissionBit(name: string): bigint {
  const bit = enums.PermissionFlagsBits[name];
  if (bit === undefined) throw new Error(`Discord has no permission called ${name}`);
  return BigInt(bit);
}

export function addGuild(world: World, name: string, channels: readonly string[], joined: boolean): Guild {
  const guild: Guild = { id: world.newId(), name, joined, members: new Map(), channels: [] };
  guild.channels = channels.map((channel) => ({ id: world.newId(), name: channel, guild, messages: [] }));
  if (joined) addMember(world, guild, world.bot);
  world.guilds.push(guild);
  return guild;
}

export function addMember(world: World, guild: Guild, user: User, permissions = everyday): Member {
  const member = guild.members.get(user.id) ?? { user, permissions, roleId: world.newId() };
  member.permissions = permissions;
  guild.members.set(user.id, member);
  return member;
}

/** The person of that name, who appears at first mention. */
export function personCalled(world: World, name: string): User {
  const known = world.users.find((user) => user.name === name || user.id === name);
  if (known) return known;
  const user: User = { id: world.newId(), name, bot: false, refusesDms: false };
  world.users.push(user);
  return user;
}

export function dmWith(world: World, user: User): Channel {
  const known = world.dms.find((channel) => channel.recipient === user);
  if (known) return known;
  const channel: Channel = { id: world.newId(), name: `dm-${user.name}`, recipient: user, messages: [] };
  world.dms.push(channel);
  return channel;
}

export function allChannels(world: World): Channel[] {
  return [...world.guilds.flatMap((guild) => guild.channels), ...world.dms];
}

/** What a bot may say is an id; only tests call things by name. */
export function channelById(world: World, id: string): Channel | undefined {
  return allChannels(world).find((channel) => channel.id === id);
}

export function guildById(world: World, id: string): Guild | undefined {
  return world.guilds.find((guild) => guild.id === id);
}

export function channelCalled(world: World, nameOrId: string, within: readonly Channel[] = allChannels(world)): Channel {
  const found = within.find((channel) => channel.id === nameOrId || channel.name === nameOrId);
  if (!found) throw new Error(`There is no channel ${nameOrId}; there are ${within.map((channel) => channel.name).join(', ')}`);
  return found;
}

export function guildCalled(world: World, nameOrId: string): Guild {
  const found = world.guilds.find((guild) => guild.id === nameOrId || guild.name === nameOrId);
  if (!found) throw new Error(`There is no guild ${nameOrId}; there are ${world.guilds.map((guild) => guild.name).join(', ')}`);
  return found;
}
