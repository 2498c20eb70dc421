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
  const validate = ajv.compile({ $ref: `discord#/components/schemas/${name}` });
  validators.set(name, validate);
  return validate;
}

function makeAjv(): Ajv2020 {
  // Most are used a few times: to make them shorter takes longer than to run them.
  const made = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } });
  addFormats.default(made);
  made.addFormat('snowflake', /^\d{1,20}$/);
  made.addFormat('nonce', true);
  made.addSchema({ $id: 'discord', components: { schemas: strictSchemas() } });
  return made;
}

function strictSchemas(): Record<string, Schema> {
  const schemas = strict(openapi.components.schemas) as Record<string, Schema>;
  for (const name of interactionMessages) allow(schemas, name, { enforce_nonce: { type: 'boolean' } });
  for (const name of edits) allow(schemas, name, { tts: { type: 'boolean' } });
  for (const name of commands) allow(schemas, name, { nsfw: { type: ['boolean', 'null'] }, ...permissionsAsText });
  return schemas;
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

function allow(schemas: Record<string, Schema>, name: string, properties: Schema): void {
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`openapi.json has no schema ${name}`);
  schema.properties = { ...(schema.properties as Schema), ...properties };
}

/** Copies a schema so that it knows no other fields than its own, and so that its errors can be read. */
function strict(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strict);
  if (!isSchema(node)) return node;
  const { oneOf, anyOf, ...rest } = Object.fromEntries(Object.entries(node).map(([key, part]) => [key, strict(part)]));
  const union = oneOf ?? anyOf;
  const alternatives = Array.isArray(union) ? readableUnion(union) : {};
  return { ...closed(rest), ...alternatives };
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
    allOf: others.map((schema, i) => ({ if: { not: hasTag(tags[i] ?? []) }, else: schema })),
  };
}

/** The values that a named schema allows in its field `type`, which is how Discord tells alternatives apart. */
function tagsOf(schema: Schema): number[] {
  const name =
    String(schema.$ref ?? '')
      .split('/')
      .at(-1) ?? '';
  const target = openapi.components.schemas[name] as { properties?: { type?: { enum?: number[] } } } | undefined;
  return target?.properties?.type?.enum ?? [];
}

function hasTag(tags: number[]): Schema {
  return { properties: { type: { enum: tags } }, required: ['type'] };
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
