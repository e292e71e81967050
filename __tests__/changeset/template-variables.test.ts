import { describe, expect, test } from '@jest/globals';

import { withVariables } from '../../src/changeset/template-variables.ts';
import { readChanges } from '../../src/changeset/read-changes.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { SqlSource } from '../../src/model/migration.ts';
import { runningSql, type Script } from '../../src/model/statement.ts';
import { parseTemplate } from '../../src/rehearse/parse-template.ts';
import { repositoryOf, requestOf } from './memory-repository.ts';

function filled(text: string, variables: Readonly<Record<string, string>> = {}): SqlSource {
  const up = { path: '1.sql', text, defect: null };
  const rest = { version: '1', name: '', path: '1.sql', down: null, checksum: '' };
  return withVariables({ ...rest, up, transaction: 'none', transactionIs: 'stated' }, variables).up;
}

const VALUES = { Namespace: 'auth', schema: 'app', hi: '10' };

async function parsed(text: string): Promise<Script> {
  await postgres.prepare();
  return parseTemplate(filled(text, VALUES), postgres);
}

describe('what runs', () => {
  test.each([
    ['SELECT * FROM {{ index .Options "Namespace" }}.users', 'SELECT * FROM auth.users'],
    ['SELECT * FROM {{index .Options "Namespace"}}.users', 'SELECT * FROM auth.users'],
    ['SELECT * FROM {{ .Options.schema }}.users', 'SELECT * FROM app.users'],
    ['SELECT * FROM {{schema}}.users', 'SELECT * FROM app.users'],
    ['SELECT * FROM "${schema}"."users"', 'SELECT * FROM "app"."users"'],
    ["SELECT '${schema}'", "SELECT 'app'"],
    ['SELECT * FROM $(schema).users', 'SELECT * FROM app.users'],
    ['SELECT * FROM :schema.users', 'SELECT * FROM app.users'],
    [
      'SELECT * FROM :"schema".users WHERE name = :\'schema\'',
      'SELECT * FROM "app".users WHERE name = \'app\'',
    ],
    ["DO $$ BEGIN EXECUTE '{{ .schema }}'; END $$", "DO $$ BEGIN EXECUTE 'app'; END $$"],
    ['SELECT a[1:hi], b::schema, ${schema}.c FROM d', 'SELECT a[1:hi], b::schema, app.c FROM d'],
  ])('%s', async (text, runs) => {
    const { statements } = await parsed(`${text};`);
    expect(statements.map(runningSql)).toEqual([runs]);
    expect(statements.map(({ sql, kind }) => [kind, sql])).toEqual([['readable', text]]);
  });

  test.each([
    "SELECT '{{1,2},{3,4}}'::int[], '{{schema}}' = x -- ${schema} and {{ .Namespace }}",
    'CREATE FUNCTION f() RETURNS text LANGUAGE plv8 AS $$ return `${name}` $$',
    'SELECT a::text, b[1:2], $1',
  ])('SQL that only looks like a template stays: %s', (text) => {
    expect(filled(text).defect).toBeNull();
    expect(filled(text).substitutions).toBeUndefined();
  });
});

describe('places', () => {
  test('spans are those of the file, also after values of other lengths', async () => {
    const text =
      '\uFEFFCREATE TABLE {{ index .Options "Namespace" }}.é (a int);\n  DROP TABLE ${schema}.b; SELCT ${schema};\nSELECT 1;';
    const { statements } = await parsed(text);
    const bytes = Buffer.from(text);
    expect(statements.map(({ span }) => bytes.toString('utf8', span.start, span.end))).toEqual(
      statements.map(({ sql }) => sql),
    );
    expect(statements.map(({ sql }) => sql.replace('\uFEFF', ''))).toEqual([
      'CREATE TABLE {{ index .Options "Namespace" }}.é (a int)',
      'DROP TABLE ${schema}.b',
      'SELCT ${schema}',
      'SELECT 1',
    ]);
    expect(statements.slice(1).map(({ span }) => [span.line, span.column, span.endLine])).toEqual([
      [2, 3, 2],
      [2, 27, 2],
      [3, 1, 3],
    ]);
    expect(
      statements.map((statement) => (statement.kind === 'readable' ? statement.summary : 'unreadable')),
    ).toEqual(['CREATE TABLE auth.é (a int)', 'DROP TABLE app.b', 'unreadable', 'SELECT 1']);
  });
});

describe('without a value', () => {
  test.each([
    ['-- é\nSELECT {{ index .Options "Tenant" }}.x;', '{{ index .Options "Tenant" }}', 'Tenant', 13, 2],
    ['SELECT ${tenant}.x;', '${tenant}', 'tenant', 7, 1],
    ['SELECT $(tenant).x;', '$(tenant)', 'tenant', 7, 1],
  ])('%j says which and where', (...row) => {
    const [text, written, name, offset, line] = row;
    const reason = `holds the template variable ${written}, which has no value; set variables.${name} in .holdpoint.yml`;
    expect(filled(text, VALUES).defect).toEqual({ reason, offset, line });
  });

  test('an action of the template is told', () => {
    expect(filled('{{ if .Dev }}\nSELECT 1;\n{{ end }}', { end: '' }).defect).toMatchObject({
      reason: 'holds the template action {{ if .Dev }}, which only its own program can run',
    });
  });
});

test('placeholders of Flyway’s settings count; the configuration wins', async () => {
  const files = {
    'flyway.toml': '[flyway.placeholders]\nschema = "app"\nowner = "mia"\n',
    'sql/V1__a.sql': 'CREATE TABLE ${schema}.a (); ALTER TABLE ${schema}.a OWNER TO ${owner};',
  };
  const request = requestOf({ variables: { owner: 'noa' } });
  const { projects } = await readChanges(repositoryOf({}, files), request);
  const values = projects[0]?.head[0]?.migration.up.substitutions?.map(({ value }) => value);
  expect(values).toEqual(['app', 'app', 'noa']);
});
