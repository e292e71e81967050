import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

export type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  readonly responses: Readonly<Record<string, Schema | null>>;
}

interface Slice {
  readonly operations: readonly Operation[];
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** A request that matched an operation of GitHub's description. */
export interface MatchedRequest {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** Name of the description among the schemas. */
const GITHUB = 'https://api.github.com/description';
const source = readFileSync(new URL('openapi-slice.json', import.meta.url), 'utf8');
const slice = JSON.parse(
  source.replaceAll('"$ref":"#/definitions/', `"$ref":"${GITHUB}#/definitions/`),
) as Slice;
const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats.default(ajv);
ajv.addSchema({ $id: GITHUB, definitions: slice.definitions });
const compiled = new Map<string, ValidateFunction>();

/** A path inside a repository may hold slashes; everything else is one part of the address. */
const patterns = slice.operations.map((operation) => ({
  operation,
  names: [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  pattern: new RegExp(`^${operation.path.replace('{path}', '(.+)').replace(/\{\w+\}/g, '([^/]+)')}$`),
}));

/** A part of the description: `issue-comment`, or a reference to it. */
export function schemaNamed(name: string): Schema {
  const schema = slice.definitions[name.replace(/^.*\//, '')];
  if (schema === undefined) throw new Error(`GitHub's description has no ${name}.`);
  return schema;
}

/** Finds the operation that GitHub would run; null when its description has none. */
export function matchOperation(
  method: string,
  pathname: string,
): Pick<MatchedRequest, 'operation' | 'path'> | null {
  for (const { operation, names, pattern } of patterns) {
    if (operation.method !== method) continue;
    const values = pattern.exec(pathname)?.slice(1);
    if (values === undefined) continue;
    return {
      operation,
      path: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')])),
    };
  }
  return null;
}

/** What in a request goes against the description; a key that it does not know counts too. */
export function requestViolations(request: MatchedRequest): string[] {
  const { operation } = request;
  const found: string[] = [];
  for (const parameter of operation.parameters) {
    const raw =
      parameter.in === 'path'
        ? request.path[parameter.name]
        : (request.query.get(parameter.name) ?? undefined);
    if (raw === undefined) {
      if (parameter.required) found.push(`${operation.id}: ${parameter.name} is missing`);
    } else
      found.push(...violations(`${operation.id} ${parameter.name}`, parameter.schema, typed(raw, parameter)));
  }
  const known = operation.parameters.filter((each) => each.in === 'query').map((each) => each.name);
  for (const key of request.query.keys()) {
    if (!known.includes(key)) found.push(`${operation.id}: unknown query key ${key}`);
  }
  return [...found, ...bodyViolations(request)];
}

function bodyViolations({ operation, body }: MatchedRequest): string[] {
  if (operation.body === null) return body === null ? [] : [`${operation.id}: takes no body`];
  return violations(`${operation.id} body`, { ...operation.body, additionalProperties: false }, body);
}

/** What in an answer of the test server goes against the description, so that the server cannot drift from GitHub. */
export function responseViolations(operation: Operation, status: number, body: unknown): string[] {
  const name = `${operation.id} answers ${status}`;
  const documented = operation.responses[String(status)];
  // An error without a described body still has GitHub's usual one.
  if (documented !== undefined && (documented !== null || status < 400)) {
    if (documented === null) return body === null ? [] : [`${name} with a body`];
    return violations(name, documented, body);
  }
  if (status < 400) return [`${name}, which is not documented`];
  return violations(
    name,
    { $ref: `${GITHUB}#/definitions/${status === 422 ? 'validation-error' : 'basic-error'}` },
    body,
  );
}

/** How an answer looks; null when it has no body or is not described. */
export function responseSchema(operation: Operation, status: number): Schema | null {
  return operation.responses[String(status)] ?? null;
}

function typed(raw: string, parameter: Parameter): unknown {
  const numeric = parameter.schema['type'] === 'integer' && /^\d+$/.test(raw);
  return numeric ? Number(raw) : raw;
}

function violations(name: string, schema: Schema, value: unknown): string[] {
  const validate = compiled.get(name) ?? ajv.compile(schema);
  compiled.set(name, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error: ErrorObject) => `${name}: ${error.instancePath} ${error.message ?? ''}`,
  );
}
