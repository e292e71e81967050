import * as z from 'zod';

/** The keys that may stand in the map at a path of a file; empty where any key may, or none. */
export function keysOfSchema(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const [first, ...rest] = path;
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    const shape = inner.shape as Readonly<Record<string, z.core.$ZodType>>;
    if (first === undefined) return Object.keys(shape);
    const next = shape[String(first)];
    return next === undefined ? [] : keysOfSchema(next, rest);
  }
  if (first === undefined) return [];
  if (inner instanceof z.ZodArray) return keysOfSchema(inner.element, rest);
  return inner instanceof z.ZodRecord ? keysOfSchema(inner.valueType, rest) : [];
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? unwrapped(schema.unwrap()) : schema;
}
