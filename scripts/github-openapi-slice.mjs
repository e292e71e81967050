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
  'repos/list-commit-statuses-for-ref',
  'repos/get-combined-status-for-ref',
  'issues/list-comments',
  'issues/create-comment',
  'issues/get-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'issues/get',
  'issues/create',
  'reactions/list-for-issue-comment',
  'reactions/create-for-issue-comment',
  'reactions/delete-for-issue-comment',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'pulls/list-commits',
  'pulls/create-review',
  'pulls/list-reviews',
  'pulls/list-review-comments',
  'pulls/create-review-comment',
  'pulls/delete-review-comment',
  'pulls/create-reply-for-review-comment',
  'repos/list-pull-requests-associated-with-commit',
  'repos/get',
  'repos/get-branch',
  'repos/get-branch-rules',
  'repos/get-branch-protection',
  'repos/get-status-checks-protection',
  'repos/get-commit',
  'repos/get-content',
  'repos/compare-commits-with-basehead',
  'git/get-tree',
  'git/get-blob',
  'git/get-commit',
  'git/get-ref',
  'checks/create',
  'checks/update',
  'checks/get',
  'checks/list-for-ref',
  'checks/list-annotations',
  'repos/get-collaborator-permission-level',
  'teams/get-membership-for-user-in-org',
  'actions/list-repo-workflows',
  'actions/get-workflow-run',
  'users/get-authenticated',
  'rate-limit/get',
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
