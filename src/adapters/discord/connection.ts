import { Client, DiscordAPIError, Events, GatewayIntentBits, Options, Partials, type RESTOptions, Status } from 'discord.js';
import type { Log } from '../../log.ts';
import { makeOutageLog, type OutageLog, type OutageWords, unreachable } from '../../support/outage.ts';
import { retryForever } from '../../support/retry.ts';
import { makeThrottle } from '../../support/throttle.ts';
import { sendFormsAsBytes } from './forms.ts';
import { register } from './registration.ts';
import type { DiscordClock } from './clock.ts';
import { limits, times } from './limits.ts';
import { asMisconfigured, safeError, sayCause } from './errors.ts';

/** A client that pings nobody, holds no secret message, and tells of its troubles instead of ending the process. */
export function makeClient(
  rest: { readonly api?: string; readonly globalRequestsPerSecond?: number; readonly timeout: number },
  { log, clock, outage }: { readonly log: Log; readonly clock: Pick<DiscordClock, 'saw'>; readonly outage: OutageLog },
): Client {
  const client = new Client({
    // None of them is privileged: of messages, these tell what is written in private, and what names the bot.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Otherwise the library drops private messages.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits(kept),
    // Whether a call may be tried again depends on the call, so each place decides for itself.
    rest: {
      ...rest,
      makeRequest: dated(throttled(sendFormsAsBytes), clock),
      handlerSweepInterval: times.sweep,
      retries: 0,
      rejectOnRateLimit: ({ timeToReset }) => timeToReset > times.rateLimit,
    },
  });
  client.on(Events.Error, (error) => log.error({ problem: safeError(error) }, 'Something went wrong in the Discord library.'));
  client.on(Events.ShardError, outage.failed);
  client.on(Events.ShardReady, outage.ended);
  client.on(Events.ShardResume, outage.ended);
  return client;
}

export function discordOutage(log: Log): OutageLog {
  return makeOutageLog({ log, words: unreachable('Discord'), reasonOf: sayCause, about: (error) => ({ problem: safeError(error) }) });
}

type Kept = Parameters<typeof Options.cacheWithLimits>[0];

/** What the library remembers: servers, channels and roles, which permissions need, and ourselves. Whoever asks is in the interaction. */
const kept: Kept = {
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  ReactionManager: 0,
  PresenceManager: 0,
  VoiceStateManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildScheduledEventManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: { maxSize: limits.people, keepOverLimit: ({ id, client }) => id === client.user?.id },
  GuildMemberManager: { maxSize: limits.people, keepOverLimit: ({ id, client }) => id === client.user?.id },
};

type Send = RESTOptions['makeRequest'];

/** Whoever asks is answered at once, however many drills are being posted: Discord's limit for all requests is not for these. */
function throttled(send: Send): Send {
  const turn = makeThrottle(times.between, limits.atOnce);
  return async (address, ...request) => {
    if (!/\/(interactions|webhooks)\//.test(address)) await turn();
    return send(address, ...request);
  };
}

/** Discord dates each of its answers, in whole seconds. */
function dated(send: Send, { saw }: Pick<DiscordClock, 'saw'>): Send {
  return async (...request) => {
    const response = await send(...request);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) saw(date, 1000);
    return response;
  };
}

/** Whether requests reach this client now; while it resumes, it calls itself ready and is not. */
export function isConnected(client: Client | undefined): client is Client<true> {
  return client?.isReady() === true && client.ws.shards.every((shard) => shard.status === Status.Ready);
}

/** Logs in once. Throws `Misconfigured` when another try is of no use. */
export async function logIn(client: Client, token: string): Promise<void> {
  let closed: number | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve());
    client.once(Events.ShardDisconnect, ({ code }) => {
      closed = code;
      reject(new Error(`Discord hung up with ${code}.`));
    });
  });
  try {
    await Promise.all([client.login(token), ready]);
  } catch (error) {
    throw asMisconfigured(error, closed) ?? error;
  }
}

/** A failed login leaves a client that may wake up again behind our back; it must do nothing then. */
export async function discard(client: Client): Promise<void> {
  client.removeAllListeners();
  client.on(Events.Error, () => undefined);
  await client.destroy();
}

const notRegistered: OutageWords = {
  begins: 'Registering the commands did not work; it is tried again.',
  lasts: 'Registering the commands still does not work, for {time} by now.',
  ends: 'Registering the commands works again, after {time}.',
};

export async function registerCommands(client: Client<true>, log: Log, stopped: AbortSignal): Promise<void> {
  const once = async () => {
    if (await register(client)) log.info('The commands were registered with Discord.');
    outage.ended();
  };
  // What Discord calls our own fault will be no better in a second.
  const isFinal = (error: unknown) => error instanceof DiscordAPIError && error.status < 500;
  const outage = makeOutageLog({ log, words: notRegistered, reasonOf: sayCause });
  await retryForever(once, { pauses: times.pauses, signal: stopped, isFinal, failed: outage.failed }).catch((error) => {
    if (!stopped.aborted)
      log.error({ problem: safeError(error) }, 'Discord does not take the commands; those it knows from before still work.');
  });
}
