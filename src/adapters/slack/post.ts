import type { webApi } from '@slack/bolt';
import type { Bot } from '../../bot.ts';
import type { Reply } from '../../core/reply.ts';
import type { LearnerId } from '../../core/state.ts';
import type { Log } from '../../log.ts';
import { makeThrottle, type Throttle } from '../../support/throttle.ts';
import { makeQueues } from '../../support/queues.ts';
import type { Adapter, Post, Wanted } from '../platform.ts';
import { asRefusal, isUnreachable, reasonOf } from './errors.ts';
import { isVoteOn } from '../../core/drill/rules.ts';
import { type Patience, withinRate } from './patience.ts';
import { whyClosed } from './person.ts';
import { drawMessage } from './render.ts';

/** How long a post waits for its turn and for Slack's rate limit. With the calls themselves it stays below the minute for which a claim is good. */
const postWaits = 30_000;

/**
 * Slack takes "several hundred messages" a minute in a whole workspace, with generous bursts: https://docs.slack.dev/apis/web-api/rate-limits. Three hundred,
 * in milliseconds from one to the next, and so many at once after a quiet while.
 */
const postEvery = 200;
const atOnce = 30;

/** Slack hands out so many messages a call, and apps of some kinds get fewer; the pages are turned until the time of the post. */
const messagesInPage = 100;

/** So many conversations are remembered. */
const mostKnown = 10_000;

/** Slack's clock and ours may differ by this much, in milliseconds. */
const clocksDiffer = 5 * 60_000;

interface PosterParts extends Pick<Patience, 'wait'> {
  readonly bot: Bot;
  readonly web: webApi.WebClient;
  readonly log: Log;
  /** Ends every wait. */
  readonly halt: AbortSignal;
}

export interface Poster extends Required<Pick<Adapter, 'post' | 'find' | 'obstacleIn' | 'tell' | 'canRedraw'>> {
  idle(): Promise<void>;
}

/** Posts one after the other in each channel, where Slack takes about one a second. */
export function makePoster(parts: PosterParts): Poster {
  const { inTurn, idle } = makeQueues();
  const { web } = parts;
  const throttle = makeThrottle(postEvery, atOnce);
  /** Edits are counted over the whole workspace: once Slack has asked to wait, it would turn away the next one as well. */
  let redrawsFrom = 0;
  const held = (seconds: number) => void (redrawsFrom = performance.now() + seconds * 1000);

  /** From here on the post waits; when its turn comes too late, it is not made. */
  function soon<T>(channel: string, work: (turn: Turn) => Promise<T>): Promise<T> {
    const until = performance.now() + postWaits;
    return inTurn(channel, () => work({ ...parts, until, throttle }));
  }

  /** Slack lets few of them be opened a minute, and each stays the same for good. */
  const conversations = new Map<LearnerId, string>();

  async function conversationWith(learner: LearnerId): Promise<string> {
    const known = conversations.get(learner);
    if (known !== undefined) return known;
    const users = learner.slice('slack:'.length);
    const { channel } = await soon(`with ${users}`, (turn) => withinRate(turn, () => web.conversations.open({ users })));
    if (channel?.id === undefined) throw new Error('Slack opened a conversation without saying which one it is.');
    if (conversations.size >= mostKnown) conversations.clear();
    conversations.set(learner, channel.id);
    return channel.id;
  }

  return {
    post: (wanted) => soon(wanted.channel, (turn) => post(turn, wanted, held)).catch(refuse),
    canRedraw: () => performance.now() >= redrawsFrom,
    find: (wanted) => soon(wanted.channel, (turn) => find(turn, wanted)).catch(refuse),
    obstacleIn: (channel) => soon(channel, (turn) => obstacleIn(turn, channel)),
    async tell(learner, reply) {
      // A drill that was set up in the environment has nobody to be told.
      if (!learner.startsWith('slack:')) return 'unreachable';
      try {
        const id = await conversationWith(learner);
        await soon(id, (turn) => send(turn, id, reply));
        return 'told';
      } catch (error) {
        conversations.delete(learner);
        if (!isUnreachable(error)) throw error;
        parts.log.info({ reason: reasonOf(error) }, 'Somebody cannot be written to any more.');
        return 'unreachable';
      }
    },
    idle,
  };
}

/** One post's turn in its channel: until when it may wait, in the milliseconds of `performance.now()`. */
interface Turn extends PosterParts {
  readonly until: number;
  readonly throttle: Throttle;
}

function refuse(error: unknown): never {
  throw asRefusal(error);
}

function post(turn: Turn, { channel, reply, replaces, repliesTo }: Post, held: (seconds: number) => void): Promise<string> {
  return replaces === undefined ? send(turn, channel, reply, repliesTo) : redraw({ ...turn, held }, channel, reply, replaces);
}

async function send(turn: Turn, channel: string, reply: Reply, thread?: string): Promise<string> {
  const drawn = { channel, ...drawMessage(reply, turn.bot.sign), unfurl_links: false, unfurl_media: false };
  const message = thread === undefined ? drawn : { ...drawn, thread_ts: thread };
  const { ts } = await withinRate(turn, async () => {
    await turn.throttle();
    return turn.web.chat.postMessage(message);
  });
  if (ts === undefined) throw new Error('Slack took a message without saying which one it is.');
  return ts;
}

async function redraw(turn: Turn & Pick<Patience, 'held'>, channel: string, reply: Reply, ts: string): Promise<string> {
  await withinRate(turn, () => turn.web.chat.update({ channel, ts, ...drawMessage(reply, turn.bot.sign) }));
  return ts;
}

/** Our message about a drill, if an earlier try has reached the channel. Only we can have made the ids of its buttons. */
async function find(turn: Turn, { channel, drill, since }: Wanted): Promise<string | undefined> {
  const { user_id, bot_id } = await withinRate(turn, () => turn.web.auth.test());
  const isOurs = ({ user, bot_id: bot }: Found) => user === user_id || (bot_id !== undefined && bot === bot_id);
  const isIt = (message: Found) => isOurs(message) && actionIds(message).some((id) => isVoteOn(turn.bot.requestOf(id), drill));
  const asked = { channel, oldest: String((since - clocksDiffer) / 1000), limit: messagesInPage };
  for (let cursor: string | undefined; ; ) {
    const page = await withinRate(turn, () => turn.web.conversations.history({ ...asked, ...(cursor && { cursor }) }));
    const found = page.messages?.find(isIt);
    cursor = page.response_metadata?.next_cursor;
    if (found || !cursor) return found?.ts;
  }
}

/** An archived channel is still read. */
async function obstacleIn(turn: Turn, channel: string): Promise<string | undefined> {
  const { channel: place } = await withinRate(turn, () => turn.web.conversations.info({ channel }));
  return place && whyClosed(place);
}

type Found = NonNullable<webApi.ConversationsHistoryResponse['messages']>[number];

function actionIds({ blocks = [] }: Found): string[] {
  const elements = blocks.flatMap((block) => [
    ...(block.elements ?? []),
    ...('accessory' in block && block.accessory ? [block.accessory] : []),
  ]);
  return elements.flatMap((element) => ('action_id' in element && element.action_id) || []);
}
