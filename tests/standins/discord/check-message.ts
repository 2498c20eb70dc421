import { allComponents, type ComponentBody, type EmbedBody, type MessageBody } from './bodies.ts';
import type { Problem } from './schemas.ts';
import { limits } from './specs.ts';

export const V2 = limits.componentsV2.flag;

/** What a message already holds when it is edited; nothing for a new one. */
export type Before = Required<Pick<MessageBody, 'content' | 'embeds' | 'components' | 'attachments'>> & {
  flags: number;
};

/** The rules for messages that the schema cannot say: sums, uniqueness, what goes with what. */
export function messageRules(body: MessageBody, before?: Before): Problem[] {
  const v2 = (((body.flags ?? 0) | (before?.flags ?? 0)) & V2) !== 0;
  return [
    ...contentRules(body),
    ...embedRules(body.embeds ?? []),
    ...componentRules(body.components ?? []),
    ...(v2 ? v2Rules(body, before) : legacyRules(body.components ?? [])),
  ];
}

/** Mentions must be switched off in words, or the bot could ping everybody with a learner's text. */
export function mentionRules(body: MessageBody): Problem[] {
  const parse = body.allowed_mentions?.parse;
  if (Array.isArray(parse) && parse.length === 0) return [];
  const found = body.allowed_mentions ? `parse is ${JSON.stringify(parse)}` : 'it is missing';
  return [{ path: 'allowed_mentions', message: `must be present with parse [], but ${found}` }];
}

/** True when Discord would refuse the message as empty (50006). */
export function isEmptyMessage(body: MessageBody, files: number, before?: Before): boolean {
  const after = { ...before, ...body };
  const lists = [after.embeds, after.components, after.sticker_ids, after.attachments];
  return !after.content?.trim() && files === 0 && !after.poll && lists.every((list) => !list?.length);
}

function contentRules(body: MessageBody): Problem[] {
  return [
    ...atMost('content', length(body.content), limits.message.content, 'characters'),
    ...atMost('nonce', length(String(body.nonce ?? '')), limits.message.nonce, 'characters'),
  ];
}

function embedRules(embeds: readonly EmbedBody[]): Problem[] {
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  const blank = embeds.flatMap((embed, e) => (embed.fields ?? []).flatMap((field, f) => blankField(field, `embeds[${e}].fields[${f}]`)));
  return [...atMost('embeds', total, limits.message.embedTotalAcrossMessage, 'characters in all embeds together'), ...blank];
}

function blankField(field: { name: string; value: string }, path: string): Problem[] {
  return (['name', 'value'] as const)
    .filter((key) => !field[key].trim())
    .map((key) => ({ path: `${path}.${key}`, message: 'must not be blank' }));
}

export function embedLength(embed: EmbedBody): number {
  const fields = (embed.fields ?? []).reduce((sum, field) => sum + length(field.name) + length(field.value), 0);
  return length(embed.title) + length(embed.description) + length(embed.footer?.text) + length(embed.author?.name) + fields;
}

/** Rules that hold for the components of messages and modals alike. */
export function componentRules(components: readonly ComponentBody[]): Problem[] {
  const all = allComponents(components);
  return [
    ...repeated(
      'components',
      all.flatMap((one) => one.custom_id ?? []),
      'custom_id',
    ),
    ...repeated(
      'components',
      all.flatMap((one) => (one.id ? String(one.id) : [])),
      'id',
    ),
    ...all.flatMap((one) => [...buttonRules(one), ...rowRules(one), ...selectRules(one)]),
  ];
}

function buttonRules(button: ComponentBody): Problem[] {
  if (button.type !== 2) return [];
  const path = `components, button ${JSON.stringify(button.label ?? button.custom_id ?? '')}`;
  const link = button.style === 5;
  const premium = button.style === 6;
  const problems = [
    !premium && !button.label && !button.emoji && 'needs a label or an emoji',
    link && !button.url && 'is a link and needs a url',
    !link && button.url && 'has a url but is no link (style 5)',
    (link || premium) && button.custom_id && 'must not have a custom_id in this style',
    !link && !premium && !button.custom_id && 'needs a custom_id',
  ];
  return problems.filter((one) => typeof one === 'string').map((message) => ({ path, message }));
}

function rowRules(row: ComponentBody): Problem[] {
  if (row.type !== 1) return [];
  const inner = row.components ?? [];
  const buttons = inner.filter((one) => one.type === 2).length;
  const others = inner.length - buttons;
  const path = 'components, action row';
  if (buttons > 0 && others > 0) return [{ path, message: 'must not mix buttons with a select menu' }];
  return [
    ...atMost(path, buttons, limits.components.buttonsPerRow, 'buttons'),
    ...atMost(path, others, limits.components.selectsPerRow, 'select menus'),
  ];
}

function selectRules(select: ComponentBody): Problem[] {
  if (select.type !== 3) return [];
  const path = `components, select ${JSON.stringify(select.custom_id)}`;
  const options = select.options ?? [];
  const max = select.max_values ?? 1;
  const problems: Problem[] = [];
  if (max > options.length) problems.push({ path, message: `max_values ${max} exceeds its ${options.length} options` });
  if ((select.min_values ?? 1) > max) problems.push({ path, message: 'min_values exceeds max_values' });
  const chosen = options.filter((option) => option.default).length;
  if (chosen > max) problems.push({ path, message: `has ${chosen} default options and takes ${max}` });
  return [
    ...problems,
    ...repeated(
      path,
      options.map((option) => option.value),
      'option value',
    ),
  ];
}

function legacyRules(components: readonly ComponentBody[]): Problem[] {
  const strangers = components.filter((one) => one.type !== 1);
  if (strangers.length > 0) {
    const message = `type ${strangers[0]?.type} at the top needs the components V2 flag ${V2}`;
    return [{ path: 'components', message }];
  }
  return atMost('components', components.length, limits.message.legacyActionRows, 'action rows');
}

function v2Rules(body: MessageBody, before?: Before): Problem[] {
  const all = allComponents(body.components ?? []);
  const text = all.reduce((sum, one) => sum + (one.type === 10 ? length(one.content) : 0), 0);
  const left = { content: before?.content, embeds: before?.embeds, poll: undefined, sticker_ids: undefined };
  const after: Record<string, unknown> = { ...left, ...body };
  const forbidden = limits.componentsV2.forbidden.filter((field) => isFilled(after[field]));
  return [
    ...forbidden.map((path) => ({ path, message: 'is forbidden together with the components V2 flag' })),
    ...atMost('components', all.length, limits.componentsV2.totalComponents, 'components, nested ones included'),
    ...atMost('components', text, limits.componentsV2.totalText.max, 'characters in all text displays together'),
  ];
}

function isFilled(field: unknown): boolean {
  return Array.isArray(field) ? field.length > 0 : Boolean(field);
}

export function atMost(path: string, count: number, max: number, of: string): Problem[] {
  return count > max ? [{ path, message: `has ${count} ${of}, at most ${max} are allowed` }] : [];
}

export function repeated(path: string, names: readonly string[], of: string): Problem[] {
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i));
  return [...twice].map((name) => ({ path, message: `uses the ${of} ${JSON.stringify(name)} more than once` }));
}

/** Discord counts characters, not UTF-16 units. */
export function length(text: string | null | undefined): number {
  return [...(text ?? '')].length;
}
