import type { MessageBody } from './bodies.ts';
import { checkMessage } from './check.ts';
import { messagePayload } from './message-payloads.ts';
import { channelById } from './population.ts';
import { edit, post, remove } from './posting.ts';
import { type Answer, type Call, done, failure, ok, type Route, refusal } from './rest.ts';
import type { Channel, Message } from './world.ts';

/** Channel messages: what the bot posts of its own accord. */
export const messageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    run: (call) => inChannel(call, (channel) => list(call, channel)),
  },
  { method: 'POST', path: '/channels/:channel/messages', run: (call) => create(call) },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    run: (call) => onMessage(call, (one) => ok(messagePayload(call.world, one))),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    run: (call) => onMessage(call, (one) => change(call, one)),
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    run: (call) => onMessage(call, (one) => drop(call, one)),
  },
  { method: 'POST', path: '/channels/:channel/typing', run: (call) => inChannel(call, () => done) },
];

/** Finds the channel that a call names, or says as Discord does why the bot cannot have it. */
export function inChannel(call: Call, use: (channel: Channel) => Answer): Answer {
  const channel = channelById(call.world, call.params.channel ?? '');
  if (!channel || channel.trouble === 'gone') return failure(404, 'UnknownChannel');
  if (channel.trouble === 'no-access' || channel.guild?.joined === false) return failure(403, 'MissingAccess', 'Missing Access');
  return use(channel);
}

function create(call: Call): Answer {
  const { world, files } = call;
  const refused = refusal(call, checkMessage('MessageCreateRequest', call.body, files.length));
  return (
    refused ??
    inChannel(call, (channel) => {
      const body = call.body as MessageBody;
      if (channel.trouble === 'no-permission') return failure(403, 'MissingPermissions');
      if (channel.recipient?.refusesDms) return failure(403, 'CannotSendMessagesToThisUser', 'Cannot send messages to this user');
      const earlier = body.enforce_nonce ? channel.messages.find((one) => one.nonce === body.nonce) : undefined;
      if (earlier) return ok(messagePayload(world, earlier));
      const repliesTo = body.message_reference?.message_id;
      const extra = { ...(body.nonce == null ? {} : { nonce: body.nonce }), ...(repliesTo ? { repliesTo } : {}) };
      return ok(messagePayload(world, post(world, channel, world.bot, body, files, extra)));
    })
  );
}

function change(call: Call, message: Message): Answer {
  const refused = refusal(call, checkMessage('MessageEditRequestPartial', call.body, call.files.length, message));
  if (refused) return refused;
  if (message.author !== call.world.bot) return failure(403, 'CannotEditMessageAuthoredByAnotherUser');
  edit(call.world, message, call.body as MessageBody, call.files);
  return ok(messagePayload(call.world, message));
}

function drop(call: Call, message: Message): Answer {
  if (message.author !== call.world.bot) return failure(403, 'MissingPermissions');
  remove(call.world, message);
  return done;
}

function list(call: Call, channel: Channel): Answer {
  const limit = Number(call.query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    return refusal(call, { refused: [{ path: 'limit', message: 'must be 1 to 100' }], noted: [] }) ?? done;
  }
  const after = BigInt(call.query.get('after') ?? 0);
  const before = BigInt(call.query.get('before') ?? 2n ** 63n);
  const all = channel.messages.filter((one) => one.visibleTo === undefined && BigInt(one.id) > after && BigInt(one.id) < before);
  const page = call.query.has('after') ? all.slice(0, limit) : all.slice(-limit);
  return ok(page.reverse().map((one) => messagePayload(call.world, one)));
}

function onMessage(call: Call, use: (message: Message) => Answer): Answer {
  return inChannel(call, (channel) => {
    const message = channel.messages.find((one) => one.id === call.params.message && one.visibleTo === undefined);
    return message ? use(message) : failure(404, 'UnknownMessage');
  });
}
