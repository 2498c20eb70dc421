import type { types } from '@slack/bolt';
import { ButtonStyle, ComponentType } from 'discord.js';
import type { Component } from '../../src/adapters/discord/fit.ts';
import type { Drawn } from '../../src/adapters/slack/fit.ts';

/** What was drawn, a line each, so that three drawings can be compared by eye. The exclamation mark is the main button. */

export function readSlack(block: Drawn): string {
  switch (block.type) {
    case 'header':
      return `header   ${block.text.text}`;
    case 'image':
      return `image    ${block.alt_text}`;
    case 'rich_text':
      return block.elements.map(readRich).join('\n');
    case 'context':
      return block.elements.map((element) => `note     ${'text' in element ? element.text : ''}`).join('\n');
    case 'section':
      return `answer   ${block.text?.text} ${readSlackElement(block.accessory as types.Button)}`;
    case 'actions':
      return `actions  ${(block.elements as (types.Button | types.StaticSelect)[]).map(readSlackElement).join('  ')}`;
  }
}

export function readDiscord(component: Component): string {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return component.content;
    case ComponentType.MediaGallery:
      return component.items.map(({ description }) => `image ${description}`).join('\n');
    case ComponentType.File:
      return `file ${component.file.url}`;
    case ComponentType.Section:
      return `${component.components.map(({ content }) => content).join(' ')} ${readDiscordElement(component.accessory)}`;
    case ComponentType.ActionRow:
      return component.components.map(readDiscordElement).join('  ');
    case ComponentType.Separator:
      return '──';
    case ComponentType.Container:
      return [
        `frame #${component.accent_color?.toString(16)}`,
        ...component.components.map((piece) => readDiscord(piece as Component)),
      ].join('\n');
  }
}

function readSlackElement(element: types.Button | types.StaticSelect): string {
  if (element.type === 'button') return readButton(element.text.text, element.style === 'primary', element.action_id);
  return readMenu(element.placeholder?.text, element.options?.map(({ text, value = '' }) => [text.text, value]) ?? []);
}

function readDiscordElement(element: Inner): string {
  if (element.type === ComponentType.StringSelect)
    return readMenu(
      element.placeholder,
      element.options.map(({ label, value }) => [label, value]),
    );
  if (element.type !== ComponentType.Button || !('custom_id' in element)) throw new Error('No drawing of ours has this in it.');
  return readButton(element.label ?? '', element.style === ButtonStyle.Primary, element.custom_id);
}

type Row = Extract<Component, { type: ComponentType.ActionRow }>;
type Inner = Row['components'][number] | Extract<Component, { type: ComponentType.Section }>['accessory'];

function readMenu(label = '', options: readonly (readonly [label: string, id: string])[]): string {
  return `{${label}: ${options.map(([name, id]) => `${name} ${id}`).join(' | ')}}`;
}

function readButton(label: string, main: boolean, id = ''): string {
  return `[${label}]${main ? '!' : ''} ${id}`;
}

function readRich(element: types.RichTextBlockElement): string {
  switch (element.type) {
    case 'rich_text_list':
      return element.elements.map((item) => readSpans('item', item.elements)).join('\n');
    case 'rich_text_section':
      return readSpans('section', element.elements);
    case 'rich_text_quote':
      return readSpans('quote', element.elements);
    case 'rich_text_preformatted':
      return readSpans('code', element.elements);
  }
}

function readSpans(lead: string, spans: readonly types.RichTextElement[]): string {
  const said = spans
    .map(readSpan)
    .join('')
    .replaceAll('\n', `\n${' '.repeat(9)}`);
  return `${lead.padEnd(9)}${said}`;
}

function readSpan(span: types.RichTextElement): string {
  if (span.type === 'link') return `${span.text}(${span.url})`;
  if (span.type === 'date') return `{${span.fallback}}`;
  if (span.type !== 'text') throw new Error(`No drawing of ours has a ${span.type} in it.`);
  return span.style?.bold ? `*${span.text}*` : span.style?.code ? `'${span.text}'` : span.text;
}
