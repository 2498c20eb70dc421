import { addMember, channelCalled, dmWith, guildCalled, permissionBits, personCalled } from './population.ts';
import type { Channel, Guild, Member, User, World } from './world.ts';

/** Who does something, and where: `ana`, in the first channel of the first guild, unless told. */
export type Who = {
  user?: string;
  guild?: string;
  /** In the private conversation with the bot. */
  dm?: boolean;
  channel?: string;
  /** By name, as `['ManageGuild']`; they stay with the member. */
  permissions?: readonly string[];
  locale?: string;
  /** How long ago Discord made the interaction; over 3 s it is a stale replay and cannot be answered. */
  ageMs?: number;
};

/** Where a person stands when they use the app. */
export type Place = {
  user: User;
  channel: Channel;
  guild?: Guild;
  member?: Member;
  userInstalled: boolean;
  locale: string;
};

/** Finds the place that a test describes; the person joins the guild if they were not in it. */
export function placeOf(world: World, who: Who, where?: Channel): Place {
  const user = personCalled(world, who.user ?? 'ana');
  const locale = who.locale ?? 'en-US';
  if (who.dm || where?.recipient) return { user, locale, channel: dmWith(world, user), userInstalled: false };
  const guild = where?.guild ?? guildOf(world, who.guild);
  const channel = where ?? (who.channel ? channelCalled(world, who.channel, guild.channels) : guild.channels[0]);
  if (!channel) throw new Error(`The guild ${guild.name} has no channel`);
  const known = guild.members.get(user.id)?.permissions;
  const member = addMember(world, guild, user, who.permissions ? permissionBits(who.permissions) : known);
  return { user, locale, channel, guild, member, userInstalled: !guild.joined };
}

function guildOf(world: World, name: string | undefined): Guild {
  const guild = name === undefined ? world.guilds[0] : guildCalled(world, name);
  if (!guild) throw new Error('There is no guild');
  return guild;
}
