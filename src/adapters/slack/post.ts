import type { webApi } from '@slack/bolt';
import type { Bot } from '../../bot.ts';
import type { Reply } from '../../core/reply.ts';
import type { Log } from '../../log.ts';
import type { Adapter, Post } from '../platform.ts';
import { channelTrouble, waitAsked } from './errors.ts';
import { drawMessage } from './render.ts';
import { nap } from '../support/time.ts';

/** How long a post waits for its turn and for Slack's rate limit. With the calls themselves it stays below the minute for which a claim is good. */
const patience = 30_000;

/** Within this many messages a post is found again whose confirmation was lost. */
const lookBack = 100;

interface Parts {
  readonly bot: Bot;
  readonly web: webApi.WebClient;
  readonly log: Log;
  /** Ends every wait. */
  readonly halt: AbortSignal;
}

export interface Poster extends Pick<Adapter, 'post' | 'tell'> {
  idle(): Promise<void>;
}

/** Posts one after the other in each channel, where Slack takes about one a second. */
export function makePoster({ bot, web, log, halt }: Parts): Poster {
  const queues = new Map<string, Promise<unknown>>();

  async function inTurn<T>(channel: string, work: (until: number) => Promise<T>): Promise<T> {
    const until = performance.now() + patience;
    const before = queues.get(channel) ?? Promise.resolve();
    const begin = () => {
      if (performance.now() > until) throw new Error('A post waited too long for its turn.');
      return work(until);
    };
    const turn = before.then(begin, begin);
    queues.set(channel, turn);
    try {
      return await turn;
    } finally {
      if (queues.get(channel) === turn) queues.delete(channel);
    }
  }

  /** Only a call that Slack turned away for its rate is made again: any other may have been carried out, and must not be carried out twice. */
  async function patiently<T>(until: number, call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        halt.throwIfAborted();
        return await call();
      } catch (error) {
        const seconds = waitAsked(error);
        if (seconds === undefined || performance.now() + seconds * 1000 > until) throw error;
        log.info({ seconds }, 'Slack asks to wait with a post.');
        await nap(Math.max(50, seconds * 1000), halt);
      }
    }
  }

  async function send(channel: string, reply: Reply, until: number): Promise<string> {
    const message = { channel, ...drawMessage(reply, bot.seal), unfurl_links: false, unfurl_media: false };
    const { ts } = await patiently(until, () => web.chat.postMessage(message));
    if (ts === undefined) throw new Error('Slack took a message without saying which one it is.');
    return ts;
  }

  async function redraw(channel: string, reply: Reply, ts: string, until: number): Promise<string> {
    await patiently(until, () => web.chat.update({ channel, ts, ...drawMessage(reply, bot.seal) }));
    return ts;
  }

  /** Our message about a drill, if an earlier try has reached the channel. Only we can have made the ids of its buttons. */
  async function find(channel: string, drill: string, until: number): Promise<string | undefined> {
    const { user_id, bot_id } = await patiently(until, () => web.auth.test());
    const { messages = [] } = await patiently(until, () => web.conversations.history({ channel, limit: lookBack }));
    const own = messages.filter((message) => message.user === user_id || (bot_id !== undefined && message.bot_id === bot_id));
    return own.find((message) => actionIds(message).some((id) => isAbout(id, drill)))?.ts;
  }

  function isAbout(actionId: string, drill: string): boolean {
    const request = bot.requestOf(actionId);
    return request.kind === 'press' && request.action.kind === 'vote' && request.action.drill === drill;
  }

  async function post({ channel, reply, drill, mayExist, replaces }: Post, until: number): Promise<string> {
    if (replaces !== undefined) return redraw(channel, reply, replaces, until);
    const found = mayExist ? await find(channel, drill, until) : undefined;
    return found ?? send(channel, reply, until);
  }

  return {
    post: (wanted) =>
      inTurn(wanted.channel, (until) => post(wanted, until)).catch((error: unknown) => Promise.reject(channelTrouble(error))),
    async tell(learner, reply) {
      // A drill that was set up in the environment has nobody to be told.
      if (!learner.startsWith('slack:')) return;
      const { channel } = await web.conversations.open({ users: learner.slice('slack:'.length) });
      if (channel?.id === undefined) throw new Error('Slack opened a conversation without saying which one it is.');
      const { id } = channel;
      await inTurn(id, (until) => send(id, reply, until));
    },
    idle: async () => void (await Promise.allSettled(queues.values())),
  };
}

type Found = NonNullable<webApi.ConversationsHistoryResponse['messages']>[number];

function actionIds({ blocks = [] }: Found): string[] {
  return blocks.flatMap(({ elements = [] }) => elements.flatMap((element) => ('action_id' in element && element.action_id) || []));
}
