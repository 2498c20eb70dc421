import { ComponentType } from 'discord.js';
import type { Component } from './fit.ts';

/** What a message looks like on Discord, as lines of Markdown, for those who look at content without a server. */
export function written(components: readonly Component[]): string {
  return components.map(writtenComponent).join('\n\n');
}

function writtenComponent(component: Component): string {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return component.content;
    case ComponentType.MediaGallery:
      return component.items.map(({ description }) => `[picture: ${description ?? ''}]`).join('\n');
    case ComponentType.File:
      return `[file: ${component.file.url.replace('attachment://', '')}]`;
    case ComponentType.Section:
      return `${component.components.map(({ content }) => content).join('\n')}  ${writtenElement(component.accessory)}`.trimEnd();
    case ComponentType.Separator:
      return '──';
    case ComponentType.Container:
      return written(component.components);
    case ComponentType.ActionRow:
      return component.components.map(writtenElement).join('  ');
  }
}

type Row = Extract<Component, { type: ComponentType.ActionRow }>;
type Element = Row['components'][number] | Extract<Component, { type: ComponentType.Section }>['accessory'];

function writtenElement(element: Element): string {
  if (element.type === ComponentType.StringSelect) return `[${element.placeholder ?? ''} ▾]`;
  return element.type === ComponentType.Button && 'label' in element ? `[${element.label ?? ''}]` : '';
}
