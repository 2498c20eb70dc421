import type { SchemaValidateFunction } from 'ajv';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openapi } from './specs.ts';

/** One thing wrong with a body: where, as a path like `embeds[0].title`, and what. */
export type Problem = { path: string; message: string };

type Schema = { [keyword: string]: unknown };

const validators = new Map<string, ValidateFunction>();
let ajv: Ajv2020 | undefined;

/**
 * Checks a body against one schema of Discord's OpenAPI document, unknown fields being problems too.
 * A schema is compiled at its first use, once per process.
 */
export function schemaProblems(name: string, body: unknown): Problem[] {
  const validate = validators.get(name) ?? compile(name);
  if (validate(body)) return [];
  return (validate.errors ?? []).filter((error) => error.keyword !== 'if').map(problemOf);
}

function compile(name: string): ValidateFunction {
  ajv ??= makeAjv();
  addReachable(ajv, name);
  const validate = ajv.compile({ $ref: name });
  validators.set(name, validate);
  return validate;
}

function makeAjv(): Ajv2020 {
  // Most are used a few times: to make them shorter takes longer than to run them.
  const made = new Ajv2020({
    strict: false,
    allErrors: true,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  addFormats.default(made);
  made.addFormat('snowflake', /^\d{1,20}$/);
  made.addFormat('nonce', true);
  made.addKeyword({ keyword: 'chosen', type: 'object', schemaType: 'array', errors: 'full', validate: chosenIn(made) });
  return made;
}

/** Alternatives that Discord tells apart by their field `type`. One is compiled when the first of it is checked: the bot sends few of them. */
type Alternative = { tags: number[]; schema: Schema };

function chosenIn(made: Ajv2020): SchemaValidateFunction {
  const check: SchemaValidateFunction = (alternatives: Alternative[], value: { type?: unknown }, _parent, place) => {
    const within = place?.instancePath ?? '';
    const errors = alternatives.flatMap(({ tags, schema }) => {
      if (!tags.some((tag) => tag === value.type)) return [];
      for (const name of referred(schema)) addReachable(made, name);
      const validate = made.compile(schema);
      return validate(value) ? [] : (validate.errors ?? []).map((error) => ({ ...error, instancePath: within + error.instancePath }));
    });
    check.errors = errors;
    return errors.length === 0;
  };
  return check;
}

/** The document has many more schemas than the bot's requests come to: each is added with those that it refers to. */
function addReachable(made: Ajv2020, name: string): void {
  if (made.schemas[name] !== undefined) return;
  const found = openapi.components.schemas[name];
  if (found === undefined) throw new Error(`openapi.json has no schema ${name}`);
  const schema = strict(found) as Schema;
  allowMore(schema, name);
  made.addSchema(schema, name);
  for (const other of referred(schema)) addReachable(made, other);
}

function referred(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(referred);
  if (!isSchema(node)) return [];
  return Object.entries(node).flatMap(([key, part]) => (key === '$ref' ? [String(part)] : key === 'chosen' ? [] : referred(part)));
}

// The document lacks what discord.js sends and Discord takes: enforce_nonce and tts everywhere, nsfw of commands,
// and permissions written as digits.
const edits = [
  'IncomingWebhookUpdateRequestPartial',
  'IncomingWebhookUpdateForInteractionCallbackRequestPartial',
  'MessageEditRequestPartial',
];
const interactionMessages = ['IncomingWebhookInteractionRequest', 'IncomingWebhookRequestPartial', ...edits];
const commands = ['ApplicationCommandCreateRequest', 'ApplicationCommandUpdateRequest', 'ApplicationCommandPatchRequestPartial'];
const permissionsAsText = {
  default_member_permissions: { type: ['integer', 'string', 'null'], pattern: '^\\d+$', minimum: 0 },
};

function allowMore(schema: Schema, name: string): void {
  const more = {
    ...(interactionMessages.includes(name) && { enforce_nonce: { type: 'boolean' } }),
    ...(edits.includes(name) && { tts: { type: 'boolean' } }),
    ...(commands.includes(name) && { nsfw: { type: ['boolean', 'null'] }, ...permissionsAsText }),
  };
  if (Object.keys(more).length > 0) schema.properties = { ...(schema.properties as Schema), ...more };
}

/** Copies a schema so that it knows no other fields than its own, and so that its errors can be read. */
function strict(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strict);
  if (!isSchema(node)) return node;
  const { oneOf, anyOf, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, part]) => [key, key === '$ref' ? nameIn(part) : strict(part)]),
  );
  const union = oneOf ?? anyOf;
  const alternatives = Array.isArray(union) ? readableUnion(union) : {};
  return { ...closed(rest), ...alternatives };
}

/** The name of the schema that is referred to, which is all that tells schemas apart here. */
function nameIn(reference: unknown): string {
  return String(reference ?? '').replace('#/components/schemas/', '');
}

function closed(schema: Schema): Schema {
  const { allOf, ...rest } = schema;
  if ('enum' in schema) return rest; // the allOf beside an enum only repeats the list it was taken from
  if (!isSchema(schema.properties) || schema.type !== 'object') return schema;
  return { additionalProperties: false, ...schema };
}

/** "One of these" as one exact question where possible: null or not, a list of values, or a schema for each tag. */
function readableUnion(union: unknown[]): Schema {
  const others = union.filter((one) => isSchema(one) && one.type !== 'null') as Schema[];
  const schema = withoutNull(others);
  return others.length < union.length ? { if: { type: 'null' }, else: schema } : schema;
}

function withoutNull(others: Schema[]): Schema {
  if (others.length === 1 && others[0] !== undefined) return others[0];
  if (others.every((one) => 'const' in one)) return { enum: others.map((one) => one.const) };
  const tags = others.map(tagsOf);
  if (tags.some((list) => list.length === 0)) return { anyOf: others };
  return {
    type: 'object',
    required: ['type'],
    properties: { type: { enum: tags.flat() } },
    chosen: others.map((schema, i) => ({ tags: tags[i] ?? [], schema })),
  };
}

/** The values that a named schema allows in its field `type`, which is how Discord tells alternatives apart. */
function tagsOf(schema: Schema): number[] {
  const target = openapi.components.schemas[nameIn(schema.$ref)] as { properties?: { type?: { enum?: number[] } } } | undefined;
  return target?.properties?.type?.enum ?? [];
}

function isSchema(node: unknown): node is Schema {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function problemOf(error: ErrorObject): Problem {
  return { path: readablePath(error.instancePath), message: readableMessage(error) };
}

function readableMessage(error: ErrorObject): string {
  const { additionalProperty, allowedValues } = error.params as {
    additionalProperty?: string;
    allowedValues?: unknown[];
  };
  if (additionalProperty !== undefined) return `has a field that Discord does not know: ${additionalProperty}`;
  if (allowedValues !== undefined) return `must be one of ${allowedValues.join(', ')}`;
  return error.message ?? error.keyword;
}

/** `/embeds/0/title` as `embeds[0].title`. */
function readablePath(pointer: string): string {
  return pointer
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.')
    .replace(/^\./, '');
}
