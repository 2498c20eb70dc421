import type { CallbackBody, MessageBody, ModalBody } from './bodies.ts';
import { checkCallback, checkMessage, type Findings } from './check.ts';
import { messagePayload } from './message-payloads.ts';
import { edit, ephemeral, loading, post, remove } from './posting.ts';
import { type Answer, type Call, done, failure, ok, type Route, refusal } from './rest.ts';
import { limits } from './specs.ts';
import type { Interaction, Message, World } from './world.ts';

/** Answers to interactions, and what may follow them while the token lives. The token in the address is the key. */
export const interactionRoutes: readonly Route[] = [
  { method: 'POST', path: '/interactions/:interaction/:token/callback', open: true, run: callback },
  {
    method: 'POST',
    path: '/webhooks/:application/:token',
    open: true,
    run: (call) => alive(call, (one) => followUp(call, one)),
  },
  {
    method: 'GET',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    run: (call) => onReply(call, (one) => ok(messagePayload(call.world, one))),
  },
  {
    method: 'PATCH',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    run: (call) => onReply(call, (one, interaction) => change(call, one, interaction)),
  },
  { method: 'DELETE', path: '/webhooks/:application/:token/messages/:message', open: true, run: deleteReply },
];

function callback(call: Call): Answer {
  const interaction = call.world.interactions.get(call.params.token ?? '');
  if (!interaction || interaction.id !== call.params.interaction) return failure(404, 'UnknownInteraction');
  const refused = refusal(call, callbackFindings(call, interaction)) ?? tooLate(call.world, interaction);
  if (refused) {
    interaction.refusals.push((refused.body as { code: number }).code);
    return refused;
  }
  answer(call, interaction, call.body as CallbackBody);
  interaction.heard();
  return call.query.get('with_response') === 'true' ? ok(callbackResponse(call.world, interaction)) : done;
}

function callbackFindings(call: Call, { type, optionType, source }: Interaction): Findings {
  const asked = { type, ...(optionType === undefined ? {} : { optionType }), ...(source ? { source } : {}) };
  return checkCallback(asked, call.body, call.files.length);
}

function tooLate(world: World, interaction: Interaction): Answer | undefined {
  if (interaction.answerType !== undefined)
    return failure(400, 'InteractionHasAlreadyBeenAcknowledged', 'Interaction has already been acknowledged.');
  if (world.now() - interaction.createdAt > world.responseMs) return failure(404, 'UnknownInteraction');
  return undefined;
}

function answer(call: Call, interaction: Interaction, body: CallbackBody): void {
  const { world, files } = call;
  interaction.answerType = body.type;
  interaction.answeredMs = performance.now() - interaction.startedMs;
  const data = (body.data ?? {}) as MessageBody & { choices?: Interaction['choices'] };
  if (body.type === 4) interaction.original = reply(world, interaction, data, files);
  if (body.type === 5) interaction.original = reply(world, interaction, { flags: ((data.flags ?? 0) & ephemeral) | loading }, []);
  interaction.changeDue = body.type === 6;
  if (body.type === 6 || body.type === 7) setOriginal(interaction, interaction.source);
  if (body.type === 7 && interaction.source) edit(world, interaction.source, data, files);
  if (body.type === 8) interaction.choices = data.choices ?? [];
  if (body.type === 9) interaction.modal = body.data as ModalBody;
}

function setOriginal(interaction: Interaction, message: Message | undefined): void {
  if (message) interaction.original = message;
}

function reply(world: World, interaction: Interaction, body: MessageBody, files: Call['files']): Message {
  const { id, type, user, channel } = interaction;
  const hidden = ((body.flags ?? 0) & ephemeral) !== 0;
  return post(world, channel, world.bot, body, files, {
    interaction: { id, type, user },
    ...(hidden ? { visibleTo: user.id } : {}),
  });
}

function callbackResponse(world: World, { id, type, answerType, original }: Interaction): object {
  const message = original && { message: messagePayload(world, original) };
  const flags = original && {
    response_message_id: original.id,
    response_message_loading: (original.flags & loading) !== 0,
    response_message_ephemeral: (original.flags & ephemeral) !== 0,
  };
  return { interaction: { id, type, ...flags }, resource: { type: answerType, ...message } };
}

/** A webhook call needs an interaction that was answered, and whose token has not run out. */
function alive(call: Call, use: (interaction: Interaction) => Answer): Answer {
  const { world, params } = call;
  const interaction = world.interactions.get(params.token ?? '');
  if (!interaction || params.application !== world.bot.id || interaction.answerType === undefined) return failure(404, 'UnknownWebhook');
  if (world.now() - interaction.createdAt <= limits.interaction.token_ms) return use(interaction);
  interaction.refusals.push(50027);
  return failure(401, 'InvalidWebhookToken', 'Invalid Webhook Token');
}

function followUp(call: Call, interaction: Interaction): Answer {
  const { world, files } = call;
  const refused = refusal(call, checkMessage('IncomingWebhookRequestPartial', call.body, files.length));
  if (refused) return refused;
  const waiting = interaction.original;
  if (waiting && (waiting.flags & loading) !== 0) return fillDeferred(call, waiting);
  if (interaction.userInstalled && interaction.followups.length >= limits.interaction.followupsWhenOnlyUserInstalled) {
    return { status: 400, body: { message: 'Maximum number of follow-up messages reached.', code: 40094 } };
  }
  const message = reply(world, interaction, call.body as MessageBody, files);
  interaction.followups.push(message);
  return ok(messagePayload(world, message));
}

/** The first follow-up after a deferral becomes the deferred reply itself. */
function fillDeferred(call: Call, waiting: Message): Answer {
  edit(call.world, waiting, call.body as MessageBody, call.files);
  return ok(messagePayload(call.world, waiting));
}

function onReply(call: Call, use: (message: Message, interaction: Interaction) => Answer): Answer {
  return alive(call, (interaction) => {
    const message = replyCalled(interaction, call.params.message ?? '');
    return message ? use(message, interaction) : failure(404, 'UnknownMessage');
  });
}

function replyCalled({ original, followups }: Interaction, name: string): Message | undefined {
  const found = name === '@original' ? original : [original, ...followups].find((one) => one?.id === name);
  return found?.channel.messages.includes(found) ? found : undefined;
}

function change(call: Call, message: Message, interaction: Interaction): Answer {
  const refused = refusal(call, checkMessage('IncomingWebhookUpdateRequestPartial', call.body, call.files.length, message));
  if (refused) return refused;
  edit(call.world, message, call.body as MessageBody, call.files);
  if (interaction.changeDue) message.filledMs = performance.now();
  interaction.changeDue = false;
  return ok(messagePayload(call.world, message));
}

function deleteReply(call: Call): Answer {
  return onReply(call, (message) => {
    remove(call.world, message);
    return done;
  });
}
