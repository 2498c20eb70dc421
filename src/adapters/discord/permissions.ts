import { type Client, PermissionFlagsBits } from 'discord.js';
import { missingFrom } from './person.ts';
import { mayNotPostNow, onNoServer, serverLacks } from './sentences.ts';

/** So many servers are named at most. */
const mostNamed = 5;

const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.ReadMessageHistory;

/** What the bot is not allowed on its servers, as the gateway tells when it connects. A server that is away tells nothing. */
export function lackingOn({ guilds, application }: Client<true>): string[] {
  if (guilds.cache.size === 0) return [onNoServer(application.id, needed)];
  const poor = [...guilds.cache.values()].flatMap(({ id, available, members: { me } }) => {
    const missing = available && me ? missingFrom(me.permissions) : [];
    return missing.length > 0 ? [serverLacks(id, missing)] : [];
  });
  return poor.slice(0, mostNamed);
}

/** Why no drill can be posted in a channel, as the gateway tells. */
export function obstacleOn(client: Client<true>, channel: string): string | undefined {
  const place = client.channels.cache.get(channel);
  if (place === undefined || place.isDMBased()) return undefined;
  const own = place.permissionsFor(client.user);
  const missing = own === null ? [] : missingFrom(own, place.isThread());
  return missing.length > 0 ? mayNotPostNow(missing) : undefined;
}
