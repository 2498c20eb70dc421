import { readSpec } from './specs.ts';
import { isObject, type Json, objectsIn } from './types.ts';

type Limit = { min?: number; max?: number };
type Limits = Record<string, Limit>;
type LimitsFile = {
  message: { blocks_total_text: { seenAccepted: number }; block_id: Limit; action_id: Limit } & Limits;
  view: Limits;
  text_object: Limits;
  blocks: Record<string, Limits>;
  elements: Record<string, Limits>;
  option: Limits;
  option_group: Limits;
  confirm: Limits;
};

export const limits = readSpec<LimitsFile>('block-kit/limits.json');
export const maxTotalText = limits.message.blocks_total_text.seenAccepted;

/** Lengths, counts and uniqueness in a list of blocks, in sentences. */
export function limitProblems(blocks: Json[], maxBlocks: Limit | undefined, path: string): string[] {
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  return withoutEchoes([
    ...lengthProblems('blocks', blocks, maxBlocks, path),
    ...repeated(ids).map((id) => `${path} uses the block_id "${id}" more than once`),
    ...blocks.flatMap((block, i) => blockProblems(block, `${path}[${i}]`)),
    ...onePerMessage(blocks, path),
  ]);
}

/** A text too long for its block may be too long for any text as well; one sentence is enough. */
function withoutEchoes(sentences: string[]): string[] {
  const places = new Set(sentences.map((sentence) => sentence.split(' ')[0]));
  return sentences.filter((sentence) => !places.has(sentence.split(' ')[0]?.replace(/\.text$/, '') ?? '') || !/^\S+\.text /.test(sentence));
}

/** The text of all blocks together, which Slack bounds without saying so in its documentation. */
export function totalText(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, one) => sum + totalText(one), 0);
  if (!isObject(node)) return 0;
  const own = typeof node.text === 'string' ? node.text.length : 0;
  return own + Object.values(node).reduce<number>((sum, one) => sum + totalText(one), 0);
}

/** The named fields of `node` held against a table of limits; texts are measured by their characters. */
export function fieldProblems(node: Json, table: Limits | undefined, path: string): string[] {
  return Object.entries(table ?? {}).flatMap(([field, limit]) => {
    if (!isObject(limit)) return [];
    if (field === 'cells') {
      return objectsOrLists(node.rows).flatMap((row, i) => lengthProblems('', row, limit, `${path}.rows[${i}]`));
    }
    if (field.endsWith('[].text')) {
      const list = field.slice(0, -'[].text'.length);
      return objectsIn(node[list]).flatMap((one, i) => lengthProblems('text', one.text, limit, `${path}.${list}[${i}]`));
    }
    return lengthProblems(field, node[field], limit, `${path}.${field}`);
  });
}

function blockProblems(block: Json, path: string): string[] {
  const own = fieldProblems(block, limits.blocks[String(block.type)], path);
  const actionIds = interactive(block)
    .map((element) => element.action_id)
    .filter((id) => id !== undefined);
  const twice = repeated(actionIds).map((id) => `${path} uses the action_id "${id}" more than once`);
  const empty = block.type === 'section' && block.text === undefined && block.fields === undefined;
  return [...own, ...twice, ...(empty ? [`${path} needs text or fields`] : []), ...partProblems(block, path, '')];
}

function interactive(block: Json): Json[] {
  return [...objectsIn(block.elements), block.accessory, block.element].filter(isObject);
}

/** Walks into the parts of a block; `role` is the property a part was found under. */
function partProblems(node: Json, path: string, role: string): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const parts: [unknown, string][] = Array.isArray(value)
      ? value.map((one, i) => [one, `${path}.${key}[${i}]`])
      : [[value, `${path}.${key}`]];
    const ids = key === 'action_id' || key === 'block_id' ? lengthProblems(key, value, limits.message[key], `${path}.${key}`) : [];
    const inside = parts.flatMap(([part, at]) => {
      if (!isObject(part)) return [];
      return [...fieldProblems(part, tableFor(part, key, role), at), ...partProblems(part, at, key)];
    });
    return [...ids, ...inside, ...(key === 'elements' || key === 'accessory' || key === 'element' ? choicesMissing(parts) : [])];
  });
}

/** Which table of limits.json speaks about this part. */
function tableFor(part: Json, key: string, role: string): Limits | undefined {
  if (key === 'options' || key === 'initial_options' || key === 'initial_option') return limits.option;
  if (key === 'option_groups') return limits.option_group;
  if (key === 'confirm' && role !== 'confirm' && part.type === undefined) return limits.confirm;
  if (part.type === 'plain_text' || part.type === 'mrkdwn') return limits.text_object;
  return limits.elements[String(part.type)] ?? limits.elements['*'];
}

function choicesMissing(parts: [unknown, string][]): string[] {
  return parts.flatMap(([part, at]) => {
    if (!isObject(part) || !/^(multi_)?static_select$/.test(String(part.type))) return [];
    const given = [part.options, part.option_groups].filter((list) => list !== undefined).length;
    const values = objectsIn(part.options).map(({ value }) => value);
    return [
      ...(given === 1 ? [] : [`${at} needs either options or option_groups`]),
      ...repeated(values).map((value) => `${at} uses the option value "${value}" more than once`),
    ];
  });
}

function onePerMessage(blocks: Json[], path: string): string[] {
  const markdown = blocks
    .filter((block) => block.type === 'markdown')
    .map((block) => block.text)
    .join('');
  const tables = blocks.filter((block) => block.type === 'table').length;
  return [
    ...lengthProblems('', markdown, { max: limits.message.markdown_block_total?.max ?? Infinity }, `${path} (markdown blocks together)`),
    ...(tables > 1 ? [`${path} holds ${tables} tables, one is allowed`] : []),
  ];
}

/** Compares one value with one limit: characters of a text or a text object, items of a list. */
export function lengthProblems(field: string, value: unknown, limit: Limit | undefined, path: string): string[] {
  const measured = isObject(value) && typeof value.text === 'string' ? value.text : value;
  if (!limit || (typeof measured !== 'string' && !Array.isArray(measured))) return numberProblems(value, limit, path);
  const unit = typeof measured === 'string' ? 'characters' : field === 'blocks' ? 'blocks' : 'items';
  const size = measured.length;
  if (limit.max !== undefined && size > limit.max) return [`${path} has ${size} ${unit}, at most ${limit.max} are allowed`];
  if (limit.min !== undefined && size < limit.min) return [`${path} has ${size} ${unit}, at least ${limit.min} are needed`];
  return [];
}

function numberProblems(value: unknown, limit: Limit | undefined, path: string): string[] {
  if (!limit || typeof value !== 'number') return [];
  const outside = value > (limit.max ?? Infinity) || value < (limit.min ?? -Infinity);
  return outside ? [`${path} is ${value}, outside ${limit.min ?? '…'} to ${limit.max ?? '…'}`] : [];
}

function repeated(values: unknown[]): unknown[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}

function objectsOrLists(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
