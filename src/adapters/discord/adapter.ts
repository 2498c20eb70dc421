import { setTimeout as delay } from 'node:timers/promises';
import { type Client, Events } from 'discord.js';
import type { Bot, Clock } from '../../bot.ts';
import type { Course } from '../../core/course.ts';
import type { Log } from '../../log.ts';
import { type Adapter, Misconfigured } from '../platform.ts';
import { discard, isConnected, logIn, makeClient, persist, registerCommands } from './connection.ts';
import { interactionHandler } from './listen.ts';
import { limits, times } from './limits.ts';
import { postTo, writeTo } from './post.ts';
import { loggable } from './errors.ts';

export interface DiscordConfig {
  readonly token: string;
  /** Where Discord's API is, without the version; for tests. */
  readonly apiUrl?: string;
  /** After how many milliseconds a call that hangs is given up. */
  readonly requestTimeout?: number;
}

export interface DiscordParts {
  readonly bot: Bot;
  readonly config: DiscordConfig;
  readonly log: Log;
  readonly course: () => Course;
  readonly clock?: Clock;
}

/** Discord, through its gateway: no address of our own is needed. */
export function discordAdapter({ bot, config, log, course, clock = Date.now }: DiscordParts): Adapter {
  const handle = interactionHandler({ bot, log, course, clock });
  const running = new Set<Promise<void>>();
  const stopped = new AbortController();
  let client: Client | undefined;
  let stopping: Promise<void> | undefined;

  async function connect(): Promise<void> {
    const fresh = newClient();
    try {
      await logIn(fresh, config.token);
    } catch (error) {
      await discard(fresh);
      throw error;
    }
    log.info({ user: fresh.user?.tag }, 'Connected to Discord.');
  }

  function newClient(): Client {
    const { apiUrl: api, requestTimeout: timeout = times.request } = config;
    const rest = { timeout, globalRequestsPerSecond: limits.requestsPerSecond, ...(api && { api }) };
    client = makeClient(rest, log);
    client.on(Events.InteractionCreate, (interaction) => {
      if (stopped.signal.aborted) return;
      const work = handle(interaction).finally(() => running.delete(work));
      running.add(work);
    });
    return client;
  }

  function connected(): Client<true> {
    if (!isConnected(client)) throw new Error('Discord is not connected.');
    return client;
  }

  /** `begun` is called when the first try has failed, or all is done. */
  async function begin(begun: () => void): Promise<void> {
    const isFinal = (error: unknown) => error instanceof Misconfigured;
    await persist(connect, { what: 'Connecting to Discord', log, stopped: stopped.signal, isFinal, failed: begun });
    if (client?.isReady()) await registerCommands(client, log, stopped.signal);
    begun();
  }

  /** What runs gets its time, and a Discord that does not answer gets none. */
  async function stop(): Promise<void> {
    stopped.abort();
    await Promise.race([Promise.all(running), delay(times.drain, undefined, { ref: false })]);
    await Promise.race([client && discard(client), delay(times.close, undefined, { ref: false })]);
  }

  return {
    name: 'discord',
    start: () =>
      new Promise((begun, failed) => {
        setTimeout(begun, times.start).unref();
        begin(begun).catch((error) => {
          if (stopped.signal.aborted) return begun();
          log.fatal({ problem: loggable(error) }, 'Discord does not let the bot in.');
          failed(error);
        });
      }),
    stop: () => (stopping ??= stop()),
    isReady: () => isConnected(client),
    post: async (post) => postTo(connected(), bot, post),
    tell: (learner, reply) => writeTo(connected(), bot, learner, reply, log),
  };
}
