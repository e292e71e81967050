/**
 * Cuts the operations that Holdpoint calls out of GitHub's published OpenAPI description, as plain JSON Schema
 * (draft 7). `--check` compares instead of writing. The package is big; nothing else may read it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import console from 'node:console';
import process from 'node:process';
import { URL } from 'node:url';

const PACKAGE = new URL('../node_modules/@octokit/openapi/', import.meta.url);
const TARGET = new URL('../__tests__/github/openapi-slice.json', import.meta.url);
const OPERATIONS = [
  'repos/create-commit-status',
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'issues/delete-comment',
];
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** Words for people and OpenAPI's own keys; validators need none of them. */
const DROPPED = ['description', 'example', 'examples', 'title', 'nullable', 'externalDocs', 'deprecated'];
/** What GitHub answers when it refuses, whether or not the operation documents that status. */
const ERROR_SCHEMAS = ['basic-error', 'validation-error'];

const { version } = JSON.parse(await readFile(new URL('package.json', PACKAGE), 'utf8'));
const source = JSON.parse(await readFile(new URL('generated/api.github.com.json', PACKAGE), 'utf8'));
const definitions = {};

/** OpenAPI 3.0 schema → JSON Schema: `nullable` becomes a union, references move to `definitions`. */
function schemaOf(node) {
  if (Array.isArray(node)) return node.map(schemaOf);
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string') return { $ref: `#/definitions/${keep(node.$ref)}` };
  const plain = {};
  for (const [key, value] of Object.entries(node)) {
    if (DROPPED.includes(key) || key.startsWith('x-')) continue;
    plain[key] = key === 'properties' ? mapValues(value, schemaOf) : schemaOf(value);
  }
  return node.nullable === true ? orNull(plain) : plain;
}

function orNull(schema) {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const withNull = { ...schema, type: [schema.type, 'null'] };
  return Array.isArray(schema.enum) ? { ...withNull, enum: [...new Set([...schema.enum, null])] } : withNull;
}

/** Copies the referenced schema once, with everything that it refers to. */
function keep(reference) {
  const name = reference.replace('#/components/schemas/', '');
  if (!(name in definitions)) {
    definitions[name] = null;
    definitions[name] = schemaOf(resolve(reference));
  }
  return name;
}

function resolve(reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key.replaceAll('~1', '/')], source);
}

const followed = (node) => (typeof node?.$ref === 'string' ? resolve(node.$ref) : node);
const mapValues = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

function parameterOf(raw) {
  const { name, in: place, required = false, schema } = followed(raw);
  return { name, in: place, required, schema: schemaOf(schema) };
}

function jsonSchemaOf(content) {
  const schema = content?.['application/json']?.schema;
  return schema === undefined ? null : schemaOf(schema);
}

function operationOf(method, path, shared, operation) {
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    parameters: [...shared, ...(operation.parameters ?? [])].map(parameterOf),
    body: jsonSchemaOf(followed(operation.requestBody)?.content),
    responses: mapValues(operation.responses, (raw) => jsonSchemaOf(followed(raw).content)),
  };
}

const operations = [];
for (const [path, methods] of Object.entries(source.paths)) {
  for (const method of METHODS) {
    const operation = methods[method];
    if (operation === undefined || !OPERATIONS.includes(operation.operationId)) continue;
    operations.push(operationOf(method, path, methods.parameters ?? [], operation));
  }
}
operations.sort((left, right) => OPERATIONS.indexOf(left.id) - OPERATIONS.indexOf(right.id));
if (operations.length !== OPERATIONS.length) throw new Error('An operation is not in the description.');
for (const name of ERROR_SCHEMAS) keep(`#/components/schemas/${name}`);

const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
const slice = { source: `@octokit/openapi ${version}, api.github.com, MIT`, operations, definitions: sorted };
const text = `${JSON.stringify(slice)}\n`;

if (process.argv.includes('--check')) {
  if ((await readFile(TARGET, 'utf8')) !== text) {
    console.error('__tests__/github/openapi-slice.json is not what scripts/github-openapi-slice.mjs writes.');
    process.exitCode = 1;
  }
} else await writeFile(TARGET, text);
