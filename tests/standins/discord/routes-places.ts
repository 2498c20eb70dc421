import { checkBody } from './check.ts';
import { applicationPayload, channelPayload, guildPayload, memberPayload, rolePayloads, userPayload } from './payloads.ts';
import { dmWith, guildById } from './population.ts';
import { type Answer, type Call, failure, ok, type Route, refusal } from './rest.ts';
import { inChannel } from './routes-messages.ts';
import type { Guild } from './world.ts';

/** What the bot may look up: itself, people, guilds, channels. `gatewayUrl` is told to bots that connect. */
export function placeRoutes(gatewayUrl: () => string): readonly Route[] {
  const limit = { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 };
  return [
    { method: 'GET', path: '/gateway', open: true, run: () => ok({ url: gatewayUrl() }) },
    {
      method: 'GET',
      path: '/gateway/bot',
      run: () => ok({ url: gatewayUrl(), shards: 1, session_start_limit: limit }),
    },
    {
      method: 'GET',
      path: '/users/@me',
      run: ({ world }) => ok({ ...userPayload(world.bot), verified: true, mfa_enabled: false }),
    },
    { method: 'GET', path: '/applications/@me', run: ({ world }) => ok(applicationPayload(world)) },
    { method: 'GET', path: '/oauth2/applications/@me', run: ({ world }) => ok(applicationPayload(world)) },
    { method: 'POST', path: '/users/@me/channels', run: openDm },
    { method: 'GET', path: '/users/:user', run: lookUpUser },
    {
      method: 'GET',
      path: '/channels/:channel',
      run: (call) => inChannel(call, (channel) => ok(channelPayload(channel))),
    },
    {
      method: 'GET',
      path: '/guilds/:guild',
      run: (call) => inGuild(call, (guild) => ok(guildPayload(guild))),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/channels',
      run: (call) => inGuild(call, (guild) => ok(guild.channels.map((channel) => channelPayload(channel)))),
    },
    { method: 'GET', path: '/guilds/:guild/roles', run: (call) => inGuild(call, (guild) => ok(rolePayloads(guild))) },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      run: (call) => inGuild(call, (guild) => lookUpMember(call, guild)),
    },
  ];
}

function inGuild(call: Call, use: (guild: Guild) => Answer): Answer {
  const guild = guildById(call.world, call.params.guild ?? '');
  if (!guild) return failure(404, 'UnknownGuild');
  return guild.joined ? use(guild) : failure(403, 'MissingAccess');
}

function lookUpMember({ params }: Call, guild: Guild): Answer {
  const member = guild.members.get(params.user ?? '');
  return member ? ok(memberPayload(member)) : failure(404, 'UnknownMember');
}

function lookUpUser({ world, params }: Call): Answer {
  const user = world.users.find((one) => one.id === params.user);
  return user ? ok(userPayload(user)) : failure(404, 'UnknownUser');
}

function openDm(call: Call): Answer {
  const refused = refusal(call, checkBody('CreatePrivateChannelRequest', call.body));
  if (refused) return refused;
  const { recipient_id: id } = call.body as { recipient_id?: string };
  const user = call.world.users.find((one) => one.id === id && !one.bot);
  return user ? ok(channelPayload(dmWith(call.world, user))) : failure(404, 'UnknownUser');
}
