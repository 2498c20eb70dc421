import { Ajv, type ErrorObject, type SchemaValidateFunction } from 'ajv';
import { readSpec } from './specs.ts';
import { isObject, type Json } from './types.ts';

type Definitions = Record<string, Json>;
type Tagged = { tag: string; schema: Json };

/** What can be validated: the shape of a list of blocks, a view, an attachment or message metadata. */
export type Shape = 'blocks' | 'modal' | 'home' | 'attachments' | 'metadata';

const definitions = readSpec<{ definitions: Definitions }>('block-kit/block-kit.schema.json').definitions;
const kit = 'block-kit';
const ajv = makeAjv();

/** Whatever is wrong with the structure of `value`, in sentences; `path` says where in the request it sits. */
export function shapeProblems(shape: Shape, value: unknown, path: string): string[] {
  const validate = ajv.compile(schemas[shape]);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const exact = errors.filter((error) => error.keyword !== 'if' && error.keyword !== 'anyOf');
  const sentences = (exact.length > 0 ? exact : errors).map((error) => sentence(error, path));
  return [...new Set(sentences)];
}

const schemas: Record<Shape, Json> = {
  blocks: listOf('KnownBlock'),
  modal: defined('ModalView'),
  home: defined('HomeView'),
  attachments: listOf('MessageAttachment'),
  metadata: defined('MessageMetadata'),
};

function listOf(name: string): Json {
  return { type: 'array', items: defined(name) };
}

function defined(name: string): Json {
  return { $ref: `${kit}#/definitions/${name}` };
}

/**
 * Unions are rewritten to "look at `type`, then apply that type's schema": otherwise one wrong property in a
 * button answers with the complaints of every other kind of element too. A type is compiled when the first of it is checked: most tests send
 * few types, and a whole kit takes half a second.
 */
function makeAjv(): Ajv {
  const strict: Definitions = { ...definitions, AnyBlock: { $ref: '#/definitions/KnownBlock' } };
  const chosen = Object.fromEntries(Object.entries(strict).map(([name, schema]) => [name, byType(schema)]));
  // Slack's schema is not what is tested: it is taken as it is, and what occurs in many places is compiled once.
  const made = new Ajv({
    allErrors: true,
    strict: false,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  const applyChosen: SchemaValidateFunction = (table: Record<string, Json>, value: Json, _parent, place) => {
    const schema = table[String(value.type)];
    if (schema === undefined) return true;
    const validate = made.compile(schema);
    if (validate(value)) return true;
    const within = place?.instancePath ?? '';
    applyChosen.errors = validate.errors?.map((error) => ({ ...error, instancePath: within + error.instancePath })) ?? [];
    return false;
  };
  made.addKeyword({ keyword: 'chosen', type: 'object', schemaType: 'object', errors: 'full', validate: applyChosen });
  return made.addSchema({ $id: kit, definitions: chosen });
}

function byType(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(byType);
  if (!isObject(schema)) return schema;
  const tagged = schema.anyOf ? tagsOf(schema) : undefined;
  if (tagged) return choice(tagged);
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, key === '$ref' ? `${kit}${String(value)}` : byType(value)]));
}

function choice(tagged: Tagged[]): Json {
  const tags = [...new Set(tagged.map(({ tag }) => tag))];
  const schemaOf = (tag: string) => {
    const schemas = tagged.filter((one) => one.tag === tag).map((one) => byType(one.schema));
    return schemas.length === 1 ? schemas[0] : { anyOf: schemas };
  };
  const chosen = Object.fromEntries(tags.map((tag) => [tag, schemaOf(tag)]));
  return { type: 'object', required: ['type'], properties: { type: { enum: tags } }, chosen };
}

/** The alternatives of a union with the constant `type` of each, or nothing if one of them has none. */
function tagsOf(schema: Json): Tagged[] | undefined {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice('#/definitions/'.length);
    return tagsOf(definitions[name] ?? {})?.map((one) => (one.schema.$ref ? one : { ...one, schema: refFor(name, one) }));
  }
  if (Array.isArray(schema.anyOf)) {
    const parts = (schema.anyOf as Json[]).map(tagsOf);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  const type = isObject(schema.properties) ? schema.properties.type : undefined;
  return isObject(type) && typeof type.const === 'string' ? [{ tag: type.const, schema }] : undefined;
}

/** A definition that is itself a union keeps its own alternatives; a plain one is referred to by name. */
function refFor(name: string, one: Tagged): Json {
  return definitions[name] === one.schema ? { $ref: `#/definitions/${name}` } : one.schema;
}

function sentence(error: ErrorObject, path: string): string {
  const where = path + error.instancePath.replace(/\/(\d+)/g, '[$1]').replace(/\//g, '.');
  const params = error.params as Json;
  switch (error.keyword) {
    case 'additionalProperties':
      return `${where} has the unknown property "${params.additionalProperty}"`;
    case 'required':
      return `${where} lacks the property "${params.missingProperty}"`;
    case 'enum':
      return `${where} must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
    case 'const':
      return `${where} must be ${JSON.stringify(params.allowedValue)}`;
    default:
      return `${where} ${error.message ?? 'is wrong'}`;
  }
}
