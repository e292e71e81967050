import { beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildSchema, findSchemaChanges, parse, validate, type GraphQLSchema } from 'graphql';
import * as queries from '../../src/adapters/github/queries.ts';
import { SCHEMA_SLICE } from './loopback/graphql.ts';

let github: GraphQLSchema;

beforeAll(() => {
  github = buildSchema(readFileSync('node_modules/@octokit/graphql-schema/schema.graphql', 'utf8'), {
    assumeValid: true,
  });
});

test.each(Object.entries(queries))('%s is a query that GitHub understands', (_name, query) => {
  const text = typeof query === 'string' ? query : query(['c0ffee'.repeat(6) + 'c0ff', 'a'.repeat(40)]);
  expect(validate(github, parse(text))).toEqual([]);
  expect(validate(SCHEMA_SLICE, parse(text))).toEqual([]);
});

test('a query that GitHub does not understand is seen', () => {
  expect(validate(github, parse('{ viewer { name7 } }'))).not.toEqual([]);
});

test('the loopback answers by the schema that GitHub publishes', () => {
  const breaking = findSchemaChanges(SCHEMA_SLICE, github).filter(({ type }) =>
    /REMOVED|CHANGED_KIND|REQUIRED|DEFAULT/.test(type),
  );
  expect(breaking.map(({ description }) => description)).toEqual([]);
});
