import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { readSpec } from './specs.ts';
import { isObject, type Json } from './types.ts';

type Definitions = Record<string, Json>;
type Tagged = { tag: string; schema: Json };

/** What can be validated: the shape of a list of blocks, a view, an attachment or message metadata. */
export type Shape = 'blocks' | 'modal' | 'home' | 'attachments' | 'metadata';

const definitions = readSpec<{ definitions: Definitions }>('block-kit/block-kit.schema.json').definitions;
const validators = compileAll();

/** Whatever is wrong with the structure of `value`, in sentences; `path` says where in the request it sits. */
export function shapeProblems(shape: Shape, value: unknown, path: string): string[] {
  const validate = validators[shape];
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const exact = errors.filter((error) => error.keyword !== 'if' && error.keyword !== 'anyOf');
  const sentences = (exact.length > 0 ? exact : errors).map((error) => sentence(error, path));
  return [...new Set(sentences)];
}

/**
 * Unions are rewritten to "look at `type`, then apply that type's schema": otherwise one wrong property in a
 * button answers with the complaints of every other kind of element too.
 */
function compileAll(): Record<Shape, ValidateFunction> {
  const strict: Definitions = { ...definitions, AnyBlock: { $ref: '#/definitions/KnownBlock' } };
  const chosen = Object.fromEntries(Object.entries(strict).map(([name, schema]) => [name, byType(schema)]));
  const ajv = new Ajv({ allErrors: true, strict: false, code: { optimize: false } });
  const compile = (schema: Json) => ajv.compile({ ...schema, definitions: chosen });
  const listOf = (name: string) => ({ type: 'array', items: { $ref: `#/definitions/${name}` } });
  const validators = {
    blocks: compile(listOf('KnownBlock')),
    modal: compile({ $ref: '#/definitions/ModalView' }),
    home: compile({ $ref: '#/definitions/HomeView' }),
    attachments: compile(listOf('MessageAttachment')),
    metadata: compile({ $ref: '#/definitions/MessageMetadata' }),
  };
  validators.blocks([{ type: 'section', text: { type: 'mrkdwn', text: 'warm' } }]);
  return validators;
}

function byType(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(byType);
  if (!isObject(schema)) return schema;
  const tagged = schema.anyOf ? tagsOf(schema) : undefined;
  if (tagged) return choice(tagged);
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, byType(value)]));
}

function choice(tagged: Tagged[]): Json {
  const tags = [...new Set(tagged.map(({ tag }) => tag))];
  const branches = tags.map((tag) => {
    const schemas = tagged.filter((one) => one.tag === tag).map((one) => one.schema);
    const then = schemas.length === 1 ? schemas[0] : { anyOf: schemas };
    return { if: { required: ['type'], properties: { type: { const: tag } } }, then };
  });
  return { type: 'object', required: ['type'], properties: { type: { enum: tags } }, allOf: branches };
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
