import type { ComponentBody } from './bodies.ts';
import { userPayload } from './payloads.ts';
import type { Message, User, World } from './world.ts';

/** A message as Discord writes it in JSON. */
export function messagePayload(world: World, message: Message): object {
  const { interaction } = message;
  return {
    id: message.id,
    channel_id: message.channel.id,
    author: userPayload(message.author),
    type: interaction?.type === 2 ? 20 : message.repliesTo ? 19 : 0,
    content: message.content,
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components,
    attachments: message.attachments.map((one) => attachmentPayload(message, one)),
    flags: message.flags,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === undefined ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: world.users.filter(({ id }) => message.content.includes(`<@${id}>`)).map(userPayload),
    mention_roles: [],
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.author.bot ? { application_id: world.bot.id } : {}),
    ...(message.repliesTo ? { message_reference: { type: 0, channel_id: message.channel.id, message_id: message.repliesTo } } : {}),
    ...(interaction ? { webhook_id: world.bot.id, interaction_metadata: interactionMetadata(interaction) } : {}),
  };
}

function interactionMetadata(interaction: { id: string; type: number; user: User }): object {
  const { id, type, user } = interaction;
  return { id, type, user: userPayload(user), authorizing_integration_owners: {} };
}

function attachmentPayload(message: Message, file: Message['attachments'][number]): object {
  const url = `https://cdn.example.invalid/${message.channel.id}/${file.id}/${file.filename}`;
  return { ...file, url, proxy_url: url };
}

/** Discord numbers the components of a stored message that came without an id. */
export function withComponentIds(components: readonly ComponentBody[]): ComponentBody[] {
  let last = 0;
  const number = (component: ComponentBody): ComponentBody => ({
    ...component,
    id: component.id || ++last,
    ...(component.components ? { components: component.components.map(number) } : {}),
    ...(component.accessory ? { accessory: number(component.accessory) } : {}),
  });
  return components.map(number);
}
