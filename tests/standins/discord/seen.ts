import { allComponents, type ComponentBody, type EmbedBody } from './bodies.ts';
import { ephemeral, loading } from './posting.ts';
import type { Message } from './world.ts';

/** A message as a person reads it on the screen, now. */
export type Seen = {
  id: string;
  channelId: string;
  author: string;
  /** Every visible text in order: content, embeds, text displays, labels. */
  text: string;
  content: string;
  embeds: EmbedBody[];
  components: ComponentBody[];
  buttons: { label: string; customId?: string; url?: string; disabled: boolean }[];
  selects: { customId: string; placeholder: string; disabled: boolean; options: { label: string; value: string }[] }[];
  attachments: { filename: string; size: number; description?: string }[];
  flags: number;
  /** Only the person who asked can see it. */
  ephemeral: boolean;
  /** "The bot is thinking…" */
  loading: boolean;
  edited: boolean;
};

export function seen(message: Message): Seen {
  const all = allComponents(message.components);
  return {
    id: message.id,
    channelId: message.channel.id,
    author: message.author.name,
    text: textOf(message),
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    buttons: all.filter((one) => one.type === 2).map(seenButton),
    selects: all.filter((one) => one.type === 3).map(seenSelect),
    attachments: message.attachments,
    flags: message.flags,
    ephemeral: (message.flags & ephemeral) !== 0,
    loading: (message.flags & loading) !== 0,
    edited: message.editedAt !== undefined,
  };
}

function seenButton(button: ComponentBody): Seen['buttons'][number] {
  return {
    label: button.label ?? button.emoji?.name ?? '',
    disabled: button.disabled ?? false,
    ...(button.custom_id ? { customId: button.custom_id } : {}),
    ...(button.url ? { url: button.url } : {}),
  };
}

function seenSelect(select: ComponentBody): Seen['selects'][number] {
  return {
    customId: select.custom_id ?? '',
    placeholder: select.placeholder ?? '',
    disabled: select.disabled ?? false,
    options: select.options ?? [],
  };
}

function textOf(message: Message): string {
  const parts = [message.content, ...message.embeds.flatMap(embedText), ...allComponents(message.components).flatMap(componentText)];
  return parts.filter((part) => part).join('\n');
}

function embedText(embed: EmbedBody): (string | null | undefined)[] {
  const fields = (embed.fields ?? []).flatMap((field) => [field.name, field.value]);
  return [embed.author?.name, embed.title, embed.description, ...fields, embed.footer?.text];
}

function componentText(component: ComponentBody): (string | null | undefined)[] {
  const options = (component.options ?? []).map((option) => option.label);
  return [component.content, component.label, component.placeholder, ...options];
}
