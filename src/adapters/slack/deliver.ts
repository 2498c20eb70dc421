import type { Bot } from '../../bot.ts';
import type { Reply } from '../../core/reply.ts';
import type { Log } from '../../log.ts';
import { makeQueues } from '../../support/queues.ts';
import type { Clients } from './clients.ts';
import { isNoAnswer, sayReason } from './errors.ts';
import { type Patience, withinRate } from './patience.ts';
import { drawHome, drawMessage, type Message } from './render.ts';
import { MayArrive, sendFiles } from './files.ts';
import { besides, fileMayArrive, fileNotSent, withFileNote } from './sentences.ts';

/** An address to respond to works for half an hour, so nobody waits longer than that for an answer. */
const answerWaits = 29 * 60_000;

/** And it works five times. */
const mostUses = 5;

/** Where an answer goes. */
export type Recipient = Aside | Direct | Home;

interface Place {
  readonly user: string;
  readonly channel: string;
  readonly thread?: string | undefined;
  /** Slack's address to respond to. */
  readonly address?: string | undefined;
  /** The message with the pressed button, which the answer replaces. */
  readonly replaces?: string | undefined;
}

/** To one person in a channel, seen by nobody else. */
export interface Aside extends Place {
  readonly kind: 'aside';
}

/** Into the conversation between a person and the bot, where messages stay. */
export interface Direct extends Place {
  readonly kind: 'direct';
}

/** To a person's home tab. */
export interface Home {
  readonly kind: 'home';
  readonly user: string;
  /** Whether the tab shows something already. */
  readonly isShown: boolean;
}

interface DelivererParts extends Pick<Patience, 'wait'> {
  readonly bot: Bot;
  readonly clients: Clients;
  readonly log: Log;
  /** Ends every wait. */
  readonly halt: AbortSignal;
  /** Hears of every call that failed. */
  readonly failed: (error: unknown) => void;
}

export type Deliver = (reply: Reply, to: Recipient) => Promise<void>;

/** One way to show an answer. */
interface Way {
  readonly show: () => Promise<unknown>;
  /** Carried out twice, it comes to the same. */
  readonly isRepeatable?: boolean;
  readonly mostTries?: number;
  /** That it fails is no surprise, and not worth a word. */
  readonly isGuess?: boolean;
}

/** Shows answers: as Slack's limits allow, and by another way where one fails. What replaces the same message takes turns. */
export function makeDeliverer(parts: DelivererParts): Deliver {
  const { inTurn } = makeQueues();
  return async (reply, to) => {
    const show = () => byAnyWay({ ...parts, until }, waysOf(parts, reply, to));
    const until = performance.now() + answerWaits;
    const place = to.kind === 'home' ? `home ${to.user}` : to.replaces && `${to.channel} ${to.replaces}`;
    await (place ? inTurn(place, show) : show());
    if (reply.attachments) await sendOrSay({ ...parts, until }, reply, to);
  };
}

/** What cannot be sent is said: whoever waits for a file would wait for ever. */
async function sendOrSay(parts: Delivery, reply: Reply, to: Recipient): Promise<void> {
  try {
    await withinRate({ ...parts, isPromised: true }, () => sendFiles(parts.clients, to.user, reply));
  } catch (error) {
    parts.failed(error);
    parts.log.warn(
      { reason: sayReason(error) },
      'A file could not be sent. If the scope files:write is missing, take the new manifest.json and reinstall the app.',
    );
    const sentence = error instanceof MayArrive ? fileMayArrive() : fileNotSent();
    const place = to.kind === 'home' ? to : { ...to, replaces: undefined };
    await byAnyWay(parts, to.kind === 'home' ? [{ show: () => write(parts, to.user, sentence) }] : waysOf(parts, sentence, place));
  }
}

function waysOf(parts: DelivererParts, reply: Reply, to: Recipient): Way[] {
  if (to.kind === 'home') return homeWays(parts, reply, to);
  // An apology takes nobody's question away.
  const place = reply.isApology ? { ...to, replaces: undefined } : to;
  const message = drawMessage(place.kind === 'aside' ? withFileNote(reply) : reply, parts.bot.sign);
  return place.kind === 'aside' ? asideWays(parts, reply, message, place) : directWays(parts, reply, message, place);
}

function homeWays(parts: DelivererParts, reply: Reply, { user, isShown }: Home): Way[] {
  const { bot, clients } = parts;
  const publish = () => clients.answers.views.publish({ user_id: user, view: drawHome(reply, bot.sign) });
  if (reply.isApology && isShown) return [{ show: () => write(parts, user, reply) }];
  return [{ show: publish, isRepeatable: true }];
}

function asideWays(parts: DelivererParts, reply: Reply, message: Message, { user, channel, thread, address, replaces }: Aside): Way[] {
  const { clients } = parts;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  return [
    ...respondWays(parts, { ...message, response_type: 'ephemeral' }, { address, replaces }),
    { show: () => clients.answers.chat.postEphemeral({ ...message, ...inThread, channel, user }) },
    { show: () => write(parts, user, besides(reply)) },
  ];
}

/** A command may be typed where two other people talk; Slack says then that there is no such channel for us. */
function directWays(parts: DelivererParts, reply: Reply, message: Message, to: Direct): Way[] {
  const { clients } = parts;
  const { user, channel, thread, address, replaces } = to;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const post = () => clients.answers.chat.postMessage({ ...message, ...inThread, channel, unfurl_links: false, unfurl_media: false });
  if (replaces !== undefined)
    return [
      ...respondWays(parts, message, { address, replaces }),
      { show: () => clients.answers.chat.update({ ...message, channel, ts: replaces }), isRepeatable: true },
      { show: post },
    ];
  const otherwise = address === undefined ? [] : asideWays(parts, reply, message, { kind: 'aside', user, channel, address });
  return [{ show: post, isGuess: otherwise.length > 0 }, ...otherwise];
}

function respondWays({ clients }: DelivererParts, message: object, { address, replaces }: Pick<Aside, 'address' | 'replaces'>): Way[] {
  if (address === undefined) return [];
  const isRepeatable = replaces !== undefined;
  const show = () => clients.respond(address, { ...message, replace_original: isRepeatable });
  return [{ show, isRepeatable, mostTries: mostUses }];
}

/** A direct message: the last way to reach somebody. */
async function write({ bot, clients: { answers } }: DelivererParts, user: string, reply: Reply): Promise<void> {
  const { channel } = await answers.conversations.open({ users: user });
  await answers.chat.postMessage({ ...drawMessage(reply, bot.sign), channel: channel?.id ?? user });
}

/** No answer is no refusal: what Slack may have shown is shown once more only where nobody would see it twice. */
async function byAnyWay(parts: Delivery, ways: readonly Way[]): Promise<void> {
  for (const way of ways) {
    const first = await attempt(parts, way);
    const outcome = first === 'unsure' && way.isRepeatable ? await attempt(parts, way) : first;
    if (outcome !== 'refused') return;
  }
  parts.log.error('An answer did not reach anybody.');
}

interface Delivery extends DelivererParts {
  /** In the milliseconds of `performance.now()`. */
  readonly until: number;
}

type Outcome = 'shown' | 'refused' | 'unsure';

async function attempt({ until, log, halt, wait, failed }: Delivery, { show, mostTries, isGuess }: Way): Promise<Outcome> {
  const patience = { until, halt, log, wait, isPromised: true, ...(mostTries && { mostTries }) };
  try {
    await withinRate(patience, show);
    return 'shown';
  } catch (error) {
    failed(error);
    log[isGuess ? 'debug' : 'warn']({ reason: sayReason(error) }, 'An answer could not be shown as it was meant to be.');
    return isNoAnswer(error) ? 'unsure' : 'refused';
  }
}
