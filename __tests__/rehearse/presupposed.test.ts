import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { readChanges } from '../../src/changeset/read-changes.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';
import { repositoryOf, requestOf, type Files } from '../changeset/memory-repository.ts';

const LIMITS = { extensions: [], deadline: 240_000, statementDeadline: 20_000, memory: 2 ** 30 };

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await postgres.openEngine(LIMITS);
  empty = await engine.mark();
});

afterAll(() => engine.close());

async function rehearsed(base: Files, head: Files, request = {}): Promise<Rehearsal> {
  await engine.rewind(empty);
  const { projects } = await readChanges(repositoryOf(base, { ...base, ...head }), requestOf(request));
  expect(projects).toHaveLength(1);
  const [change] = projects;
  if (change === undefined) throw new Error('Nothing to rehearse.');
  return rehearse(parseProject(change, postgres), postgres, engine, { step: () => undefined });
}

const NEW = { 'migrations/9_x.sql': 'CREATE TABLE x (id bigint PRIMARY KEY);' };

test.each(['per-migration', 'none'])(
  'roles that the base names are made up: transaction %s',
  async (mode) => {
    const base = {
      'migrations/1_a.sql': `-- holdpoint:transaction ${mode}\nCREATE TABLE a (id bigint);\nGRANT SELECT ON a TO app, "Read only";\nALTER TABLE a OWNER TO owner_of_a;`,
    };
    const { base: replay, shipped } = await rehearsed(base, NEW);
    expect(replay.failures).toEqual([]);
    expect([...(replay.standIns ?? [])].sort()).toEqual([
      'the role `Read only`',
      'the role `app`',
      'the role `owner_of_a`',
    ]);
    expect(shipped.get('table a')?.facts['owner']).toBe('owner_of_a');
  },
);

test('another failure beside a missing role stays a failure, and the rest goes on', async () => {
  const base = {
    'migrations/1_a.sql':
      'CREATE TABLE a (id bigint);\nGRANT SELECT ON a TO app;\nDROP TABLE missing;\nGRANT SELECT ON a TO other;',
  };
  const { base: replay } = await rehearsed(base, NEW);
  expect(replay.failures.map(({ line, error }) => [line, error.code])).toEqual([[3, '42P01']]);
  expect(replay.standIns).toEqual(['the role `app`', 'the role `other`']);
});

test('schemas, roles and variables from the configuration', async () => {
  const base = {
    'migrations/1_a.sql':
      'CREATE TABLE {{ .Namespace }}.a (id bigint);\nGRANT SELECT ON {{ .Namespace }}.a TO app;',
  };
  const head = { 'migrations/9_x.sql': 'ALTER TABLE {{ .Namespace }}.a ADD COLUMN note text;' };
  const presupposed = { schemas: ['auth'], roles: ['app'], extensions: [] };
  const seen = await rehearsed(base, head, { variables: { Namespace: 'auth' }, presupposed });
  expect(seen.base).toMatchObject({ failures: [], standIns: [] });
  const [statement] = seen.migrations[0]?.statements ?? [];
  expect(statement?.observation?.error).toBeNull();
  expect(statement?.statement.sql).toBe('ALTER TABLE {{ .Namespace }}.a ADD COLUMN note text');
  expect(statement?.after.has('column auth.a.note')).toBe(true);
  expect(seen.rollback?.outcome).toBe('restored');
});

test('a base without values for its variables says so once', async () => {
  const base = {
    'migrations/1_a.sql': 'SELECT 1;\nCREATE TABLE ${schema}.a ();\nCREATE TABLE ${schema}.b ();',
  };
  const { base: replay } = await rehearsed(base, NEW);
  expect(replay.failures.map(({ line, error }) => [line, error.message])).toEqual([
    [2, 'holds the template variable ${schema}, which has no value; set variables.schema in .holdpoint.yml'],
  ]);
});

test('an edited repeatable migration is run, after the new versions', async () => {
  const base = {
    'sql/V1__a.sql': 'CREATE TABLE a (id bigint);',
    'sql/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT id FROM a;',
  };
  const head = {
    'sql/V2__b.sql': 'ALTER TABLE a ADD COLUMN note text;',
    'sql/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT id, note FROM a;',
  };
  const seen = await rehearsed(base, head);
  expect(seen.notRun).toEqual([]);
  expect(seen.base.failures).toEqual([]);
  expect(seen.migrations.map(({ change }) => [change.status, change.migration.version])).toEqual([
    ['added', '2'],
    ['edited', 'R__v'],
  ]);
  const errors = seen.migrations.flatMap(({ statements }) =>
    statements.map(({ observation }) => observation?.error),
  );
  expect(errors).toEqual([null, null]);
});
