import { type Client, Events } from 'discord.js';
import { type Adapter, type AdapterParts, Misconfigured } from '../platform.ts';
import { retryForever } from '../../support/retry.ts';
import { makeTasks } from '../../support/tasks.ts';
import { endsWithin } from '../../support/time.ts';
import type { DiscordConfig } from './config.ts';
import { discard, discordOutage, isConnected, logIn, makeClient, registerCommands } from './connection.ts';
import { messageHandler } from './hear.ts';
import { interactionHandler } from './listen.ts';
import { limits, times } from './limits.ts';
import { type DiscordClock, discordClock } from './clock.ts';
import { lackingOn, obstacleOn } from './permissions.ts';
import { findPosted, postTo, writeTo } from './post.ts';
import { endedForGood } from './errors.ts';

export interface DiscordParts extends AdapterParts {
  readonly config: DiscordConfig;
}

/** Discord, through its gateway: no address of our own is needed. */
export function discordAdapter(parts: DiscordParts): Adapter {
  const { bot, log } = parts;
  const stopped = new AbortController();
  const clock = discordClock(parts.clock, log);
  const session = makeSession({ ...parts, clock }, stopped.signal);
  let stopping: Promise<void> | undefined;

  function connected(): Client<true> {
    const client = session.client();
    if (!isConnected(client)) throw new Error('Discord is not connected.');
    return client;
  }

  /** Returns when Discord has said yes or no, or has not answered for a while; a no that comes later ends it all the same. */
  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      let hasBegun = false;
      const begun = () => {
        hasBegun = true;
        resolve();
      };
      setTimeout(begun, times.start).unref();
      session.begin(begun).catch((error: unknown) => {
        if (stopped.signal.aborted) begun();
        else if (hasBegun && error instanceof Misconfigured) parts.over(error);
        else reject(error);
      });
    });
  }

  /** What runs gets its time, and what comes meanwhile is answered too: nobody else would. But a bot that people keep busy must end as well, and a Discord that does not answer gets none. */
  async function stop(): Promise<void> {
    stopped.abort();
    await endsWithin(times.lastCall, session.idle());
    session.close();
    await endsWithin(times.drain, session.idle());
    const client = session.client();
    if (client) await endsWithin(times.close, discard(client));
  }

  return {
    name: 'discord',
    start,
    stop: () => (stopping ??= stop()),
    isReady: () => isConnected(session.client()),
    lacking: () => lackingNow(session.client()),
    post: async (post) => postTo(connected(), bot, post),
    find: async (wanted) => findPosted(connected(), bot, { ...wanted, since: clock.toDiscord(wanted.since) }),
    obstacleIn: async (channel) => obstacleOn(connected(), channel),
    tell: (learner, reply) => writeTo(connected(), bot, learner, reply, log),
  };
}

/** While it is not connected, nothing is known. */
function lackingNow(client: Client | undefined): string[] {
  return isConnected(client) ? lackingOn(client) : [];
}

/** The client of the moment: a login that failed needs a new one. */
interface Session {
  client(): Client | undefined;
  /** Connects, trying again as long as it takes. `begun` is called when the first try has failed, or all is done. */
  begin(begun: () => void): Promise<void>;
  idle(): Promise<void>;
  /** Takes nothing any more. */
  close(): void;
}

interface SessionParts extends Omit<DiscordParts, 'clock'> {
  readonly clock: DiscordClock;
}

function makeSession({ bot, config, log, course, clock, over }: SessionParts, stopped: AbortSignal): Session {
  const handle = interactionHandler({ bot, log, course, clock, answerBy: config.answerBy });
  const hear = messageHandler({ bot, log });
  const tasks = makeTasks();
  const outage = discordOutage(log);
  const take = (work: () => Promise<void>) => {
    if (!closed) void tasks.run(work());
  };
  let closed = false;
  let client: Client | undefined;

  function newClient(): Client {
    const { apiUrl: api, requestTimeout: timeout = times.request } = config;
    const rest = { timeout, globalRequestsPerSecond: limits.requestsPerSecond, ...(api && { api }) };
    client = makeClient(rest, { log, clock, outage });
    client.on(Events.InteractionCreate, (interaction) => take(() => handle(interaction)));
    client.on(Events.MessageCreate, (message) => take(() => hear(message)));
    return client;
  }

  async function connect(): Promise<void> {
    const fresh = newClient();
    try {
      await logIn(fresh, config.token);
    } catch (error) {
      await discard(fresh);
      throw error;
    }
    fresh.once(Events.ShardDisconnect, ({ code }) => over(endedForGood(code)));
    log.info({ user: fresh.user?.tag }, 'Connected to Discord.');
    outage.ended();
    if (fresh.isReady()) for (const lacking of lackingOn(fresh)) log.warn(lacking);
  }

  async function begin(begun: () => void): Promise<void> {
    const isFinal = (error: unknown) => error instanceof Misconfigured;
    const failed = (error: unknown) => {
      outage.failed(error);
      begun();
    };
    await retryForever(connect, { pauses: times.pauses, signal: stopped, isFinal, failed });
    if (client?.isReady()) await registerCommands(client, log, stopped);
    begun();
  }

  return { client: () => client, begin, idle: tasks.idle, close: () => void (closed = true) };
}
