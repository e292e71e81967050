import { schemaNamed, type Schema } from '../contract.ts';

type Properties = Readonly<Record<string, Schema>>;

/** Completes `given` with all that a schema of GitHub's description requires, so that state only holds what matters. */
export function filled(schema: Schema, given: unknown): unknown {
  const plain = resolved(schema, given);
  if (given === undefined) return sample(plain);
  if (Array.isArray(given)) return given.map((each: unknown) => filled(schemaIn(plain, 'items'), each));
  if (typeof given !== 'object' || given === null) return given;
  const properties = (plain['properties'] ?? {}) as Properties;
  const required = (plain['required'] ?? []) as readonly string[];
  const complete: Record<string, unknown> = { ...given };
  for (const [name, inner] of Object.entries(properties)) {
    const value = complete[name];
    if (value !== undefined || required.includes(name)) complete[name] = filled(inner, value);
  }
  return complete;
}

/** Follows references and picks the alternative that fits what is given. */
function resolved(schema: Schema, given: unknown): Schema {
  if (typeof schema['$ref'] === 'string') return resolved(schemaNamed(schema['$ref']), given);
  const all = schema['allOf'] as readonly Schema[] | undefined;
  if (all !== undefined) return merged(all.map((each) => resolved(each, given)));
  const alternatives = (schema['oneOf'] ?? (schema['type'] === undefined ? schema['anyOf'] : undefined)) as
    readonly Schema[] | undefined;
  if (alternatives === undefined) return schema;
  const plain = alternatives.map((each) => resolved(each, given));
  return plain.find((each) => fits(each, given)) ?? plain[0] ?? {};
}

function merged(parts: readonly Schema[]): Schema {
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map((each) => each['properties'] ?? {})) as Schema,
    required: parts.flatMap((each) => (each['required'] ?? []) as readonly string[]),
  };
}

function fits(schema: Schema, given: unknown): boolean {
  const types = [schema['type']].flat();
  if (given === undefined || given === null) return types.includes('null');
  if (Array.isArray(given)) return types.includes('array');
  if (typeof given !== 'object') return types.includes(typeof given) || types.includes('integer');
  if (types.includes('array')) return false;
  const properties = (schema['properties'] ?? {}) as Properties;
  return Object.entries(given).every(([name, value]) => {
    const options = properties[name]?.['enum'] as readonly unknown[] | undefined;
    return options === undefined || options.includes(value);
  });
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  uri: 'https://github.com/',
  'date-time': '2026-11-23T08:00:00Z',
  date: '2026-11-23',
  email: 'ada@example.org',
};
const BY_TYPE: Readonly<Record<string, unknown>> = {
  boolean: false,
  integer: 0,
  number: 0,
  array: [],
  null: null,
};

/** The plainest value of a schema. */
function sample(schema: Schema): unknown {
  const types = [schema['type']].flat();
  if (types.includes('null')) return null;
  const options = schema['enum'] as readonly unknown[] | undefined;
  if (options !== undefined) return options[0];
  const [type] = types;
  if (type === 'string') return BY_FORMAT[String(schema['format'])] ?? '';
  if (type !== 'object' && schema['properties'] === undefined) return BY_TYPE[String(type)] ?? null;
  return filled(schema, {});
}

function schemaIn(schema: Schema, key: string): Schema {
  return (schema[key] ?? {}) as Schema;
}
