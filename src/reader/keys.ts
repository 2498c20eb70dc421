import { z } from 'zod';
import { closest } from '../core/closest.ts';

type Path = readonly PropertyKey[];

/** The part of a JSON Schema that says which keys a group may have. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
}

/** The keys that the schema knows at a place, in the order of the schema. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  let shape: Shape | undefined = shapeOf(schema);
  for (const part of path) shape = shape && within(shape, part);
  return [...Object.keys(shape?.properties ?? {}), ...(shape?.propertyNames?.enum ?? [])];
}

const shapes = new WeakMap<z.ZodType, Shape>();

function shapeOf(schema: z.ZodType): Shape {
  const known = shapes.get(schema) ?? (z.toJSONSchema(schema, { io: 'input' }) as Shape);
  shapes.set(schema, known);
  return known;
}

function within(shape: Shape, part: PropertyKey): Shape | undefined {
  if (typeof part === 'number') return shape.items;
  const more = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined;
  return shape.properties?.[String(part)] ?? more;
}

/** The way out of a key that is not known there: the one that was meant, or all that there are. */
export function keyAdvice(key: string, known: readonly string[], present: ReadonlySet<string>): string {
  const meant = meantKey(key, known, present);
  return meant === undefined ? `Correct or remove it. Known here: ${known.join(', ')}.` : `Did you mean "${meant}"?`;
}

export function meantKey(key: string, known: readonly string[], present: ReadonlySet<string>): string | undefined {
  return closest(
    key,
    known.filter((name) => !present.has(name)),
    0.5,
  );
}
