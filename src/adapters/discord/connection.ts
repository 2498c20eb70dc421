import { setTimeout as delay } from 'node:timers/promises';
import { Client, DiscordAPIError, Events, GatewayIntentBits, Status } from 'discord.js';
import type { Log } from '../../log.ts';
import { register } from './command.ts';
import { times } from './limits.ts';
import { asMisconfigured, loggable } from './errors.ts';

/** A client that pings nobody, holds no secret message, and tells of its troubles instead of ending the process. */
export function makeClient(
  rest: { readonly api?: string; readonly globalRequestsPerSecond?: number; readonly timeout: number },
  log: Log,
): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    // Whether a call may be tried again depends on the call, so each place decides for itself.
    rest: { ...rest, retries: 0, rejectOnRateLimit: ({ timeToReset }) => timeToReset > times.rateLimit },
  });
  client.on(Events.Error, (error) => log.error({ problem: loggable(error) }, 'Something went wrong in the Discord library.'));
  client.on(Events.ShardError, (error) => log.warn({ problem: loggable(error) }, 'The connection to Discord had an error.'));
  client.on(Events.ShardDisconnect, ({ code }) =>
    log.error({ code }, asMisconfigured(undefined, code)?.message ?? 'Discord hung up for good.'),
  );
  return client;
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

/** A failed login leaves a client that may wake up again behind our back; it shall do nothing then. */
export async function discard(client: Client): Promise<void> {
  client.removeAllListeners();
  client.on(Events.Error, () => undefined);
  await client.destroy();
}

interface Persistence {
  readonly what: string;
  readonly log: Log;
  readonly stopped: AbortSignal;
  readonly isFinal: (error: unknown) => boolean;
  readonly failed?: () => void;
}

/** Tries until it works, with longer and longer pauses. Throws what is final, and when `stopped`. */
export async function persist(once: () => Promise<void>, { what, log, stopped, isFinal, failed }: Persistence): Promise<void> {
  for (let pause: number = times.firstPause; ; pause = Math.min(2 * pause, times.longestPause)) {
    try {
      return await once();
    } catch (error) {
      if (stopped.aborted || isFinal(error)) throw error;
      log.warn({ problem: loggable(error), pause }, `${what} did not work; it is tried again.`);
      failed?.();
    }
    await delay(pause, undefined, { signal: stopped });
  }
}

export async function registerCommands(client: Client<true>, log: Log, stopped: AbortSignal): Promise<void> {
  const once = async () => {
    if (await register(client)) log.info('The commands were registered with Discord.');
  };
  // What Discord calls our own fault will be no better in a second.
  const isFinal = (error: unknown) => error instanceof DiscordAPIError && error.status < 500;
  await persist(once, { what: 'Registering the commands', log, stopped, isFinal }).catch((error) => {
    if (!stopped.aborted)
      log.error({ problem: loggable(error) }, 'Discord does not take the commands; those it knows from before still work.');
  });
}
