import { isObject, type Json, objectsIn } from './types.ts';

/** Something on a message that can be pressed or picked from, and the names a test may call it by. */
export type Pressable = { names: string[]; block_id: unknown; element: Json };

export function buttonsOf(blocks: Json[]): Pressable[] {
  return blocks.flatMap((block) => elementsOf(block).map((element) => ({ names: namesOf(element), block_id: block.block_id, element })));
}

/** The entry of `actions` in a block_actions payload for pressing a button, or picking an option of a menu. */
export function findAction(blocks: Json[], name: string, option?: string): Json {
  const all = buttonsOf(blocks);
  const found = all.find(({ names }) => names.includes(name));
  if (!found)
    throw new Error(`there is no "${name}" to press; there are: ${all.map(({ names }) => names.join(' or ')).join(', ') || 'no buttons'}`);
  const { element, block_id } = found;
  const { type, action_id, text, value, style } = element;
  if (type === 'button')
    return { type, action_id, block_id, text, ...(value !== undefined && { value }), ...(style !== undefined && { style }) };
  return { type, action_id, block_id, placeholder: element.placeholder, ...picked(element, option) };
}

/** All text of a message in reading order, one line for each piece; for assertions about what a person can read. */
export function shownText(message: { text: string; blocks?: Json[] }): string {
  if (!message.blocks || message.blocks.length === 0) return message.text;
  return message.blocks.flatMap(textsIn).join('\n');
}

function elementsOf(node: Json): Json[] {
  const inner = [...objectsIn(node.elements), ...objectsIn(node.child_blocks), ...objectsIn(node.actions), node.accessory, node.element];
  const below = inner.filter(isObject).flatMap(elementsOf);
  return typeof node.action_id === 'string' ? [node, ...below] : below;
}

function namesOf(element: Json): string[] {
  const [label, placeholder] = [element.text, element.placeholder].map((text) => (isObject(text) ? text.text : undefined));
  return [element.action_id, label, placeholder].filter((name): name is string => typeof name === 'string');
}

function picked(element: Json, wanted: string | undefined): Json {
  const options = [...objectsIn(element.options), ...objectsIn(element.option_groups).flatMap((group) => objectsIn(group.options))];
  const option = options.find(({ value, text }) => value === wanted || (isObject(text) && text.text === wanted));
  if (!option) throw new Error(`there is no option "${wanted}" in ${String(element.action_id)}`);
  return /^(checkboxes|multi_)/.test(String(element.type)) ? { selected_options: [option] } : { selected_option: option };
}

function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (!isObject(node)) return [];
  if (typeof node.text === 'string') return [node.text];
  return Object.values(node).flatMap(textsIn);
}
