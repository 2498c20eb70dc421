import { everyday } from './population.ts';
import type { Channel, Command, Guild, Member, User, World } from './world.ts';

/** The world as Discord writes it in JSON: one function for each kind of object. */

export function userPayload(user: User): object {
  return {
    id: user.id,
    username: user.name,
    discriminator: '0',
    global_name: user.name,
    avatar: null,
    bot: user.bot,
    public_flags: 0,
    flags: 0,
  };
}

export function applicationPayload(world: World): object {
  const { id, name } = world.bot;
  return {
    id,
    name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    bot: userPayload(world.bot),
    integration_types_config: { 0: {}, 1: {} },
  };
}

export function memberPayload(member: Member): object {
  return {
    user: userPayload(member.user),
    nick: null,
    avatar: null,
    roles: [member.roleId],
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
  };
}

/** Every member has a role of their own, so that roles and permission bits say the same. */
export function rolePayloads(guild: Guild): object[] {
  const everyone = rolePayload(guild.id, '@everyone', guild.everyone ?? everyday, 0);
  const own = [...guild.members.values()].map((member) => rolePayload(member.roleId, `role of ${member.user.name}`, member.permissions, 1));
  return [everyone, ...own];
}

function rolePayload(id: string, name: string, permissions: bigint, position: number): object {
  return {
    id,
    name,
    permissions: String(permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    managed: false,
    mentionable: false,
    flags: 0,
  };
}

export function guildPayload(guild: Guild): object {
  return {
    id: guild.id,
    name: guild.name,
    // Somebody whom no test meets: an owner may do everything.
    owner_id: guild.id,
    icon: null,
    features: [],
    roles: rolePayloads(guild),
    emojis: [],
    stickers: [],
    preferred_locale: 'en-US',
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    splash: null,
    discovery_splash: null,
  };
}

/** What the gateway adds to a guild. Without the privileged members intent the bot is told of itself only. */
export function guildCreatePayload(world: World, guild: Guild): object {
  const self = guild.members.get(world.bot.id);
  return {
    ...guildPayload(guild),
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: self ? [memberPayload(self)] : [],
    channels: guild.channels.filter((channel) => channel.trouble !== 'gone').map((channel) => channelPayload(channel, world)),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function channelPayload(channel: Channel, world?: World): object {
  const last = channel.messages.findLast((message) => message.visibleTo === undefined)?.id ?? null;
  if (channel.recipient) {
    return { id: channel.id, type: 1, flags: 0, last_message_id: last, recipients: [userPayload(channel.recipient)] };
  }
  return {
    id: channel.id,
    type: 0,
    guild_id: channel.guild?.id,
    name: channel.name,
    topic: null,
    nsfw: false,
    position: 0,
    parent_id: null,
    permission_overwrites: channel.botDeny ? [{ id: world?.bot.id, type: 1, allow: '0', deny: String(channel.botDeny) }] : [],
    rate_limit_per_user: 0,
    flags: 0,
    last_message_id: last,
  };
}

export function commandPayload(world: World, command: Command): object {
  const { guildId, ...rest } = command;
  const defaults = {
    description: '',
    options: [],
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
  };
  const place = guildId === undefined ? { integration_types: [0], contexts: null } : { guild_id: guildId };
  const bits = rest.default_member_permissions ?? null;
  return {
    ...defaults,
    ...place,
    ...rest,
    application_id: world.bot.id,
    default_member_permissions: bits === null ? null : String(bits),
  };
}
