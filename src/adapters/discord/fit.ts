import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIContainerComponent,
  type APIFileComponent,
  type APIMediaGalleryComponent,
  type APISectionComponent,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js';
import { largest } from '../../support/fitting.ts';
import { limits } from './limits.ts';

/** What a message is made of, in a frame or without. */
export type Component = Piece | (Omit<APIContainerComponent, 'components'> & { readonly components: Piece[] });

/** What stands in a frame or in the message itself. */
export type Piece =
  | APITextDisplayComponent
  | APISectionComponent
  | APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>
  | APISeparatorComponent
  | APIMediaGalleryComponent
  | APIFileComponent;

/** Draws a text from at most so many of its characters: the marks come on top, and always in pairs. */
export type TextDrawing = (most: number) => string;

/** How long the longest text may be so that all together fit, of which these are the lengths: the short ones stay whole. One more each, for the line between. */
export function roomOf(lengths: readonly number[]): number {
  return largest(limits.textInAll, (room) => lengths.reduce((sum, length) => sum + Math.min(length, room) + 1, 0) <= limits.textInAll);
}

/** The text itself, drawn whole already, or the longest beginning of it that fits. */
export function fitting(whole: string, draw: TextDrawing, room: number): string {
  if (whole.length <= room) return whole;
  const most = largest(room, (count) => count > 0 && draw(count).length <= room);
  return most > 0 ? draw(most) : '';
}

/** Texts of their own have air between them, and lines; when there are too many, neighbours share one. What is still too much is left out. */
export function withinCount(components: readonly Piece[], most: number = limits.components): Piece[] {
  let left = most;
  return (countOf(components) > left ? merged(components) : components).filter((component) => {
    const count = countOf([component]);
    if (count > left) return false;
    left -= count;
    return true;
  });
}

/** A line parts two things: none stands at an edge, or beside another. */
export function withoutStrayLines(components: readonly Piece[]): Piece[] {
  const isLine = (piece: Piece | undefined) => piece === undefined || piece.type === ComponentType.Separator;
  const single = components.filter((piece, at) => !isLine(piece) || !isLine(components[at - 1]));
  return single.filter((piece, at) => !isLine(piece) || at < single.length - 1);
}

function countOf(components: readonly Piece[]): number {
  return components.reduce((sum, one) => sum + 1 + partsOf(one), 0);
}

function partsOf(component: Piece): number {
  if (component.type === ComponentType.Section) return component.components.length + 1;
  return component.type === ComponentType.ActionRow ? component.components.length : 0;
}

function merged(components: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const component of components.filter(({ type }) => type !== ComponentType.Separator)) {
    const last = kept.at(-1);
    if (component.type === ComponentType.TextDisplay && last?.type === ComponentType.TextDisplay) {
      kept[kept.length - 1] = { ...last, content: `${last.content}\n${component.content}` };
    } else kept.push(component);
  }
  return kept;
}
